import { sha256 } from './sha-256.js';

/*
 * Hashes of names: the first bits of SHA-256 of their UTF-8 bytes. MurmurHash3 (x86, 128 bits) was tried first and gave the same 128 bits
 * to two pairs among a million names of streams (`1:12:1314:component-74234:work` and `1:12:1014:component-75294:work`): names differ by
 * a digit here and there, and in a hash made for tables such differences can cancel.
 */

/** 128-bit hash of a text as 32 hexadecimal digits. */
export function hash128(text: string): string {
  return Array.from(hashWords(text), (word) => word.toString(16).padStart(8, '0')).join('');
}

/** 32-bit hash of a text, an unsigned whole number: the first 8 digits of `hash128`. */
export function hash32(text: string): number {
  return hashWords(text)[0];
}

/** The four unsigned 32-bit words of `hash128`. */
export function hashWords(text: string): Uint32Array {
  return sha256(new TextEncoder().encode(text)).subarray(0, 4);
}

/** One text from several parts, each with its length before it: ('a', 'bc') is not ('ab', 'c'). */
export function joinParts(parts: readonly string[]): string {
  return parts.map((part) => `${part.length}:${part}`).join('');
}
