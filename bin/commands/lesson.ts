import type { Command } from 'commander';
import { createInterface } from 'node:readline/promises';
import pc from 'picocolors';
import { usageIssue } from '../../src/scenario/issue.js';
import { exitCodes } from '../exit-codes.js';
import { keepGuess, keptGuesses } from '../lessons/guesses.js';
import { judgeAnswer } from '../lessons/judge-answer.js';
import { aroundTheGuess, lessons, type Lesson } from '../lessons/lesson-page.js';
import { terminalPage } from '../lessons/terminal-page.js';
import { widthOf } from '../output/wrap.js';
import { printIssues } from './load-scenario.js';

interface LessonOptions {
  readonly guess?: string;
  readonly answer?: string;
}

/** `queuelab lesson [N]`: a chapter in the terminal, its commands ready to paste. */
export function addLesson(program: Command, finish: (code: number) => void): void {
  program
    .command('lesson')
    .description('a lesson in the terminal: a question, a guess, a run, and why')
    .argument('[number]', 'which one; without it, all titles')
    .option('--guess <text>', 'what you expect: it is kept beside the lesson, in .queuelab/')
    .option('--answer <value>', 'check your answer to the question at its end')
    .addHelpText('after', '\nExample  queuelab lesson 1 --guess 60ms\nExit     0 shown, or the answer is right  2 input  3 the answer is not right')
    .action(async (word: string | undefined, options: LessonOptions) => {
      finish(await (word === undefined ? list() : show(word, options)));
    });
}

async function list(): Promise<number> {
  const guesses = await keptGuesses();
  for (const { number, question } of lessons()) {
    const guess = guesses[number] as string | undefined;
    process.stdout.write(`${String(number).padStart(3)}  ${question}${guess === undefined ? '' : `  (your guess: ${guess})`}\n`);
  }
  return exitCodes.met;
}

async function show(word: string, { guess, answer }: LessonOptions): Promise<number> {
  const all = lessons();
  const lesson = all.find(({ number }) => String(number) === word);
  if (lesson === undefined) {
    const details = { expected: `a number from 1 to ${all.length}`, suggestion: 'queuelab lesson shows all' };
    printIssues([usageIssue('bad-usage', word, `there is no lesson ${word}`, details)], false);
    return exitCodes.input;
  }
  if (answer !== undefined) return check(lesson, answer);
  const [before, after] = aroundTheGuess(lesson);
  write(before);
  const guessed = guess ?? (await asked());
  if (guessed !== null) {
    const problem = await keepGuess(lesson.number, guessed);
    process.stderr.write(problem === null ? `kept your guess: ${guessed}\n` : `your guess is not kept: ${problem}\n`);
  }
  process.stdout.write('\n');
  write(after);
  return exitCodes.met;
}

/** On a terminal the page waits for a guess before it goes on; null where nobody is asked or nothing was said. */
async function asked(): Promise<string | null> {
  if (!process.stdin.isTTY || !process.stdout.isTTY) return null;
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  const guess = (await lines.question('\nYour guess (Enter to go on): ')).trim();
  lines.close();
  return guess === '' ? null : guess;
}

function check(lesson: Lesson, answer: string): number {
  const judgement = judgeAnswer(lesson.check, answer);
  if ('problem' in judgement) {
    printIssues([usageIssue('bad-usage', answer, judgement.problem, judgement)], false);
    return exitCodes.input;
  }
  process.stdout.write(`${lesson.check.ask}\n${judgement.text}\n`);
  return judgement.isRight ? exitCodes.met : exitCodes.failed;
}

function write(markdown: string): void {
  process.stdout.write(terminalPage(markdown, Math.min(widthOf(process.stdout), 100), (text) => (process.stdout.isTTY ? pc.bold(text) : text)));
}
