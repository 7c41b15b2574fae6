import { describe, expect, it } from 'vitest';
import { mmc } from '../../../src/theory/stations/mmc.js';
import { planOf } from './make.js';

const sojourn = (arrivalRate: number, serviceMean: number, servers: number): number =>
  arrivalRate * serviceMean >= servers ? Infinity : mmc({ arrivalRate, serviceMean, servers }).responseMean;

describe('two tiers', () => {
  const prices = { web: 1, store: 1.3 };
  const means = { web: 0.25, store: 0.4 };
  const rate = 12;
  // Jackson (1957): the mean of an open tandem is the sum of those of its stations.
  const latency = (web: number, store: number): number => sojourn(rate, means.web, web) + sojourn(rate, means.store, store);
  const scenario = (limit: string): string => `title: Two tiers
components:
  web: { kind: service, work: { exponential: ${means.web}s }, cost: { serverHour: ${prices.web} } }
  store: { kind: service, work: { exponential: ${means.store}s }, cost: { serverHour: ${prices.store} } }
workload: { jobs: { arrivals: { poisson: ${rate}/s }, do: [call: web, call: store], measure: cycle } }
objectives: { jobs.latency.mean: { below: ${limit} } }
run: { duration: 600s }
`;
  const range = { web: { from: 3, to: 9 }, store: { from: 4, to: 10 } };

  it('the optimum is the one that an exhaustive search by theory finds', async () => {
    const limit = 0.774;
    const all: { web: number; store: number; cost: number; value: number }[] = [];
    for (let web = range.web.from; web <= range.web.to; web++)
      for (let store = range.store.from; store <= range.store.to; store++)
        all.push({ web, store, cost: prices.web * web + prices.store * store, value: latency(web, store) });
    const best = all.filter(({ value }) => value < limit).sort((left, right) => left.cost - right.cost || left.value - right.value)[0];
    const cheaper = all.filter(({ cost }) => cost <= best.cost).filter((one) => one !== best);
    // The question has one answer, with room on both sides.
    expect(best.value).toBeLessThan(limit / 1.05);
    expect(cheaper.filter(({ value }) => value < Infinity).length).toBeGreaterThan(5);
    for (const { value } of cheaper) expect(value).toBeGreaterThan(limit * 1.05);

    const plan = await planOf(scenario(`${limit}s`), {
      over: { 'web.servers': `${range.web.from}..${range.web.to}`, 'store.servers': `${range.store.from}..${range.store.to}` },
    });
    console.log(
      `two tiers: predicted web ${best.web}, store ${best.store} (${best.value.toPrecision(3)} s), found ${JSON.stringify(plan.chosen?.settings)} (${plan.chosen!.trial.objectives[0].observed!.value.toPrecision(3)} s), ${plan.decisions.replications} replications`,
    );
    expect(plan.chosen?.settings).toEqual({ 'web.servers': String(best.web), 'store.servers': String(best.store) });
    expect(plan.chosen?.cost_per_month?.value).toBeCloseTo(best.cost * 730, 6);
    for (const { trial, cost_per_month: cost } of plan.points) if (cost!.value < plan.chosen!.cost_per_month!.value) expect(trial?.verdict).toBe('fails');
  });

  it('says that there is none, what comes nearest, and what it misses', async () => {
    const plan = await planOf(scenario('0.64s'), { over: { 'web.servers': '2..4', 'store.servers': '4..6' } });
    expect([plan.verdict, plan.chosen]).toEqual(['none', null]);
    expect(plan.nearest?.settings).toEqual({ 'web.servers': '4', 'store.servers': '6' });
    const { observed, verdict } = plan.nearest!.trial.objectives[0];
    expect(verdict).toBe('failed');
    expect(Math.abs(observed!.value - latency(4, 6)) / latency(4, 6)).toBeLessThan(0.1);
    expect(plan.points.every(({ trial }) => trial?.verdict === 'fails')).toBe(true);
  });
});

describe('the largest load', () => {
  const scenario = (rest = ''): string => `title: Four servers
components: { server: { kind: service, servers: 4, work: { exponential: 100ms }${rest} } }
workload: { jobs: { arrivals: { poisson: 20/s }, call: server } }
objectives: { jobs.latency.mean: { below: 130ms } }
run: { duration: 1000s }
`;
  /** Where M/M/4 has the mean that is asked for. */
  function limit(): number {
    let [low, high] = [0, 40];
    for (let step = 0; step < 60; step++) {
      const middle = (low + high) / 2;
      if (sojourn(middle, 0.1, 4) < 0.13) low = middle;
      else high = middle;
    }
    return low;
  }

  it('is a pair with the limit of theory in between', async () => {
    const { load, verdict, decisions } = await planOf(scenario(), { load: 'jobs.arrivals.poisson' });
    const [pass, fail] = [Number.parseFloat(load!.largest_pass!.value), Number.parseFloat(load!.smallest_fail!.value)];
    console.log(`largest load: predicted ${limit().toFixed(2)}/s, passes ${pass}/s, fails ${fail}/s, ${decisions.replications} replications`);
    expect(verdict).toBe('found');
    expect(pass).toBeLessThan(limit());
    expect(fail).toBeGreaterThan(limit());
    // 1 % on each side of one that cannot be told within 320 replications.
    expect(fail / pass).toBeLessThan(load!.undecided.length === 0 ? 1.0101 : 1.0302);
    expect(load!.not_monotone).toEqual([]);
  });

  it('of one that is overloaded now lies below', async () => {
    const { load } = await planOf(scenario(), { load: 'jobs', bounds: { from: 10, to: 60 } });
    expect(Number.parseFloat(load!.largest_pass!.value)).toBeLessThan(limit());
    expect(Number.parseFloat(load!.smallest_fail!.value)).toBeGreaterThan(limit());
  });

  it('is full in the month in which theory says so', async () => {
    const { growth } = await planOf(scenario(', cost: { serverHour: 1 }'), { grow: ['jobs=+4%/month'] });
    const month = Math.log(limit() / 20) / Math.log(1.04);
    console.log(`growth: predicted ${month.toFixed(2)}, full in month ${growth!.full_in_month!}`);
    expect(growth!.last_pass!.month).toBeLessThan(month);
    expect(growth!.first_fail!.month).toBeGreaterThan(month);
    expect(growth!.full_in_month).toBe(Math.ceil(month));
  });
});
