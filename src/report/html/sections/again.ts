import type { Results } from '../../../experiment/results.js';
import { formatCount } from '../../format.js';
import { shellWord } from '../../shell-word.js';
import { markup } from '../markup.js';
import type { Section } from '../section.js';
import { fold, table } from '../table.js';

/** 14. Again: everything that makes the same bytes anywhere. */
export function againSection(results: Results): Section {
  const { scenario, seed, replications, version, fingerprint } = results;
  const command = `npx queuelab@${version} report ${shellWord(scenario.file)} --seed ${seed} --replications ${replications}${typeof results.duration_s === 'number' ? ` --duration ${results.duration_s}s` : ''}`;
  const facts = table(
    [
      ['what', 'l'],
      ['value', 'l'],
    ],
    [
      ['queuelab', version],
      ['file', markup`<code>${scenario.file}</code>`],
      ['SHA-256 of the scenario, merged and without options', markup`<code class="long">${scenario.sha256}</code>`],
      ['seed', String(seed)],
      ['fingerprint of all events', markup`<code>${fingerprint}</code>`],
      ['events', formatCount(results.events)],
    ],
    'what it was made from',
  );
  return {
    id: 'again',
    name: 'Again',
    question: 'How do I get the same numbers again?',
    figures: [],
    body: markup`<p class="answer">One command; the same version and file give the same bytes on any machine.</p>
<pre class="command"><code>${command}</code></pre>
${results.look === undefined ? markup`<p class="hint">This result was saved without a closer look: the architecture, where the time goes and the slowest requests are on the page that this command makes.</p>` : ''}
${fold('Version, seed, hash and fingerprint', facts, 'print')}`,
  };
}
