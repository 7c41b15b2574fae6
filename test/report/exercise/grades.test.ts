import { expect, it } from 'vitest';
import { renderGrades } from '../../../src/report/exercise/grades.js';

it('what students wrote does not command the terminal, and stays in its line', () => {
  const bob = { student: 'bob', variant: '300d', drawn: {}, answers: {}, rows: [], total: 0, issues: ['page.yaml:3:1 \u001b[31mred\neve  100 cannot be read'] };
  const text = renderGrades({ schema: 'queuelab/grades/1', version: '1', exercise: 'a', title: 'A', points: 100, students: [bob] });
  expect(text.split('\n')).toHaveLength(4);
  expect(text).toContain('bob      300d     0 ! page.yaml:3:1 \uFFFD[31mred\uFFFDeve  100 cannot be read\n');
});
