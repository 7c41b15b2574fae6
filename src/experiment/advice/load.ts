import { allServers } from '../../scenario/instances.js';
import type { ComponentDeclaration } from '../../scenario/scenario.js';
import type { Advice, StationStability } from '../results.js';
import { CallGraph } from '../stability/call-graph.js';
import { type AdviceInput, isUnstable, number, percent, time } from './input.js';

/** Above this share of busy servers waits grow steeply. */
const BUSY = 0.8;
/** Closed load keeps a station as busy as it can be. */
const SATURATED = 0.95;
/** A wait so many times the service dominates the response. */
const DOMINATES = 2;

export function deadlock({ deadlock: found, results }: AdviceInput): Advice[] {
  if (found === null) return [];
  const where = found.components.join(' and ');
  return [
    {
      code: 'deadlock',
      sentence: `Deadlock at ${where} after ${time(found.time)}: every server is kept for a job that waits for a place behind another such server, and nothing there moves again. Give one of the queues more places, or reject instead of blocking${results.replications > 1 ? ' (seen in one replication at least)' : ''}.`,
    },
  ];
}

export function unstable({ scenario, results }: AdviceInput): Advice[] {
  const { growth_per_s: growth, stations } = results.stability;
  const sentences = stations
    .filter(({ verdict }) => verdict === 'unstable')
    .map((one) => unstableSentence(one, componentOf(one, scenario), results.duration_s));
  if (growth !== null)
    sentences.push(
      `The system is unstable: the number of jobs inside grows by ${number(growth)} a second, at no station alone. There is no steady latency, so none is printed: offer less load, or let callers give up less often.`,
    );
  return sentences.map((sentence) => ({ code: 'unstable', sentence }));
}

function unstableSentence(station: StationStability, component: ComponentDeclaration, duration: number | 'all'): string {
  const { offered_per_s: offered, capacity_per_s: capacity, offered_load: load, waiting_at_end: waiting } = station;
  const rate = station.growth_per_s ?? (capacity === null ? null : Math.max(0, offered - capacity));
  const after = typeof duration === 'number' ? ` after ${time(duration)}` : ' at the end';
  if (component.kind === 'broker' && (load === null || load.value < 1)) {
    const pace = rate === null || rate === 0 ? 'without end' : `by ${number(rate)} a second`;
    return `unstable: ${station.component} keeps more and more messages: its lag grows ${pace}, about ${number(Math.round(waiting))} wait${after}. There is no steady lag, so none is printed. Steady would be: fewer messages, more consumers (and partitions), or a faster operation behind them.`;
  }
  if (component.kind === 'link') return linkSentence(station, rate, after);
  const growth = rate === null || rate === 0 ? 'Its queue grows without end' : `Its queue grows by ${number(rate)} requests a second`;
  const tail = `${growth}: about ${number(Math.round(waiting))} wait${after}. There is no steady latency, so none is printed.`;
  if (load === null || capacity === null || load.value < 1)
    return `unstable: ${station.component} holds more and more jobs. ${tail} Offer less load, or add servers.`;
  const said = `unstable: ${station.component} is offered ${number(offered)}/s and can serve ${number(capacity)}/s (offered load ${number(load.value)}${busiestOf(component)}). ${tail}`;
  if (component.variants !== null) return `${said} Steady would be: arrivals below ${number(capacity)}/s.`;
  const servers = Math.floor(load.value * component.servers * (1 + 1e-9)) + 1;
  const each = component.per !== null ? ` for each ${component.per}` : component.instances.length === 1 ? '' : ' at each instance';
  const more = component.servers === Infinity ? '' : `, or servers: ${servers}${each} (${percent((load.value * component.servers) / servers)} busy)`;
  return `${said} Steady would be: arrivals below ${number(capacity)}/s${more}.`;
}

/** On a link nobody waits: all transfers are under way, and each gets less and less. */
function linkSentence(
  { component, offered_per_s: offered, capacity_per_s: capacity, offered_load: load, waiting_at_end: waiting }: StationStability,
  rate: number | null,
  after: string,
): string {
  const growth = rate === null || rate === 0 ? 'grows without end' : `grows by ${number(rate)} a second`;
  const tail = `The number of transfers under way ${growth}: about ${number(Math.round(waiting))} are${after}, and each gets less and less of the bandwidth. There is no steady latency, so none is printed.`;
  if (load === null || capacity === null || load.value < 1)
    return `unstable: more and more transfers are on ${component}. ${tail} Offer less load, or more bandwidth.`;
  return `unstable: ${component} is offered ${number(offered)} transfers a second and can carry ${number(capacity)} (offered load ${number(load.value)}). ${tail} Steady would be: transfers below ${number(capacity)}/s, or more than ${number(load.value)} times the bandwidth.`;
}

/** Of what the offered load is, where it is not that of the whole component. */
function busiestOf({ per, instances, variants, balance }: ComponentDeclaration): string {
  if (per !== null) return ` at its busiest ${per}`;
  return instances.length > 1 && ('key' in balance || 'weights' in balance || variants !== null) ? ' at its busiest instance' : '';
}

export function atTheEdge({ results }: AdviceInput): Advice[] {
  return results.stability.stations.flatMap(({ component, verdict, offered_load: load }) =>
    verdict !== 'edge' || load === null
      ? []
      : [
          {
            code: 'at-the-edge',
            sentence: `${component} is at the edge: this run cannot tell whether it is offered more than it can serve (offered load ${number(load.value)}). Too short to tell: its numbers hold for this length of run only. Run 4 times as long (--duration), or offer less.`,
          },
        ],
  );
}

/** More is offered than served, but the number of jobs is bounded: a finite queue, or impatience. Closed load has a sentence of its own. */
export function saturated({ scenario, results }: AdviceInput): Advice[] {
  const open = new CallGraph(scenario).openComponents();
  return results.stability.stations.flatMap((station) => {
    const { component, verdict, offered_load: load, capacity_per_s: capacity, offered_per_s: offered } = station;
    if (verdict !== 'saturated' || !open.has(component) || load === null || capacity === null) return [];
    const lost = ['rejected', 'abandoned'].reduce((sum, name) => sum + (results.components[component].outcomes[name]?.share?.value ?? 0), 0);
    const so = lost > 0 ? `: ${percent(lost)} of its jobs are turned away or give up, and the others wait in a full queue` : '';
    return [
      {
        code: 'saturated',
        sentence: `${component} is saturated: it is offered ${number(offered)}/s and can serve ${number(capacity)}/s${so}. Add servers, or offer less than ${number(capacity)}/s.`,
      },
    ];
  });
}

/** The queue takes up what the servers cannot do: nothing fails, everything waits, and longer and longer. */
export function hiddenOverload({ scenario, results }: AdviceInput): Advice[] {
  return results.stability.stations.flatMap((station) => {
    const { component, verdict, growth_per_s: growth, waiting_at_end: waiting } = station;
    // What piles up there may be kept, not waiting: messages for people who are away.
    if (growth === null || waiting < 1 || verdict === 'unstable' || allServers(componentOf(station, scenario)) === Infinity) return [];
    const { wait_s: wait, response_s: response } = results.components[component];
    if (wait.mean === null || response.mean === null || wait.mean.value < DOMINATES * (response.mean.value - wait.mean.value)) return [];
    return [
      {
        code: 'hidden-overload',
        sentence: `The queue of ${component} hides an overload: it grows by ${number(growth)} jobs a second until the end, when about ${number(Math.round(waiting))} wait, and jobs wait ${number(wait.mean.value / Math.max(response.mean.value - wait.mean.value, Number.MIN_VALUE))} times as long as they are served. A shorter queue (queue: N) or a time-out would show it as rejections; more servers would end it.`,
      },
    ];
  });
}

/** Users who wait for answers offer less: a slow system hides behind them. */
export function closedLoadThrottles({ scenario, results }: AdviceInput): Advice[] {
  const graph = new CallGraph(scenario);
  const open = graph.openComponents();
  return scenario.workloads.flatMap((workload) => {
    if (workload.load.type !== 'closed') return [];
    const busiest = scenario.components
      .filter(({ name }) => !open.has(name) && graph.waitingFor(new Set([name])).has(workload.name))
      .map(({ name }) => ({ name, busy: results.components[name].utilisation?.value ?? 0 }))
      .sort((left, right) => right.busy - left.busy)[0] as { name: string; busy: number } | undefined;
    if (busiest === undefined || busiest.busy <= SATURATED) return [];
    const served = results.requests[workload.name].throughput_per_s?.value ?? 0;
    return [
      {
        code: 'closed-load-throttles',
        sentence: `The ${number(workload.load.users)} users of ${workload.name} throttle themselves: ${busiest.name} is ${percent(busiest.busy)} busy, so each new request waits for an answer first, and ${number(served)}/s is all that they can offer. More users bring longer waits, not more throughput. Arrivals that do not wait (arrivals: { poisson: … }) show what happens above ${number(served)}/s.`,
      },
    ];
  });
}

/** Batches grow with the load: a server that takes several jobs at once is busy long before it is at its limit. */
export function busyStations({ scenario, results }: AdviceInput): Advice[] {
  if (isUnstable(results)) return [];
  const judged = results.stability.stations.filter(({ verdict }) => verdict === 'saturated' || verdict === 'edge').map(({ component }) => component);
  const other = new Set([...judged, ...scenario.components.filter(({ batch }) => batch !== null).map(({ name }) => name)]);
  const busy = Object.entries(results.components).filter(([name, row]) => !/[/.]/.test(name) && !other.has(name) && (row.utilisation?.value ?? 0) > BUSY);
  return busy.map(([name, row]) => ({
    code: 'busy-station',
    sentence: `${name} is ${percent(row.utilisation!.value)} busy: above 80 % waits grow steeply with every per cent of load. It saturates at ${number(1 / row.utilisation!.value)} times this load.`,
  }));
}

function componentOf({ component }: StationStability, { components }: AdviceInput['scenario']): ComponentDeclaration {
  return components.find(({ name }) => name === component)!;
}
