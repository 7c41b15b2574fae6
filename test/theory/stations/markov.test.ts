import { describe, expect, test } from 'vitest';
import {
  availabilityOfGroup,
  batchArrivals,
  breakdowns,
  breakdownsWhileWorking,
  engset,
  erlangA,
  erlangPhases,
  finiteSource,
  fixedBatch,
  geometricBatch,
  gimc,
  hyperexponentialPhases,
  mg1,
  mg1LifoPreemptive,
  mg1ProcessorSharing,
  mmcPriorityNonPreemptive,
  mmcPriorityPreemptive,
  mmck,
  mmpp,
  mph1,
  multipleVacations,
  powerOfChoices,
  priorityNonPreemptive,
  priorityPreemptive,
  setUp,
  singleVacation,
} from '../../../src/theory/stations/index.js';
import { erlangLaw, exponentialLaw, hyperexponentialLaw } from '../../../src/theory/laws/index.js';
import { balancedMeans } from '../../../src/theory/laws/hyperexponential.js';
import { poissonAtMost } from '../../../src/theory/numeric/poisson.js';
import { solveChain, type Transition } from './chain.js';
import { expectEqual } from './digits.js';

/** Moments of an exponential time. */
const exponential = (mean: number) => ({ mean, secondMoment: 2 * mean * mean });
/** Only while there is room in the truncated chain. */
const below = (most: number, n: number, rate: number): number => (n < most ? rate : 0);

describe('finite systems against their chains', () => {
  test.each([
    [1, 1, 2, 0.7],
    [3, 8, 2, 1.5],
    [2, 30, 3, 1],
    [4, 4, 9, 0.5],
  ])('M/M/%d/%d', (servers, capacity, arrivalRate, serviceMean) => {
    const chain = solveChain([0], (n) => [
      { to: [n + 1], rate: below(capacity, n, arrivalRate) },
      { to: [n - 1], rate: Math.min(n, servers) / serviceMean },
    ]);
    const answer = mmck({ arrivalRate, serviceMean, servers, capacity });
    expectEqual(
      answer.presentMean,
      chain.mean((n) => n),
      11,
    );
    expectEqual(answer.rejectedShare, chain.probability([capacity]), 11);
    expectEqual(
      answer.queueLengthMean,
      chain.mean((n) => Math.max(0, n - servers)),
      11,
    );
    expectEqual(
      answer.utilisation,
      chain.mean((n) => Math.min(n, servers) / servers),
      11,
    );
    expectEqual(answer.responseMean, chain.mean((n) => n) / (arrivalRate * (1 - chain.probability([capacity]))), 11);
    for (let n = 0; n <= capacity; n++) expectEqual(answer.presentProbability?.(n), chain.probability([n]), 10);
  });

  test('who is accepted to a full M/M/2/5 departs as a tagged job in a chain does', () => {
    // P(response > t) by the chain of the tagged job, followed through time by Taylor series in small steps.
    const [arrivalRate, servers, capacity, t] = [3, 2, 5, 0.9];
    const answer = mmck({ arrivalRate, serviceMean: 1, servers, capacity });
    let total = 0;
    let tail = 0;
    let waits = 0;
    for (let found = 0; found < capacity; found++) {
      const weight = answer.presentProbability?.(found) ?? NaN;
      total += weight;
      // State k > 0: k departures to go before it starts; state 0: in service; it leaves at rate 1.
      let state = new Array<number>(capacity).fill(0);
      state[Math.max(0, found - servers + 1)] = 1;
      const steps = 300;
      for (let step = 0; step < steps; step++) {
        let term = state;
        const next = [...state];
        for (let order = 1; order < 12; order++) {
          const h = t / steps / order;
          term = term.map((x, k) => h * ((k + 1 < capacity ? servers * term[k + 1] : 0) - (k === 0 ? 1 : servers) * x));
          term.forEach((x, k) => (next[k] += x));
        }
        state = next;
      }
      tail += weight * state.reduce((sum, x) => sum + x, 0);
      waits += weight * state.slice(1).reduce((sum, x) => sum + x, 0);
    }
    expectEqual(answer.responseTail?.(t), tail / total, 11);
    expectEqual(answer.waitTail?.(t), waits / total, 11);
  });

  test('finite source and Engset', () => {
    const source = { clients: 7, thinkMean: 2, serviceMean: 0.8, servers: 3 };
    const waiting = solveChain([0], (n) => [
      { to: [n + 1], rate: (7 - n) / 2 },
      { to: [n - 1], rate: Math.min(n, 3) / 0.8 },
    ]);
    const answer = finiteSource(source);
    expectEqual(
      answer.presentMean,
      waiting.mean((n) => n),
      11,
    );
    expectEqual(answer.throughput, waiting.mean((n) => 7 - n) / 2, 11);
    expectEqual(answer.waitProbability, waiting.mean((n) => (n >= 3 ? 7 - n : 0)) / waiting.mean((n) => 7 - n), 11);
    // The mean of the tail is the mean.
    expectEqual(meanOf(answer.responseTail), answer.responseMean, 9);
    const losing = solveChain([0], (n) => [
      { to: [n + 1], rate: below(3, n, (7 - n) / 2) },
      { to: [n - 1], rate: n / 0.8 },
    ]);
    const lost = engset(source);
    expectEqual(lost.fullShare, losing.probability([3]), 11);
    expectEqual(lost.rejectedShare, (4 * losing.probability([3])) / losing.mean((n) => 7 - n), 11);
    expectEqual(lost.throughput, losing.mean((n) => n) / 0.8, 11);
  });

  test('k out of n with two repairers', () => {
    const chain = solveChain([0], (down) => [
      { to: [down + 1], rate: (5 - down) / 100 },
      { to: [down - 1], rate: Math.min(down, 2) / 8 },
    ]);
    const { up, down } = availabilityOfGroup({ units: 5, upMean: 100, downMean: 8, repairers: 2 }, 4);
    expectEqual(up, chain.probability([0]) + chain.probability([1]), 11);
    expectEqual(up + down, 1, 14);
    // A repairer for each: binomial. Three of five down or more, at 8/108.
    const q = 8 / 108;
    expectEqual(availabilityOfGroup({ units: 5, upMean: 100, downMean: 8 }, 3).down, 10 * q ** 3 * (1 - q) ** 2 + 5 * q ** 4 * (1 - q) + q ** 5, 12);
  });
});

describe('Erlang-A', () => {
  test.each([
    [5, 5, 0.5],
    [3, 7, 2],
    [4, 1, 1],
  ])('%d servers, %d/s, patience %d s', (servers, arrivalRate, patienceMean) => {
    const chain = solveChain([0], (n) => [
      { to: [n + 1], rate: below(90, n, arrivalRate) },
      { to: [n - 1], rate: Math.min(n, servers) + Math.max(0, n - servers) / patienceMean },
    ]);
    const queue = chain.mean((n) => Math.max(0, n - servers));
    const answer = erlangA({ arrivalRate, serviceMean: 1, servers, patienceMean });
    expectEqual(answer.queueLengthMean, queue, 10);
    expectEqual(answer.abandonedShare, queue / patienceMean / arrivalRate, 10);
    expectEqual(answer.throughput, arrivalRate * (1 - answer.abandonedShare), 10);
    expectEqual(
      answer.waitProbability,
      chain.mean((n) => (n >= servers ? 1 : 0)),
      10,
    );
    // The two ways to the wait: Little's law, and the integral of its tail. With exponential patience, P(gives up) = mean wait / patience.
    expectEqual(meanOf(answer.waitTail), answer.waitMean ?? NaN, 8);
    expectEqual(answer.waitTail?.(0), answer.waitProbability ?? NaN, 9);
    // Those who are served and those who give up share the wait: the mean wait of those who give up is the rest.
    const served = (1 - answer.abandonedShare) * answer.waitMeanOfServed;
    expect(served).toBeLessThan(answer.waitMean ?? NaN);
  });

  test('the wait of those who are served, by following a tagged job', () => {
    // Two servers, at most 60 ahead: the tagged job's chance to be served and its wait then, by first steps.
    const [servers, arrivalRate, patience] = [2, 3, 0.7];
    const answer = erlangA({ arrivalRate, serviceMean: 1, servers, patienceMean: patience });
    const reach: number[] = [];
    const time: number[] = [];
    for (let position = 1; position < 80; position++) {
      // Departures in front come at rate c + (position - 1)/patience; its own patience ends at 1/patience.
      const front = servers + (position - 1) / patience;
      const all = front + 1 / patience;
      const [reachNext, timeNext] = position === 1 ? [1, 0] : [reach[position - 2], time[position - 2]];
      reach.push((front / all) * reachNext);
      time.push((front / all) * (timeNext + reachNext / all));
    }
    let waited = 0;
    let served = 0;
    for (let n = 0; n < 80; n++) {
      const p = answer.presentProbability?.(n) ?? NaN;
      served += p * (n < servers ? 1 : reach[n - servers]);
      waited += p * (n < servers ? 0 : time[n - servers]);
    }
    expectEqual(served, 1 - answer.abandonedShare, 11);
    expectEqual(answer.waitMeanOfServed, waited / served, 10);
  });
});

describe('priorities, exponential services of different means', () => {
  const classes = [
    { arrivalRate: 0.2, mean: 0.5 },
    { arrivalRate: 0.3, mean: 1.2 },
  ];
  const given = classes.map(({ arrivalRate, mean }) => ({ arrivalRate, service: exponential(mean) }));
  const most = 60;

  test('non-preemptive', () => {
    // Waiting of both classes, and whom the server serves (0: idle).
    const chain = solveChain([0, 0, 0], (a, b, serving) => [
      { to: serving === 0 ? [0, 0, 1] : [a + 1, b, serving], rate: below(25, a, classes[0].arrivalRate) },
      { to: serving === 0 ? [0, 0, 2] : [a, b + 1, serving], rate: below(most, b, classes[1].arrivalRate) },
      { to: a > 0 ? [a - 1, b, 1] : b > 0 ? [a, b - 1, 2] : [0, 0, 0], rate: serving === 0 ? 0 : 1 / classes[serving - 1].mean },
    ]);
    const [first, second] = priorityNonPreemptive(given);
    expectEqual(
      first.queueLengthMean,
      chain.mean((a) => a),
      9,
    );
    expectEqual(
      second.queueLengthMean,
      chain.mean((_, b) => b),
      9,
    );
    expectEqual(
      first.waitProbability,
      chain.mean((_, __, serving) => (serving > 0 ? 1 : 0)),
      9,
    );
    expectEqual(
      second.utilisation,
      chain.mean((_, __, serving) => (serving === 2 ? 1 : 0)),
      9,
    );
  });

  test('preemptive', () => {
    const chain = solveChain([0, 0], (a, b) => [
      { to: [a + 1, b], rate: below(25, a, classes[0].arrivalRate) },
      { to: [a, b + 1], rate: below(most, b, classes[1].arrivalRate) },
      a > 0 ? { to: [a - 1, b], rate: 1 / classes[0].mean } : { to: [a, b - 1], rate: b > 0 ? 1 / classes[1].mean : 0 },
    ]);
    const [first, second] = priorityPreemptive(given);
    expectEqual(
      first.presentMean,
      chain.mean((a) => a),
      9,
    );
    expectEqual(
      second.presentMean,
      chain.mean((_, b) => b),
      9,
    );
  });

  test('two servers, both ways', () => {
    const [la, lb] = [0.4, 0.6];
    const held = solveChain([0, 0, 0], (a, b, busy) => [
      { to: busy < 2 ? [a, b, busy + 1] : [a + 1, b, busy], rate: below(25, a, la) },
      { to: busy < 2 ? [a, b, busy + 1] : [a, b + 1, busy], rate: below(50, b, lb) },
      { to: a > 0 ? [a - 1, b, busy] : b > 0 ? [a, b - 1, busy] : [a, b, busy - 1], rate: busy },
    ]);
    const held2 = mmcPriorityNonPreemptive({ arrivalRates: [la, lb], serviceMean: 1, servers: 2 });
    expectEqual(
      held2[0].queueLengthMean,
      held.mean((a) => a),
      9,
    );
    expectEqual(
      held2[1].queueLengthMean,
      held.mean((_, b) => b),
      9,
    );
    const pushed = solveChain([0, 0], (a, b) => [
      { to: [a + 1, b], rate: below(25, a, la) },
      { to: [a, b + 1], rate: below(50, b, lb) },
      { to: [a - 1, b], rate: Math.min(a, 2) },
      { to: [a, b - 1], rate: Math.min(b, Math.max(0, 2 - a)) },
    ]);
    const pushed2 = mmcPriorityPreemptive({ arrivalRates: [la, lb], serviceMean: 1, servers: 2 });
    expectEqual(
      pushed2[0].presentMean,
      pushed.mean((a) => a),
      9,
    );
    expectEqual(
      pushed2[1].presentMean,
      pushed.mean((_, b) => b),
      9,
    );
  });
});

describe('sharing and preemption do not look at the law', () => {
  const { probability, means } = balancedMeans(1, 2);
  const arrivalRate = 0.3;

  test('processor sharing, hyperexponential service', () => {
    const chain = solveChain([0, 0], (a, b) => [
      { to: [a + 1, b], rate: below(24, a, arrivalRate * probability) },
      { to: [a, b + 1], rate: below(24, b, arrivalRate * (1 - probability)) },
      { to: [a - 1, b], rate: a === 0 ? 0 : a / (a + b) / means[0] },
      { to: [a, b - 1], rate: b === 0 ? 0 : b / (a + b) / means[1] },
    ]);
    const answer = mg1ProcessorSharing({ arrivalRate, service: hyperexponentialLaw(1, 2) });
    expectEqual(
      answer.presentMean,
      chain.mean((a, b) => a + b),
    );
    // The long jobs respond as their size says.
    expectEqual(answer.responseMeanOfSize?.(means[1]), chain.mean((_, b) => b) / (arrivalRate * (1 - probability)));
    expectEqual(
      answer.presentProbability?.(3),
      chain.mean((a, b) => (a + b === 3 ? 1 : 0)),
    );
  });

  test('last come first served, preemptive: the stack of jobs', () => {
    // Of each job on the stack its phase, the newest first; load 0.15, no deeper than 11.
    const rate = 0.15;
    const chain = solveChain([], (...stack) => [
      { to: [0, ...stack], rate: below(11, stack.length, rate * probability) },
      { to: [1, ...stack], rate: below(11, stack.length, rate * (1 - probability)) },
      ...(stack.length === 0 ? [] : [{ to: stack.slice(1), rate: 1 / means[stack[0]] }]),
    ]);
    const answer = mg1LifoPreemptive({ arrivalRate: rate, service: { mean: 1 } });
    // Geometric: cut at 11 it is missing 12 × 0.15^12 = 1.6e-9 of the mean.
    expectEqual(
      answer.presentMean,
      chain.mean((...stack) => stack.length),
      7,
    );
    expectEqual(
      answer.presentProbability?.(2),
      chain.mean((...stack) => (stack.length === 2 ? 1 : 0)),
    );
  });
});

describe('M/G/1 with more on its mind, exponential laws', () => {
  const arrivalRate = 0.5;
  const most = 120;

  test('batches of three, and geometric batches', () => {
    const fixed = solveChain([0], (n) => [
      { to: [n + 3], rate: below(200, n, 0.2) },
      { to: [n - 1], rate: n > 0 ? 1 : 0 },
    ]);
    expectEqual(
      batchArrivals({ batchRate: 0.2, batch: fixedBatch(3), service: exponential(1) }).presentMean,
      fixed.mean((n) => n),
    );
    const geometric = solveChain([0], (n) => [
      ...Array.from({ length: 40 }, (_, k): Transition => ({ to: [n + k + 1], rate: below(120, n, 0.25 * 0.5 ** (k + 1)) })),
      { to: [n - 1], rate: n > 0 ? 1 : 0 },
    ]);
    const answer = batchArrivals({ batchRate: 0.25, batch: geometricBatch(2), service: exponential(1) });
    expectEqual(
      answer.presentMean,
      geometric.mean((n) => n),
    );
    // Every second job is the first of its batch; of these the share 1 - ρ finds the server idle.
    expectEqual(answer.waitProbability, 1 - geometric.probability([0]) / 2);
  });

  test('multiple vacations, a single one, set-up', () => {
    const vacations = solveChain([0, 0], (n, here) => [
      { to: [n + 1, here], rate: below(most, n, arrivalRate) },
      here === 1 ? { to: [n - 1, n === 1 ? 0 : 1], rate: 1 } : { to: [n, 1], rate: n > 0 ? 1 / 3 : 0 },
    ]);
    expectEqual(
      multipleVacations({ arrivalRate, service: exponential(1), vacation: exponential(3) }).presentMean,
      vacations.mean((n) => n),
    );
    const single = solveChain([0, 0], (n, here) => [
      { to: [n + 1, here], rate: below(most, n, arrivalRate) },
      here === 1 ? { to: [n - 1, n === 1 ? 0 : 1], rate: n > 0 ? 1 : 0 } : { to: [n, 1], rate: 1 / 3 },
    ]);
    const answer = singleVacation({ arrivalRate, service: exponential(1), vacation: exponentialLaw(3) });
    expectEqual(
      answer.presentMean,
      single.mean((n) => n),
    );
    expectEqual(answer.waitProbability, 1 - single.probability([0, 1]));
    const warming = solveChain([0, 0], (n, ready) => [
      { to: [n + 1, ready], rate: below(most, n, arrivalRate) },
      ready === 1 ? { to: [n - 1, n === 1 ? 0 : 1], rate: 1 } : { to: [n, 1], rate: n > 0 ? 1 / 2 : 0 },
    ]);
    // Exponential set-up is as good as a repeated vacation, seen through the other formula.
    expectEqual(
      setUp({ arrivalRate, service: exponential(1), setUpTime: exponential(2) }).presentMean,
      warming.mean((n) => n),
    );
  });

  test('set-up of two exponential stages: not memoryless', () => {
    const warming = solveChain([0, 0], (n, stage) => [
      { to: [n + 1, stage], rate: below(most, n, arrivalRate) },
      // Stages 0 and 1 of the set-up, 2: ready.
      stage === 2 ? { to: [n - 1, n === 1 ? 0 : 2], rate: 1 } : { to: [n, stage + 1], rate: n > 0 ? 1 : 0 },
    ]);
    expectEqual(
      setUp({ arrivalRate, service: exponential(1), setUpTime: erlangLaw(2, 2) }).presentMean,
      warming.mean((n) => n),
    );
  });

  test('breakdowns at any time, one and three servers, one repairer', () => {
    for (const [servers, repairers, rate] of [
      [1, 1, 0.4],
      [3, 1, 1],
    ]) {
      const chain = solveChain([0, servers], (n, up) => [
        { to: [n + 1, up], rate: below(150, n, rate) },
        { to: [n - 1, up], rate: Math.min(n, up) },
        { to: [n, up - 1], rate: up / 10 },
        { to: [n, up + 1], rate: Math.min(servers - up, repairers) / 3 },
      ]);
      const answer = breakdowns({ arrivalRate: rate, serviceMean: 1, servers, upMean: 10, downMean: 3, repairers });
      expectEqual(
        answer.presentMean,
        chain.mean((n) => n),
        8,
      );
      expectEqual(
        answer.presentProbability?.(0),
        chain.mean((n) => (n === 0 ? 1 : 0)),
        8,
      );
    }
  });

  test('breakdowns only while working', () => {
    const chain = solveChain([0, 1], (n, up) => [
      { to: [n + 1, up], rate: below(most, n, 0.4) },
      { to: [n - 1, up], rate: n > 0 && up === 1 ? 1 : 0 },
      up === 1 ? { to: [n, 0], rate: n > 0 ? 1 / 10 : 0 } : { to: [n, 1], rate: 1 / 3 },
    ]);
    const answer = breakdownsWhileWorking({ arrivalRate: 0.4, service: exponential(1), upMean: 10, repair: exponential(3) });
    expectEqual(
      answer.presentMean,
      chain.mean((n) => n),
    );
  });
});

describe('modulated and renewal arrivals', () => {
  test('MMPP/M/2 with three phases', () => {
    const rates = [0.2, 1, 2.5];
    const changes = [
      [0, 0.3, 0],
      [0.2, 0, 0.1],
      [0.5, 0, 0],
    ];
    const chain = solveChain([0, 0], (n, phase) => [
      { to: [n + 1, phase], rate: below(200, n, rates[phase]) },
      { to: [n - 1, phase], rate: Math.min(n, 2) },
      ...changes[phase].map((rate, to): Transition => ({ to: [n, to], rate })),
    ]);
    const answer = mmpp({ arrivalRates: rates, changes, serviceMean: 1, servers: 2 });
    const throughput = chain.mean((_, phase) => rates[phase]);
    expectEqual(answer.throughput, throughput);
    expectEqual(
      answer.presentMean,
      chain.mean((n) => n),
    );
    expectEqual(
      answer.queueLengthMean,
      chain.mean((n) => Math.max(0, n - 2)),
    );
    expectEqual(answer.waitProbability, chain.mean((n, phase) => (n >= 2 ? rates[phase] : 0)) / throughput);
    expectEqual(
      answer.presentProbability?.(5),
      chain.mean((n) => (n === 5 ? 1 : 0)),
    );
    // An arrival that finds n >= 2 waits for n - 1 departures at rate 2.
    expectEqual(answer.waitTail?.(1.5), chain.mean((n, phase) => (n >= 2 ? rates[phase] * poissonAtMost(n - 2, 3) : 0)) / throughput);
    expectEqual(meanOf(answer.responseTail), answer.responseMean);
  });

  test('on and off: an interrupted Poisson process is a renewal process (Kuczura 1973)', () => {
    // On for a mean of 2, off for a mean of 5, 1.5/s while on: times between arrivals are hyperexponential.
    const answer = mmpp({
      arrivalRates: [1.5, 0],
      changes: [
        [0, 1 / 2],
        [1 / 5, 0],
      ],
      serviceMean: 1,
      servers: 1,
    });
    const b = 1.5 + 0.5 + 0.2;
    const root = Math.sqrt(b * b - 4 * 1.5 * 0.2);
    const [fast, slow] = [(b + root) / 2, (b - root) / 2];
    const p = (1.5 - slow) / (fast - slow);
    const complement = (s: number): number => (p * s) / (fast + s) + ((1 - p) * s) / (slow + s);
    const between = { ...exponentialLaw(p / fast + (1 - p) / slow), transformComplement: complement, transform: (s: number) => 1 - complement(s) };
    const renewal = gimc({ between, serviceMean: 1 });
    expectEqual(answer.waitMean, renewal.waitMean ?? NaN, 11);
    expectEqual(answer.responseTail?.(3), renewal.responseTail?.(3) ?? NaN, 11);
  });

  test('E2/M/3 by phases of the arrivals', () => {
    const chain = solveChain([0, 0], (n, phase) => [
      { to: phase === 0 ? [n, 1] : [n + 1, 0], rate: phase === 0 ? 5 : below(200, n, 5) },
      { to: [n - 1, phase], rate: Math.min(n, 3) },
    ]);
    const answer = gimc({ between: erlangLaw(0.4, 2), serviceMean: 1, servers: 3 });
    expectEqual(
      answer.presentMean,
      chain.mean((n) => n),
    );
    expectEqual(
      answer.queueLengthMean,
      chain.mean((n) => Math.max(0, n - 3)),
    );
    expectEqual(answer.waitProbability, chain.mean((n, phase) => (n >= 3 && phase === 1 ? 5 : 0)) / 2.5);
  });

  test('M/E2/1: each job brings two stages, the response is the stages found and its own two', () => {
    const chain = solveChain([0], (stages) => [
      { to: [stages + 2], rate: below(400, stages, 0.8) },
      { to: [stages - 1], rate: stages > 0 ? 2 : 0 },
    ]);
    const answer = mph1({ arrivalRate: 0.8, service: erlangPhases(1, 2) });
    expectEqual(
      answer.responseTail?.(4),
      chain.mean((stages) => poissonAtMost(stages + 1, 8)),
    );
    expectEqual(
      answer.waitTail?.(4),
      chain.mean((stages) => poissonAtMost(stages - 1, 8)),
    );
    expectEqual(meanOf(answer.responseTail), answer.responseMean);
    const hyper = mph1({ arrivalRate: 0.8, service: hyperexponentialPhases(1, 2) });
    expectEqual(meanOf(hyper.responseTail), mg1({ arrivalRate: 0.8, service: hyperexponentialLaw(1, 2) }).responseMean);
    expectEqual(meanOf(hyper.waitTail), hyper.waitMean ?? NaN);
  });
});

test('power of choices: what comes to n jobs leaves them again (Mitzenmacher’s equations), up to three choices', () => {
  for (const choices of [1, 2, 3]) {
    const load = 0.9;
    const answer = powerOfChoices({ arrivalRate: load, serviceMean: 1, choices });
    const atLeast = (n: number): number => 1 - Array.from({ length: n }, (_, k) => answer.presentProbability?.(k) ?? NaN).reduce((sum, x) => sum + x, 0);
    for (let n = 1; n < 4; n++) expectEqual(load * (atLeast(n - 1) ** choices - atLeast(n) ** choices), atLeast(n) - atLeast(n + 1), 10);
    expectEqual(atLeast(1), load, 13);
    expectEqual(meanOf(answer.responseTail), answer.responseMean);
    expectEqual(meanOf(answer.waitTail), answer.waitMean ?? NaN);
  }
});

/** ∫ P(T > t) dt by Gauss's rule of five points in stretches that are short at first, up to where nothing is left. */
function meanOf(tail: ((t: number) => number) | undefined): number {
  if (tail === undefined) return NaN;
  const root = Math.sqrt(10 / 7);
  const points = [-Math.sqrt(5 + 2 * root) / 3, -Math.sqrt(5 - 2 * root) / 3, 0, Math.sqrt(5 - 2 * root) / 3, Math.sqrt(5 + 2 * root) / 3];
  const outer = (322 - 13 * Math.sqrt(70)) / 900;
  const inner = (322 + 13 * Math.sqrt(70)) / 900;
  const weights = [outer, inner, 128 / 225, inner, outer];
  let sum = 0;
  let from = 0;
  for (let length = 1 / 8; tail(from) > 1e-12; length = Math.min(1.5, length * 1.25)) {
    sum += (length / 2) * points.reduce((all, x, i) => all + weights[i] * tail(from + ((1 + x) * length) / 2), 0);
    from += length;
  }
  return sum;
}
