import { kinds } from '../../src/models/index.js';
import { explainedWords } from '../../src/scenario/explain.js';
import { lessons } from '../lessons/lesson-page.js';
import type { Line } from './line.js';
import { fileOffers, scenarioOffers } from './names.js';
import { FILES, type Offers } from './offer.js';

/** What the next word may be that is no flag, by what the verb calls it. */
export function operandOffers({ command, operands, typed }: Line): Offers {
  const { registeredArguments } = command;
  const argument = registeredArguments.at(operands.length) ?? (registeredArguments.at(-1)?.variadic === true ? registeredArguments.at(-1) : undefined);
  if (argument === undefined) return [];
  if (argument.argChoices !== undefined) return argument.argChoices.map((value) => ({ value, text: '' }));
  switch (argument.name()) {
    case 'scenario':
    case 'files':
      return scenarioOffers(typed);
    case 'designs':
    case 'result':
      return scenarioOffers(typed, ['.yaml', '.yml', '.json']);
    case 'file':
      return fileOffers(typed, ['.exercise.yaml', '.exercise.yml']);
    case 'answers':
      return FILES;
    case 'number':
      return lessons().map(({ number, question }) => ({ value: String(number), text: question }));
    case 'word':
      return wordOffers(typed);
  }
  return [];
}

/** Kinds; then, as soon as a letter is there, all words that begin so, and behind a dot those that have one. */
function wordOffers(typed: string): Offers {
  if (typed === '') return kinds.map(({ kind, summary }) => ({ value: kind, text: summary }));
  return explainedWords()
    .filter(({ word }) => word.startsWith(typed) && word.includes('.') === typed.includes('.'))
    .map(({ word, text }) => ({ value: word, text }));
}
