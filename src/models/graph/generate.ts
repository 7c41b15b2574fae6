import { createSampler } from '../../sim/chance/create-sampler.js';
import type { Law } from '../../sim/chance/law.js';
import type { Uniform } from '../../sim/chance/stream.js';
import type { Pairs } from './adjacency.js';
import { distinctNodes } from './distinct-nodes.js';
import { EdgeSet } from './edge-set.js';
import type { GraphSource } from './source.js';

/** Swaps that are tried for a pair that cannot stay, before it is given up. */
const SWAPS_MOST = 1000;

/** Friendships, each pair once; nobody is a friend of himself. */
export function friendshipsOf(source: GraphSource, nodes: number, uniform: Uniform): Pairs {
  switch (source.by) {
    case 'degrees':
      return matchStubs(degreesOf(source.law, nodes, uniform), uniform);
    case 'preferential':
      return preferential(nodes, source.links, uniform);
    case 'small-world':
      return smallWorld(nodes, source.neighbours, source.rewired, uniform);
    case 'edges':
      return withoutRepeats(source, true);
  }
}

/** Who (from) follows whom (to), each pair once; nobody follows himself. */
export function followsOf(source: GraphSource, nodes: number, uniform: Uniform): Pairs {
  switch (source.by) {
    case 'degrees':
      return chooseFollowers(degreesOf(source.law, nodes, uniform), uniform);
    case 'preferential':
      return preferential(nodes, source.links, uniform);
    case 'small-world':
      throw new Error('a small world has no direction');
    case 'edges':
      return withoutRepeats(source, false);
  }
}

/** A degree for each node: the nearest whole number, at most everybody else; the largest first. */
export function degreesOf(law: Law, nodes: number, uniform: Uniform): Int32Array {
  const sampler = createSampler(law, uniform);
  const degrees = Int32Array.from({ length: nodes }, () => Math.min(nodes - 1, Math.max(0, Math.round(sampler.sample()))));
  return degrees.sort((left, right) => right - left);
}

/**
 * The configuration model (Molloy and Reed 1995): every node has as many stubs as its degree, and stubs are matched at random. Pairs that join a
 * node to itself, or that are there already, are resolved by swapping ends with random other pairs, which keeps every degree; where there is no
 * such swap (degrees that no simple graph has) the pair is left out. An odd sum of degrees leaves one stub out.
 */
export function matchStubs(degrees: Int32Array, uniform: Uniform): Pairs {
  const stubs = new Int32Array(degrees.reduce((sum, degree) => sum + degree, 0));
  let filled = 0;
  for (let node = 0; node < degrees.length; node++) for (let stub = 0; stub < degrees[node]; stub++) stubs[filled++] = node;
  shuffle(stubs, uniform);
  const count = Math.floor(stubs.length / 2);
  const from = stubs.slice(0, count);
  const to = stubs.slice(count, 2 * count);
  const there = new EdgeSet(degrees.length, count);
  const isBad = new Uint8Array(count);
  const bad: number[] = [];
  for (let pair = 0; pair < count; pair++) {
    if (from[pair] !== to[pair] && there.add(from[pair], to[pair])) continue;
    isBad[pair] = 1;
    bad.push(pair);
  }
  for (const pair of bad) if (swapEnds(pair, from, to, isBad, there, uniform)) isBad[pair] = 0;
  return keep(from, to, (pair) => isBad[pair] === 0);
}

/** (a, b) and (c, d) become (a, c) and (b, d), if that makes two pairs that are not there. */
function swapEnds(pair: number, from: Int32Array, to: Int32Array, isBad: Uint8Array, there: EdgeSet, uniform: Uniform): boolean {
  for (let attempt = 0; attempt < SWAPS_MOST; attempt++) {
    const other = Math.floor(uniform.double() * from.length);
    if (isBad[other] === 1) continue;
    const isTurned = uniform.double() < 0.5;
    const first = from[pair];
    const second = to[pair];
    const third = isTurned ? to[other] : from[other];
    const fourth = isTurned ? from[other] : to[other];
    if (first === third || second === fourth || there.has(first, third) || there.has(second, fourth)) continue;
    // Both new pairs may be the same.
    if ((first === fourth && second === third) || (first === second && third === fourth)) continue;
    there.remove(third, fourth);
    there.add(first, third);
    there.add(second, fourth);
    to[pair] = third;
    from[other] = second;
    to[other] = fourth;
    return true;
  }
  return false;
}

/** So many followers for each node, everybody else with the same probability. */
function chooseFollowers(degrees: Int32Array, uniform: Uniform): Pairs {
  const count = degrees.reduce((sum, degree) => sum + degree, 0);
  const from = new Int32Array(count);
  const to = new Int32Array(count);
  const choose = distinctNodes(degrees.length, uniform);
  let filled = 0;
  for (let node = 0; node < degrees.length; node++) {
    choose(degrees[node], node, (follower) => {
      from[filled] = follower;
      to[filled++] = node;
    });
  }
  return { from, to };
}

/** Barabási and Albert, Science 286 (1999): from a clique of links + 1 nodes on, each node is linked to `links` different ones that were there before. */
function preferential(nodes: number, links: number, uniform: Uniform): Pairs {
  const core = Math.min(nodes, links + 1);
  const count = (core * (core - 1)) / 2 + Math.max(0, nodes - core) * links;
  const from = new Int32Array(count);
  const to = new Int32Array(count);
  let filled = 0;
  for (let node = 1; node < core; node++)
    for (let other = 0; other < node; other++) {
      from[filled] = node;
      to[filled++] = other;
    }
  const chosen = new Int32Array(nodes).fill(-1);
  for (let node = core; node < nodes; node++) {
    // A random end of a random pair is a node in proportion to its degree.
    const ends = filled;
    for (let link = 0; link < links;) {
      const end = Math.floor(uniform.double() * 2 * ends);
      const other = end < ends ? from[end] : to[end - ends];
      if (chosen[other] === node) continue;
      chosen[other] = node;
      from[filled] = node;
      to[filled++] = other;
      link++;
    }
  }
  return { from, to };
}

/** Watts and Strogatz, Nature 393 (1998): round by round, each link to the next neighbour but one, but two … keeps its first end and may get another second one. */
function smallWorld(nodes: number, neighbours: number, rewired: number, uniform: Uniform): Pairs {
  const sides = Math.min(neighbours / 2, Math.floor((nodes - 1) / 2));
  const count = nodes * sides;
  const from = new Int32Array(count);
  const to = new Int32Array(count);
  const there = new EdgeSet(nodes, count);
  for (let side = 1; side <= sides; side++) {
    for (let node = 0; node < nodes; node++) {
      const pair = (side - 1) * nodes + node;
      from[pair] = node;
      to[pair] = (node + side) % nodes;
      there.add(node, to[pair]);
    }
  }
  if (2 * sides >= nodes - 1) return { from, to };
  for (let pair = 0; pair < count; pair++) {
    if (uniform.double() >= rewired) continue;
    const node = from[pair];
    let end = to[pair];
    for (let attempt = 0; attempt < SWAPS_MOST && (end === node || there.has(node, end)); attempt++) end = Math.floor(uniform.double() * nodes);
    if (end === node || there.has(node, end)) continue;
    there.remove(node, to[pair]);
    there.add(node, end);
    to[pair] = end;
  }
  return { from, to };
}

/** Pairs of a file, without those that come again. */
function withoutRepeats({ from, to, nodes }: GraphSource & { readonly by: 'edges' }, isBothWays: boolean): Pairs {
  // One-way pairs are told apart by their direction.
  const there = isBothWays ? [new EdgeSet(nodes, from.length)] : [new EdgeSet(nodes, from.length), new EdgeSet(nodes, from.length)];
  return keep(from, to, (pair) => from[pair] !== to[pair] && there[isBothWays || from[pair] < to[pair] ? 0 : 1].add(from[pair], to[pair]));
}

function keep(from: Int32Array, to: Int32Array, isKept: (pair: number) => boolean): Pairs {
  const kept: Pairs = { from: new Int32Array(from.length), to: new Int32Array(from.length) };
  let count = 0;
  for (let pair = 0; pair < from.length; pair++) {
    if (!isKept(pair)) continue;
    kept.from[count] = from[pair];
    kept.to[count++] = to[pair];
  }
  return { from: kept.from.slice(0, count), to: kept.to.slice(0, count) };
}

/** Fisher and Yates. */
export function shuffle(values: Int32Array, uniform: Uniform): void {
  for (let last = values.length - 1; last > 0; last--) {
    const other = Math.floor(uniform.double() * (last + 1));
    const value = values[last];
    values[last] = values[other];
    values[other] = value;
  }
}
