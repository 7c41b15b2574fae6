import type { Law } from '../../sim/chance/law.js';
import { lawMean } from '../../sim/chance/moments.js';
import type { Scenario } from '../../scenario/scenario.js';
import type { CallsSeen, LinkSeen } from './look.js';

/** Calls that were seen, and whether any of them was answered. */
type CallsAnswered = Omit<CallsSeen, 'per_s'> & { readonly isAnswered: boolean };

/** The links that the calls which were seen pass, as the policies of their callers say; those that no call passes are left out. */
export function linksSeen({ components, workloads }: Pick<Scenario, 'components' | 'workloads'>, calls: readonly CallsAnswered[]): LinkSeen[] {
  const callers = new Map([...components, ...workloads].map((caller) => [caller.name, caller]));
  return components.flatMap(({ name: link, kind, settings }): LinkSeen[] => {
    if (kind !== 'link') return [];
    const passing = calls.flatMap(({ caller, component, operation, sent, isAnswered }) => {
      const via = callers.get(caller)?.calls.get(`${component}.${operation}`)?.via;
      if (via === null || via === undefined) return [];
      const [request, answer] = [via.request.links.includes(link), isAnswered && via.answer.links.includes(link)];
      return request || answer ? [{ caller, component, operation, sent, request, answer }] : [];
    });
    const latency = (settings as { readonly latency?: { readonly law: Law } | null }).latency ?? null;
    return passing.length === 0 ? [] : [{ link, latency_s: latency === null ? null : lawMean(latency.law), passed_by: passing }];
  });
}
