import type { Results } from '../../../experiment/results.js';
import { html, type Html } from '../html.js';
import type { Section } from '../section.js';
import { adviceAt } from '../../text/advice.js';
import { whySentences } from '../../text/why.js';

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
    body: html`${worst.map(({ sentence }) => html`<p class="answer bad">${withCommands(sentence)}</p>`)}
${sentences.length > 0 ? html`<p class="answer">${sentences.join(' ')}</p>` : worst.length === 0 ? html`<p class="answer">Nothing stands out.</p>` : ''}
${rest.length > 0 ? html`<ul class="advice">${rest.map(({ sentence }) => html`<li>${withCommands(sentence)}</li>`)}</ul>` : ''}`,
  };
}

/** Options and their values in a sentence, as code: `--replications 80`. */
function withCommands(sentence: string): Html {
  const parts = sentence.split(/(--[a-z]+(?: [^\s,;:]*[^\s,;:.])?)/);
  return html`${parts.map((part, index) => (index % 2 === 1 ? html`<code>${part}</code>` : part))}`;
}
