import { describe, expect, it } from 'vitest';
import { eventList } from '../support/event-list.js';
import { wakesAtOneInstant } from './equal-instants.js';

/** Event lists worked out by hand: constant times, arrivals at given instants. */
const head = 'title: t\nrun: { duration: 20s, warmup: 0s, replications: 1 }\n';

describe('a parallel step', () => {
  it('starts its branches at once and goes on when all have ended', () => {
    const { lines } = eventList(`${head}
components:
  page: { kind: service, operations: { serve: [work: 1s, parallel: [{ call: fast }, [{ call: slow }, { call: fast }]], work: 0.5s] } }
  fast: { kind: service, work: 2s }
  slow: { kind: service, work: 3s }
workload: { w: { arrivals: { at: [0s] }, call: page } }`);
    expect(lines).toEqual([
      '0 page.serve enters',
      '1 fast.serve enters',
      '1 slow.serve enters',
      '3 fast.serve leaves ok',
      '4 slow.serve leaves ok',
      '4 fast.serve enters',
      '6 fast.serve leaves ok',
      '6.5 page.serve leaves ok',
    ]);
  });

  it('ends every branch before a bad outcome goes up, the first in time', () => {
    const { lines } = eventList(`${head}
components:
  page: { kind: service, operations: { serve: [parallel: [{ call: late }, { call: early }, { call: fine }], work: 1s] } }
  late: { kind: service, operations: { serve: [work: 2s, return: broken] } }
  early: { kind: service, operations: { serve: [work: 1s, return: refused] } }
  fine: { kind: service, work: 3s }
workload: { w: { arrivals: { at: [0s] }, call: page } }`);
    expect(lines.slice(-4)).toEqual(['1 early.serve leaves refused', '2 late.serve leaves broken', '3 fine.serve leaves ok', '3 page.serve leaves refused']);
  });
});

describe('a time-out', () => {
  const yaml = (retry: string) => `${head}
components:
  web: { kind: service, servers: 2, operations: { page: [call: db, work: 1s] }, calls: { db: { timeout: 2s${retry} } } }
  db: { kind: service, work: 3s }
workload: { w: { arrivals: { at: [0s] }, call: web.page } }`;

  it('lets the caller go on while the callee works to its end, once counted and wasted', () => {
    const { lines, system } = eventList(yaml(''));
    expect(lines).toEqual(['0 web.page enters', '0 db.serve enters', '2 web.page leaves timeout', '3 db.serve leaves ok']);
    const web = system.components[0].component.stations[0].cells[0];
    const db = system.components[1].component.stations[0].cells[0];
    expect([web.wasted.sum, db.work.sum, db.wasted.sum]).toEqual([0, 3, 3]);
    expect(db.arrivals).toBe(1);
    expect(Array.from(db.outcomes)).toEqual([1, 0, 0, 0, 0, 0, 0]);
    const { cell } = system.workloads[0].requests[0];
    expect([cell.offered, cell.outcomes[0], cell.outcomes[2], cell.inFlight.level]).toEqual([1, 0, 1, 0]);
  });

  it('is tried again after the back-off; the abandoned attempt still holds the callee', () => {
    const { lines, system } = eventList(yaml(', retry: { attempts: 3, backoff: { exponential: 1s } }'));
    // Attempts at 0, 3 (time-out 2 + 1) and 7 (time-out 5 + 2); the database works [0,3] [3,6] [7,10]: each takes longer than the time-out.
    expect(lines).toEqual([
      '0 web.page enters',
      '0 db.serve enters',
      '3 db.serve leaves ok',
      '3 db.serve enters',
      '6 db.serve leaves ok',
      '7 db.serve enters',
      '9 web.page leaves timeout',
      '10 db.serve leaves ok',
    ]);
    const db = system.components[1].component.stations[0].cells[0];
    expect([db.work.sum, db.wasted.sum]).toEqual([9, 9]);
    expect(system.workloads[0].requests[0].cell.offered).toBe(1);
  });

  it('loses to an answer at the same instant', () => {
    const { lines } = eventList(yaml('').replace('timeout: 2s', 'timeout: 3s'));
    expect(lines.at(-1)).toBe('4 web.page leaves ok');
  });

  it('charges work as wasted through every level below the caller that gave up', () => {
    const { system } = eventList(`${head}
components:
  edge: { kind: service, operations: { get: [call: web.page] }, calls: { web: { timeout: 1s } } }
  web: { kind: service, operations: { page: [work: 0.5s, call: db, work: 0.25s] } }
  db: { kind: service, work: 2s }
workload: { w: { arrivals: { at: [0s] }, call: edge.get } }`);
    const cells = system.components.map(({ component }) => component.stations[0].cells[0]);
    // web works [0, .5] while edge waits, then [2.5, 2.75] for nobody; db [.5, 2.5] ends for nobody.
    expect(cells.map((cell) => [cell.work.sum, cell.wasted.sum])).toEqual([
      [0, 0],
      [0.75, 0.25],
      [2, 2],
    ]);
  });

  it('covers the way through the network, both ways', () => {
    const { lines } = eventList(`${head}
components:
  web: { kind: service, servers: 2, operations: { page: [call: db] }, calls: { db: { timeout: 2s, latency: 0.75s } } }
  db: { kind: service, operations: { serve: [work: 0.4s] } }
workload: { w: { arrivals: { at: [0s, 5s] }, call: web.page } }`);
    expect(lines.slice(0, 4)).toEqual(['0 web.page enters', '0.75 db.serve enters', '1.15 db.serve leaves ok', '1.9 web.page leaves ok']);
  });
});

describe('a synchronous service', () => {
  it('holds its server while it waits for an answer', () => {
    const { lines, system } = eventList(`${head}
components:
  web: { kind: service, operations: { page: [work: 1s, call: db, work: 1s] } }
  db: { kind: service, work: 2s }
workload: { w: { arrivals: { at: [0s, 0.5s] }, call: web.page } }`);
    expect(lines).toEqual([
      '0 web.page enters',
      '0.5 web.page enters',
      '1 db.serve enters',
      '3 db.serve leaves ok',
      '4 web.page leaves ok',
      '5 db.serve enters',
      '7 db.serve leaves ok',
      '8 web.page leaves ok',
    ]);
    const web = system.components[0].component.stations[0].cells[0];
    expect([web.busy.integral(20), web.working!.integral(20), web.queue.integral(20), web.wait.tally.sum]).toEqual([8, 4, 3.5, 3.5]);
  });

  it('with async holds it during work only', () => {
    const { lines, system } = eventList(`${head}
components:
  web: { kind: service, async: true, operations: { page: [work: 1s, call: db, work: 1s] } }
  db: { kind: service, work: 2s }
workload: { w: { arrivals: { at: [0s, 0.5s] }, call: web.page } }`);
    expect(lines).toEqual([
      '0 web.page enters',
      '0.5 web.page enters',
      '1 db.serve enters',
      '2 db.serve enters',
      '3 db.serve leaves ok',
      '4 web.page leaves ok',
      '5 db.serve leaves ok',
      '6 web.page leaves ok',
    ]);
    const web = system.components[0].component.stations[0].cells[0];
    expect([web.busy.integral(20), web.queue.integral(20)]).toEqual([4, 0.5]);
  });

  it('rejects what finds no server and no place, and a departure makes room for an arrival at the same instant', () => {
    const { lines } = eventList(`${head}
components:
  web: { kind: service, queue: 0, work: 2s }
workload: { w: { arrivals: { at: [0s, 1s, 2s] }, call: web } }`);
    expect(lines).toEqual([
      '0 web.serve enters',
      '1 web.serve enters',
      '1 web.serve is turned away rejected',
      '2 web.serve leaves ok',
      '2 web.serve enters',
      '4 web.serve leaves ok',
    ]);
  });
});

describe('send', () => {
  it('starts at the same instant, after the sender has gone on to its first pause; nobody waits for it', () => {
    const { lines } = eventList(`${head}
components:
  web: { kind: service, operations: { post: [send: log, call: store, work: 1s] } }
  log: { kind: service, work: 5s }
  store: { kind: service, work: 1s }
workload: { w: { arrivals: { at: [0s] }, call: web.post } }`);
    expect(lines).toEqual([
      '0 web.post enters',
      '0 store.serve enters',
      '0 log.serve enters',
      '1 store.serve leaves ok',
      '2 web.post leaves ok',
      '5 log.serve leaves ok',
    ]);
  });
});

describe('outcomes', () => {
  it('go up without a handler, and stop at one', () => {
    const { lines } = eventList(`${head}
components:
  open: { kind: service, operations: { get: [{ call: lower, on: { any: [] } }, work: 1s] } }
  closed: { kind: service, operations: { get: [call: lower, work: 1s] } }
  other: { kind: service, operations: { get: [{ call: lower, on: { refused: [work: 2s, return: declined] } }, work: 1s] } }
  lower: { kind: service, servers: 3, operations: { serve: [work: 1s, return: refused] } }
workload: { w: { arrivals: { at: [0s] }, do: [parallel: [{ call: open.get }, { call: closed.get, on: { any: [] } }, { call: other.get, on: { any: [] } }]] } }`);
    expect(lines.slice(6)).toEqual([
      '1 lower.serve leaves refused',
      '1 lower.serve leaves refused',
      '1 closed.get leaves refused',
      '1 lower.serve leaves refused',
      '2 open.get leaves ok',
      '3 other.get leaves declined',
    ]);
  });
});

describe('loops', () => {
  it('repeat one after the other, nested; each at once or so many at a time', () => {
    const { lines } = eventList(`${head}
keys: { member: { items: 3 } }
components:
  web:
    kind: service
    operations:
      page: [{ repeat: 2, do: [work: 1s, { repeat: 2, do: [work: 0.25s] }] }]
      fan: [{ each: [a, b, c], as: member, concurrency: 2, do: [call: db] }]
  db: { kind: service, servers: 3, work: 1s }
workload:
  w: { arrivals: { at: [0s] }, call: web.page }
  v: { arrivals: { at: [10s] }, call: web.fan }`);
    expect(lines).toEqual([
      '0 web.page enters',
      '3 web.page leaves ok',
      '10 web.fan enters',
      '10 db.serve enters',
      '10 db.serve enters',
      '11 db.serve leaves ok',
      '11 db.serve enters',
      '11 db.serve leaves ok',
      '12 db.serve leaves ok',
      '12 web.fan leaves ok',
    ]);
  });

  wakesAtOneInstant(100_000);
});
