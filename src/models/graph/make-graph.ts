import type { Uniform } from '../../sim/chance/stream.js';
import { type Adjacency, bothWays, oneWay, type Pairs } from './adjacency.js';
import { followsOf, friendshipsOf, shuffle } from './generate.js';
import type { GraphSource } from './source.js';

/** Which user has which number: the one with the most links is 0 (the most popular item), or anybody is. */
export type NodeOrder = 'degree' | 'random';

/** Links both ways. */
export function makeFriends(source: GraphSource, nodes: number, order: NodeOrder, uniform: Uniform): Adjacency {
  const pairs = friendshipsOf(source, nodes, uniform);
  const degrees = new Int32Array(nodes);
  for (let pair = 0; pair < pairs.from.length; pair++) {
    degrees[pairs.from[pair]]++;
    degrees[pairs.to[pair]]++;
  }
  return bothWays(nodes, renumbered(pairs, degrees, order, uniform));
}

/** Who follows each, and whom each follows. */
export function makeFollows(source: GraphSource, nodes: number, order: NodeOrder, uniform: Uniform): { followers: Adjacency; following: Adjacency } {
  const pairs = followsOf(source, nodes, uniform);
  const degrees = new Int32Array(nodes);
  for (let pair = 0; pair < pairs.to.length; pair++) degrees[pairs.to[pair]]++;
  const following = oneWay(nodes, renumbered(pairs, degrees, order, uniform));
  return { followers: following.reversed(), following };
}

function renumbered({ from, to }: Pairs, degrees: Int32Array, order: NodeOrder, uniform: Uniform): Pairs {
  const numbers = new Int32Array(degrees.length);
  const nodes = Int32Array.from(degrees, (_, node) => node);
  if (order === 'random') shuffle(nodes, uniform);
  else nodes.sort((left, right) => degrees[right] - degrees[left] || left - right);
  nodes.forEach((node, number) => (numbers[node] = number));
  return { from: from.map((node) => numbers[node]), to: to.map((node) => numbers[node]) };
}
