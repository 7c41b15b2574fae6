import { expect, it } from 'vitest';
import { eventList } from '../support/event-list.js';

/** Far more than a stack holds calls (about 10,000): each job is woken by the calendar, none by another. */
export function wakesAtOneInstant(count: number): void {
  it(`wakes ${count} jobs at one instant without a deeper stack`, () => {
    const { system } = eventList(`title: t
run: { duration: 20s, warmup: 0s, replications: 1 }
keys: { post: { items: new, attributes: { followers: ${count} } } }
components:
  feed: { kind: service, async: true, servers: unlimited, operations: { publish: [{ each: post.followers, do: [wait: 0s, wait: 1s] }] } }
workload: { w: { arrivals: { at: [1s] }, call: feed.publish } }`);
    expect(system.components[0].component.stations[0].cells[0].outcomes[0]).toBe(1);
    expect(system.engine.now).toBe(2);
    expect(system.engine.events).toBe(2 * count + 1);
  });
}
