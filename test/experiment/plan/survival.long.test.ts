import { describe, expect, it } from 'vitest';
import { mmc } from '../../../src/theory/stations/mmc.js';
import { planOf } from './make.js';

const sojourn = (arrivalRate: number, serviceMean: number, servers: number): number =>
  arrivalRate * serviceMean >= servers ? Infinity : mmc({ arrivalRate, serviceMean, servers }).responseMean;

/** Trials decide what is at least so far from its limit. */
const MARGIN = 1.06;

describe('two tiers that must survive the loss of a server', () => {
  const rate = 6;
  const means = { web: 0.25, store: 0.4 };
  const prices = { web: 1, store: 1.3 };
  // Jackson (1957): the mean of an open tandem is the sum of those of its stations.
  const latency = (web: number, store: number): number => sojourn(rate, means.web, web) + sojourn(rate, means.store, store);
  const worst = (web: number, store: number): number => Math.max(latency(web, store), latency(web - 1, store), latency(web, store - 1));
  const page = (limit: number): string => `title: Two tiers
components:
  web: { kind: service, work: { exponential: ${means.web}s }, cost: { serverHour: ${prices.web} } }
  store: { kind: service, work: { exponential: ${means.store}s }, cost: { serverHour: ${prices.store} } }
workload: { jobs: { arrivals: { poisson: ${rate}/s }, do: [call: web, call: store], measure: cycle } }
objectives: { jobs.latency.mean: { below: ${limit}s } }
run: { duration: 600s }
`;
  const [web, store] = ['2..6', '3..7'];
  const grid = [2, 3, 4, 5, 6].flatMap((one) => [3, 4, 5, 6, 7].map((other) => ({ web: one, store: other, cost: prices.web * one + prices.store * other })));

  it.each([0.83, 0.92, 1.25])('below %d s: the optimum is the one that an exhaustive search by theory finds, c − 1 servers included', async (limit) => {
    const byCost = [...grid].sort((left, right) => left.cost - right.cost);
    const best = byCost.find((one) => worst(one.web, one.store) < limit)!;
    const bare = byCost.find((one) => latency(one.web, one.store) < limit)!;
    // The question has one answer, with room on both sides, and another one without losses.
    expect(best.cost).toBeGreaterThan(bare.cost);
    expect(worst(best.web, best.store)).toBeLessThan(limit / MARGIN);
    for (const one of grid) if (one.cost <= best.cost && one !== best) expect(worst(one.web, one.store)).toBeGreaterThan(limit * MARGIN);

    const plan = await planOf(page(limit), { over: { 'web.servers': web, 'store.servers': store }, lose: ['one'], survival: 'required' });
    console.log(
      `below ${limit} s: predicted web ${best.web}, store ${best.store} (worst ${worst(best.web, best.store).toPrecision(3)} s; without losses ${bare.web}, ${bare.store}), found ${JSON.stringify(plan.chosen?.settings)}, ${plan.decisions.replications} replications`,
    );
    expect(plan.chosen?.settings).toEqual({ 'web.servers': String(best.web), 'store.servers': String(best.store) });
    const left = [latency(best.web - 1, best.store), latency(best.web, best.store - 1)];
    for (const [index, { trial }] of plan.losses!.entries()) {
      expect(trial?.verdict).toBe('passes');
      expect(Math.abs(trial!.objectives[0].observed!.value / left[index] - 1)).toBeLessThan(0.05);
    }
    for (const { trial, loss, settings, cost_per_month: cost } of plan.points) {
      if (cost!.value >= plan.chosen!.cost_per_month!.value) continue;
      expect(trial?.verdict).toBe('fails');
      // By a loss exactly where it meets the objective untouched, as far as that can be told.
      const untouched = latency(Number(settings['web.servers']), Number(settings['store.servers']));
      if (untouched < limit / MARGIN) expect(loss).toBeDefined();
      if (untouched > limit * MARGIN && trial?.reason === 'run') expect(loss).toBeUndefined();
    }
  });
});

describe('four servers that must do with three', () => {
  const page = `title: Four servers
components: { server: { kind: service, servers: 4, work: { exponential: 100ms }, cost: { serverHour: 1 } } }
workload: { jobs: { arrivals: { poisson: 12.4/s }, call: server } }
objectives: { jobs.latency.mean: { below: 130ms } }
run: { duration: 500s }
`;
  const asked = { lose: ['one'], survival: 'required' } as const;
  /** Where M/M/3 has the mean that is asked for. */
  function limit(): number {
    let [low, high] = [0, 30];
    for (let step = 0; step < 60; step++) {
      const middle = (low + high) / 2;
      if (sojourn(middle, 0.1, 3) < 0.13) low = middle;
      else high = middle;
    }
    return low;
  }

  it('the largest load and the full month are those of three', async () => {
    const { load, growth, decisions } = await planOf(page, { ...asked, load: 'jobs.arrivals.poisson', grow: ['jobs=+6%/month'], most: 80 });
    const [pass, fail] = [Number.parseFloat(load!.largest_pass!.value), Number.parseFloat(load!.smallest_fail!.value)];
    const month = Math.log(limit() / 12.4) / Math.log(1.06);
    console.log(
      `predicted ${limit().toFixed(2)}/s, passes ${pass}/s, fails ${fail}/s; predicted month ${month.toFixed(2)}, full in ${String(growth?.full_in_month)}; ${decisions.replications} replications`,
    );
    expect(pass).toBeLessThan(limit());
    expect(fail).toBeGreaterThan(limit());
    expect(load!.smallest_fail!.loss).toMatchObject({ lost: 'server', left: 3 });
    expect(growth!.full_in_month).toBe(Math.ceil(month));
  });

  it('Erlang C with one server less: the number is found by halving', async () => {
    const many = page.replace('poisson: 12.4/s', 'poisson: 100/s').replace('duration: 500s', 'duration: 200s').replace('130ms', '140ms');
    const meets = (servers: number): number => sojourn(100, 0.1, servers);
    const least = Array.from({ length: 30 }, (_, index) => index + 11).find((servers) => meets(servers) < 0.14)!;
    expect([meets(least) * MARGIN < 0.14, meets(least - 1) > 0.14 * MARGIN]).toEqual([true, true]);
    const plan = await planOf(many, { ...asked, over: { 'server.servers': '5..40' } });
    expect(plan.chosen?.settings).toEqual({ 'server.servers': String(least + 1) });
    expect(plan.points.every(({ trial, skipped }) => trial !== null || skipped === 'dearer')).toBe(true);
  });
});
