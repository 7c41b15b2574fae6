import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { packageFolder } from '../package-folder.js';
import type { QuantityUnit } from '../../src/scenario/quantity.js';

/** A lesson: a page of docs/lessons/, and what stands in its head. */
export interface Lesson {
  readonly number: number;
  readonly question: string;
  /** Path of the page from the folder of the package. */
  readonly path: string;
  /** Markdown, without the head. */
  readonly text: string;
  readonly check: Check;
}

/** What readers find out by themselves: a number of their own, right within 3 %. */
export interface Check {
  readonly ask: string;
  readonly answer: string;
  readonly unit: QuantityUnit;
}

/** All lessons, in their order. */
export function lessons(): readonly Lesson[] {
  const folder = join('docs', 'lessons');
  const pages = readdirSync(join(packageFolder(), folder)).filter((name) => /^\d\d-.*\.md$/.test(name));
  return pages.sort((left, right) => (left < right ? -1 : 1)).map((name) => lessonIn(join(folder, name)));
}

function lessonIn(path: string): Lesson {
  const whole = readFileSync(join(packageFolder(), path), 'utf8');
  const end = whole.indexOf('\n---\n', 4);
  const { lesson, question, check } = parse(whole.slice(4, end)) as { lesson: number; question: string; check: Check };
  return { number: lesson, question, check, path, text: whole.slice(end + '\n---\n'.length).trim() };
}

/** The page up to the reader's guess, and what follows it. */
export function aroundTheGuess({ text }: Lesson): readonly [before: string, after: string] {
  const guess = text.indexOf('**Your guess**');
  const end = text.indexOf('\n\n', guess);
  return [text.slice(0, end), text.slice(end).trim()];
}
