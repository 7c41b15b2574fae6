import { defineGroup, type Field } from './field.js';

const edges: Field & { readonly type: { readonly of: 'text' } } = {
  type: { of: 'text' },
  summary:
    'An edge list, relative to this file: two names a line, with spaces, a tab or a comma between; lines that begin with # or % are comments. A pair that comes again and a pair of the same name count for nothing.',
  example: 'friends.edges',
};
const preferential: Field & { readonly type: { readonly of: 'count'; readonly min: number } } = {
  type: { of: 'count', min: 1 },
  summary: 'Preferential attachment (Barabási and Albert 1999): everybody comes with so many links, to others in proportion to the links that these have.',
  example: '5',
};

/** Where friendships come from, besides a distribution of degrees. */
export const graphGroup = defineGroup({
  what: 'a graph',
  fields: {
    edges,
    preferential,
    smallWorld: {
      type: { of: 'part', part: 'small-world' },
      summary: 'A small world (Watts and Strogatz 1998): a ring of neighbours, some links moved to anybody.',
      example: '{ neighbours: 10, rewired: 10% }',
    },
  },
  later: {},
});

/** Where followers come from: the first name of a line follows the second, who comes later follows who was there. */
export const directedGraphGroup = defineGroup({ what: 'a graph', fields: { edges, preferential }, later: {} });

export const smallWorldGroup = defineGroup({
  what: 'a small world',
  fields: {
    neighbours: { type: { of: 'count', min: 2 }, required: true, summary: 'To how many around it on the ring each is linked: an even number.', example: '10' },
    rewired: { type: { of: 'share' }, required: true, summary: 'Share of the links whose end is moved to anybody.', example: '10%' },
  },
  later: {},
});
