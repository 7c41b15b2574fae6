import { describe, expect, it } from 'vitest';
import { wire } from '../../src/scenario/compile/wire.js';
import { scenarioOf } from '../support/read.js';

/** Overload cases of ../shared/reference/theory-cases.yaml whose answers are instants and stretches of time, not long-run means. */
describe('queue-fills: M/M/1, 8/s offered, 5/s served, empty at 0', () => {
  it('has 200 waiting for the first time after 66.4444 s on average', () => {
    const scenario = scenarioOf(`title: A queue fills
components: { server: { kind: service, work: { exponential: 200ms } } }
workload: { jobs: { arrivals: { poisson: 8/s }, call: server } }
run: { duration: 1000s, warmup: 0s, replications: 1, study: finite }`);
    const times: number[] = [];
    for (let replication = 0; replication < 400; replication++) {
      const system = wire(scenario, { seed: 1, replication, warmup: 0, curves: false });
      const station = system.components[0].component.stations[0];
      while (station.inside < 201) system.run(1);
      times.push(system.engine.now);
    }
    const mean = times.reduce((sum, time) => sum + time, 0) / times.length;
    const deviation = Math.sqrt(times.reduce((sum, time) => sum + (time - mean) ** 2, 0) / (times.length - 1));
    const error = deviation / Math.sqrt(times.length);
    expect(Math.abs(mean - 66.4444)).toBeLessThan(5 * error);
    expect(error).toBeLessThan(0.01 * 66.4444);
  });
});

describe('retry-metastable: 300/s, callers give up after 1 s and ask once more; the server stands still from 60 s', () => {
  /** Attempts and good answers of each second. The server that works at 60 s finishes its job and then stands still. */
  function run(rate: number, attempts: number, stop: number, seconds = 600): { attempts: number[]; good: number[] } {
    const scenario = scenarioOf(`title: A retry storm
components:
  server: { kind: service, servers: { schedule: [{ for: 60s, servers: 1 }, { for: ${stop}s, servers: 0 }, { for: 10000s, servers: 1 }] }, work: { exponential: ${1 / 300}s } }
workload:
  callers:
    arrivals: { poisson: ${rate}/s }
    call: server
    calls: { server: { timeout: 1s, retry: { attempts: ${attempts}, backoff: 0s } } }
run: { duration: ${seconds}s, warmup: 0s, replications: 1 }`);
    const system = wire(scenario, { seed: 3, replication: 0, warmup: 0, curves: false });
    const server = system.components[0].component.stations[0].cells[0];
    const { cell } = system.workloads[0].requests[0];
    const result = { attempts: [] as number[], good: [] as number[] };
    let before = { attempts: 0, good: 0 };
    for (let second = 1; second <= seconds; second++) {
      while (!system.engine.run(second, 1_000_000));
      const now = { attempts: server.arrivals, good: cell.latency.tally.count };
      result.attempts.push(now.attempts - before.attempts);
      result.good.push(now.good - before.good);
      before = now;
    }
    return result;
  }
  const sum = (values: readonly number[], from: number, to: number) => values.slice(from, to).reduce((total, value) => total + value, 0);
  /** Least and greatest mean over any 60 s from 90 s on. */
  const anyMinute = (values: readonly number[]) => {
    const means: number[] = [];
    for (let from = 90; from + 60 <= values.length; from++) means.push(sum(values, from, from + 60) / 60);
    return { least: Math.min(...means), greatest: Math.max(...means) };
  };

  it.each([10, 1.5])('280/s with the retry never recovers from a stop of %d s', (stop) => {
    const { attempts, good } = run(280, 2, stop);
    const { least, greatest } = anyMinute(attempts);
    expect(least).toBeGreaterThan(545);
    expect(greatest).toBeLessThan(575);
    expect(sum(good, 90, 600)).toBe(0);
  });

  it('recovers from a stop of .5 s', () => {
    const { attempts, good } = run(280, 2, 0.5);
    expect(anyMinute(attempts).greatest).toBeLessThan(400);
    expect(sum(good, 200, 600) / 400).toBeGreaterThan(270);
  });

  it('280/s without the retry: nothing good after the stop, everything after 250 s', () => {
    const { attempts, good } = run(280, 1, 10);
    expect(sum(good, 75, 150)).toBe(0);
    expect(good.findIndex((count, second) => second > 75 && count > 0)).toBeGreaterThan(150);
    expect(sum(good, 260, 600) / sum(attempts, 260, 600)).toBeGreaterThan(0.99);
  });

  it('140/s with the retry: about 280 attempts a second after the stop, everything good after 180 s', () => {
    const { attempts, good } = run(140, 2, 10);
    expect(sum(attempts, 72, 82) / 10).toBeGreaterThan(250);
    expect(sum(good, 190, 600) / sum(attempts, 190, 600)).toBe(1);
  });

  it('200/s with the retry never recovers: the border is half the service rate', () => {
    expect(sum(run(200, 2, 10).good, 300, 600)).toBe(0);
  });
});
