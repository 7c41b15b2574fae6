import { defineGroup } from './field.js';

export const keyGroup = defineGroup({
  what: 'a key',
  fields: {
    items: { type: { of: 'part', part: 'items' }, summary: 'A population of so many items, or `new`: an item that was never used before.', example: '20k' },
    popularity: {
      type: { of: 'part', part: 'popularity' },
      default: 'uniform',
      summary: 'How often each item is drawn: uniform, or { zipf: EXPONENT }.',
      example: '{ zipf: 0.9 }',
    },
    of: { type: { of: 'key' }, summary: 'The items of another key; the value is set by `with` or `as`.', example: 'user' },
    column: { type: { of: 'text' }, summary: 'A column of the replayed trace: equal texts are the same item.', example: 'video' },
    is: { type: { of: 'whole', min: 0 }, summary: 'Always this item; of a population, 0 is the most popular.', example: '0' },
    attributes: {
      type: { of: 'part', part: 'attributes' },
      summary: 'Name → a property of the item: a distribution, or a column of the trace.',
      example: '{ size: { lognormal: { median: 2MB, p99: 40MB } } }',
    },
  },
  later: { from: 'a random member of a set' },
});

/** Sources of a key: exactly one of them. */
export const keySources = ['items', 'of', 'column', 'is'] as const;

export const popularityGroup = defineGroup({
  what: 'a popularity',
  fields: {
    zipf: { type: { of: 'number', min: 0 }, required: true, summary: 'The k-th item is drawn in proportion to k^-exponent.', example: '0.9' },
  },
  later: { file: 'weights from a file' },
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
