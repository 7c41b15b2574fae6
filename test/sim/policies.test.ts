import { describe, expect, it } from 'vitest';
import { LeakyBucket, SlidingWindow, TokenBucket } from '../../src/sim/policies/rate-limit.js';
import { RetryBudget } from '../../src/sim/policies/retry-budget.js';
import { eventList } from '../support/event-list.js';

/** Event lists worked out by hand: constant times, arrivals at given instants. */
const head = 'title: t\nrun: { duration: 60s, warmup: 0s, replications: 1 }\n';

/** Latency and outcome of each request that ended, by the time of its end, of a workload `w` that calls `web.page`. */
function page(calls: string, db: string, at: string, web = ''): string {
  return `${head}
components:
  web: { kind: service, servers: unlimited, operations: { page: [call: db] }, calls: { db: { ${calls} } }${web} }
  db: { kind: service, ${db} }
workload: { w: { arrivals: { at: ${at} }, call: web.page } }`;
}

const ofPage = (lines: readonly string[]): string[] =>
  lines.filter((line) => line.includes('web.page leaves')).map((line) => line.replace('web.page leaves ', ''));
const entersOf = (lines: readonly string[], name: string): number[] =>
  lines.filter((line) => line.endsWith(`${name} enters`)).map((line) => Number(line.split(' ')[0]));

describe('a hedge', () => {
  const work = (times: string): string => `servers: unlimited, work: { sequence: [${times}] }`;

  it('makes another attempt when there is no answer, and the first good one wins; the other works on, wasted', () => {
    const { lines, system } = eventList(page('hedge: { after: 1s }', work('5s, 1s, 0.5s'), '[0s, 10s]'));
    expect(lines).toEqual([
      '0 web.page enters',
      '0 db.serve enters',
      '1 db.serve enters',
      '2 db.serve leaves ok',
      '2 web.page leaves ok',
      '5 db.serve leaves ok',
      '10 web.page enters',
      '10 db.serve enters',
      '10.5 db.serve leaves ok',
      '10.5 web.page leaves ok',
    ]);
    const [, db] = system.components.map(({ component }) => component.stations[0].cells[0]);
    expect([db.work.sum, db.wasted.sum]).toEqual([6.5, 5]);
  });

  it('makes as many attempts as it may, each after the same time', () => {
    const { lines } = eventList(page('hedge: { after: 1s, attempts: 3 }', work('9s'), '[0s]'));
    expect(entersOf(lines, 'db.serve')).toEqual([0, 1, 2]);
    expect(ofPage(lines)).toEqual(['9 ok']);
  });

  it('gives each attempt a time-out of its own, and ends badly when the last of them has', () => {
    const { lines } = eventList(page('timeout: 2s, hedge: { after: 1s }', work('9s'), '[0s]'));
    expect(ofPage(lines)).toEqual(['3 timeout']);
  });

  it('is inside the retry: every attempt of that is hedged', () => {
    const { lines } = eventList(page('timeout: 2s, hedge: { after: 1s }, retry: { attempts: 2, backoff: 1s }', work('9s, 9s, 9s, 0.5s'), '[0s]'));
    expect(entersOf(lines, 'db.serve')).toEqual([0, 1, 4, 5]);
    expect(ofPage(lines)).toEqual(['5.5 ok']);
  });

  it('makes no further attempt when none is under way after a bad answer', () => {
    const { lines } = eventList(page('hedge: { after: 1s }', 'queue: 0, work: 5s', '[0s, 0.5s]'));
    // The second page is refused at once, before its hedge; the first one's hedge is refused while its first attempt works on.
    expect(ofPage(lines)).toEqual(['0.5 rejected', '5 ok']);
  });

  it('takes the losers back with cancel: one that waits leaves the queue, one that works ends with its step', () => {
    const db = 'instances: 2, work: { sequence: [9s, 3s, 0.5s] }';
    const { lines, system } = eventList(page('hedge: { after: 1s, cancel: true }', db, '[0s, 2s]'));
    // The second call waits behind the first at db/1, its hedge behind that of the first at db/2, which wins at 4; it itself wins at 4.5, and the loser leaves the queue.
    expect(lines.filter((line) => line.includes('db'))).toEqual([
      '0 db/1.serve enters',
      '1 db/2.serve enters',
      '2 db/1.serve enters',
      '3 db/2.serve enters',
      '4 db/2.serve leaves ok',
      '4.5 db/2.serve leaves ok',
      '4.5 db/1.serve is turned away cancelled',
      '9 db/1.serve leaves ok',
    ]);
    expect(system.components[1].component.stations.map(({ inside }) => inside)).toEqual([0, 0]);
  });
});

describe('a breaker', () => {
  const bad = 'servers: unlimited, operations: { serve: [{ work: 0.5s }, { repeat: 0, do: [{ wait: 1s }] }, { return: broken }] }';

  it('opens at the share of failures, refuses, and tries one call after the time', () => {
    const breaker = 'breaker: { failures: 50%, over: 10s, atLeast: 2, open: 5s }';
    const { lines } = eventList(page(breaker, bad, '[0s, 1s, 2s, 6.4s, 6.5s, 6.6s, 7.5s, 12s]'));
    // Bad at 0.5 and 1.5: open until 6.5. At 6.5 a trial, and the call at 6.6 is refused meanwhile; bad at 7: open until 12.
    expect(ofPage(lines)).toEqual(['0.5 broken', '1.5 broken', '2 rejected', '6.4 rejected', '6.6 rejected', '7 broken', '7.5 rejected', '12.5 broken']);
    expect(entersOf(lines, 'db.serve')).toEqual([0, 1, 6.5, 12]);
  });

  it('closes after a good trial, and counts from anew', () => {
    const db = 'servers: unlimited, work: { sequence: [3s, 3s, 0.5s, 3s, 0.5s] }';
    const { lines } = eventList(page('timeout: 1s, breaker: { failures: 100%, over: 60s, atLeast: 2, open: 5s }', db, '[0s, 1s, 8s, 10s, 12s]'));
    expect(ofPage(lines)).toEqual(['1 timeout', '2 timeout', '8.5 ok', '11 timeout', '12.5 ok']);
  });

  it('forgets ends that are as old as the time over which it looks', () => {
    const { lines } = eventList(page('breaker: { failures: 50%, over: 4s, atLeast: 2, open: 5s }', bad, '[0s, 4s, 7.9s, 9s]'));
    // Ends at 0.5, 4.5 (the first is just out) and 8.4 (the second is in): open until 13.4.
    expect(ofPage(lines)).toEqual(['0.5 broken', '4.5 broken', '8.4 broken', '9 rejected']);
  });

  it('does not count calls that began before it opened', () => {
    const { lines } = eventList(
      page(
        'timeout: 7s, breaker: { failures: 100%, over: 60s, atLeast: 2, open: 1s }',
        'servers: unlimited, operations: { serve: [{ work: { sequence: [0.5s, 0.5s, 6s, 0.5s] } }, { return: broken }] }',
        '[0s, 0.2s, 0.3s, 2s, 6.4s]',
      ),
    );
    // Open from 0.7 (ends at 0.5 and 0.7) to 1.7; the trial from 2 to 2.5 is bad: open until 3.5. The call of 0.3 ends at 6.3, which says nothing; 6.4 is the next trial.
    expect(ofPage(lines).slice(0, 4)).toEqual(['0.5 broken', '0.7 broken', '2.5 broken', '6.3 broken']);
    expect(entersOf(lines, 'db.serve')).toEqual([0, 0.2, 0.3, 2, 6.4]);
  });

  it('stands outside the retry: it sees what the whole of it comes to', () => {
    const { lines } = eventList(page('retry: { attempts: 2 }, breaker: { failures: 100%, over: 60s, atLeast: 2, open: 5s }', bad, '[0s, 3s, 5s]'));
    expect(ofPage(lines)).toEqual(['1 broken', '4 broken', '5 rejected']);
  });
});

describe('a bulkhead', () => {
  it('refuses beyond so many calls in flight; a call that was given up is over for the caller', () => {
    const { lines } = eventList(page('timeout: 2s, bulkhead: 2', 'servers: unlimited, work: 3s', '[0s, 1s, 1.5s, 2s, 2.5s]'));
    expect(ofPage(lines)).toEqual(['1.5 rejected', '2 timeout', '2.5 rejected', '3 timeout', '4 timeout']);
  });

  it('is that of each instance of the caller, and shared by the operations of its entry', () => {
    const { lines } = eventList(`${head}
components:
  web: { kind: service, servers: unlimited, instances: 2, operations: { page: [call: db.read], edit: [call: db.write] }, calls: { db: { bulkhead: 1 } } }
  db: { kind: service, servers: unlimited, operations: { read: 3s, write: 3s } }
workload:
  w: { arrivals: { at: [0s, 1s, 2s] }, call: web.page }
  v: { arrivals: { at: [2.5s] }, call: web.edit }`);
    expect(lines.filter((line) => line.includes('web') && line.includes('leaves'))).toEqual([
      '2 web/1.page leaves rejected',
      '2.5 web/2.edit leaves rejected',
      '3 web/1.page leaves ok',
      '4 web/2.page leaves ok',
    ]);
  });
});

describe('a limit of the rate', () => {
  const take = (limit: { take(now: number): number }, instants: readonly number[]): number[] => instants.map((now) => Number(limit.take(now).toPrecision(12)));

  it('token bucket: a burst at once, then one for each token', () => {
    expect(take(new TokenBucket(2, 3, false), [0, 0, 0, 0, 0.4, 0.5, 0.9, 1, 10, 10, 10, 10])).toEqual([0, 0, 0, -1, -1, 0, -1, 0, 0, 0, 0, -1]);
    expect(take(new TokenBucket(2, 1, true), [0, 0, 0.1, 1.6])).toEqual([0, 0.5, 0.9, 0]);
  });

  it('leaky bucket: evenly, at most so many wait', () => {
    expect(take(new LeakyBucket(2, 2), [0, 0, 0, 0, 0.5, 0.5, 3])).toEqual([0, 0.5, 1, -1, 1, -1, 0]);
    expect(take(new LeakyBucket(2, Infinity), [0, 0, 0, 0])).toEqual([0, 0.5, 1, 1.5]);
  });

  it('sliding window: so many in any stretch of burst/limit, and none more', () => {
    expect(take(new SlidingWindow(2, 2, false), [0, 0.3, 0.9, 1, 1.2, 1.3, 1.9])).toEqual([0, 0, -1, 0, -1, 0, -1]);
    expect(take(new SlidingWindow(2, 2, true), [0, 0.3, 0.9, 0.9])).toEqual([0, 0, 0.1, 0.4]);
  });

  it('is outermost: a retry needs no token', () => {
    const { lines } = eventList(page('timeout: 1s, retry: { attempts: 2 }, rate: { limit: 1/s }', 'servers: unlimited, work: 9s', '[0s, 0.5s, 1s]'));
    expect(ofPage(lines)).toEqual(['0.5 rejected', '2 timeout', '3 timeout']);
  });

  it('excess: wait holds calls back in the order in which they come', () => {
    const { lines } = eventList(page('rate: { limit: 1/s, excess: wait }', 'servers: unlimited, work: 0.25s', '[0s, 0s, 0.5s]'));
    expect(ofPage(lines)).toEqual(['0.25 ok', '1.25 ok', '2.25 ok']);
  });
});

describe('a retry budget', () => {
  it('gives a retry for every so many calls of the last 10 s', () => {
    const budget = new RetryBudget(0.5);
    budget.deposit(0);
    expect(budget.withdraw(0)).toBe(false);
    budget.deposit(1);
    expect([budget.withdraw(1), budget.withdraw(1)]).toEqual([true, false]);
    // Ten seconds later the deposits and the withdrawal have lapsed: two new calls are worth one retry.
    budget.deposit(20);
    budget.deposit(20);
    expect([budget.withdraw(20), budget.withdraw(20)]).toEqual([true, false]);
    budget.deposit(21);
    budget.deposit(21);
    expect(budget.withdraw(31)).toBe(false);
  });

  it('lets the bad outcome stand where there is no token', () => {
    const { lines } = eventList(page('timeout: 1s, retry: { attempts: 3, budget: 50% }', 'servers: unlimited, work: 9s', '[0s, 1.5s, 3s, 4.5s]'));
    // A retry for every other call: at the second and at the fourth.
    expect(ofPage(lines)).toEqual(['1 timeout', '3.5 timeout', '4 timeout', '6.5 timeout']);
  });
});

describe('cancel', () => {
  it('takes a job out of the queue at once', () => {
    const { lines, system } = eventList(page('timeout: 1s, cancel: true', 'work: 4s', '[0s, 0.5s, 6s]'));
    expect(lines.slice(0, 9)).toEqual([
      '0 web.page enters',
      '0 db.serve enters',
      '0.5 web.page enters',
      '0.5 db.serve enters',
      '1 web.page leaves timeout',
      '1.5 db.serve is turned away cancelled',
      '1.5 web.page leaves timeout',
      '4 db.serve leaves ok',
      '6 web.page enters',
    ]);
    expect(system.components[1].component.stations[0].cells[0].queue.integral(60)).toBe(1);
  });

  it('ends a job at the end of its step, and takes back what it had called', () => {
    const { lines } = eventList(
      `${head}
components:
  edge: { kind: service, operations: { get: [call: web.page] }, calls: { web: { timeout: 1s, cancel: true } } }
  web: { kind: service, servers: 2, operations: { page: [{ work: 0.5s }, { call: db }, { work: 5s }], other: [{ work: 3s }, { work: 3s }] } }
  db: { kind: service, operations: { serve: [{ work: 2s }, { work: 2s }, { work: 2s }] } }
workload: { w: { arrivals: { at: [0s] }, call: edge.get } }`.replace(', other: [{ work: 3s }, { work: 3s }]', ''),
    );
    // Told at 1: db is in its first work until 2.5, ends there; so does the call of web.
    expect(lines).toEqual([
      '0 edge.get enters',
      '0 web.page enters',
      '0.5 db.serve enters',
      '1 edge.get leaves timeout',
      '2.5 db.serve leaves cancelled',
      '2.5 web.page leaves cancelled',
    ]);
  });

  it('reaches the queue two levels below, and the branches of a parallel', () => {
    const { lines } = eventList(`${head}
components:
  edge: { kind: service, operations: { get: [call: web.page] }, calls: { web: { timeout: 1s, cancel: true } } }
  web: { kind: service, operations: { page: [parallel: [{ call: db }, { call: db }]] } }
  db: { kind: service, work: 3s }
workload: { w: { arrivals: { at: [0s] }, call: edge.get } }`);
    expect(lines).toEqual([
      '0 edge.get enters',
      '0 web.page enters',
      '0 db.serve enters',
      '0 db.serve enters',
      '1 db.serve is turned away cancelled',
      '1 edge.get leaves timeout',
      '3 db.serve leaves ok',
      '3 web.page leaves cancelled',
    ]);
  });

  it('does not try again for a caller that was itself given up', () => {
    const { lines } = eventList(`${head}
components:
  edge: { kind: service, operations: { get: [call: web.page] }, calls: { web: { timeout: 3s, cancel: true } } }
  web: { kind: service, operations: { page: [call: db] }, calls: { db: { timeout: 2s, retry: { attempts: 5 } } } }
  db: { kind: service, servers: unlimited, work: 9s }
workload: { w: { arrivals: { at: [0s] }, call: edge.get } }`);
    expect(entersOf(lines, 'db.serve')).toEqual([0, 2]);
    expect(lines).toContain('4 web.page leaves timeout');
  });

  it('works for servers held during work only, whose queue is that of the work', () => {
    const { lines, system } = eventList(page('timeout: 1s, cancel: true', 'async: true, work: 4s', '[0s, 0.5s, 6s]'));
    expect(lines).toContain('1.5 db.serve leaves cancelled');
    expect(system.components[1].component.stations[0].cells[0].queue.integral(60)).toBe(1);
  });
});

describe('a deadline', () => {
  it('keeps a job from being started past it, at every level', () => {
    const { lines } = eventList(page('deadline: 2s', 'work: 1.5s', '[0s, 0s, 0s, 5s]'));
    // Starts at 0 and 1.5; the third would start at 3.
    expect(lines.filter((line) => line.includes('db'))).toEqual([
      '0 db.serve enters',
      '0 db.serve enters',
      '0 db.serve enters',
      '1.5 db.serve leaves ok',
      '3 db.serve leaves ok',
      '3 db.serve leaves late',
      '5 db.serve enters',
      '6.5 db.serve leaves ok',
    ]);
  });

  it('is inherited: what the called calls in turn is not started either', () => {
    const { lines } = eventList(`${head}
components:
  edge: { kind: service, operations: { get: [call: web.page] }, calls: { web: { deadline: 2s } } }
  web: { kind: service, operations: { page: [{ work: 2.5s }, { send: log }, { call: db }] } }
  db: { kind: service, work: 1s }
  log: { kind: service, work: 1s }
workload: { w: { arrivals: { at: [0s] }, call: edge.get } }`);
    expect(lines.slice(2)).toEqual([
      '2.5 db.serve enters',
      '2.5 log.serve enters',
      '2.5 db.serve leaves late',
      '2.5 web.page leaves late',
      '2.5 edge.get leaves late',
      '3.5 log.serve leaves ok',
    ]);
  });

  it('is looked at when a job gets a server for its work', () => {
    const { lines } = eventList(page('deadline: 2s', 'async: true, work: 1.5s', '[0s, 0s, 0s]'));
    expect(lines.filter((line) => line.includes('leaves late'))).toEqual(['3 db.serve leaves late', '3 web.page leaves late']);
  });

  it('is the earlier of its own and that of the caller', () => {
    const { lines } = eventList(`${head}
components:
  edge: { kind: service, operations: { get: [call: web.page] }, calls: { web: { deadline: 2s } } }
  web: { kind: service, operations: { page: [{ work: 1s }, { call: db }] }, calls: { db: { deadline: 9s } } }
  db: { kind: service, operations: { serve: [{ call: disk }] } }
  disk: { kind: service, work: 3s }
workload: { w: { arrivals: { at: [0s] }, call: edge.get }, v: { arrivals: { at: [0.5s] }, call: disk } }`);
    expect(lines).toContain('3.5 edge.get leaves late');
  });
});

describe('what a policy did', () => {
  const counts = (calls: string, db: string, at: string): Record<string, number> => {
    const [state] = [...eventList(page(calls, db, at)).system.policies.values()];
    const { calls: made, refused, retries, unaffordable, hedges, opened } = state.counts;
    return { made, refused, retries, unaffordable, hedges, opened };
  };
  const none = { made: 0, refused: 0, retries: 0, unaffordable: 0, hedges: 0, opened: 0 };

  it('is counted: calls that were made, attempts beyond the first, and what was refused', () => {
    const slow = 'servers: unlimited, work: 9s';
    // As above: the first and the third call have no token for a retry, the second and the fourth none for another.
    expect(counts('timeout: 1s, retry: { attempts: 3, budget: 50% }', slow, '[0s, 1.5s, 3s, 4.5s]')).toEqual({ ...none, made: 4, retries: 2, unaffordable: 4 });
    expect(counts('timeout: 2s, hedge: { after: 1s }', slow, '[0s, 5s]')).toEqual({ ...none, made: 2, hedges: 2 });
    expect(counts('timeout: 2s, bulkhead: 1', slow, '[0s, 1s, 1.5s, 2s]')).toEqual({ ...none, made: 2, refused: 2 });
    expect(counts('timeout: 1s, breaker: { failures: 100%, atLeast: 2, open: 5s, over: 60s }', slow, '[0s, 1s, 3s, 8s]')).toEqual({
      ...none,
      made: 3,
      refused: 1,
      opened: 2,
    });
  });
});
