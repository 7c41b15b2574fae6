import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { wire } from '../../src/scenario/compile/wire.js';
import { scenarioOf } from '../support/read.js';
import { shownShared } from '../support/reference.js';
import { hasShared, sharedFolder, skipReason } from '../support/shared.js';

interface Reference {
  nodes: number;
  edges: number;
  components: number;
  largest: number;
  mean_degree: number;
  median: number;
  p90: number;
  p99: number;
  max: number;
  triangles: number;
  avg_clustering: number;
  fof_mean: number;
  fof_median: number;
  fof_p99: number;
  fanout_uniform_author: number;
  fanout_degree_weighted_author: number;
  share_of_links_top1pct: number;
}

/** The graph as a scenario reads it, asked by the sets that other components go through. */
function realGraph() {
  const scenario = scenarioOf(`
title: friends at Reed
keys: { user: { items: 962 } }
components: { graph: { kind: graph, key: user, friends: { edges: ${shownShared('data/social-graphs/socfb-Reed98.edges')} } } }
workload: { none: { arrivals: { at: [1s] }, call: graph.join } }
run: { duration: 2s, warmup: 0s, replications: 1, study: finite }
`);
  const system = wire(scenario, { seed: 1, replication: 0, warmup: 0, curves: false });
  const sets = system.components[0].behaviour!.memberSets!;
  const of = (set: string) => Array.from({ length: 962 }, (_, user) => Array.from(sets[set].members([user, 0])));
  return { friends: of('friends'), others: of('friends-of-friends') };
}

describe.skipIf(!hasShared)(`friendships of Reed98 against reference counts${skipReason}`, () => {
  const reference = (hasShared ? JSON.parse(readFileSync(`${sharedFolder}reference/social-graph-reed98.json`, 'utf8')) : {}) as Reference;
  const { friends, others } = hasShared ? realGraph() : { friends: [], others: [] };
  const degrees = friends.map((row) => row.length);
  const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  const ascending = (values: readonly number[]): number[] => [...values].sort((a, b) => a - b);
  /** The value at the place floor(share · n) in ascending order, counted from 0. */
  const quantile = (values: readonly number[], share: number): number => ascending(values)[Math.floor(share * values.length)];

  it('nodes, edges, degrees', () => {
    expect(friends).toHaveLength(reference.nodes);
    expect(degrees.reduce((sum, degree) => sum + degree, 0)).toBe(2 * reference.edges);
    expect(mean(degrees)).toBeCloseTo(reference.mean_degree, 2);
    expect(quantile(degrees, 0.5)).toBe(reference.median);
    expect(quantile(degrees, 0.9)).toBe(reference.p90);
    expect(quantile(degrees, 0.99)).toBe(reference.p99);
    expect(degrees[0]).toBe(reference.max);
    expect(degrees.reduce((most, degree) => Math.max(most, degree))).toBe(reference.max);
  });

  it('triangles and clustering', () => {
    const rows = friends.map((row) => new Set(row));
    let corners = 0;
    let clustering = 0;
    friends.forEach((row) => {
      let links = 0;
      for (const one of row) for (const other of friends[one]) if (rows[one].has(other) && row.includes(other)) links++;
      corners += links / 2;
      if (row.length > 1) clustering += links / (row.length * (row.length - 1));
    });
    expect(corners / 3).toBe(reference.triangles);
    expect(clustering / friends.length).toBeCloseTo(reference.avg_clustering, 4);
  });

  it('one component', () => {
    const reached = new Set([0]);
    for (const user of reached) for (const other of friends[user]) reached.add(other);
    expect(reference.components).toBe(1);
    expect(reached.size).toBe(reference.largest);
  });

  it('friends of friends', () => {
    const sizes = others.map((row) => row.length);
    expect(mean(sizes)).toBeCloseTo(reference.fof_mean, 1);
    expect(quantile(sizes, 0.5)).toBe(reference.fof_median);
    expect(quantile(sizes, 0.99)).toBe(reference.fof_p99);
  });

  it('fan-out of a post by any author, and by one who posts as often as it has friends', () => {
    expect(mean(degrees)).toBeCloseTo(reference.fanout_uniform_author, 2);
    const squares = degrees.reduce((sum, degree) => sum + degree * degree, 0);
    expect(squares / (2 * reference.edges)).toBeCloseTo(reference.fanout_degree_weighted_author, 3);
  });

  it('share of the links of the most popular hundredth', () => {
    const top = ascending(degrees)
      .reverse()
      .slice(0, Math.floor(962 / 100));
    expect(top.reduce((sum, degree) => sum + degree, 0) / (2 * reference.edges)).toBeCloseTo(reference.share_of_links_top1pct, 4);
  });
});
