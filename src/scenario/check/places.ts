import { listed, suggest } from '../did-you-mean.js';
import type { LatencyMatrix, PlaceOfCall } from '../scenario.js';
import type { Place } from '../source-file.js';
import type { ComponentDraft } from './components.js';
import type { Context } from './context.js';
import { policyFor, type WrittenPolicy } from './policies.js';
import { attributeSymbol } from './references.js';
import { usesOfComponent, usesOfWorkload, type Use } from './uses.js';
import type { WorkloadDraft } from './workloads.js';

/** Every call whose latency depends on places must find its pair in the matrix, and every place of the matrix must be one of somebody. */
export function checkPlaces(components: readonly ComponentDraft[], workloads: readonly WorkloadDraft[], context: Context): void {
  for (const one of components) checkCaller(one.name, one.instances, one.policies, usesOfComponent(one, context), components, context);
  for (const one of workloads) checkCaller(one.name, null, one.policies, usesOfWorkload(one, context), components, context);
}

function checkCaller(
  caller: string,
  instances: readonly string[] | null,
  policies: readonly WrittenPolicy[],
  uses: readonly Use[],
  components: readonly ComponentDraft[],
  context: Context,
): void {
  for (const written of policies) {
    const matrix = written.policy.latency;
    if (matrix?.law !== 'matrix') continue;
    const place = written.latencyPlace!;
    const targets = new Set(uses.filter(({ target }) => policyFor(target, policies) === written).map(({ target }) => target.component));
    if (matrix.from.by === 'instance' && instances === null) {
      context.issues.add('unknown-choice', place, `${caller} is a workload and has no instance that calls`, { expected: 'from: KEY.ATTRIBUTE' });
      continue;
    }
    const starts = wordsOf(matrix.from, instances!, context);
    const ends = new Set(
      [...targets].flatMap((name) => {
        const target = components.find((one) => one.name === name);
        return target === undefined ? [] : wordsOf(matrix.to, target.instances, context);
      }),
    );
    if (targets.size > 0) checkPairs(matrix, starts, [...ends], place, context);
  }
}

function wordsOf(place: PlaceOfCall, instances: readonly string[], context: Context): readonly string[] {
  if (place.by === 'instance') return instances;
  const { law } = attributeSymbol(place, context);
  return law?.law === 'pick' ? (law.labels ?? []) : [];
}

function checkPairs({ places, times }: LatencyMatrix, starts: readonly string[], ends: readonly string[], place: Place, context: Context): void {
  const strangers = places.filter((name) => !starts.includes(name) && !ends.includes(name));
  for (const name of strangers) {
    const known = [...new Set([...starts, ...ends])];
    context.issues.add('unknown-choice', place, `nobody is at "${name}"`, { expected: listed(known), got: name, suggestion: suggest(name, known) });
  }
  if (strangers.length > 0) return;
  for (const from of starts) {
    for (const to of ends) {
      if ((times[places.indexOf(from)]?.[places.indexOf(to)] ?? null) !== null) continue;
      context.issues.add('missing-value', place, `there is no time from ${from} to ${to}`, { expected: `${from}: { ${to}: TIME }` });
      return;
    }
  }
}
