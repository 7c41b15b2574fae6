import { murmurHash128 } from './murmur-hash.js';

/** 128-bit hash of a text (MurmurHash3 x86 128 of its UTF-8 bytes, seed 0) as 32 hexadecimal digits. */
export function hash128(text: string): string {
  return Array.from(hashWords(text), (word) => word.toString(16).padStart(8, '0')).join('');
}

/** 32-bit hash of a text, an unsigned whole number: the first 8 digits of `hash128`. */
export function hash32(text: string): number {
  return hashWords(text)[0];
}

/** The four unsigned 32-bit words of `hash128`. */
export function hashWords(text: string): Uint32Array {
  return murmurHash128(new TextEncoder().encode(text), 0);
}

/** One text from several parts, each with its length before it: ('a', 'bc') is not ('ab', 'c'). */
export function joinParts(parts: readonly string[]): string {
  return parts.map((part) => `${part.length}:${part}`).join('');
}
