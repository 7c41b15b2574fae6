import { expect, test } from 'vitest';
import { evaluate } from '../../../src/experiment/exercise/formula.js';

const quantities = {
  of: (name: string, argument: string): number | null =>
    name === 'saturation' && argument === 'db' ? 300 : name === 'drawn' && argument === 'db.work' ? 0.01 : null,
};
const value = (text: string): unknown => {
  const result = evaluate(text, quantities);
  return 'value' in result ? result.value : result.problem;
};

test.each([
  ['1 + 2 * 3 - 4 / 2', 5],
  ['-(1 + 2) * -3', 9],
  ['saturation(db) / 2', 150],
  ['floor(saturation( db ) * 0.99s)', 297],
  ['1 / drawn(db.work)', 100],
  ['min(3, 2, 5) + max(1, 4)', 6],
  ['95% * 2min + 500ms', 114.5],
  ['600/min * 1', 10],
  ['2 / 4', 0.5],
  ['round(2.4) + ceil(2.4) + sqrt(16) + ln(exp(1))', 10],
])('%s is %d', (text, expected) => expect(value(text)).toBeCloseTo(expected, 9));

test.each([
  ['', 'the formula is empty'],
  ['1 +', 'the formula ends where a value is expected'],
  ['(1', '"\\)" is missing'],
  ['1 2', 'something stands behind the end of the formula'],
  ['1 / 0', 'the value is no finite number'],
  ['3 apples', 'there is no unit|nothing that a formula can say'],
  ['process.exit(1)', 'nothing that a formula can say'],
  ['constructor(1)', 'there is no function "constructor"'],
  ['saturation(web)', 'saturation\\(web\\) is not known'],
  ['('.repeat(100) + '1' + ')'.repeat(100), 'nested deeper than 40'],
  ['-'.repeat(100) + '1', 'nested deeper than 40'],
  ['1+'.repeat(400) + '1', 'at most 500 characters'],
])('a formula is refused (%#): %.20s', (text, problem) => expect(value(text)).toMatch(new RegExp(problem)));
