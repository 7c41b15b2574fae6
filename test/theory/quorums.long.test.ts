import { describe, expect, it } from 'vitest';
import { mistakesOfQuorum } from './quorum-cases.js';

describe('partial quorums of five nodes beside the closed forms', () => {
  it.each([
    [1, 1],
    [2, 1],
    [1, 3],
    [2, 2],
  ])('R = %d, W = %d', async (read, write) => {
    expect(await mistakesOfQuorum({ nodes: 5, read, write, reads: '40/s', duration: 1000 }, 2)).toEqual([]);
  });
});
