/**
 * MurmurHash3 x86 128 (Appleby 2011, public domain): four 32-bit words from any bytes. Chosen because it is published, has a verification
 * value (SMHasher: 0xB3ECE62A) and needs only 32-bit multiplication, which JavaScript has as Math.imul.
 *
 * @param bytes what to hash
 * @param seed unsigned 32-bit number
 * @returns four unsigned 32-bit words, the first written first
 */
export function murmurHash128(bytes: Uint8Array, seed: number): Uint32Array {
  let h1 = seed | 0;
  let h2 = h1;
  let h3 = h1;
  let h4 = h1;
  const blockCount = bytes.length >>> 4;
  for (let block = 0; block < blockCount; block++) {
    const at = block * 16;
    h1 ^= scramble(word(bytes, at), C1, 15, C2);
    h1 = (Math.imul(rotate(h1, 19) + h2, 5) + 0x561ccd1b) | 0;
    h2 ^= scramble(word(bytes, at + 4), C2, 16, C3);
    h2 = (Math.imul(rotate(h2, 17) + h3, 5) + 0x0bcaa747) | 0;
    h3 ^= scramble(word(bytes, at + 8), C3, 17, C4);
    h3 = (Math.imul(rotate(h3, 15) + h4, 5) + 0x96cd1c35) | 0;
    h4 ^= scramble(word(bytes, at + 12), C4, 18, C1);
    h4 = (Math.imul(rotate(h4, 13) + h1, 5) + 0x32ac3b17) | 0;
  }
  // The last, incomplete block: missing bytes count as zeros, and a word of zeros leaves its h as it is.
  const tail = blockCount * 16;
  h4 ^= scramble(word(bytes, tail + 12), C4, 18, C1);
  h3 ^= scramble(word(bytes, tail + 8), C3, 17, C4);
  h2 ^= scramble(word(bytes, tail + 4), C2, 16, C3);
  h1 ^= scramble(word(bytes, tail), C1, 15, C2);

  h1 ^= bytes.length;
  h2 ^= bytes.length;
  h3 ^= bytes.length;
  h4 ^= bytes.length;
  h1 = (h1 + h2 + h3 + h4) | 0;
  h2 = (h2 + h1) | 0;
  h3 = (h3 + h1) | 0;
  h4 = (h4 + h1) | 0;
  h1 = avalanche(h1);
  h2 = avalanche(h2);
  h3 = avalanche(h3);
  h4 = avalanche(h4);
  h1 = (h1 + h2 + h3 + h4) | 0;
  h2 = (h2 + h1) | 0;
  h3 = (h3 + h1) | 0;
  h4 = (h4 + h1) | 0;
  return Uint32Array.of(h1, h2, h3, h4);
}

const C1 = 0x239b961b;
const C2 = 0xab0e9789;
const C3 = 0x38b34ae5;
const C4 = 0xa1e38b93;

/** The four bytes from `at`, lowest first; bytes beyond the end are zero. */
function word(bytes: Uint8Array, at: number): number {
  return (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8) | ((bytes[at + 2] ?? 0) << 16) | ((bytes[at + 3] ?? 0) << 24);
}

function rotate(x: number, by: number): number {
  return (x << by) | (x >>> (32 - by));
}

function scramble(k: number, before: number, by: number, after: number): number {
  return Math.imul(rotate(Math.imul(k, before), by), after);
}

function avalanche(h: number): number {
  let x = h;
  x ^= x >>> 16;
  x = Math.imul(x, 0x85ebca6b);
  x ^= x >>> 13;
  x = Math.imul(x, 0xc2b2ae35);
  x ^= x >>> 16;
  return x;
}
