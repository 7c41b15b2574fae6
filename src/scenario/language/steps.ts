import { defineGroup, type Field, type FieldTable } from './field.js';

const name: Field & { readonly type: { readonly of: 'text' } } = {
  type: { of: 'text' },
  summary: 'For paths and the report; unique in its operation.',
  example: 'render',
};
const callWith = {
  type: { of: 'part', part: 'with' },
  summary: 'Keys of the called operation → keys of this one: { user: recipient }.',
  example: '{ user: recipient }',
} as const;
const until: Field & { readonly type: { readonly of: 'part'; readonly part: 'until' } } = {
  type: { of: 'part', part: 'until' },
  default: 'all',
  summary:
    'Go on when all have ended, when the first has ended well, or so many have. It ends badly as soon as too few can still succeed, with the first bad outcome in time; who is late works on, and nobody waits for it.',
  example: 'first',
};
const cancel = {
  type: { of: 'boolean' },
  default: 'false',
  summary: 'Branches that are late are told: they leave the queue at once, and end at the end of the step that they are in; so does what they had called.',
  example: 'true',
} as const;
const doSteps = { type: { of: 'part', part: 'steps' }, required: true, summary: 'The steps.', example: '[call: shop.page]' } as const;

/** The ten verbs. A step is a map with exactly one of them; the field of the verb's own name is its value. */
export const verbs = {
  work: defineGroup({
    what: 'a work step',
    fields: {
      work: { type: { of: 'distribution', unit: 'time' }, required: true, summary: 'Hold a server for this time.', example: '{ exponential: 8ms }' },
      per: { type: { of: 'part', part: 'per' }, summary: 'So much for each unit of an attribute.', example: '{ upload.size: 1MB }' },
      name,
    },
    later: {},
  }),
  call: defineGroup({
    what: 'a call step',
    fields: {
      call: { type: { of: 'reference' }, required: true, summary: 'Call, and wait for the outcome.', example: 'database.read' },
      with: callWith,
      on: {
        type: { of: 'part', part: 'on' },
        summary: 'Outcome → steps; `any` stands for every bad outcome not named. Without a handler a bad outcome ends the operation.',
        example: '{ timeout: [] }',
      },
      undo: {
        type: { of: 'reference' },
        summary:
          'If this call ends well and the operation ends badly after it, this is called before the operation returns, the latest undo first, with the same keys. However an undo ends, the next one follows.',
        example: 'stock.release',
      },
      name,
    },
    later: {},
  }),
  send: defineGroup({
    what: 'a send step',
    fields: {
      send: { type: { of: 'reference' }, required: true, summary: 'Call and go on; nobody waits for the outcome.', example: 'mailer' },
      with: callWith,
      name,
    },
    later: {},
  }),
  parallel: defineGroup({
    what: 'a parallel step',
    fields: {
      parallel: {
        type: { of: 'part', part: 'branches' },
        required: true,
        summary: 'Branches at once, each a step or a list of steps; go on when all have ended.',
        example: '[call: a, call: b]',
      },
      until,
      cancel,
      name,
    },
    later: {},
  }),
  each: defineGroup({
    what: 'an each step',
    fields: {
      each: {
        type: { of: 'part', part: 'members' },
        required: true,
        summary: 'Once for every member, at once: KEY.ATTRIBUTE (so many), COMPONENT.SET (its members at that instant), or a list of words.',
        example: 'order.lines',
      },
      do: doSteps,
      as: {
        type: { of: 'key' },
        summary: 'The key that the member becomes: its number, from 0, or the item of the set. Required for a list of words.',
        example: 'line',
      },
      concurrency: { type: { of: 'count', min: 1, unlimited: true }, default: 'unlimited', summary: 'So many at a time.', example: '8' },
      until,
      cancel,
      name,
    },
    later: { batch: 'one job for many members' },
  }),
  repeat: defineGroup({
    what: 'a repeat step',
    fields: {
      repeat: {
        type: { of: 'part', part: 'repetitions' },
        required: true,
        summary: 'So many times, one after the other: a distribution of counts, or KEY.ATTRIBUTE.',
        example: '{ geometric: 4 }',
      },
      do: doSteps,
      name,
    },
    later: {},
  }),
  choose: defineGroup({
    what: 'a choose step',
    fields: {
      choose: {
        type: { of: 'part', part: 'weighted-branches' },
        required: true,
        summary: 'One branch by weight.',
        example: '{ buys: { weight: 15%, do: [call: shop.buy] }, leaves: { weight: 85% } }',
      },
      name,
    },
    later: {},
  }),
  wait: defineGroup({
    what: 'a wait step',
    fields: {
      wait: {
        type: { of: 'distribution', unit: 'time' },
        required: true,
        summary: 'Let time pass; a held server stays held.',
        example: '{ exponential: 30s }',
      },
      name,
    },
    later: {},
  }),
  draw: defineGroup({
    what: 'a draw step',
    fields: {
      draw: { type: { of: 'key' }, required: true, summary: 'Take a new item for the key, from here on in this operation.', example: 'product' },
      name,
    },
    later: {},
  }),
  return: defineGroup({
    what: 'a return step',
    fields: {
      return: {
        type: { of: 'text' },
        required: true,
        summary: 'End the operation with this outcome; in a branch of `parallel` or `each`, end the branch.',
        example: 'declined',
      },
      name,
    },
    later: {},
  }),
} as const;
export type Verb = keyof typeof verbs;
export const verbNames = Object.keys(verbs) as readonly Verb[];

export const branchGroup = defineGroup({
  what: 'a branch',
  fields: {
    weight: { type: { of: 'weight' }, required: true, summary: 'Weight, or share of all.', example: '15%' },
    do: { type: { of: 'part', part: 'steps' }, summary: 'The steps; none if left out.', example: '[call: shop.buy]' },
  },
  later: {},
});

/** All fields that some step has: to tell a forgotten verb from an unknown field. */
export const stepFields: readonly string[] = [...new Set(verbNames.flatMap((verb) => Object.keys(verbs[verb].fields as FieldTable)))];
