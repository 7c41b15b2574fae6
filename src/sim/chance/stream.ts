import alea from 'seedrandom/lib/alea.js';
import { logOfUnit } from './log-of-unit.js';
import { hash128, joinParts } from './name-hash.js';

/** A source of uniform random numbers. */
export interface Uniform {
  /** The next number, uniform in [0, 1), with 53 random bits. */
  double(): number;
}

/**
 * The random stream of one purpose of one owner in one replication. Streams are told apart by name alone, so that an added component
 * disturbs no other's draws, and two designs under one seed see the same arrivals and the same work (common random numbers).
 *
 * The name is hashed to 128 bits before it seeds alea, and the first 8 outputs are dropped: seeded with similar names, alea's first
 * outputs repeat twenty times too often.
 *
 * @param seed of the study
 * @param replication from 0
 * @param owner component, workload or operation
 * @param purpose what the numbers decide, e.g. `arrivals`, `work`
 */
export function createStream(seed: number, replication: number, owner: string, purpose: string): Uniform {
  return new Stream(hash128(joinParts([String(seed), String(replication), owner, purpose])));
}

const DROPPED = 8;
/** Numbers that are made together: a loop keeps the state in registers and overlaps one number's arithmetic with the next's. */
const BLOCK = 32;
const none = new Float64Array(0);

/**
 * Alea (Baagøe 2010): a multiply-with-carry generator on three fractions of 32 bits. seedrandom's alea seeds it; the recurrence is
 * carried on here, a block at a time, because the closure takes 2.5 times as long. A test holds that both give the same numbers.
 */
export class Stream implements Uniform {
  /** What is left of the block lies from `place` on. */
  private readonly block = new Float64Array(BLOCK);
  private place = BLOCK;
  /** -log(1 - u) of each u of the block, made when one of them is asked for. */
  private exponentials = none;
  private hasExponentials = false;
  /** The three fractions, and the carry: a whole number. */
  private readonly state: Float64Array;

  constructor(seed: string) {
    const generator = alea(seed, { state: true });
    for (let i = 0; i < DROPPED; i++) generator();
    const { s0, s1, s2, c } = generator.state();
    this.state = Float64Array.of(s0, s1, s2, c);
  }

  double(): number {
    if (this.place === BLOCK) this.refill();
    return this.block[this.place++];
  }

  /** The next number as an exponential one with mean 1: -log(1 - u). */
  exponential(): number {
    if (this.place === BLOCK) this.refill();
    if (!this.hasExponentials) this.makeExponentials();
    return this.exponentials[this.place++];
  }

  private refill(): void {
    const { block, state } = this;
    let s0 = state[0];
    let s1 = state[1];
    let s2 = state[2];
    let carry = state[3];
    for (let i = 0; i < BLOCK; i++) {
      // Math.floor and not | 0: nothing is turned into an integer and back.
      const first = MULTIPLIER * s0 + carry * TWO_TO_MINUS_32;
      const firstCarry = Math.floor(first);
      const second = MULTIPLIER * s1 + firstCarry * TWO_TO_MINUS_32;
      carry = Math.floor(second);
      s0 = s2;
      s1 = first - firstCarry;
      s2 = second - carry;
      block[i] = s1 + ((s2 * TWO_TO_21) | 0) * TWO_TO_MINUS_53;
    }
    state[0] = s0;
    state[1] = s1;
    state[2] = s2;
    state[3] = carry;
    this.place = 0;
    this.hasExponentials = false;
  }

  private makeExponentials(): void {
    if (this.exponentials === none) this.exponentials = new Float64Array(BLOCK);
    const { block, exponentials } = this;
    // 0 - x and not -x: at u = 0 the value is 0, not -0.
    for (let i = 0; i < BLOCK; i++) exponentials[i] = 0 - logOfUnit(1 - block[i]);
    this.hasExponentials = true;
  }
}

const MULTIPLIER = 2091639;
const TWO_TO_21 = 0x200000;
const TWO_TO_MINUS_32 = 2 ** -32;
const TWO_TO_MINUS_53 = 2 ** -53;
