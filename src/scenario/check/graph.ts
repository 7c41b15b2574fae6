import type { GraphSource } from '../../models/graph/source.js';
import { directedGraphGroup, graphGroup, smallWorldGroup } from '../language/graphs.js';
import { readLaw } from '../law.js';
import { entryOf, type ScalarNode, type TreeNode } from '../tree.js';
import type { Context } from './context.js';
import { readFields, readMap, readOneOf } from './fields.js';

/** A distribution of degrees, a generator, or { edges: FILE }. */
export function readGraph(node: TreeNode, isDirected: boolean, context: Context): GraphSource | null {
  const names = Object.keys(isDirected ? directedGraphGroup.fields : graphGroup.fields);
  if (node.type !== 'map' || !node.entries.some(({ key }) => names.includes(key))) {
    const law = readLaw(node, 'count', context.issues, context.files);
    return law === null ? null : { by: 'degrees', law };
  }
  const given = readOneOf(node, names, 'a graph', context);
  const values = { smallWorld: null, ...readFields(isDirected ? directedGraphGroup : graphGroup, node, context) };
  if (given === null) return null;
  if (given === 'edges') return values.edges === null ? null : context.files.readEdges(entryOf(node, 'edges')!.value as ScalarNode, context.issues);
  if (given === 'preferential') return values.preferential === null ? null : { by: 'preferential', links: values.preferential };
  return values.smallWorld === null ? null : readSmallWorld(values.smallWorld, context);
}

function readSmallWorld(node: TreeNode, context: Context): GraphSource | null {
  const map = readMap(node, 'a small world', '{ neighbours: 10, rewired: 10% }', context);
  if (map === null) return null;
  const { neighbours, rewired } = readFields(smallWorldGroup, map, context);
  if (neighbours === null || rewired === null) return null;
  if (neighbours % 2 === 0) return { by: 'small-world', neighbours, rewired };
  context.issues.add('out-of-range', entryOf(map, 'neighbours')!.value.place, `half of ${neighbours} neighbours cannot be on either side`, {
    expected: 'an even number',
    got: String(neighbours),
    suggestion: `write ${neighbours + 1}`,
  });
  return null;
}
