import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { hash128, hash32, joinParts } from '../../../src/sim/chance/name-hash.js';
import { sha256 } from '../../../src/sim/chance/sha-256.js';

describe('sha256', () => {
  it.each([
    // FIPS 180-4's own examples, and the empty text.
    ['', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
    ['abc', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
    ['abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq', '248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1'],
  ])('of %j is the published one', (text, expected) => {
    expect(hexadecimal(sha256(new TextEncoder().encode(text)))).toBe(expected);
  });

  it('is that of Node at every length up to several blocks', () => {
    for (let length = 0; length <= 200; length++) {
      const bytes = Uint8Array.from({ length }, (_, i) => (i * 151 + length) % 256);
      expect(hexadecimal(sha256(bytes))).toBe(createHash('sha256').update(bytes).digest('hex'));
    }
  });
});

describe('hash128', () => {
  it('is the first half of SHA-256 of the UTF-8 bytes', () => {
    expect(hash128('abc')).toBe('ba7816bf8f01cfea414140de5dae2223');
    expect(hash128('é€')).toBe(createHash('sha256').update('é€', 'utf8').digest('hex').slice(0, 32));
  });

  it('keeps names apart that MurmurHash3 does not', () => {
    expect(hash128('1:12:1314:component-74234:work')).not.toBe(hash128('1:12:1014:component-75294:work'));
  });
});

describe('hash32', () => {
  it('is the first word of hash128', () => {
    expect(hash32('abc')).toBe(0xba7816bf);
  });
});

describe('joinParts', () => {
  it('keeps parts apart', () => {
    expect(joinParts(['a', 'bc'])).not.toBe(joinParts(['ab', 'c']));
    expect(joinParts(['a', '1:b'])).not.toBe(joinParts(['a1:', 'b']));
    expect(joinParts(['', 'a'])).not.toBe(joinParts(['a', '']));
  });
});

function hexadecimal(words: Uint32Array): string {
  return [...words].map((word) => word.toString(16).padStart(8, '0')).join('');
}
