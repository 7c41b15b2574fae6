import type { Advice } from '../results.js';
import type { ComparedSample } from './compare-samples.js';
import type { Comparison } from './document.js';

/** What of a design's own advice matters to who compares it. */
const PASSED_ON: ReadonlySet<string> = new Set(['deadlock', 'warm-up-not-found', 'warm-up-too-short', 'short-replications', 'at-the-edge']);

/** What to know of a comparison, and what to do about it: sentences with numbers. */
export function adviseOn(comparison: Omit<Comparison, 'advice'>, samples: readonly ComparedSample[], notes: readonly string[]): Advice[] {
  return [
    ...notes.map((sentence) => ({ code: 'made-alike', sentence })),
    ...notPaired(comparison),
    ...negative(comparison),
    ...noThreshold(comparison),
    ...missing(comparison),
    ...passedOn(comparison, samples),
  ];
}

/** What several designs have to say in the same words is said once: `A and B: …`. */
function passedOn({ designs }: Omit<Comparison, 'advice'>, samples: readonly ComparedSample[]): Advice[] {
  const said = new Map<string, { readonly code: string; readonly names: string[] }>();
  for (const [index, { results }] of samples.entries()) {
    for (const { code, sentence } of results.advice) {
      if (!PASSED_ON.has(code)) continue;
      const one = said.get(sentence) ?? { code, names: [] };
      if (!one.names.includes(designs[index].name)) one.names.push(designs[index].name);
      said.set(sentence, one);
    }
  }
  return [...said].map(([sentence, { code, names }]) => ({
    code,
    sentence: `${names.length === 1 ? '' : `${names.slice(0, -1).join(', ')} and `}${names.at(-1)!}: ${sentence}`,
  }));
}

function notPaired({ paired, designs }: Omit<Comparison, 'advice'>): Advice[] {
  if (paired) return [];
  const seeds = designs.map(({ name, seed }) => `${name} has seed ${seed}`).join(', ');
  return [
    {
      code: 'not-paired',
      sentence: `The replications are not paired: ${seeds}. They are compared as independent samples (Welch); with one seed the same difference is often known many times better.`,
    },
  ];
}

/** Pairing was no help: what one design gains in a replication the other loses. */
function negative({ statistics }: Omit<Comparison, 'advice'>): Advice[] {
  const found = statistics.flatMap(({ statistic, against }) =>
    Object.entries(against).flatMap(([design, { correlation, variance_ratio: gain }]) =>
      correlation !== null && correlation < 0 && gain !== null && gain < 0.8 ? [{ statistic, design, correlation }] : [],
    ),
  );
  if (found.length === 0) return [];
  const [{ statistic, design, correlation }] = found.sort((left, right) => left.correlation - right.correlation);
  const more = found.length === 1 ? '' : `, and ${found.length - 1} more`;
  return [
    {
      code: 'negative-correlation',
      sentence: `Common random numbers do not help everywhere: ${statistic} of A and ${design} are correlated by ${correlation.toFixed(2)}${more}. The limits are valid, and wider than with independent runs.`,
    },
  ];
}

/** A share of 0 is 0, and 0 % of anything: then no difference is too little to matter. */
function noThreshold({ statistics, practical }: Omit<Comparison, 'advice'>): Advice[] {
  const found = statistics.filter(({ against }) => Object.values(against).some(({ threshold, verdict }) => threshold === 0 && verdict === 'cannot tell'));
  if (found.length === 0) return [];
  const reason = practical === 0 ? 'with --practical 0 every difference matters' : '0 in A, of which no share is a difference that matters';
  return [{ code: 'no-threshold', sentence: `${found.map(({ statistic }) => statistic).join(', ')}: ${reason}, so that its absence cannot be shown.` }];
}

/** Why some have no limits, once for each reason. */
function missing({ statistics, replications }: Omit<Comparison, 'advice'>): Advice[] {
  const reasons = new Map<string, string[]>();
  for (const { statistic, against } of statistics) {
    for (const { why } of Object.values(against)) {
      if (why === null) continue;
      const list = reasons.get(why) ?? [];
      if (!list.includes(statistic)) list.push(statistic);
      reasons.set(why, list);
    }
  }
  return [...reasons].map(([why, list]) => ({
    code: 'no-limits',
    sentence: `${list.join(', ')}: ${why}${why.startsWith('percentiles') ? `, there are ${replications}: --replications 20` : ''}.`,
  }));
}
