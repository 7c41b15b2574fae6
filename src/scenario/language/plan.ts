import { defineGroup } from './field.js';

/** What `queuelab plan` looks for where its command line does not say. */
export const planGroup = defineGroup({
  what: 'a plan',
  fields: {
    over: {
      type: { of: 'part', part: 'over' },
      summary: 'Path → the values that it can have: a list, or a range. Every combination is a configuration.',
      example: '{ web.instances: { from: 2, to: 12 }, database.servers: [8, 12, 16] }',
    },
    minimise: {
      type: { of: 'choice', choices: ['cost'] },
      summary:
        'cost: the cheapest configuration that meets all objectives, by the prices of the components (`cost`). With `over` this is what is looked for, given or not.',
      example: 'cost',
    },
    maximise: {
      type: { of: 'text' },
      summary: 'A path to a number (a rate, users), or a workload: the largest load that the configuration carries within its objectives.',
      example: 'pages.arrivals.poisson',
    },
    survive: {
      type: { of: 'part', part: 'survive' },
      summary:
        'What may be lost for good, judged against the objectives: `one` (each component loses an instance, or a server where it has one instance), `zone` (all instances of a name that several components have), a component, or component/instance.',
      example: '[one, web/1]',
    },
    survival: {
      type: { of: 'choice', choices: ['judged', 'required'] },
      default: 'judged',
      summary:
        'With `survive`. judged: what is found is judged after each loss. required: only what meets the objectives untouched and after each loss is found: the cheapest that survives, the largest load, the month until which it survives.',
      example: 'required',
    },
  },
  later: {},
});

export const rangeGroup = defineGroup({
  what: 'a range',
  fields: {
    from: { type: { of: 'text' }, required: true, summary: 'The first value.', example: '2' },
    to: { type: { of: 'text' }, required: true, summary: 'The last value.', example: '12' },
    step: { type: { of: 'text' }, summary: 'From one value to the next; default: 1 for whole numbers.', example: '2' },
    points: { type: { of: 'count', min: 2 }, summary: 'So many values, in place of `step`.', example: '7' },
    scale: {
      type: { of: 'choice', choices: ['linear', 'log'] },
      default: 'linear',
      summary: 'log: each value as many times the one before. Needs `points`.',
      example: 'log',
    },
  },
  later: {},
});
