import { expect, it } from 'vitest';
import type { LossAnswer } from '../../../src/experiment/plan/document.js';
import { survivalSentence } from '../../../src/report/plan/text.js';

const loss = (lost: string, what: LossAnswer['what'], verdict: 'passes' | 'fails' | 'undecided'): LossAnswer => ({
  lost,
  what,
  left: 1,
  trial: { verdict, reason: 'run', replications: 20, objectives: [] },
  problem: null,
});

it.each([
  [[loss('index/c', 'instance', 'fails'), loss('web', 'server', 'passes')], 'not N+1: an objective fails without index/c'],
  [
    [loss('index/c', 'instance', 'fails'), loss('web', 'instance', 'fails'), loss('db', 'server', 'fails'), loss('north', 'zone', 'undecided')],
    'not N+1: an objective fails without index/c, without an instance of web or without a server of db',
  ],
  [[loss('web', 'server', 'passes')], 'N+1: the objectives hold without any one of them'],
  [[loss('web', 'server', 'undecided')], 'it cannot be told whether it is N+1'],
])('says without what the objectives fail', (losses, expected) => {
  expect(survivalSentence(losses)).toBe(expected);
});
