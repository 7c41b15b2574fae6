import { describe, expect, test } from 'vitest';
import {
  boundedParetoLaw,
  constantLaw,
  erlangLaw,
  exponentialLaw,
  hyperexponentialLaw,
  lognormalOfMean,
  mixtureLaw,
  pickLaw,
  uniformLaw,
  weibullLaw,
} from '../../../src/theory/laws/index.js';
import {
  allenCunneen,
  diagonal,
  erlangB,
  erlangBLoad,
  erlangBServers,
  erlangC,
  erlangCServers,
  gimc,
  infiniteServersAt,
  kingmanBound,
  kramerLangenbachBelz,
  mdc,
  mg1,
  mg1PreemptiveShortestJobFirst,
  mg1ProcessorSharing,
  mg1ShortestJobFirst,
  mg1ShortestRemaining,
  mg1WaitVariance,
  mmc,
  mph1,
  erlangPhases,
  priorityNonPreemptive,
  priorityPreemptive,
  solveQbd,
  whittApproximation,
  withDiagonal,
} from '../../../src/theory/stations/index.js';
import { add, multiply } from '../../../src/theory/numeric/matrix.js';
import { integrate } from '../../../src/theory/numeric/integrate.js';
import { poissonProbability } from '../../../src/theory/numeric/poisson.js';
import { expectEqual } from './digits.js';

describe('by size', () => {
  test('a few sizes: shortest job first is priority by size, preemptive or not', () => {
    const service = pickLaw([0.5, 1, 4], [5, 3, 1]);
    const arrivalRate = 0.7;
    const classes = service.atoms.map(({ value, probability }) => ({
      arrivalRate: arrivalRate * probability,
      service: { mean: value, secondMoment: value * value },
    }));
    const mean = (answers: readonly { readonly responseMean: number }[]): number =>
      answers.reduce((sum, { responseMean }, k) => sum + service.atoms[k].probability * responseMean, 0);
    const held = mg1ShortestJobFirst({ arrivalRate, service });
    expectEqual(held.responseMean, mean(priorityNonPreemptive(classes)), 12);
    const pushed = mg1PreemptiveShortestJobFirst({ arrivalRate, service });
    const byClass = priorityPreemptive(classes);
    expectEqual(pushed.responseMean, mean(byClass), 12);
    byClass.forEach(({ responseMean }, k) => expectEqual(pushed.responseMeanOfSize?.(service.atoms[k].value), responseMean, 12));
  });

  test('one size only: all of them are first come, first served', () => {
    const station = { arrivalRate: 0.8, service: constantLaw(1) };
    for (const solve of [mg1ShortestJobFirst, mg1PreemptiveShortestJobFirst, mg1ShortestRemaining]) expectEqual(solve(station).responseMean, 3, 12);
  });

  test('uniform sizes: the integrals with all parts in closed form, by Simpson’s rule', () => {
    // Work uniform on (0, 2): ρ(x) = λx²/4, E[S²; S <= x] = x³/6, P(S > x) = 1 - x/2.
    const arrivalRate = 0.85;
    const load = (x: number): number => (arrivalRate * x * x) / 4;
    const a = Math.sqrt(arrivalRate) / 2;
    // ∫ dt/(1 - a²t²) = artanh(at)/a.
    const residence = (x: number): number => Math.atanh(a * x) / a;
    const truncated = (x: number): number => x ** 3 / 6 + x * x * (1 - x / 2);
    const srpt = (x: number): number => (arrivalRate * truncated(x)) / (2 * (1 - load(x)) ** 2) + residence(x);
    const psjf = (x: number): number => (arrivalRate * x ** 3) / 12 / (1 - load(x)) ** 2 + x / (1 - load(x));
    const sjf = (x: number): number => (arrivalRate * (4 / 3)) / 2 / (1 - load(x)) ** 2 + x;
    const station = { arrivalRate, service: uniformLaw(0, 2) };
    expectEqual(mg1ShortestRemaining(station).responseMean, simpson(srpt, 0, 2) / 2, 10);
    expectEqual(mg1PreemptiveShortestJobFirst(station).responseMean, simpson(psjf, 0, 2) / 2, 10);
    expectEqual(mg1ShortestJobFirst(station).responseMean, simpson(sjf, 0, 2) / 2, 10);
    expectEqual(mg1ShortestRemaining(station).responseMeanOfSize?.(1.7), srpt(1.7), 11);
  });

  test('exponential sizes: the integrals with all parts in closed form', () => {
    const arrivalRate = 0.9;
    const load = (x: number): number => arrivalRate * (1 - (1 + x) * Math.exp(-x));
    const truncated = (x: number): number => 2 - 2 * (1 + x) * Math.exp(-x);
    const wait = (x: number): number => (arrivalRate * truncated(x)) / (2 * (1 - load(x)) ** 2);
    const expected = simpson((x) => Math.exp(-x) * (wait(x) + 1 / (1 - load(x))), 0, 45, 40_000);
    expectEqual(mg1ShortestRemaining({ arrivalRate, service: exponentialLaw(1) }).responseMean, expected, 10);
  });

  test.each([
    ['lognormal', lognormalOfMean(1, 3)],
    ['Weibull', weibullLaw(0.6, 1)],
    ['bounded Pareto', boundedParetoLaw(1.1, 1, 1e6)],
    ['Erlang', erlangLaw(1, 4)],
    ['a mixture of a constant and a uniform law', mixtureLaw([constantLaw(2), uniformLaw(1, 3)], [1, 2])],
  ])(
    '%s: none beats shortest remaining; it beats preemptive shortest job, which beats sharing; the same job never responds in less than its size',
    (_, service) => {
      const station = { arrivalRate: 0.9 / service.mean, service };
      const srpt = mg1ShortestRemaining(station);
      const psjf = mg1PreemptiveShortestJobFirst(station);
      expect(srpt.responseMean).toBeLessThan(psjf.responseMean);
      expect(psjf.responseMean).toBeLessThan(mg1ProcessorSharing(station).responseMean);
      expect(srpt.responseMean).toBeLessThan(mg1ShortestJobFirst(station).responseMean);
      expect(mg1ShortestJobFirst(station).responseMean).toBeLessThan(mg1(station).responseMean);
      expect(srpt.responseMeanOfSize?.(service.mean)).toBeGreaterThan(service.mean);
      // Hardly any load: everybody alone.
      expectEqual(mg1ShortestRemaining({ arrivalRate: 1e-9 / service.mean, service }).responseMean, service.mean, 3);
    },
  );
});

describe('M/D/c', () => {
  test('M/D/1: Pollaczek and Khinchine’s mean, Erlang’s distribution', () => {
    for (const load of [0.1, 0.5, 0.9, 0.99, 0.9999]) {
      const answer = mdc({ arrivalRate: load, service: 1, servers: 1 });
      expectEqual(answer.waitMean, load / (2 * (1 - load)), 11);
      expectEqual(answer.waitProbability, load, 11);
      for (const t of [0, 0.3, 1, 2.7, 5]) {
        // Erlang 1909: P(wait <= t) = (1 - ρ) Σ (-λ(t - k))^k/k! e^(λ(t - k)), k = 0 … floor(t): alternating, so for short times only.
        let sum = 0;
        let factorial = 1;
        for (let k = 0; k <= t; k++) {
          sum += ((-load * (t - k)) ** k / factorial) * Math.exp(load * (t - k));
          factorial *= k + 1;
        }
        expectEqual(1 - (answer.waitTail?.(t) ?? NaN), (1 - load) * sum, 9);
      }
    }
  });

  test('far out the tail of M/D/1 falls as its root says', () => {
    const { waitTail } = mdc({ arrivalRate: 0.5, service: 1, servers: 1 });
    // e^-δ per second with 0.5 (e^δ - 1) = δ: δ = 1.2564312086.
    expectEqual((waitTail?.(101) ?? NaN) / (waitTail?.(100) ?? NaN), Math.exp(-1.2564312086261697), 10);
  });

  test.each([
    [2, 0.9],
    [5, 0.7],
    [20, 0.95],
    [2, 0.001],
    [50, 0.3],
    [30, 0.55],
  ])('M/D/%d at load %d: Crommelin’s equations, solved by iteration', (servers, load) => {
    const offered = servers * load;
    const states = 700;
    const arrivals = Array.from({ length: states }, (_, k) => poissonProbability(k, offered));
    let present = arrivals;
    for (let step = 0; step < 4000; step++) {
      const next = new Array<number>(states).fill(0);
      // All in service leave within D, and a Poisson number comes.
      const waiting = present.slice(servers);
      waiting[0] = present.slice(0, servers + 1).reduce((sum, x) => sum + x, 0);
      let last = waiting.length - 1;
      while (waiting[last] < 1e-45) last--;
      let most = states - 1;
      while (arrivals[most] < 1e-45) most--;
      for (let i = 0; i <= last; i++) for (let k = 0; k <= most && i + k < states; k++) next[i + k] += waiting[i] * arrivals[k];
      const change = next.reduce((largest, x, i) => Math.max(largest, Math.abs(x - present[i])), 0);
      present = next;
      if (change < 1e-16 && step > 20) break;
    }
    const answer = mdc({ arrivalRate: offered, service: 1, servers });
    const queue = present.reduce((sum, x, n) => sum + Math.max(0, n - servers) * x, 0);
    expectEqual(answer.queueLengthMean, queue, 9);
    expectEqual(
      answer.waitProbability,
      present.slice(servers).reduce((sum, x) => sum + x, 0),
      9,
    );
    // Within 2 D those in service and 2c of those in front are gone: who finds 3c or more waits longer than 2 D.
    const beyondTwo = present.reduce((sum, x, n) => sum + (n >= 3 * servers ? x : 0), 0);
    if (beyondTwo > 1e-20) expectEqual(answer.waitTail?.(2), beyondTwo, 8);
    else expect(answer.waitTail?.(2)).toBeLessThan(1e-20);
    // The mean is the integral of the tail, on each piece between services.
    let mean = 0;
    const atAll = answer.waitTail?.(0) ?? NaN;
    for (let k = 0; (answer.waitTail?.(k) ?? 0) > 1e-11 * atAll; k++) mean += simpson((t) => answer.waitTail?.(t) ?? NaN, k, k + 1 - 1e-13, 64 + 20 * servers);
    expectEqual(mean, answer.waitMean ?? NaN, 5);
  });
});

describe('renewal arrivals', () => {
  test('D/M/1: the root of σ = e^(-μ(1 - σ)/λ), by iteration', () => {
    let root = 0.5;
    for (let i = 0; i < 2000; i++) root = Math.exp(-(1 - root) / 0.8);
    const answer = gimc({ between: constantLaw(1), serviceMean: 0.8 });
    expectEqual(answer.waitProbability, root, 12);
    expectEqual(answer.waitMean, (0.8 * root) / (1 - root), 12);
    expectEqual(answer.responseQuantile?.(0.95), (0.8 * Math.log(20)) / (1 - root), 12);
  });

  test('D/M/2: the chain at arrivals, in which services end between two of them', () => {
    // Transition from n found (n + 1 with the new job) to m found, over a gap of 0.6 with mean service 1, by a fine Taylor series of the death chain.
    const most = 110;
    const gap = 0.6;
    const after = (start: number): number[] => {
      let state = new Array<number>(most + 2).fill(0);
      state[start] = 1;
      for (let step = 0; step < 20; step++) {
        let term = state;
        const next = [...state];
        for (let order = 1; order < 16; order++) {
          const h = gap / 20 / order;
          term = term.map((x, n) => h * ((n <= most ? Math.min(n + 1, 2) * term[n + 1] : 0) - Math.min(n, 2) * x));
          term.forEach((x, n) => (next[n] += x));
        }
        state = next;
      }
      return state;
    };
    const rows = Array.from({ length: most + 1 }, (_, n) => after(n + 1));
    let found = rows[0].slice(0, most + 1);
    for (let step = 0; step < 1500; step++) {
      const next = new Array<number>(most + 1).fill(0);
      for (let n = 0; n <= most; n++) for (let m = 0; m <= n + 1 && m <= most; m++) next[m] += found[n] * rows[n][m];
      found = next;
    }
    const waits = found.reduce((sum, x, n) => sum + Math.max(0, n - 1) * x, 0) / 2;
    const answer = gimc({ between: constantLaw(gap), serviceMean: 1, servers: 2 });
    expectEqual(answer.waitMean, waits, 9);
    expectEqual(answer.waitProbability, 1 - found[0] - found[1], 9);
  });

  test('a root that falls on j/c is no trouble', () => {
    // M/M/4 at load 1/2: σ = 1/2, and j = 2 divides 0 by 0; beside it the formula is smooth.
    expectEqual(gimc({ between: exponentialLaw(0.5), serviceMean: 1, servers: 4 }).waitProbability, erlangC(4, 2), 11);
    expectEqual(gimc({ between: exponentialLaw(0.5 * (1 + 1e-7)), serviceMean: 1, servers: 4 }).waitProbability, erlangC(4, 2 / (1 + 1e-7)), 9);
  });
});

describe('approximations and bounds', () => {
  const station = (arrivalVariation: number, serviceVariation: number, load: number) => ({
    arrivalRate: load,
    serviceMean: 1,
    arrivalVariation,
    serviceVariation,
  });

  test('Poisson arrivals: Krämer & Langenbach-Belz are exact for one server, Whitt with constant service', () => {
    for (const law of [constantLaw(1), erlangLaw(1, 3), hyperexponentialLaw(1, 2)]) {
      const truth = mg1({ arrivalRate: 0.7, service: law }).waitMean ?? NaN;
      const given = station(1, law.squaredVariation, 0.7);
      expectEqual(kramerLangenbachBelz(given).waitMean, truth, 12);
      expectEqual(allenCunneen({ ...given, servers: 1 }).waitMean, truth, 12);
      if (law.squaredVariation === 0) expectEqual(whittApproximation({ ...given, servers: 1 }).waitMean, truth, 12);
      expect((kingmanBound(given).waitMean ?? NaN) > truth).toBe(true);
    }
  });

  test('Kingman’s bound holds above GI/M/1, and both meet in heavy traffic', () => {
    for (const between of [
      constantLaw,
      (mean: number) => erlangLaw(mean, 3),
      (mean: number) => hyperexponentialLaw(mean, 2),
      (mean: number) => uniformLaw(0, 2 * mean),
    ]) {
      for (const load of [0.3, 0.8, 0.9999]) {
        const law = between(1 / load);
        const truth = gimc({ between: law, serviceMean: 1 }).waitMean ?? NaN;
        const bound = kingmanBound(station(law.squaredVariation, 1, load));
        expect(bound.exactness).toBe('bound');
        expect(bound.waitMean).toBeGreaterThan(truth);
        if (load > 0.999) expect((bound.waitMean ?? NaN) / truth).toBeLessThan(1.001);
      }
    }
  });

  test('how far they are from the truth at load 0.8: M/D/c, D/M/c', () => {
    const errors = [1, 2, 5].map((servers) => {
      const given = { servers, serviceMean: 1, arrivalRate: 0.8 * servers };
      const constantService = mdc({ arrivalRate: given.arrivalRate, service: 1, servers }).waitMean ?? NaN;
      const constantArrivals = gimc({ between: constantLaw(1 / given.arrivalRate), serviceMean: 1, servers }).waitMean ?? NaN;
      expectEqual(whittApproximation({ ...given, arrivalVariation: 1, serviceVariation: 1 }).waitMean, mmc(given).waitMean ?? NaN, 12);
      const percent = (wait: number | null, truth: number): string => (100 * ((wait ?? NaN) / truth - 1)).toFixed(1);
      return [
        percent(whittApproximation({ ...given, arrivalVariation: 1, serviceVariation: 0 }).waitMean, constantService),
        percent(allenCunneen({ ...given, arrivalVariation: 1, serviceVariation: 0 }).waitMean, constantService),
        percent(whittApproximation({ ...given, arrivalVariation: 0, serviceVariation: 1 }).waitMean, constantArrivals),
        percent(allenCunneen({ ...given, arrivalVariation: 0, serviceVariation: 1 }).waitMean, constantArrivals),
      ].map((text) => Number(text) + 0);
    });
    expect(errors).toEqual([
      [0, 0, 4.5, 18.2],
      [-0.3, -1.6, 6.7, 25],
      [-0.1, -4.2, 12.1, 42.3],
    ]);
    // Krämer & Langenbach-Belz knows D/M/1 better.
    const truth = gimc({ between: constantLaw(1.25), serviceMean: 1 }).waitMean ?? NaN;
    expect(Math.abs((kramerLangenbachBelz(station(0, 1, 0.8)).waitMean ?? NaN) / truth - 1)).toBeLessThan(0.001);
  });

  test('nothing varies, nobody waits', () => {
    expect(allenCunneen({ ...station(0, 0, 0.8), servers: 3 }).waitMean).toBe(0);
    expect(whittApproximation({ ...station(0, 0, 0.8), servers: 3 })).toMatchObject({ waitMean: 0, exactness: 'exact' });
    expect(kramerLangenbachBelz(station(0, 0, 0.8))).toMatchObject({ waitMean: 0, exactness: 'exact' });
    expect(whittApproximation({ ...station(1, 2, 0.8), servers: 3 }).exactness).toBe('approximation');
  });
});

describe('turned round', () => {
  test('the least number of servers, and not one less', () => {
    for (const load of [0.5, 8, 500]) {
      for (const target of [0.2, 0.001]) {
        const servers = erlangBServers(load, target);
        expect(erlangB(servers, load)).toBeLessThanOrEqual(target);
        expect(erlangB(servers - 1, load)).toBeGreaterThan(target);
        expectEqual(erlangB(servers, erlangBLoad(servers, target)), target, 11);
      }
      const byWait = erlangCServers(load, 1, { waitMean: 0.05 });
      expect(mmc({ arrivalRate: load, serviceMean: 1, servers: byWait }).waitMean).toBeLessThanOrEqual(0.05);
      if (byWait - 1 > load) expect(mmc({ arrivalRate: load, serviceMean: 1, servers: byWait - 1 }).waitMean).toBeGreaterThan(0.05);
      const byTail = erlangCServers(load, 1, { time: 0.1, beyond: 0.02 });
      expect(mmc({ arrivalRate: load, serviceMean: 1, servers: byTail }).waitTail?.(0.1)).toBeLessThanOrEqual(0.02);
      if (byTail - 1 > load) expect(mmc({ arrivalRate: load, serviceMean: 1, servers: byTail - 1 }).waitTail?.(0.1)).toBeGreaterThan(0.02);
    }
    expect(erlangCServers(8, 1, { waitProbability: 0.2 })).toBe(12);
  });
});

describe('variance and transients', () => {
  test('the variance of the wait: M/M/1, and M/E3/1 by its distribution', () => {
    expectEqual(mg1WaitVariance({ arrivalRate: 0.8, service: exponentialLaw(1) }), (0.8 * 1.2) / 0.2 ** 2, 12);
    const { waitTail, waitMean } = mph1({ arrivalRate: 0.8, service: erlangPhases(1, 3) });
    const second = simpson((t) => 2 * t * (waitTail?.(t) ?? NaN), 0, 90, 1200);
    expectEqual(mg1WaitVariance({ arrivalRate: 0.8, service: erlangLaw(1, 3) }), second - (waitMean ?? NaN) ** 2, 7);
  });

  test('M/M/∞ fills like 1 - e^-t, any other like the integral of its tail', () => {
    expectEqual(infiniteServersAt({ arrivalRate: 5, service: exponentialLaw(2) }, 3), 10 * (1 - Math.exp(-1.5)), 12);
    const service = lognormalOfMean(1, 2);
    expectEqual(infiniteServersAt({ arrivalRate: 5, service }, 1.5), 5 * integrate((u) => service.tail(u), 0, 1.5), 10);
    expect(infiniteServersAt({ arrivalRate: 5, service }, 0)).toBe(0);
    expect(infiniteServersAt({ arrivalRate: 5, service }, Infinity)).toBe(5 * service.mean);
  });
});

describe('quasi-birth–death chains', () => {
  const up = diagonal([0.5, 1.4]);
  const down = diagonal([1, 1]);
  const changes = [
    [0, 0.2],
    [0.3, 0],
  ];
  const repeated = { up, down, local: withDiagonal(changes, up, down) };
  const answer = solveQbd({ boundary: [{ up, local: withDiagonal(changes, up) }], repeated });

  test('R solves its equation, the levels solve theirs', () => {
    const { rateMatrix } = answer;
    const residual = add(add(up, multiply(rateMatrix, repeated.local)), multiply(multiply(rateMatrix, rateMatrix), down));
    for (const x of residual.flat()) expect(Math.abs(x)).toBeLessThan(1e-14);
    for (const n of [1, 2, 7]) {
      const flow = add(add(multiply([answer.level(n - 1)], up), multiply([answer.level(n)], repeated.local)), multiply([answer.level(n + 1)], down));
      for (const x of flow.flat()) expect(Math.abs(x)).toBeLessThan(1e-15);
    }
  });

  test('sums over levels', () => {
    let mean = 0;
    let beyond = [0, 0];
    for (let n = 400; n >= 0; n--) {
      mean += n * (answer.level(n)[0] + answer.level(n)[1]);
      beyond = beyond.map((x, i) => x + answer.level(n)[i]);
      if (n === 4) beyond.forEach((x, i) => expectEqual(answer.atLeast(4)[i], x, 11));
    }
    expectEqual(answer.meanLevel, mean, 10);
    beyond.forEach((x, i) => expectEqual(answer.atLeast(0)[i], x, 11));
    expectEqual(beyond[0], 0.6, 11);
  });

  test('levels of another size below: M/E2/1 with one phase at level 0', () => {
    // One arrival brings a service of two stages; level 0 has no phase of service.
    const arrive = diagonal([0.8, 0.8]);
    const leave = [
      [0, 0],
      [2, 0],
    ];
    const serve = [
      [0, 2],
      [0, 0],
    ];
    const local = withDiagonal(serve, arrive, leave);
    const solved = solveQbd({
      boundary: [
        { up: [[0.8, 0]], local: [[-0.8]] },
        { up: arrive, local, down: [[0], [2]] },
      ],
      repeated: { up: arrive, local, down: leave },
    });
    expectEqual(solved.meanLevel, mg1({ arrivalRate: 0.8, service: erlangLaw(1, 2) }).presentMean, 12);
    expectEqual(solved.level(0)[0], 0.2, 12);
    expect(() => solved.atLeast(0)).toThrow(RangeError);
  });
});

function simpson(f: (x: number) => number, from: number, to: number, steps = 4000): number {
  const h = (to - from) / steps;
  let sum = f(from) + f(to);
  for (let i = 1; i < steps; i++) sum += (i % 2 === 1 ? 4 : 2) * f(from + i * h);
  return (sum * h) / 3;
}
