import { existsSync } from 'node:fs';
import { Issues, type Issue } from '../../src/scenario/issue.js';
import type { Exercise, Key } from '../../src/experiment/exercise/exercise.js';
import type { Grading } from '../../src/experiment/exercise/grade.js';
import { readExercise } from '../../src/experiment/exercise/read-exercise.js';
import { checkKey, readKey } from '../../src/experiment/exercise/read-key.js';
import { checkConditions } from '../../src/experiment/exercise/check-conditions.js';
import { makeVariant } from '../../src/experiment/exercise/variant.js';
import { diskReader } from '../../src/node/disk-reader.js';
import type { FileReader } from '../../src/scenario/source-file.js';
import { keyedDraw } from '../../src/node/keyed-draw.js';

export interface Loaded {
  readonly exercise: Exercise;
  readonly key: Key;
  readonly reader: Grading['reader'];
  readonly drawOf: Grading['drawOf'];
}

/** An exercise with its key, beside it if not named: NAME.exercise.yaml and NAME.key.yaml. One draw is tried, so that what is wrong with its paths is told now. */
export function loadExercise(file: string, keyFile: string | undefined): Loaded | readonly Issue[] {
  const issues = new Issues();
  const exercise = readExercise(file, diskReader, issues);
  const beside = keyFile ?? file.replace(/(\.exercise)?\.ya?ml$/i, '.key.yaml');
  const key = readKey(beside, diskReader, issues);
  return together(exercise, key, issues);
}

/** A key with the exercise that it names. */
export function loadKey(file: string): Loaded | readonly Issue[] {
  const issues = new Issues();
  const key = readKey(file, diskReader, issues);
  const exercise = key === null || !existsSync(key.exercise) ? null : readExercise(key.exercise, diskReader, issues);
  if (key !== null && !existsSync(key.exercise)) readExercise(key.exercise, diskReader, issues);
  return together(exercise, key, issues);
}

function together(exercise: Exercise | null, key: Key | null, issues: Issues): Loaded | readonly Issue[] {
  if (exercise !== null && key !== null) checkKey(key, exercise, issues);
  if (exercise === null || key === null || !issues.isEmpty) return issues.all;
  const drawOf = (student: string): ReturnType<typeof keyedDraw> => keyedDraw(key.secret, exercise.name, student);
  const reader = readingOnce();
  const tried = makeVariant(exercise, drawOf('a first look'), reader);
  if (!('scenario' in tried)) return tried;
  checkConditions({ exercise, key, reader }, tried, issues);
  return issues.isEmpty ? { exercise, key, reader, drawOf } : issues.all;
}

/** Reads each file once: all students have the same bytes, also where somebody writes them meanwhile. */
function readingOnce(): FileReader {
  const contents = new Map<string, ReturnType<FileReader['read']>>();
  return {
    ...diskReader,
    read: (path) => {
      if (!contents.has(path)) contents.set(path, diskReader.read(path));
      return contents.get(path)!;
    },
  };
}
