import { lawMean } from '../../sim/chance/moments.js';
import { popularityGroup, popularityLaws, trendingGroup, weightsGroup, zipfMandelbrotGroup } from '../language/keys.js';
import type { KeySource, Popularity } from '../scenario.js';
import { describe, entryOf, valueOf, type MapNode, type ScalarNode, type TreeNode } from '../tree.js';
import type { Context } from './context.js';
import { readFields, readMap, readOneOf } from './fields.js';

export type PopularityParts = Pick<KeySource & { readonly from: 'items' }, 'popularity' | 'oneHit'>;

/** How often the items of a population are drawn; null with an issue where it is wrong. */
export function readPopularity(node: TreeNode, context: Context): PopularityParts | null {
  if (node.type === 'scalar' && node.text === 'uniform') return { popularity: { law: 'uniform' }, oneHit: 0 };
  if (node.type !== 'map') {
    context.issues.add('unknown-choice', node.place, `${describe(node)} is not a popularity`, {
      expected: 'uniform, or { zipf: EXPONENT }',
      got: describe(node),
    });
    return null;
  }
  const values = readFields(popularityGroup, node, context);
  const law = readOneOf(node, popularityLaws, popularityGroup.what, context);
  const oneHit = values.oneHit ?? 0;
  const plain = (popularity: Popularity | null): PopularityParts | null => (popularity === null ? null : { popularity, oneHit });
  switch (law) {
    case null:
      return null;
    case 'zipf':
      return values.zipf === null ? null : plain({ law: 'zipf', exponent: values.zipf });
    case 'zipfMandelbrot':
      return values.zipfMandelbrot === null ? null : plain(readZipfMandelbrot(values.zipfMandelbrot, context));
    case 'weights':
      return values.weights === null ? null : plain(readWeightsOf(values.weights, context));
    case 'trending':
      return values.trending === null ? null : plain(readTrending(values.trending, context));
    case 'piecewise': {
      const file = values.piecewise === null ? null : context.files.readPiecewise(valueOf(node, 'piecewise') as ScalarNode, context.issues);
      if (file === null) return null;
      return { popularity: { law: 'piecewise', pieces: file.pieces }, oneHit: entryOf(node, 'oneHit') === undefined ? file.oneHits : oneHit };
    }
  }
}

function readZipfMandelbrot(node: TreeNode, context: Context): Popularity | null {
  const map = readMap(node, 'a Zipf–Mandelbrot popularity', '{ exponent: 1, shift: 20 }', context);
  if (map === null) return null;
  const { exponent, shift } = readFields(zipfMandelbrotGroup, map, context);
  return exponent === null || shift === null ? null : { law: 'zipf-mandelbrot', exponent, shift };
}

function readWeightsOf(node: TreeNode, context: Context): Popularity | null {
  const map = readMap(node, 'a popularity by weights', '{ file: requests.csv, column: count }', context);
  if (map === null) return null;
  const { file, column } = readFields(weightsGroup, map, context);
  if (file === null || column === null) return null;
  const place = valueOf(map, 'column') as ScalarNode;
  const weights = context.files.readNumberColumn(valueOf(map, 'file') as ScalarNode, place, context.issues);
  if (weights === null) return null;
  if (!weights.some((weight) => weight > 0)) {
    context.issues.add('impossible-weights', place.place, `all weights in column ${column} are zero`, { expected: 'at least one weight above 0' });
    return null;
  }
  return { law: 'weights', weights };
}

function readTrending(node: TreeNode, context: Context): Popularity | null {
  const map = readMap(node, 'a trending popularity', '{ life: 6h, volume: { exponential: 1 } }', context);
  if (map === null) return null;
  const { life, volume, fade } = readFields(trendingGroup, map, context);
  if (life === null || volume === null || fade === null) return null;
  if (!isAbove0(map, 'life', lawMean(life), context) || !isAbove0(map, 'volume', lawMean(volume), context)) return null;
  return { law: 'trending', life, volume, fade: fade as 'none' };
}

function isAbove0(map: MapNode, field: string, mean: number, context: Context): boolean {
  if (mean > 0) return true;
  const node = valueOf(map, field)!;
  context.issues.add('out-of-range', node.place, `the ${field} of a trending item must be above 0`, { expected: 'more than 0', got: describe(node) });
  return false;
}

/** So few items alive at a time that at some instant there might be none: e^-50 is out of the question. */
const TRENDING_LEAST = 50;

/** true where the popularity is of as many items as the key has. */
export function fits(popularity: Popularity, items: number, node: TreeNode, context: Context): boolean {
  if (popularity.law === 'trending') {
    if (items >= TRENDING_LEAST) return true;
    context.issues.add('out-of-range', node.place, 'with so few trending items there are times when none is alive', {
      expected: `at least ${TRENDING_LEAST}`,
      got: describe(node),
    });
    return false;
  }
  const there =
    popularity.law === 'weights'
      ? popularity.weights.length
      : popularity.law === 'piecewise'
        ? popularity.pieces.reduce((sum, piece) => sum + piece.items, 0)
        : items;
  if (there === items) return true;
  context.issues.add('out-of-range', node.place, `the file has ${there} items, not ${items}`, {
    expected: `items: ${there}`,
    got: describe(node),
    suggestion: `write items: ${there}`,
  });
  return false;
}
