import { describe, expect, it } from 'vitest';
import type { Environments } from '../../src/sim/servers/environments.js';
import { eventList } from '../support/event-list.js';

function play(serverless: string, arrivals: string, { policy = '', work = '3s', faults = '' } = {}) {
  const { lines, system } = eventList(`title: By hand
components:
  resize: { kind: service, serverless: ${serverless}, work: ${work} }
workload: { calls: { arrivals: { at: [${arrivals}] }, call: resize${policy} } }
faults: {${faults}}
run: { duration: 60s, replications: 1 }
`);
  const environments = system.components[0].environments![0];
  const [cell] = system.components[0].component.stations[0].cells;
  return { lines, cell, environments, ends: lines.filter((line) => !line.endsWith('enters')).map((line) => line.replace('resize.serve ', '')) };
}

const counts = ({ cold, warm }: Environments): number[] => [cold, warm];

describe('environments, by hand', () => {
  it('start for a call, serve the next one that comes, the last used first, and go when they are not used', () => {
    const { ends, cell, environments } = play('{ coldStart: 2s, concurrency: 2, keepAlive: 10s }', '0s, 1s, 2s, 7s, 8s, 12s, 19.9s, 20s');
    expect(ends).toEqual([
      '2 is turned away rejected', // one starts, one serves
      '5 leaves ok', // cold: 2 s and 3 s
      '6 leaves ok',
      '10 leaves ok', // gets the environment that is idle since 6, not that since 5
      '11 leaves ok', // that since 5
      '15 leaves ok', // of those idle since 10 and 11 the latter
      '22.9 leaves ok', // the same, idle since 15; the other one is there for 0.1 s more
      '25 leaves ok', // it was not used since 10: at 20 it is gone, and the call that comes then starts a new one
    ]);
    expect(counts(environments)).toEqual([3, 4]);
    expect(cell.busy.integral(60)).toBe(7 * 3);
    expect(cell.queue.integral(60)).toBe(3 * 2);
    expect(cell.wait.tally.sum).toBe(3 * 2);
    expect(environments.queuedMax).toBe(2);
    // One from 0, two from 1 (one goes at 20, one comes) until 32.9, when 10 s have passed since 22.9, one until 35.
    const alive = environments.aliveUntil(60);
    expect(alive.integral(60)).toBeCloseTo(1 + 2 * (32.9 - 1) + (35 - 32.9), 9);
    expect(alive.level).toBe(0);
    expect(alive.max).toBe(2);
  });

  it('without keep-alive start for every call', () => {
    const { environments, ends } = play('{ coldStart: 2s, keepAlive: 0s }', '0s, 5s, 6s');
    expect(ends).toEqual(['5 leaves ok', '10 leaves ok', '11 leaves ok']);
    expect(counts(environments)).toEqual([3, 0]);
    expect(environments.aliveUntil(60).integral(60)).toBe(15);
  });

  it('that start for a call that is taken back are there for the next', () => {
    const { environments, lines } = play('{ coldStart: 2s }', '0s, 4s', { policy: ', calls: { resize: { timeout: 1s, cancel: true } }', work: '500ms' });
    expect(lines).toEqual(['0 resize.serve enters', '1 resize.serve is turned away cancelled', '4 resize.serve enters', '4.5 resize.serve leaves ok']);
    expect(counts(environments)).toEqual([1, 1]);
    expect(environments.queued).toBe(0);
  });

  it('are lost in a crash, and so are the calls inside', () => {
    const { environments, ends } = play('{ coldStart: 2s }', '0s, 5.5s, 6s, 10s', { faults: ' lost: { at: 7s, for: 1s, crash: resize } ' });
    expect(ends).toEqual([
      '5 leaves ok',
      '7 is turned away failed', // at work in the environment that was there
      '7 is turned away failed', // for this one another was about to start
      '15 leaves ok', // none is left: a cold start
    ]);
    expect(counts(environments)).toEqual([3, 1]);
    expect(environments.aliveUntil(60).integral(60)).toBe(7 + 1 + 50);
    expect(environments.queued).toBe(0);
  });

  it('without a cold start are servers without a line, call by call', () => {
    const linesOf = (fields: string) =>
      eventList(`title: t
components: { resize: { kind: service, ${fields}, work: { exponential: 1s } } }
workload: { calls: { arrivals: { poisson: 4/s }, call: resize } }
run: { duration: 500s, replications: 1 }`).lines;
    const lines = linesOf('serverless: { coldStart: 0s, concurrency: 5, keepAlive: 2s }');
    expect(lines).toEqual(linesOf('servers: 5, queue: 0'));
    expect(lines.filter((line) => line.endsWith('rejected')).length).toBeGreaterThan(300);
  });
});
