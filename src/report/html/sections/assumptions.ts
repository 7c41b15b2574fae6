import type { Results } from '../../../experiment/results.js';
import { markup, type Html } from '../markup.js';
import type { Section } from '../section.js';
import { fold, table } from '../table.js';

/** 12. What was assumed? Every default in force, each distribution, every comment of the file. */
export function assumptionsSection({ assumptions }: Results): Section | null {
  if (assumptions === undefined) return null;
  const { defaults, distributions, comments } = assumptions;
  const assumed = comments.filter(({ comment }) => /\bassum/i.test(comment)).length;
  return {
    id: 'assumptions',
    name: 'Assumptions',
    question: 'What was assumed?',
    figures: [],
    body: markup`<p class="answer">${count(defaults.length, 'default is', 'defaults are')} in force, ${count(distributions.length, 'distribution is', 'distributions are')} drawn from${comments.length === 0 ? '' : `, and the file has ${count(comments.length, 'comment', 'comments')}${assumed > 0 ? `, of which ${assumed} say “assumed”` : ''}`}.</p>
${fold(
  'All of them',
  markup`${distributions.length === 0 ? '' : laws(distributions)}${
    comments.length === 0
      ? ''
      : table(
          [
            ['line', 'r'],
            ['beside', 'l'],
            ['the file says', 'l'],
          ],
          comments.map(({ line, beside, comment }) => [String(line), beside === '' ? '' : markup`<code>${beside}</code>`, comment]),
          'comments of the file',
        )
  }${
    defaults.length === 0
      ? ''
      : table(
          [
            ['not said', 'l'],
            ['so it is', 'l'],
            ['at', 'l'],
          ],
          defaults.map(({ field, value, places }) => [markup`<code>${field}</code>`, markup`<code>${value}</code>`, placesInWords(places)]),
          'defaults in force',
        )
  }`,
  'print',
)}`,
  };
}

/** Places that are named; of more, the first. */
const MOST_PLACES = 8;

function placesInWords(places: readonly string[]): string {
  return places.length <= MOST_PLACES ? places.join(', ') : `${places.slice(0, MOST_PLACES - 1).join(', ')} and ${places.length - MOST_PLACES + 1} more`;
}

function laws(distributions: readonly { readonly place: string; readonly law: string }[]): Html {
  return table(
    [
      ['drawn', 'l'],
      ['from', 'l'],
    ],
    distributions.map(({ place, law }) => [markup`<code>${place}</code>`, markup`<code>${law}</code>`]),
    'distributions',
  );
}

function count(number: number, one: string, many: string): string {
  return `${number === 0 ? 'no' : number} ${number === 1 ? one : many}`;
}
