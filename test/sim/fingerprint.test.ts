import { describe, expect, it } from 'vitest';
import { Fingerprint } from '../../src/sim/fingerprint.js';

function of(events: readonly (readonly [number, number, number, number])[]): string {
  const fingerprint = new Fingerprint();
  for (const [time, rank, label, id] of events) fingerprint.add(time, rank, label, id);
  return fingerprint.toString();
}

describe('the fingerprint', () => {
  const events = [
    [0.5, 3, 17, 1],
    [1.25, 0, 99, 1],
    [1.25, 1, 99, 2],
  ] as const;

  it('is 16 hexadecimal digits and the same for the same events', () => {
    expect(of(events)).toMatch(/^[0-9a-f]{16}$/);
    expect(of(events)).toBe(of(events));
  });

  it('changes with every part of an event, with their order and their number', () => {
    const changed = [
      [[0.5000000001, 3, 17, 1], events[1], events[2]],
      [[0.5, 2, 17, 1], events[1], events[2]],
      [[0.5, 3, 18, 1], events[1], events[2]],
      [[0.5, 3, 17, 2], events[1], events[2]],
      [events[1], events[0], events[2]],
      [events[0], events[1]],
      [events[0], events[1], events[2], events[2]],
    ] as const;
    const all = [of(events), ...changed.map((one) => of(one as unknown as typeof events))];
    expect(new Set(all).size).toBe(all.length);
  });

  it('tells 200,000 neighbouring trajectories apart', () => {
    const seen = new Set<string>();
    for (let id = 0; id < 100_000; id++) {
      seen.add(of([[id / 8, 0, 5, 1]]));
      seen.add(of([[1, 0, 5, id + 1]]));
    }
    // [1, 0, 5, 1] stands in both rows.
    expect(seen.size).toBe(199_999);
  });
});
