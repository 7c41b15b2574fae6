import type { Advice, Results } from '../../../experiment/results.js';
import { markup, type Html } from '../markup.js';
import type { Section } from '../section.js';
import { fold } from '../table.js';
import { adviceAt } from '../../text/advice.js';
import { whySentences } from '../../text/why.js';

/** Pieces of advice that are shown at once. */
const MOST_ADVICE = 5;

/** 2. What limits it? Sentences, then the advice, what is worst first. */
export function whySection(results: Results): Section {
  const worst = [...adviceAt('unstable', results), ...adviceAt('head', results)];
  const rest = [...adviceAt('list', results), ...adviceAt('latency', results)];
  const sentences = whySentences(results);
  return {
    id: 'why',
    name: 'Why',
    question: 'What limits it?',
    figures: [],
    body: markup`${worst.map(({ sentence }) => markup`<p class="answer bad">${withCommands(sentence)}</p>`)}
${sentences.length > 0 ? markup`<p class="answer">${sentences.join(' ')}</p>` : worst.length === 0 ? markup`<p class="answer">Nothing stands out.</p>` : ''}
${rest.length > 0 ? list(rest.slice(0, MOST_ADVICE)) : ''}
${rest.length > MOST_ADVICE ? fold(`${rest.length - MOST_ADVICE} more`, list(rest.slice(MOST_ADVICE))) : ''}`,
  };
}

function list(advice: readonly Advice[]): Html {
  return markup`<ul class="advice">${advice.map(({ sentence }) => markup`<li>${withCommands(sentence)}</li>`)}</ul>`;
}

/** Options and their values in a sentence, as code: `--replications 80`. */
function withCommands(sentence: string): Html {
  const parts = sentence.split(/(--[a-z]+(?: [^\s,;:]*[^\s,;:.])?)/);
  return markup`${parts.map((part, index) => (index % 2 === 1 ? markup`<code>${part}</code>` : part))}`;
}
