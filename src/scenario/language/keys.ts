import { defineGroup } from './field.js';

export const keyGroup = defineGroup({
  what: 'a key',
  fields: {
    items: { type: { of: 'part', part: 'items' }, summary: 'A population of so many items, or `new`: an item that was never used before.', example: '20k' },
    popularity: {
      type: { of: 'part', part: 'popularity' },
      default: 'uniform',
      summary: 'How often each item is drawn: uniform, or by a law, a file, or as items that are born and fade.',
      example: '{ zipf: 0.9 }',
    },
    of: { type: { of: 'key' }, summary: 'The items of another key; the value is set by `with` or `as`.', example: 'user' },
    from: {
      type: { of: 'text' },
      summary:
        'A random member of a set that a component keeps, drawn when the request arrives, for its other keys. While the set is empty there is no such request.',
      example: 'phones.online',
    },
    column: { type: { of: 'text' }, summary: 'A column of the replayed trace: equal texts are the same item.', example: 'video' },
    is: { type: { of: 'whole', min: 0 }, summary: 'Always this item; of a population, 0 is the most popular.', example: '0' },
    attributes: {
      type: { of: 'part', part: 'attributes' },
      summary: 'Name → a property of the item: a distribution, or a column of the trace.',
      example: '{ size: { lognormal: { median: 2MB, p99: 40MB } } }',
    },
  },
  later: {},
});

/** Sources of a key: exactly one of them. */
export const keySources = ['items', 'of', 'from', 'column', 'is'] as const;

export const popularityGroup = defineGroup({
  what: 'a popularity',
  fields: {
    zipf: { type: { of: 'number', min: 0 }, summary: 'The k-th item is drawn in proportion to k^-exponent.', example: '0.9' },
    zipfMandelbrot: {
      type: { of: 'part', part: 'zipf-mandelbrot' },
      summary: 'The k-th item is drawn in proportion to (k + shift)^-exponent: like zipf, but the first `shift` or so are about equal.',
      example: '{ exponent: 1, shift: 20 }',
    },
    weights: {
      type: { of: 'part', part: 'weights' },
      summary: 'The k-th item is drawn in proportion to the number in the k-th row of a column of a CSV file; `items` is the number of rows.',
      example: '{ file: requests.csv, column: count }',
    },
    piecewise: {
      type: { of: 'text' },
      summary:
        'A measured distribution in a JSON file as CacheBench writes it: `popularityBuckets` items in a row have the weight `popularityWeights` together and are equal among themselves; `oneHits` is the share of one-hit wonders. `items` is the sum of the buckets.',
      example: 'pop.json',
    },
    trending: {
      type: { of: 'part', part: 'trending' },
      summary: 'Items are born and fade (shot noise); `items` is how many are alive at a time, on average.',
      example: '{ life: 6h, volume: { pareto: { min: 1, shape: 1.2, max: 1000 } } }',
    },
    oneHit: {
      type: { of: 'share' },
      summary: 'Share of the draws that are of an item never asked for before or after (one-hit wonders). Default: none; with `piecewise`, that of the file.',
      example: '30%',
    },
  },
  later: {},
});

/** Laws of popularity: exactly one of them. */
export const popularityLaws = ['zipf', 'zipfMandelbrot', 'weights', 'piecewise', 'trending'] as const;

export const zipfMandelbrotGroup = defineGroup({
  what: 'a Zipf–Mandelbrot popularity',
  fields: {
    exponent: { type: { of: 'number', min: 0 }, required: true, summary: 'Slope of the tail.', example: '1' },
    shift: { type: { of: 'number', min: 0 }, required: true, summary: 'Length of the flat head; 0: plain Zipf.', example: '20' },
  },
  later: {},
});

export const weightsGroup = defineGroup({
  what: 'a popularity by weights',
  fields: {
    file: { type: { of: 'text' }, required: true, summary: 'CSV file with a header row.', example: 'requests.csv' },
    column: { type: { of: 'text' }, required: true, summary: 'Its column of weights, in any proportion.', example: 'count' },
  },
  later: {},
});

export const trendingGroup = defineGroup({
  what: 'a trending popularity',
  fields: {
    life: { type: { of: 'distribution', unit: 'time' }, required: true, summary: 'From the birth of an item to its end.', example: '{ exponential: 6h }' },
    volume: {
      type: { of: 'distribution', unit: 'number' },
      required: true,
      summary: 'Requests for an item in its whole life, in proportion to those for the others; how many come at all, the workloads say.',
      example: '{ pareto: { min: 1, shape: 1.2, max: 1000 } }',
    },
    fade: {
      type: { of: 'choice', choices: ['none', 'linear'] },
      default: 'none',
      summary: 'How an item goes: asked for at one rate until its end (none), or less and less from its birth on (linear).',
      example: 'linear',
    },
  },
  later: {},
});

export const attributeColumnGroup = defineGroup({
  what: 'an attribute from a trace',
  fields: {
    column: {
      type: { of: 'text' },
      required: true,
      summary: 'The column of the replayed trace that holds the number, in seconds, bytes or plain.',
      example: 'size_bytes',
    },
  },
  later: {},
});
