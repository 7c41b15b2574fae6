import { type Command, Option } from 'commander';
import type { StudyFlags } from '../studies.js';
import { collect } from './collect.js';

/** What the line changes of a scenario before it is run. */
export interface SimulationFlags extends StudyFlags {
  readonly set?: readonly string[];
  readonly seed?: string;
  readonly replications?: string;
  readonly duration?: string;
  readonly precision?: string;
}

/** What becomes of a result: on the screen, and in files. */
export interface OutputFlags<Format extends string = ResultFormat> {
  readonly format: Format;
  readonly out?: readonly string[];
  readonly quiet?: boolean;
  readonly all?: boolean;
}

const RESULT_FORMATS = ['text', 'json', 'csv', 'markdown'] as const;
type ResultFormat = (typeof RESULT_FORMATS)[number];

const SIMULATION = {
  set: ['--set <path=value>', 'change a value (repeatable, checked like the file)'],
  seed: ['--seed <number>', 'other random numbers'],
  replications: ['--replications <number>', 'independent runs'],
  duration: ['--duration <time>', "simulated time, instead of the file's"],
  precision: ['--precision <share>', 'replications until every ± is so narrow: 2%'],
} as const;

type Flag = keyof typeof SIMULATION;

/** Adds flags of `SimulationFlags`, in this order; where the usual words do not say it, with words of the verb. */
export function addSimulationFlags(command: Command, ...wanted: readonly (Flag | readonly [Flag, string])[]): Command {
  for (const one of wanted) {
    const [flag, own] = typeof one === 'string' ? [one, undefined] : one;
    const [name, usual] = SIMULATION[flag];
    if (flag === 'set') command.option(name, own ?? usual, collect);
    else command.option(name, own ?? usual);
  }
  return command;
}

/** Of a run that need not be: `report` shows saved results, too. */
export function ofARun(flag: Flag): readonly [Flag, string] {
  return [flag, `of a run: ${SIMULATION[flag][1]}`];
}

export function formatOption(formats: readonly string[] = RESULT_FORMATS): Option {
  return new Option('--format <format>', 'of standard output').choices(formats).default('text');
}

/** `--format` and `--out`, whose endings are these. */
export function addOutputFlags(command: Command, endings: readonly string[], formats: readonly string[] = RESULT_FORMATS): Command {
  return command.addOption(formatOption(formats)).option('--out <file>', `write a file too: ${endings.join(' ')} (repeatable)`, collect);
}
