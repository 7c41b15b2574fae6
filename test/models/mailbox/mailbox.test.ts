import { describe, expect, it } from 'vitest';
import type { MailboxBehaviour } from '../../../src/models/mailbox.js';
import { type EventList, eventList } from '../../support/event-list.js';

/** Hand-worked lists: the times stand in the comments beside them. */
interface Parts {
  readonly mailbox?: string;
  /** Seconds at which messages for user 1 are put. */
  readonly put: readonly number[];
  readonly fetch?: readonly number[];
  readonly drain?: readonly number[];
  readonly more?: string;
  readonly duration?: string;
}

const seconds = (times: readonly number[]): string => `[${times.map((time) => `${time}s`).join(', ')}]`;

function run({ mailbox = '', put, fetch = [], drain = [], more = '', duration = '100s' }: Parts): EventList {
  const workload = (name: string, times: readonly number[]) =>
    times.length === 0 ? '' : `  ${name}s: { arrivals: { at: ${seconds(times)} }, call: inbox.${name} }\n`;
  return eventList(`title: Messages
keys: { user: { is: 1 } }
components:
  inbox: { kind: mailbox, key: user, deliver: screen.show${mailbox === '' ? '' : `, ${mailbox}`} }
  screen: { kind: probe }
workload:
${workload('put', put)}${workload('fetch', fetch)}${workload('drain', drain)}${more}
run: { duration: ${duration}, replications: 1, study: finite }
`);
}

function books({ system }: EventList) {
  const { behaviour } = system.components.find(({ component }) => component.name === 'inbox')!;
  const [{ put, delivered, expired, overflowed, inside, delay }] = (behaviour as MailboxBehaviour).mailboxes;
  return { put, delivered, expired, overflowed, inside: inside.level, delays: delay.tally.sum };
}
const ends = ({ lines }: EventList, operation: string): string[] =>
  lines.filter((line) => line.includes(`inbox.${operation} leaves`)).map((line) => line.replace(`inbox.${operation} leaves `, ''));
const shown = ({ lines }: EventList): string[] => lines.filter((line) => line.includes('screen.show enters')).map((line) => line.split(' ')[0]);

describe('a box', () => {
  it('keeps messages until they are fetched', () => {
    const list = run({ put: [1, 2], fetch: [5, 6] });
    expect(ends(list, 'fetch')).toEqual(['5 ok', '6 empty']);
    expect(shown(list)).toEqual(['5', '5']);
    // 5 - 1 and 5 - 2.
    expect(books(list)).toEqual({ put: 2, delivered: 2, expired: 0, overflowed: 0, inside: 0, delays: 7 });
  });

  it('gives a page at a fetch', () => {
    const list = run({ mailbox: 'page: 2', put: [1, 1, 1, 1, 1], fetch: [2, 3, 4, 5] });
    expect(ends(list, 'fetch')).toEqual(['2 ok', '3 ok', '4 ok', '5 empty']);
    expect(shown(list)).toEqual(['2', '2', '3', '3', '4']);
  });

  it('is drained page after page, each with its work', () => {
    const list = run({ mailbox: 'page: 2, work: { drain: 1s }', put: [1, 1, 1, 1, 1], drain: [10] });
    expect(ends(list, 'drain')).toEqual(['13 ok']);
    expect(shown(list)).toEqual(['11', '11', '12', '12', '13']);
  });

  it('is drained of what comes meanwhile, and ends empty where there was nothing', () => {
    const list = run({ mailbox: 'page: 1, work: { drain: 1s }', put: [1, 1, 11.5], drain: [5, 10, 20] });
    // 5: pages at 6 and 7; 10: nothing at 11; 20: the message of 11.5 at 21.
    expect(ends(list, 'drain')).toEqual(['7 ok', '11 empty', '21 ok']);
    const meanwhile = run({ mailbox: 'page: 1, work: { drain: 1s }', put: [1, 1, 6.5], drain: [5] });
    expect(ends(meanwhile, 'drain')).toEqual(['8 ok']);
  });

  it('ends a drain well whose later page finds that all has expired', () => {
    // Both expire at 11; the first page has one at 10.5, the second comes at 11.5.
    const list = run({ mailbox: 'page: 1, expiry: 10s, work: { drain: 1s }', put: [1, 1], drain: [9.5] });
    expect(ends(list, 'drain')).toEqual(['11.5 ok']);
    expect(books(list)).toMatchObject({ delivered: 1, expired: 1, inside: 0 });
  });

  it('refuses the new where it is full', () => {
    const list = run({ mailbox: 'capacity: 2', put: [1, 2, 3], fetch: [10] });
    expect(ends(list, 'put')).toEqual(['1 ok', '2 ok', '3 overflow']);
    expect(books(list)).toEqual({ put: 3, delivered: 2, expired: 0, overflowed: 1, inside: 0, delays: 17 });
  });

  it('or drops the oldest', () => {
    const list = run({ mailbox: 'capacity: 2, full: drop-oldest', put: [1, 2, 3], fetch: [10] });
    expect(ends(list, 'put')).toEqual(['1 ok', '2 ok', '3 ok']);
    expect(books(list)).toEqual({ put: 3, delivered: 2, expired: 0, overflowed: 1, inside: 0, delays: 15 });
  });

  it('throws away what is too old, at that instant and before a fetch of the same', () => {
    const list = run({ mailbox: 'expiry: 10s', put: [1, 5, 20], fetch: [11, 40] });
    expect(ends(list, 'fetch')).toEqual(['11 ok', '40 empty']);
    expect(books(list)).toEqual({ put: 3, delivered: 1, expired: 2, overflowed: 0, inside: 0, delays: 6 });
  });

  it('is one for each item, and belongs to one of the instances', () => {
    const list = eventList(`title: Messages
keys: { user: { items: 50 }, reader: { items: 50 } }
components: { inbox: { kind: mailbox, key: user, instances: 4 } }
workload:
  puts: { arrivals: { every: 1s, count: 500 }, call: inbox.put }
  polls: { users: 50, think: 7s, keys: { user: self }, call: inbox.fetch }
run: { duration: 1000s, replications: 1, study: finite }
`);
    const { behaviour } = list.system.components[0];
    for (const { put, delivered, inside } of (behaviour as MailboxBehaviour).mailboxes) {
      expect(put).toBeGreaterThan(50);
      expect([delivered, inside.level]).toEqual([put, 0]);
    }
  });

  it('keeps the start of the request of each message, for its age', () => {
    const list = run({ put: [1, 4], fetch: [10], mailbox: 'work: { put: 500ms }' });
    const probe = list.system.components.find(({ component }) => component.name === 'screen')!;
    const age = probe.behaviour!.statistics(0)['age_s'] as unknown as { times: { tally: { sum: number } } };
    // From 1 and from 4, not from 1.5 and 4.5 when they were put.
    expect(age.times.tally.sum).toBe(15);
    expect(books(list).delays).toBe(14);
  });
});

describe('a poll every t', () => {
  const polled = (period: number, messages: string, duration: string) =>
    eventList(`title: Polls
keys: { user: { items: 1 } }
components: { inbox: { kind: mailbox, key: user, capacity: unlimited, page: unlimited } }
workload:
  messages: { arrivals: { ${messages} }, call: inbox.put }
  polls: { users: 1, think: ${period}s, keys: { user: self }, call: inbox.fetch }
run: { duration: ${duration}, replications: 1, study: finite }
`);

  it('delays a message by t/2 in the mean: messages evenly over 100 periods, to within half a gap', () => {
    // 1000 messages in each period of 10 s: whatever the phase of the polls, the delays of a period are 10 - x, 20 - x, … ms with 0 <= x < 10 ms.
    const list = polled(10, 'every: 10ms, count: 100000', '1020s');
    const { behaviour } = list.system.components[0];
    const { delivered, delay } = (behaviour as MailboxBehaviour).mailboxes[0];
    expect(delivered).toBe(100_000);
    expect(Math.abs(delay.tally.sum / delivered - 5)).toBeLessThanOrEqual(0.005 + 1e-9);
  });

  it('delays each message until the next poll, to the bit', () => {
    const list = polled(10, 'every: 3s, count: 40', '200s');
    const fetches = list.lines.filter((line) => line.includes('fetch enters')).map((line) => Number(line.split(' ')[0]));
    const expected = Array.from({ length: 40 }, (_, index) => 3 * (index + 1)).reduce((sum, put) => sum + fetches.find((time) => time >= put)! - put, 0);
    expect(books({ ...list }).delays).toBeCloseTo(expected, 7);
    for (const [index, time] of fetches.slice(1).entries()) expect(time - fetches[index]).toBeCloseTo(10, 9);
  });

  it('delays Poisson messages by t/2 too, uniformly: variance t²/12', () => {
    const { tally } = (polled(10, 'poisson: 100/s', '2000s').system.components[0].behaviour as MailboxBehaviour).mailboxes[0].delay;
    const standardError = 10 / Math.sqrt(12) / Math.sqrt(tally.count);
    expect(Math.abs(tally.sum / tally.count - 5)).toBeLessThan(4 * standardError);
  });
});
