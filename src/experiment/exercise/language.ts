import { defineGroup } from '../../scenario/language/field.js';

/** The fields of an exercise, of a key, and of what stands in them: declared as those of a scenario are. */
export const exerciseGroup = defineGroup({
  what: 'an exercise',
  fields: {
    title: { type: { of: 'text' }, required: true, summary: 'What is to be done, in a line.', example: 'Stop the storm' },
    text: { type: { of: 'text' }, summary: 'What students are told.', example: 'The server stood still for ten seconds.' },
    scenario: { type: { of: 'text' }, required: true, summary: 'The scenario, relative to this file.', example: 'storm.yaml' },
    variant: { type: { of: 'part', part: 'set' }, required: true, summary: 'Path → how it is drawn.', example: '{ db.work: { from: 8ms, to: 14ms } }' },
    change: { type: { of: 'words' }, required: true, summary: 'Paths that students may change.', example: '[db.queue]' },
    rubric: {
      type: { of: 'part', part: 'steps' },
      required: true,
      summary: 'What gives points.',
      example: '[{ objective: users.outcome.ok, atLeast: 95%, points: 30 }]',
    },
  },
  later: {},
});

export const drawGroup = defineGroup({
  what: 'a drawn value',
  fields: {
    choose: { type: { of: 'words' }, summary: 'One of these.', example: '[3, 4, 5]' },
    from: { type: { of: 'text' }, summary: 'Evenly from here …', example: '8ms' },
    to: { type: { of: 'text' }, needs: 'from', summary: '… to here.', example: '14ms' },
    saturation: { type: { of: 'text' }, summary: 'A rate: a share of that at which the first component is full.', example: '0.74 .. 0.86' },
  },
  later: {},
});

const points = { type: { of: 'number', min: 0, max: 1000 }, required: true, summary: 'What it gives.', example: '20' } as const;
const ask = { type: { of: 'text' }, required: true, summary: 'The question.', example: 'Which component limits?' } as const;
const bound = { type: { of: 'text' }, summary: 'A bound, as of an objective.', example: '200ms' } as const;

export const objectiveRowGroup = defineGroup({
  what: 'an objective of the rubric',
  fields: {
    objective: { type: { of: 'text' }, required: true, summary: 'A statistic.', example: 'users.latency.p95' },
    below: bound,
    above: bound,
    atMost: bound,
    atLeast: bound,
    points,
  },
  later: {},
});

export const numberRowGroup = defineGroup({
  what: 'a number of the rubric',
  fields: {
    number: { type: { of: 'word' }, required: true, summary: 'Name of the answer.', example: 'q1' },
    ask,
    unit: {
      type: { of: 'choice', choices: ['rate', 'time', 'size', 'share', 'count', 'number'] },
      default: 'number',
      summary: 'What it measures.',
      example: 'rate',
    },
    tolerance: { type: { of: 'share' }, default: '3%', summary: 'Share of the right answer by which one may be off.', example: '3%' },
    points,
  },
  later: {},
});

export const diagnosisRowGroup = defineGroup({
  what: 'a diagnosis of the rubric',
  fields: {
    diagnosis: { type: { of: 'word' }, required: true, summary: 'Name of the answer.', example: 'q2' },
    ask,
    helps: { type: { of: 'text' }, summary: 'The statistic that relief must help; not given: that of the first objective.', example: 'users.latency.mean' },
    points,
  },
  later: {},
});

export const keyGroup = defineGroup({
  what: 'a key',
  fields: {
    for: { type: { of: 'text' }, required: true, summary: 'The exercise, relative to this file.', example: 'storm.exercise.yaml' },
    secret: {
      type: { of: 'text' },
      required: true,
      summary: 'What the numbers of all students are drawn with: at least 16 characters.',
      example: 'correct horse battery staple',
    },
    answers: { type: { of: 'part', part: 'set' }, summary: 'Name → formula, or component.', example: '{ q1: saturation(db) / 2, q2: db }' },
    solution: { type: { of: 'part', part: 'set' }, required: true, summary: 'Path → value that solves it.', example: '{ db.queue: 150 }' },
    hidden: { type: { of: 'part', part: 'steps' }, summary: 'Conditions that students do not see.', example: '[{ seeds: 20, points: 10 }]' },
    removed: {
      type: { of: 'part', part: 'set' },
      required: true,
      summary: 'Path → value without which there is nothing to solve.',
      example: '{ faults.outage: null }',
    },
  },
  later: {},
});

export const hiddenGroup = defineGroup({
  what: 'a hidden condition',
  fields: {
    set: { type: { of: 'part', part: 'set' }, summary: 'What is different.', example: '{ faults.outage.for: 14s }' },
    seeds: { type: { of: 'count', min: 2 }, summary: 'So many replications with other random numbers.', example: '20' },
    points,
  },
  later: {},
});
