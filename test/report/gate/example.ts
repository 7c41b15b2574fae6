import type { CheckDocument, GatedStatistic, JudgedScenario } from '../../../src/experiment/gate/document.js';

export const hostile = 'a"]]><script>&\u0000\u001b[31m`|]( -->\n::error::@everyone';

export function statistic(verdict: GatedStatistic['verdict'], name = 'users/web.browse.latency.p99'): GatedStatistic {
  const isCompared = verdict !== 'new' && verdict !== 'identical';
  return {
    statistic: name,
    unit: 's',
    before: verdict === 'new' ? null : 0.266,
    now: 0.298,
    difference: isCompared ? { value: 0.032, low: 0.027, high: 0.037 } : null,
    limit: isCompared ? 0.00532 : null,
    verdict,
    worse: 'higher',
    reason: verdict === 'undecided' ? 'the interval holds the limit' : null,
    replications: 20,
  };
}

export function scenario(file: string, tier: JudgedScenario['tier'], more: Partial<JudgedScenario> = {}): JudgedScenario {
  const outcomes = { worse: 'failed', changed: 'failed', undecided: 'undecided', ungated: 'undecided', new: 'undecided' } as const;
  const verdicts = {
    identical: 'identical',
    same: 'same',
    better: 'better',
    worse: 'worse',
    changed: 'changed',
    undecided: 'undecided',
    new: 'new',
    ungated: 'same',
  } as const;
  return {
    file,
    title: `What ${file} shows`,
    outcome: tier !== null && tier in outcomes ? outcomes[tier as 'worse'] : 'passed',
    tier,
    baseline: tier === null ? null : `reports/${file.replace('.yaml', '.json')}`,
    seed: 1,
    replications: 20,
    replications_usual: 20,
    sha256: 'ab'.repeat(32),
    fingerprint: 'a41c00112233ff00',
    objectives: [{ statistic: 'users.latency.p95', bound: { below: 0.2 }, observed: { value: 0.188, low: 0.18, high: 0.196 }, verdict: 'met', unit: 's' }],
    removed_objectives: [],
    statistics: tier === null ? [] : [statistic(verdicts[tier])],
    changes: tier === 'worse' ? [{ path: 'db.work', before: '8ms', after: '8.24ms', relative: 0.03, file, line: 14 }] : [],
    why:
      tier === 'worse'
        ? [`db.work was 8ms and is 8.24ms (+3 %, ${file}:14).`, 'db was 73.3 % busy and is 75.5 % busy: waiting grows with 1 / (1 − busy).']
        : [],
    remedies: tier === 'undecided' ? ['160 replications (8 times the usual, the budget) do not decide it: --budget 32.'] : [],
    ...more,
  };
}

export function document(scenarios: CheckDocument['scenarios'], more: Partial<CheckDocument> = {}): CheckDocument {
  return {
    schema: 'queuelab/check/1',
    version: '0.1.0',
    baseline: 'reports/',
    practical: 0.02,
    budget: 8,
    undecided: 'fail',
    reproduce: 'check scenarios/ --baseline reports/',
    scenarios,
    removed: [],
    partial: false,
    exit_code: 3,
    ...more,
  };
}

/** One scenario of each kind. */
export const each: CheckDocument = document(
  [
    scenario('scenarios/shop.yaml', 'worse', { statistics: [statistic('worse'), statistic('same', 'users.throughput')] }),
    scenario('scenarios/video/baseline.yaml', 'identical'),
    scenario('scenarios/im/reconnect.yaml', 'undecided', { replications: 160 }),
    scenario('scenarios/faster.yaml', 'better'),
    scenario('scenarios/other.yaml', 'changed'),
    scenario('scenarios/alike.yaml', 'same'),
    scenario('scenarios/fresh.yaml', 'new', { statistics: [] }),
    scenario('scenarios/bare.yaml', 'ungated', { statistics: [], objectives: [], remedies: ['Give it an objective.'] }),
    scenario('scenarios/objectives.yaml', 'identical', {
      outcome: 'failed',
      objectives: [
        { statistic: 'w.latency.p95', bound: { below: 0.2 }, observed: { value: 0.25, low: 0.24, high: 0.26 }, verdict: 'failed', unit: 's' },
        { statistic: 'w.latency.p99', bound: { below: 0.4 }, observed: { value: 0.39, low: 0.37, high: 0.41 }, verdict: 'undecided', unit: 's' },
        {
          statistic: 'db.utilisation',
          bound: { below: 0.5 },
          observed: { value: 0.7, low: 0.69, high: 0.71 },
          verdict: 'met',
          expect: 'failed',
          unit: 'share',
        },
        { statistic: 'w.latency.p50', bound: { below: 0.4 }, observed: null, verdict: 'failed', unit: 's' },
      ],
    }),
    scenario('scenarios/fewer.yaml', 'identical', { outcome: 'undecided', removed_objectives: ['users.latency.p99', 'users.outcome.ok'] }),
    scenario('scenarios/wrong.yaml', 'identical', { outcome: 'contradicted' }),
    {
      file: 'scenarios/broken.yaml',
      outcome: 'invalid',
      issues: [{ file: 'scenarios/broken.yaml', line: 3, column: 5, message: 'unknown field "serves"', suggestion: 'did you mean "servers"?' }],
    },
  ],
  { removed: [{ scenario: 'scenarios/gone.yaml', baseline: 'reports/scenarios/gone.json' }], exit_code: 1 },
);

/** So many scenarios, a third each worse, undecided and identical; names of forty characters. */
export function many(count: number): CheckDocument {
  const tiers = ['worse', 'undecided', 'identical'] as const;
  return document(
    Array.from({ length: count }, (_, index) =>
      scenario(`scenarios/a-system-with-a-long-name/variant-${String(index).padStart(3, '0')}.yaml`, tiers[index % 3]),
    ),
  );
}
