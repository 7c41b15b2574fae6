import { hashWords, joinParts } from './name-hash.js';
import type { Uniform } from './stream.js';

/**
 * Attributes of items without storing them: uniform numbers that depend only on (seed, key, attribute, item) and on how many were taken
 * since `at`. A video's size is the same at each request, in each replication and in each design. Items that are made in the run (uploads, orders) are others in
 * each replication: there its number goes in as well, or all replications would have the same ones, and the intervals would not know how much others differ.
 *
 * The name gives 128 secret bits; with the item they are the state of sfc32 (Doty-Humphrey's small fast counting generator, part of
 * PractRand), stirred 12 rounds as its author does, after which every bit of the item has reached every bit of the state.
 */
export class AttributeHash implements Uniform {
  private readonly key: Uint32Array;
  private a = 0;
  private b = 0;
  private c = 0;
  private counter = 0;

  /** @param replication null: the same in each */
  constructor(seed: number, key: string, attribute: string, replication: number | null = null) {
    this.key = hashWords(joinParts([String(seed), key, attribute, ...(replication === null ? [] : [String(replication)])]));
    this.at(0);
  }

  /** Go to an item, a whole number from 0 to 2^53 - 1. */
  at(item: number): this {
    const key = this.key;
    this.a = key[0] ^ item;
    this.b = key[1] ^ (item * TWO_TO_MINUS_32);
    this.c = key[2] | 0;
    this.counter = key[3] | 0;
    for (let round = 0; round < STIRRING_ROUNDS; round++) this.next();
    return this;
  }

  /** The next number for this item, uniform in [0, 1), with 53 random bits. */
  double(): number {
    const high = this.next() >>> 5;
    const low = this.next() >>> 6;
    return (high * TWO_TO_26 + low) * TWO_TO_MINUS_53;
  }

  private next(): number {
    const output = (this.a + this.b + this.counter) | 0;
    this.counter = (this.counter + 1) | 0;
    this.a = this.b ^ (this.b >>> 9);
    this.b = (this.c + (this.c << 3)) | 0;
    this.c = (((this.c << 21) | (this.c >>> 11)) + output) | 0;
    return output;
  }
}

const STIRRING_ROUNDS = 12;
const TWO_TO_26 = 0x4000000;
const TWO_TO_MINUS_32 = 2 ** -32;
const TWO_TO_MINUS_53 = 2 ** -53;
