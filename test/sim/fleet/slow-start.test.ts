import { describe, expect, it } from 'vitest';
import { Calendar } from '../../../src/sim/calendar.js';
import { FixedWeights } from '../../../src/sim/balance.js';
import { SlowStart } from '../../../src/sim/fleet/slow-start.js';
import { eventList } from '../../support/event-list.js';

/** The instances that the calls went to from 11 s on, one a second; b is down until 10 s. */
function order(balance: string, slowStart: string, work: string, count: number): string {
  const { lines } = eventList(`title: By hand
components:
  web: { kind: service, servers: unlimited, instances: [a, b], balance: ${balance}, slowStart: ${slowStart}, work: ${work} }
workload: { calls: { arrivals: { at: [${Array.from({ length: count }, (_, index) => `${11 + index}s`).join(', ')}] }, call: web } }
faults: { lost: { at: 1s, for: 9s, crash: web/b } }
run: { duration: 60s, replications: 1 }
`);
  return lines
    .filter((line) => line.endsWith('enters'))
    .map((line) => 'ab'[Number(/web\/(\d)/.exec(line)![1]) - 1])
    .join('');
}

describe('slow start', () => {
  it('takes turns by the weights of the instant: 1 against 0.1, 0.2, 0.3 …', () => {
    // Gained before the choice, and after it: (1, 0.1) a (-0.1, 0.1); (0.9, 0.3) a (-0.3, 0.3); (0.7, 0.6) a (-0.6, 0.6); (0.4, 1) b (0.4, -0.4);
    // (1.4, 0.1) a (-0.1, 0.1); (0.9, 0.7) a (-0.7, 0.7); (0.3, 1.4) b (0.3, -0.3); (1.3, 0.5) a (-0.5, 0.5); (0.5, 1.4) b (0.5, -0.5); then in turn.
    expect(order('round-robin', '{ window: 10s }', '1ms', 12)).toBe('aaabaabababa');
  });

  it('holds jobs against the weight: (jobs + 1) / weight, and one without jobs first', () => {
    // 0 : 0 a; 2 : 0 b; 2 : 2/0.3 a; 3 : 2/0.4 a; 4 : 2/0.5, a tie, after a comes b; 4 : 3/0.6 a; 5 : 3/0.7 b; 5 : 4/0.8, a tie, after b comes a.
    expect(order('least-connections', '{ window: 10s }', '100s', 8)).toBe('abaababa');
  });

  it('rises from its least share to 1, as fast as the aggression says', () => {
    const calendar = new Calendar();
    const weights = new SlowStart(calendar, 3, { window: 10, least: 0.1, aggression: 2 }, new FixedWeights([1, 4, 1]));
    const at = (time: number): number[] => {
      calendar.schedule(time, 0, { id: 0, label: 0, fire() {} });
      calendar.next(time);
      return [0, 1, 2].map((instance) => weights.of(instance));
    };
    weights.begin(1);
    expect(at(0)).toEqual([1, 0.4, 1]);
    expect(at(2.5)).toEqual([1, 2, 1]);
    expect(at(10)).toEqual([1, 4, 1]);
    weights.begin(1);
    expect(at(10)).toEqual([1, 0.4, 1]);
  });
});
