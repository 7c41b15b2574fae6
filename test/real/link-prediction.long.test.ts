import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { wire } from '../../src/scenario/compile/wire.js';
import { scenarioOf } from '../support/read.js';
import { shownShared } from '../support/reference.js';
import { hasShared, sharedFolder, skipReason } from '../support/shared.js';

interface Quality {
  users: number;
  precision_at_10: number;
  recall_at_10: number;
  mrr: number;
}

const seeds = [1, 2, 3, 4, 5, 6, 7, 8];

/** Every user is asked once, a tenth of the friendships hidden: another tenth with each seed. */
function qualities(score: string): { judged: number; precision: number; recall: number; reciprocalRank: number }[] {
  return seeds.map((seed) => {
    const scenario = scenarioOf(`
title: suggestions at Reed
seed: ${seed}
keys: { user: { items: 962 } }
components:
  graph: { kind: graph, key: user, friends: { edges: ${shownShared('data/social-graphs/socfb-Reed98.edges')} } }
  suggestions: { kind: link-prediction, set: graph.friends, score: ${score}, hidden: 10% }
workload: { all: { arrivals: { at: [1s] }, do: [{ each: graph.members, as: user, do: [call: suggestions.suggest] }] } }
run: { duration: 60s, warmup: 0s, replications: 1, study: finite }
`);
    const system = wire(scenario, { seed, replication: 0, warmup: 0, curves: false });
    while (!system.run(1_000_000));
    const statistics = system.components[1].behaviour!.statistics(0);
    const value = (name: string): number => {
      const one = statistics[name];
      return one.type === 'ratio' ? one.numerator / one.denominator : one.type === 'count' ? one.count : NaN;
    };
    return { judged: value('judged'), precision: value('precision'), recall: value('recall'), reciprocalRank: value('reciprocal_rank') };
  });
}

describe.skipIf(!hasShared)(`suggestions at Reed98 against reference scores${skipReason}`, () => {
  const { recommend: reference } = (hasShared ? JSON.parse(readFileSync(`${sharedFolder}reference/social-graph-reed98.json`, 'utf8')) : { recommend: {} }) as {
    recommend: Readonly<Record<'common_neighbours' | 'adamic_adar', Quality>>;
  };
  const found = hasShared ? { common_neighbours: qualities('common-neighbours'), adamic_adar: qualities('adamic-adar') } : null;

  // The reference hid one tenth, drawn at random: it is one more of the same sort as ours. Which ties come first is nobody's rule.
  it.each(['common_neighbours', 'adamic_adar'] as const)('%s: precision, recall, reciprocal rank and users as another tenth would give', (score) => {
    const { users, precision_at_10: precision, recall_at_10: recall, mrr } = reference[score];
    const wanted = { judged: users, precision, recall, reciprocalRank: mrr };
    for (const what of ['judged', 'precision', 'recall', 'reciprocalRank'] as const) {
      const values = found![score].map((one) => one[what]);
      const mean = values.reduce((sum, one) => sum + one, 0) / values.length;
      const deviation = Math.sqrt(values.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (values.length - 1));
      // t(7, .9995): one in a thousand is further off.
      expect(Math.abs(wanted[what] - mean), what).toBeLessThan(5.41 * deviation * Math.sqrt(1 + 1 / values.length));
      // And the spread is small enough that this says something.
      expect(deviation, what).toBeLessThan(0.05 * mean);
    }
  });

  it('Adamic and Adar’s score is the better one, in every tenth', () => {
    found!.adamic_adar.forEach((one, index) => {
      expect(one.precision).toBeGreaterThan(found!.common_neighbours[index].precision);
      expect(one.reciprocalRank).toBeGreaterThan(found!.common_neighbours[index].reciprocalRank);
    });
  });
});
