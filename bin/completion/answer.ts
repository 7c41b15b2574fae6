import type { Command, Option } from 'commander';
import { collect } from '../commands/collect.js';
import { operandOffers } from './operands.js';
import { type Line, readLine } from './line.js';
import { changeOffers, growOffers, loadOffers, loseOffers, statisticOffers, withOffers } from './paths.js';
import { scenarioOffers } from './names.js';
import { FILES, type Offer, type Offers } from './offer.js';

/**
 * What may stand where the cursor is, for `queuelab complete -- WORDS`, of which the last is the one being written: a line each, `value<Tab>what it means`, and at the end
 * `:0` where the shell should offer files, else `:4` (the numbers that other programs use for this). Whatever is wrong on the line, there is an answer, if an empty one.
 */
export function answer(program: Command, words: readonly string[]): string {
  let offers: Offers = [];
  try {
    // Two quotes are an empty word in shells that cannot hand over one.
    offers = offersAt(readLine(program, words.at(-1) === '""' ? [...words.slice(0, -1), ''] : words));
  } catch {
    // A shell has no place for what went wrong; the verb itself will tell.
  }
  if (offers === FILES) return ':0\n';
  return `${offers.filter(isWhole).map(inLine).join('')}:4\n`;
}

function offersAt(line: Line): Offers {
  const { option, lead, typed, isPastFlags } = line;
  if (option !== null) return behind(ofOption(option, line), lead, typed);
  if (typed.startsWith('-') && !isPastFlags) return matching(flagOffers(line), typed);
  const verbs = line.operands.length === 0 ? verbOffers(line.command) : [];
  const offers = verbs.length > 0 ? verbs : operandOffers(line);
  if (offers === FILES) return FILES;
  const found = matching(offers, typed);
  return found.length === 0 && typed === '' && !isPastFlags ? flagOffers(line) : found;
}

/** Values of a flag; those that begin as what is typed does. */
function ofOption(option: Option, line: Line): Offers {
  if (option.argChoices !== undefined) return option.argChoices.map((value) => ({ value, text: '' }));
  switch (option.long) {
    case '--set':
    case '--vary':
      return changeOffers(line);
    case '--with':
      return withOffers(line);
    case '--load':
      return loadOffers(line);
    case '--grow':
      return growOffers(line);
    case '--lose':
      return loseOffers(line);
    case '--statistic':
      return statisticOffers(line);
    case '--select':
      return [{ value: '1%', text: 'of the value in A' }];
    case '--from':
      return scenarioOffers(line.typed);
    default:
  }
  if (/<(?:file|folder)>/.test(option.flags)) return FILES;
  return typeof option.defaultValue === 'string' ? [{ value: option.defaultValue, text: 'without this flag' }] : [];
}

/** Flags that may still be given. */
function flagOffers({ command, given }: Line): readonly Offer[] {
  return command
    .createHelp()
    .visibleOptions(command)
    .filter((option) => option.long !== undefined && (!given.has(option) || option.parseArg === collect))
    .map(({ long, description }) => ({ value: long!, text: description }));
}

function verbOffers(command: Command): readonly Offer[] {
  if (command.commands.length === 0) return [];
  return command
    .createHelp()
    .visibleCommands(command)
    .map((one) => ({ value: one.name(), text: one.description() }));
}

const matching = (offers: readonly Offer[], typed: string): readonly Offer[] => offers.filter(({ value }) => value.startsWith(typed));

function behind(offers: Offers, lead: string, typed: string): Offers {
  return offers === FILES ? FILES : matching(offers, typed).map(({ value, text }) => ({ value: `${lead}${value}`, text }));
}

/** An answer is a line: what has more in it (a control character, in a name of a file perhaps) is not offered. */
const isWhole = ({ value }: Offer): boolean => !/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/.test(value);

const inLine = ({ value, text }: Offer): string =>
  text === '' ? `${value}\n` : `${value}\t${shortened(text.replace(/[\u0000-\u001f\u007f-\u009f]+/g, ' '))}\n`;

const shortened = (text: string): string => (text.length <= 70 ? text : `${text.slice(0, 69)}…`);
