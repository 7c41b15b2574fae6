import { expect, it } from 'vitest';
import { renderGrades, renderGradesCsv, renderStudentPage } from '../../../src/report/exercise/grades.js';

it('what students wrote does not command the terminal, and stays in its line', () => {
  const bob = { student: 'bob', variant: '300d', drawn: {}, answers: {}, rows: [], total: 0, issues: ['page.yaml:3:1 \u001b[31mred\neve  100 cannot be read'] };
  const text = renderGrades({ schema: 'queuelab/grades/1', version: '1', exercise: 'a', title: 'A', points: 100, students: [bob] });
  expect(text.split('\n')).toHaveLength(4);
  expect(text).toContain('bob      300d     0 ! page.yaml:3:1 \uFFFD[31mred\uFFFDeve  100 cannot be read\n');
});

it('who is not in the class is told, and does not move the median', () => {
  const of = (student: string, total: number) => ({ student, variant: '300d', drawn: {}, answers: {}, rows: [], total, issues: ['changed'] });
  const not_enrolled = [{ student: 'bobb', issue: 'not in class.csv, not graded: did you mean "bob"?' }];
  const document = {
    schema: 'queuelab/grades/1',
    version: '1',
    exercise: 'a',
    title: 'A',
    points: 100,
    students: [of('ada', 40), of('bob', 0)],
    not_enrolled,
  } as const;
  expect(renderGrades(document)).toContain('\n! bobb: not in class.csv, not graded: did you mean "bob"?\nclass of 2: median 20 of 100; undecided rows: 0\n');
  expect(renderGradesCsv(document)).not.toContain('bobb');
});

it('what is shown of a page does not contradict its verdict', () => {
  const observed = { estimate: { value: 7.3, low: 0, high: 19.9 }, unit: 's', limits: [20] } as const;
  const row = {
    name: 'a.recovery',
    type: 'objective',
    of: 5,
    points: 5,
    verdict: 'right',
    claim: 'a.recovery ≤ 20s',
    found: null,
    observed,
    note: null,
  } as const;
  const ada = { student: 'ada', variant: '300d', drawn: {}, answers: {}, rows: [row], total: 5, issues: [] };
  const document = { schema: 'queuelab/grades/1', version: '1', exercise: 'a', title: 'A', points: 5, students: [ada] } as const;
  expect(renderStudentPage(ada, document)).toContain('~7.3 ±12.6 s |');
});
