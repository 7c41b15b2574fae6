import { describe, expect, it } from 'vitest';
import type { OwnStatistic } from '../../../src/models/define.js';
import { wire } from '../../../src/scenario/compile/wire.js';
import { scenarioOf } from '../../support/read.js';

/** Random views over a network that is often too slow, with every rule. */
const yaml = (abr: string): string => `
title: conservation
keys: { video: { items: 500, attributes: { length: { exponential: 1min } } } }
components:
  player:
    kind: player
    video: video
    length: video.length
    ladder: { a: 200kb/s, b: 500kb/s, c: 1Mb/s, d: 3Mb/s }
    abr: ${abr}
    segment: 2s
    buffer: 15s
    network: { lognormal: { median: 1Mb/s, p99: 10Mb/s } }
    fetch: edge
    start: edge
    watched: edge
    abandon: { stall: { exponential: 20s } }
    calls: { edge: { timeout: 3s } }
  edge: { kind: service, servers: 40, work: { exponential: 100ms } }
workload: { plays: { arrivals: { poisson: 1/s }, call: player.play } }
run: { duration: 1d, warmup: 0s, replications: 1 }
`;

describe('time in view = time to the first picture + time that it moved + time that it stood still', () => {
  it.each(['throughput', 'buffer', 'bola', 'bola-e', 'dynamic', 'fixed, rung: c'])('abr: %s', (abr) => {
    const text = yaml(abr).replace('abr: fixed, rung: c', 'abr: fixed\n    rung: c').replace('poisson: 1/s }', 'poisson: 1/s, count: 400 }');
    const system = wire(scenarioOf(text), { seed: 3, replication: 0, warmup: 0, curves: false });
    while (!system.run(1_000_000));
    const { component, behaviour } = system.components[0];
    const own = behaviour!.statistics(0);
    const startup = own['startup_s'] as Extract<OwnStatistic, { type: 'times' }>;
    const stalls = own['stalls_s'] as Extract<OwnStatistic, { type: 'times' }>;
    const watched = own['stalled'] as Extract<OwnStatistic, { type: 'ratio' }>;
    const [cell] = component.stations[0].cells;
    // All have ended and all had a picture, else they would be waited for here in vain.
    expect(cell.response.count).toBe(400);
    expect(startup.times.tally.count).toBe(400);
    expect(startup.times.tally.sum + watched.denominator).toBeCloseTo(cell.response.tally.sum, 6);
    expect(stalls.times.tally.sum).toBeCloseTo(watched.numerator, 6);
    expect(watched.numerator).toBeGreaterThan(10);
  });
});
