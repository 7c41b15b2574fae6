import { describe, expect, it } from 'vitest';
import { eventList } from '../support/event-list.js';

const head = 'title: t\nrun: { duration: 30s, warmup: 0s, replications: 1 }\n';

describe('a full waiting room that blocks', () => {
  it('keeps the server of whoever cannot be let in (blocking after service), worked by hand', () => {
    const { lines, system } = eventList(
      `${head}
components:
  first: { kind: service, async: true, operations: { serve: [work: 1s, call: second] } }
  second: { kind: service, queue: 0, whenFull: block, work: 3s }
workload: { w: { arrivals: { at: [0s, 0s, 0s] }, call: first } }`,
    );
    expect(lines.filter((line) => line.includes('leaves'))).toEqual([
      '4 second.serve leaves ok',
      '4 first.serve leaves ok',
      '7 second.serve leaves ok',
      '7 first.serve leaves ok',
      '10 second.serve leaves ok',
      '10 first.serve leaves ok',
    ]);
    const [first, second] = system.components.map(({ component }) => component.stations[0].cells[0]);
    // first: 0-1, 1-2 and kept until 4, 4-5 and kept until 7. At the door of second: 2-4 and 5-7.
    expect([first.busy.integral(30), second.busy.integral(30), second.queue.integral(30)]).toEqual([7, 9, 4]);
    expect(Array.from(second.outcomes.slice(0, 2))).toEqual([3, 0]);
    expect(system.deadlock).toBeNull();
  });

  it('makes a synchronous caller wait with its server, as any slow answer does', () => {
    const { lines } = eventList(
      `${head}
components:
  first: { kind: service, operations: { serve: [work: 1s, call: second] } }
  second: { kind: service, queue: 0, whenFull: block, work: 3s }
workload: { w: { arrivals: { at: [0s, 0s] }, call: first }, v: { arrivals: { at: [0.5s] }, call: second } }`,
    );
    // second: 0.5-3.5 for v; the first call of w waits at its door from 1, 3.5-6.5; the other starts at 6.5, 7.5-10.5.
    expect(lines.filter((line) => line.includes('first.serve leaves'))).toEqual(['6.5 first.serve leaves ok', '10.5 first.serve leaves ok']);
  });

  it('finds the deadlock of two stations that wait for each other, and its instant', () => {
    const circle = `${head}
components:
  left: { kind: service, async: true, queue: 0, whenFull: block, operations: { serve: [work: 1s, call: right.serve], again: 1s } }
  right: { kind: service, async: true, queue: 0, whenFull: block, operations: { serve: [work: 1s, call: left.again] } }
workload: { w: { arrivals: { at: [ARRIVALS] }, call: left.serve } }`;
    const stuck = eventList(circle.replace('ARRIVALS', '0s, 1s'));
    expect(stuck.system.deadlock).toEqual({ time: 2, components: ['left', 'right'] });
    expect(stuck.lines.filter((line) => line.includes('leaves'))).toEqual([]);
    const fine = eventList(circle.replace('ARRIVALS', '0s, 5s'));
    expect(fine.system.deadlock).toBeNull();
    expect(fine.lines.filter((line) => line.includes('left.serve leaves'))).toHaveLength(2);
  });
});
