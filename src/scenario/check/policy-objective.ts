import { listed, suggest } from '../did-you-mean.js';
import { keepsStatistic, policyStatistics } from '../language/policy-statistics.js';
import type { Statistic } from '../language/statistics.js';
import type { Place } from '../source-file.js';
import type { Context } from './context.js';
import { nameOfPolicy, type WrittenPolicy } from './policies.js';

/** What stands behind `CALLER.calls.`. */
export interface PolicyAddress {
  readonly text: string;
  readonly place: Place;
  readonly caller: string;
  /** TARGET.STATISTIC */
  readonly rest: string;
}

/** Reads the address of what a call policy did; null with an issue where there is none. */
export function readPolicyStatistic(
  { text, place, caller, rest }: PolicyAddress,
  policies: readonly WrittenPolicy[],
  context: Context,
): { readonly policy: string; readonly name: string; readonly statistic: Statistic } | null {
  const named = policies.map((one) => ({ ...one, name: nameOfPolicy(one) })).sort((left, right) => right.name.length - left.name.length);
  const found = named.find(({ name }) => rest.startsWith(`${name}.`));
  if (found === undefined) {
    const names = named.map(({ name }) => name);
    context.issues.add('unknown-statistic', place, `"${text}": ${caller} has no such entry in its calls`, {
      expected: names.length === 0 ? null : listed(names.map((name) => `${caller}.calls.${name}`)),
      got: rest,
      suggestion: names.length === 0 ? `give ${caller} calls` : suggest(rest.split('.').slice(0, -1).join('.'), names),
    });
    return null;
  }
  const name = rest.slice(found.name.length + 1);
  const names = Object.keys(policyStatistics);
  if (!Object.hasOwn(policyStatistics, name)) {
    context.issues.add('unknown-statistic', place, `"${text}": there is no statistic "${name}" of a call policy`, {
      expected: listed(names),
      got: name,
      suggestion: suggest(name, names),
    });
    return null;
  }
  const statistic = policyStatistics[name];
  if (!keepsStatistic(found.policy, statistic)) {
    const need = listed([...statistic.needs]);
    context.issues.add('impossible-objective', place, `how ${caller} calls ${found.name} has no ${name} without ${need}`, {
      expected: `a policy with ${need}`,
      suggestion: `add ${need} to ${caller}.calls.${found.name}, or ask for: ${listed(names.filter((one) => keepsStatistic(found.policy, policyStatistics[one])))}`,
    });
    return null;
  }
  return { policy: found.name, name, statistic };
}
