import { describe, expect, it } from 'vitest';
import { mmc } from '../../../src/theory/stations/mmc.js';
import type { StationAnswer } from '../../../src/theory/answer.js';
import { planOf } from './make.js';

/** Offered load in erlangs with a mean service of 1 s; the number of servers that is to be found; what is asked. */
type Case = readonly [load: number, servers: number, statistic: string];

const cases: readonly Case[] = [
  [0.5, 1, 'wait.mean'],
  [0.8, 2, 'latency.p95'],
  [4, 6, 'wait.p90'],
  [8, 10, 'wait.mean'],
  [10, 14, 'wait.p95'],
  [12, 18, 'wait.p95'],
  [20, 24, 'queue.mean'],
  [30, 35, 'wait.p95'],
  [50, 56, 'wait.mean'],
  [120, 134, 'wait.p95'],
  [150, 161, 'wait.mean'],
  [105, 118, 'wait.p90'],
];

/** Both numbers of servers keep at least so far from the target. */
const MARGIN = 0.08;

function predicted({ waitMean, waitQuantile, responseQuantile, queueLengthMean }: StationAnswer, statistic: string): number {
  const [what, part] = statistic.split('.');
  if (part === 'mean') return what === 'queue' ? queueLengthMean! : waitMean!;
  return (what === 'latency' ? responseQuantile! : waitQuantile!)(Number(part.slice(1)) / 100);
}

const at = (load: number, servers: number, statistic: string): number =>
  servers <= load ? Infinity : predicted(mmc({ arrivalRate: load, serviceMean: 1, servers }), statistic);

/** In the middle, by quotients, between what c and c - 1 servers give; where c - 1 are overloaded, or nobody of p waits with c, above c's value. */
function targetFor([load, servers, statistic]: Case): number {
  const [value, fewer] = [at(load, servers, statistic), at(load, servers - 1, statistic)];
  if (fewer === Infinity) return value * 1.3;
  return value === 0 ? fewer / 2 : Math.sqrt(value * fewer);
}

const scenario = (load: number, statistic: string, target: number): string => `title: Erlang C
components: { server: { kind: service, work: { exponential: 1s }, cost: { serverHour: 1 } } }
workload: { jobs: { arrivals: { poisson: ${load}/s }, call: server } }
objectives: { ${statistic.startsWith('latency') ? 'jobs' : 'server'}.${statistic}: { below: ${target}${statistic.startsWith('queue') ? '' : 's'} } }
run: { duration: ${load < 100 ? Math.round(Math.max(150, 16_000 / load)) : 600}s }
`;

const shown: string[] = [];

describe('plan finds the server numbers of Erlang C', () => {
  it.each(cases)('%d erlangs: %d servers for %s', async (load, servers, statistic) => {
    const target = targetFor([load, servers, statistic]);
    expect(at(load, servers, statistic)).toBeLessThan(target / (1 + MARGIN));
    expect(at(load, servers - 1, statistic)).toBeGreaterThan(target * (1 + MARGIN));
    const plan = await planOf(scenario(load, statistic, target), { over: { 'server.servers': `${Math.max(1, servers - 30)}..${servers + 15}` } });
    const found = Number(plan.chosen?.settings['server.servers']);
    const [value] = plan.chosen!.trial.objectives;
    shown.push(
      `${load} erlangs, ${statistic} < ${target.toPrecision(3)}: predicted ${servers} (${at(load, servers, statistic).toPrecision(3)}), found ${found} (${value.observed!.value.toPrecision(3)}), ${plan.decisions.replications} replications`,
    );
    expect(plan.verdict).toBe('found');
    expect(found).toBe(servers);
    if (servers > 1) expect(plan.chosen!.neighbours[0].trial!.verdict).toBe('fails');
    // Every point is accounted for: it passes, fails, or costs more.
    expect(plan.points.every(({ trial, skipped }) => trial !== null || skipped === 'dearer')).toBe(true);
    if (shown.length === cases.length) console.log(shown.join('\n'));
  });
});
