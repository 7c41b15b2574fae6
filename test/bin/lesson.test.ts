import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { keepGuess, keptGuesses } from '../../bin/lessons/guesses.js';
import { judgeAnswer } from '../../bin/lessons/judge-answer.js';
import { lessons } from '../../bin/lessons/lesson-page.js';
import { terminalPage } from '../../bin/lessons/terminal-page.js';
import { queuelab } from './cli.js';
import { scratch } from './scratch.js';

describe('queuelab lesson', () => {
  test('shows all titles', async () => {
    const { code, stdout } = await queuelab('lesson');
    expect(code).toBe(0);
    expect(stdout).toContain('  1  One server, 10 ms: is 90 % busy fine?\n');
    expect(stdout.trimEnd().split('\n')).toHaveLength(lessons().length);
  });

  test('shows a page: the question, the command, what it prints, why', async () => {
    const { code, stdout } = await queuelab('lesson', '1');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^1\. One server/);
    expect(stdout).toContain('  $ npx queuelab run one-server --set workload.web.arrivals.poisson=90/s\n  LATENCY ms');
    expect(stdout).toContain('\n    time = service / (1 − busy)\n');
    expect(stdout).not.toMatch(/[*`]|<!--/);
    // What commands print is 80 wide, and stands two to the right.
    const prose = stdout.split('\n').filter((line) => !line.startsWith('  '));
    expect(prose.filter((line) => [...line].length > 80)).toEqual([]);
  });

  test('keeps guesses in the folder of work, and none that is not ours', async () => {
    const { folder } = scratch();
    expect(await keptGuesses(folder)).toEqual({});
    expect(await keepGuess(1, '60ms', folder)).toBeNull();
    expect(await keepGuess(2, '10, 20, 30', folder)).toBeNull();
    expect(await keptGuesses(folder)).toEqual({ 1: '60ms', 2: '10, 20, 30' });
    writeFileSync(join(folder, '.queuelab/guesses.json'), '[1');
    expect(await keptGuesses(folder)).toEqual({});
    expect(await keepGuess(1, '60ms', join(folder, '.queuelab/guesses.json'))).toMatch(/not a folder/);
  });

  test('judges an answer: right within 3 %, else too much or too little', async () => {
    expect(await queuelab('lesson', '1', '--answer', '86/s')).toMatchObject({ code: 0, stdout: expect.stringContaining('Right: 85/s') as string });
    expect(await queuelab('lesson', '1', '--answer', '90/s')).toMatchObject({ code: 3, stdout: expect.stringContaining('90/s is too much') as string });
    expect(await queuelab('lesson', '1', '--answer', '86ms')).toMatchObject({ code: 2, stderr: expect.stringContaining('a rate is expected') as string });
    expect(await queuelab('lesson', '99')).toMatchObject({ code: 2, stderr: expect.stringContaining('there is no lesson 99') as string });
  });

  test('every lesson has a question with an answer that can be written', () => {
    const numbers = lessons().map(({ number }) => number);
    expect(numbers).toEqual(Array.from({ length: 16 }, (_, index) => index + 1));
    for (const { check } of lessons()) expect(judgeAnswer(check, check.answer)).toMatchObject({ isRight: true });
  });

  test('a page of the terminal has paragraphs, lists and code as they are', () => {
    const page = terminalPage('# Head\n\nOne **two**\n[three](x.md) `four`.\n\n- a\n- b\n\n```console\n$ x\n  1\n```\n\n    formula\n', 20, (text) => text);
    expect(page).toBe('Head\n\nOne two three four.\n\n- a\n- b\n\n  $ x\n    1\n\n    formula\n');
  });
});
