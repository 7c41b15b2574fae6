import type { Command, Option } from 'commander';

/** Where the cursor stands on a line, and what stands before it. */
export interface Line {
  readonly command: Command;
  /** Words that are no flags. */
  readonly operands: readonly string[];
  readonly given: ReadonlySet<Option>;
  /** What stands behind a flag, by its long name: `--set`. */
  readonly values: ReadonlyMap<string, readonly string[]>;
  /** The flag whose value is being written; null: another word. */
  readonly option: Option | null;
  /** The part of the last word before that value: `--format=`. */
  readonly lead: string;
  /** What is there of the value, or of the word. */
  readonly typed: string;
  /** Behind `--` no word is a flag. */
  readonly isPastFlags: boolean;
}

/** Reads the words of a line as the program will; the last word is the one that is being written. */
export function readLine(program: Command, words: readonly string[]): Line {
  let command = program;
  let pending: Option | null = null;
  let isPastFlags = false;
  const operands: string[] = [];
  const given = new Set<Option>();
  const values = new Map<string, string[]>();
  const keep = (option: Option, value: string): void => {
    const name = option.long ?? option.flags;
    values.set(name, [...(values.get(name) ?? []), value]);
  };
  const typed = words.at(-1) ?? '';
  for (const word of words.slice(0, -1)) {
    if (pending !== null) {
      keep(pending, word);
      pending = null;
    } else if (!isPastFlags && word === '--') isPastFlags = true;
    else if (!isPastFlags && word.startsWith('-') && word !== '-') {
      const [option, value] = flagIn(word, command);
      if (option === null) continue;
      given.add(option);
      if (value !== null) keep(option, value);
      else if (takesValue(option)) pending = option;
    } else {
      const inner: Command | undefined = operands.length === 0 ? command.commands.find((one) => one.name() === word) : undefined;
      if (inner === undefined) operands.push(word);
      else command = inner;
    }
  }
  const [option, value] = pending !== null || isPastFlags ? [pending, null] : flagIn(typed, command);
  const isJoined = value !== null && option !== null && takesValue(option);
  return {
    ...{ command, operands, given, values, isPastFlags },
    option: pending ?? (isJoined ? option : null),
    lead: isJoined ? typed.slice(0, typed.length - value.length) : '',
    typed: isJoined ? value : typed,
  };
}

const takesValue = (option: Option): boolean => option.required || option.optional;

/** The flag that a word names, and what stands behind its `=`. */
function flagIn(word: string, command: Command): readonly [option: Option | null, value: string | null] {
  const equals = word.startsWith('--') ? word.indexOf('=') : -1;
  const name = equals < 0 ? word : word.slice(0, equals);
  const option = command.options.find(({ long, short }) => long === name || short === name);
  return [option ?? null, equals < 0 ? null : word.slice(equals + 1)];
}
