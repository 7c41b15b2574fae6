import { lawMean } from '../sim/chance/moments.js';
import type { Law } from '../sim/chance/law.js';
import { policyLinks } from '../scenario/policy-attributes.js';
import type { CallPolicy, WorkloadDeclaration } from '../scenario/scenario.js';
import { forecast, type Forecast } from './forecast.js';
import type { SolvedLink } from './links.js';
import type { Operations } from './operations.js';
import { meanBytes } from './link-traffic.js';

/** A way there and back. */
export interface Travel {
  /** On average. */
  readonly seconds: number;
  /** A link on it that is shared; null: it only takes time. */
  readonly passed: SolvedLink | null;
}

/** Mean seconds of the way there and back under a policy; null: it does not follow from the scenario. */
export function travelOf(
  { latency, via }: CallPolicy,
  operations: Operations,
  links: ReadonlyMap<string, SolvedLink | { readonly obstacle: string }>,
): Travel | null {
  if (latency?.law === 'matrix') return null;
  let seconds = latency === null ? 0 : 2 * lawMean(latency);
  let passed: SolvedLink | null = null;
  if (via === null) return { seconds, passed };
  for (const { links: names, bytes } of [via.request, via.answer]) {
    for (const name of names) {
      const { settings } = operations.component(name);
      if ((settings['loss'] as number) > 0) return null;
      const own = settings['latency'] as { readonly law: Law } | null;
      seconds += own === null ? 0 : lawMean(own.law);
    }
    if (bytes === null) continue;
    const link = links.get(names[0]);
    const size = meanBytes(operations.scenario, bytes, new Map());
    if (names.length > 1 || link === undefined || 'obstacle' in link || size.doubt !== null) return null;
    seconds += size.mean * link.secondsPerByte;
    passed = link;
  }
  return { seconds, passed };
}

/** Why the ways of a workload's calls have no formula; null: they have one. */
export function wayWithoutFormula({ calls }: WorkloadDeclaration, links: ReadonlyMap<string, SolvedLink | { readonly obstacle: string }>): string | null {
  for (const policy of calls.values()) {
    if (policy.latency?.law === 'matrix') return 'the time of its way depends on who calls from where';
    for (const name of policyLinks(policy)) {
      const link = links.get(name);
      if (link !== undefined && 'obstacle' in link) return `its calls pass ${name}, and ${link.obstacle}`;
    }
  }
  return null;
}

/** What is predicted of a link by itself. */
export function ofLink(subject: string, link: SolvedLink): Forecast[] {
  const row = (statistic: string, unit: Forecast['unit'], value: number | null): Forecast[] =>
    forecast(link, { of: 'component', subject, statistic, unit }, value);
  return [...row('utilisation', 'share', link.utilisation), ...row('response', 's', link.response)];
}
