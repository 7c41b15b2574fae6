import { describe, expect, it } from 'vitest';
import { bothWays, oneWay } from '../../../src/models/graph/adjacency.js';
import { degreesOf, followsOf, friendshipsOf, matchStubs } from '../../../src/models/graph/generate.js';
import { makeFriends } from '../../../src/models/graph/make-graph.js';
import type { GraphSource } from '../../../src/models/graph/source.js';
import { createStream } from '../../../src/sim/chance/stream.js';

const stream = (purpose = 'graph') => createStream(7, 0, 'test', purpose);
const lognormal = { by: 'degrees', law: { law: 'lognormal', mu: Math.log(29), sigma: Math.log(157 / 29) / 2.3263 } } as unknown as GraphSource;
const sources: readonly (readonly [string, GraphSource])[] = [
  ['configuration', lognormal],
  ['heavy tail', { by: 'degrees', law: { law: 'pareto', min: 1, shape: 1.2, max: 1e9 } } as unknown as GraphSource],
  ['nearly everybody', { by: 'degrees', law: { law: 'constant', value: 25 } } as unknown as GraphSource],
  ['preferential', { by: 'preferential', links: 4 }],
];

describe('generated graphs', () => {
  it.each([...sources, ['small world', { by: 'small-world', neighbours: 6, rewired: 0.3 }] as const])('friends, %s: simple and symmetric', (name, source) => {
    const nodes = name === 'nearly everybody' ? 30 : 2000;
    const friends = bothWays(nodes, friendshipsOf(source, nodes, stream()));
    for (let node = 0; node < nodes; node++) {
      const row = [...friends.of(node)];
      expect(row).not.toContain(node);
      expect(new Set(row).size).toBe(row.length);
      expect(row).toEqual([...row].sort((a, b) => a - b));
      for (const other of row) expect(friends.of(other)).toContain(node);
    }
  });

  it.each(sources)('followers, %s: simple, and following is the other way', (name, source) => {
    const nodes = name === 'nearly everybody' ? 30 : 2000;
    const following = oneWay(nodes, followsOf(source, nodes, stream()));
    const followers = following.reversed();
    let links = 0;
    for (let node = 0; node < nodes; node++) {
      const row = [...followers.of(node)];
      links += row.length;
      expect(row).not.toContain(node);
      expect(new Set(row).size).toBe(row.length);
      for (const other of row) expect(following.of(other)).toContain(node);
    }
    expect(links).toBe(following.links);
  });

  it('the configuration model keeps every degree that was drawn', () => {
    const degrees = degreesOf({ law: 'pareto', min: 2, shape: 1.5, max: 400 }, 3001, stream('degrees'));
    const friends = bothWays(3001, matchStubs(degrees, stream()));
    let missing = 0;
    for (let node = 0; node < 3001; node++) missing += degrees[node] - friends.degree(node);
    // One stub has no other where the sum is odd.
    expect(missing).toBe(degrees.reduce((sum, one) => sum + one, 0) % 2);
  });

  it('degrees follow the law: chi-square over the values of a geometric law', () => {
    const degrees = degreesOf({ law: 'geometric', mean: 3 }, 40_000, stream('geometric'));
    const counts = new Array<number>(15).fill(0);
    for (const degree of degrees) counts[Math.min(14, degree)]++;
    // P(N = k) = (1/4)(3/4)^k, and (3/4)^14 for 14 and more.
    const chi = counts.reduce((sum, count, k) => {
      const expected = 40_000 * (k < 14 ? 0.25 * 0.75 ** k : 0.75 ** 14);
      return sum + (count - expected) ** 2 / expected;
    }, 0);
    // 99.9 % quantile with 14 degrees of freedom.
    expect(chi).toBeLessThan(36.12);
  });

  it('followers are chosen evenly: chi-square over how often each follows', () => {
    const nodes = 500;
    const following = oneWay(nodes, followsOf({ by: 'degrees', law: { law: 'constant', value: 100 } }, nodes, stream('even')));
    // Each of the 499 others follows one with probability 100/499: binomial with 499 trials.
    const mean = 100;
    const variance = (499 * 100 * 399) / 499 ** 2;
    let chi = 0;
    for (let node = 0; node < nodes; node++) chi += (following.degree(node) - mean) ** 2 / variance;
    // 500 degrees of freedom: mean 500, standard deviation 31.6.
    expect(Math.abs(chi - 500)).toBeLessThan(4 * 31.6);
  });

  it('preferential attachment: P(degree = k) = 2 m (m + 1) / (k (k + 1) (k + 2))', () => {
    const nodes = 100_000;
    const m = 3;
    const friends = makeFriends({ by: 'preferential', links: m }, nodes, 'degree', stream('attachment'));
    const counts = new Map<number, number>();
    for (let node = 0; node < nodes; node++) counts.set(friends.degree(node), (counts.get(friends.degree(node)) ?? 0) + 1);
    // Dorogovtsev, Mendes and Samukhin (2000), exact for large graphs.
    for (let k = m; k <= 12; k++) {
      const expected = (nodes * 2 * m * (m + 1)) / (k * (k + 1) * (k + 2));
      expect(Math.abs((counts.get(k) ?? 0) - expected) / Math.sqrt(expected)).toBeLessThan(4);
    }
    expect(friends.links).toBe(2 * (6 + (nodes - 4) * m));
    // The most followed comes first.
    for (let node = 1; node < 100; node++) expect(friends.degree(node)).toBeLessThanOrEqual(friends.degree(node - 1));
  });

  it('small world: clustering 3 (k − 2) / (4 (k − 1)) (1 − p)³', () => {
    const nodes = 5000;
    const k = 10;
    for (const rewired of [0, 0.1]) {
      const friends = bothWays(nodes, friendshipsOf({ by: 'small-world', neighbours: k, rewired }, nodes, stream('ring')));
      let clustering = 0;
      for (let node = 0; node < nodes; node++) {
        const row = [...friends.of(node)];
        let links = 0;
        for (const one of row) for (const other of friends.of(one)) if (row.includes(other)) links++;
        clustering += links / (row.length * (row.length - 1)) / nodes;
      }
      // Barrat and Weigt (2000).
      expect(clustering).toBeCloseTo(((3 * (k - 2)) / (4 * (k - 1))) * (1 - rewired) ** 3, rewired === 0 ? 10 : 1.7);
      expect(friends.links).toBe(nodes * k);
    }
  });
});
