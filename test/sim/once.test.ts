import { describe, expect, it } from 'vitest';
import { Calendar } from '../../src/sim/calendar.js';
import { OnceMemory } from '../../src/sim/steps/once.js';
import { eventList } from '../support/event-list.js';

/** Event lists worked out by hand: a charge of 3 s that a shop gives up after 1 s and tries again. */
const charging = ({
  once = '',
  policy = 'timeout: 1s, retry: { attempts: 3, backoff: 0s }',
  more = '',
  steps = 'work: 3s',
  at = '0s',
  rest = '',
} = {}) => `title: t
keys: { order: { items: new }, buyer: { is: 7 } }
run: { duration: 60s, warmup: 0s, replications: 1 }
components:
  shop: { kind: service, servers: unlimited, operations: { buy: [call: bank.charge] }, calls: { bank: { ${policy} } } }
  bank: { kind: service, servers: 9, operations: { charge: [${steps}], refund: [work: 1s] }${once === '' ? '' : `, once: { ${once} }`}${more} }
workload: { w: { arrivals: { at: [${at}] }, call: shop } }
${rest}`;

function play(yaml: string) {
  const { lines, system } = eventList(yaml);
  const statistics = system.components.find(({ component }) => component.name === 'bank')!.behaviour?.statistics(0) ?? {};
  return { bank: lines.filter((line) => line.includes('bank')), lines, system, statistics };
}
const counts = (repeats: number, replayed: number) => ({ repeats: { type: 'count', count: repeats }, replayed: { type: 'count', count: replayed } });

describe('a call that is tried again while its first attempt still works', () => {
  it('does the work once more for each attempt where nothing remembers', () => {
    const { bank } = play(charging());
    expect(bank).toEqual([
      '0 bank.charge enters',
      '1 bank.charge enters',
      '2 bank.charge enters',
      '3 bank.charge leaves ok',
      '4 bank.charge leaves ok',
      '5 bank.charge leaves ok',
    ]);
  });

  it('is counted as twice a repeat where repeats are only counted', () => {
    const { bank, statistics } = play(charging({ once: 'key: order, enforce: false' }));
    expect(bank.length).toBe(6);
    expect(statistics).toEqual(counts(2, 0));
  });

  it('meets a conflict, at once', () => {
    const { lines, statistics } = play(charging({ once: 'key: order' }));
    expect(lines).toEqual([
      '0 shop.buy enters',
      '0 bank.charge enters',
      '1 bank.charge enters',
      '1 bank.charge leaves conflict',
      '1 bank.charge enters',
      '1 bank.charge leaves conflict',
      '1 shop.buy leaves conflict',
      '3 bank.charge leaves ok',
    ]);
    expect(statistics).toEqual(counts(0, 0));
  });

  it('has the stored result when it asks again after the end of the first', () => {
    const { bank, statistics } = play(charging({ once: 'key: order', policy: 'timeout: 1s, retry: { attempts: 3, backoff: 1.5s }' }));
    expect(bank).toEqual([
      '0 bank.charge enters',
      '2.5 bank.charge enters',
      '2.5 bank.charge leaves conflict',
      '3 bank.charge leaves ok',
      '4 bank.charge enters',
      '4 bank.charge leaves ok',
    ]);
    expect(statistics).toEqual(counts(0, 1));
  });

  it('or waits for the result of the first', () => {
    const { lines, statistics } = play(charging({ once: 'key: order, meanwhile: wait', policy: 'timeout: 2s, retry: { attempts: 3, backoff: 0s }' }));
    expect(lines).toEqual([
      '0 shop.buy enters',
      '0 bank.charge enters',
      '2 bank.charge enters',
      '3 bank.charge leaves ok',
      '3 bank.charge leaves ok',
      '3 shop.buy leaves ok',
    ]);
    expect(statistics).toEqual(counts(0, 1));
  });

  it('keeps its server while it waits', () => {
    const { bank } = play(charging({ once: 'key: order, meanwhile: wait', at: '0s, 1.5s' }).replace('servers: 9', 'servers: 2'));
    // The second order finds both servers held by the first one's two attempts.
    expect(bank.slice(0, 8)).toEqual([
      '0 bank.charge enters',
      '1 bank.charge enters',
      '1.5 bank.charge enters',
      '2 bank.charge enters',
      '2.5 bank.charge enters',
      '3 bank.charge leaves ok',
      '3 bank.charge leaves ok',
      '3 bank.charge leaves ok',
    ]);
  });
});

describe('what is the same request', () => {
  it('is the same item, of the same operation', () => {
    const both =
      'title: t\nkeys: { order: { is: 1 } }\nrun: { duration: 60s, warmup: 0s, replications: 1 }\ncomponents:\n  bank: { kind: service, servers: 9, operations: { charge: 3s, refund: 1s }, once: { key: order } }\n';
    const { bank, statistics } = play(`${both}workload: { w: { arrivals: { at: [0s, 5s, 6s, 8s] }, do: [call: bank.charge, call: bank.refund] } }`);
    expect(bank.filter((line) => line.includes('leaves'))).toEqual([
      '3 bank.charge leaves ok',
      '4 bank.refund leaves ok',
      '5 bank.charge leaves ok',
      '5 bank.refund leaves ok',
      '6 bank.charge leaves ok',
      '6 bank.refund leaves ok',
      '8 bank.charge leaves ok',
      '8 bank.refund leaves ok',
    ]);
    expect(statistics).toEqual(counts(0, 6));
  });

  it('is another order for another order', () => {
    expect(play(charging({ once: 'key: order', at: '0s, 10s', policy: 'timeout: 9s' })).statistics).toEqual(counts(0, 0));
    expect(play(charging({ once: 'key: buyer', at: '0s, 10s', policy: 'timeout: 9s' })).statistics).toEqual(counts(0, 1));
  });

  it('is the item with which the call came, whatever the operation draws', () => {
    const { statistics } = play(charging({ once: 'key: order', steps: 'draw: order, work: 3s', policy: 'timeout: 2s, retry: { attempts: 2, backoff: 2s }' }));
    expect(statistics).toEqual(counts(0, 1));
  });
});

describe('a result', () => {
  it('is stored when it is bad, too, and given again: the work is not tried again', () => {
    const { bank, statistics } = play(
      charging({ once: 'key: order', steps: 'work: 3s, return: broke', policy: 'timeout: 9s, retry: { attempts: 2, backoff: 1s }' }),
    );
    expect(bank).toEqual(['0 bank.charge enters', '3 bank.charge leaves broke', '4 bank.charge enters', '4 bank.charge leaves broke']);
    expect(statistics).toEqual(counts(0, 1));
    // A bad one is no double charge.
    const counted = play(
      charging({ once: 'key: order, enforce: false', steps: 'work: 3s, return: broke', policy: 'timeout: 9s, retry: { attempts: 2, backoff: 1s }' }),
    );
    expect(counted.statistics).toEqual(counts(0, 0));
  });

  it('is forgotten after its time, at that instant, and so is what it takes', () => {
    const once = (keeps: string) => play(charging({ once: `key: buyer, for: ${keeps}`, at: '0s, 8s, 20s', policy: 'timeout: 9s' }));
    // Stored at 3 s.
    expect(once('6s').statistics).toEqual(counts(0, 1));
    expect(once('5s').statistics).toEqual(counts(0, 0));
    expect(once('24h').statistics).toEqual(counts(0, 2));
  });

  it('is not left by who was refused before it began', () => {
    const { bank } = play(charging({ once: 'key: buyer', more: ', queue: 0', at: '0s, 1s, 4s', policy: 'timeout: 9s' }).replace('servers: 9', 'servers: 1'));
    expect(bank).toEqual([
      '0 bank.charge enters',
      '1 bank.charge enters',
      '1 bank.charge is turned away rejected',
      '3 bank.charge leaves ok',
      '4 bank.charge enters',
      '4 bank.charge leaves ok',
    ]);
  });

  it('is not left by an asynchronous one that found no place for its work', () => {
    const { bank } = play(
      charging({ once: 'key: order', more: ', queue: 0, async: true', at: '0s, 1s', policy: 'timeout: 9s, retry: { attempts: 2, backoff: 3s }' }).replace(
        'servers: 9',
        'servers: 1',
      ),
    );
    expect(bank).toEqual([
      '0 bank.charge enters',
      '1 bank.charge enters',
      '1 bank.charge is turned away rejected',
      '3 bank.charge leaves ok',
      '4 bank.charge enters',
      '7 bank.charge leaves ok',
    ]);
  });

  it('is not left by one that was taken back: the next does the work', () => {
    const { bank, statistics } = play(
      charging({ once: 'key: order', steps: 'work: 2s, work: 0.25s', policy: 'timeout: 1s, cancel: true, retry: { attempts: 2, backoff: 2s }' }),
    );
    expect(bank).toEqual(['0 bank.charge enters', '2 bank.charge leaves cancelled', '3 bank.charge enters', '5 bank.charge leaves cancelled']);
    expect(statistics).toEqual(counts(0, 0));
  });

  it('that is waited for is none of those who were taken back meanwhile', () => {
    const { bank, statistics } = play(
      charging({
        once: 'key: order, meanwhile: wait',
        steps: 'work: 2s, work: 3s',
        policy: 'timeout: 0.75s, cancel: true, retry: { attempts: 2, backoff: 0s }',
      }),
    );
    // The second waits for the first; both are told. The first ends after its step, then the second, which does nothing.
    expect(bank).toEqual(['0 bank.charge enters', '0.75 bank.charge enters', '2 bank.charge leaves cancelled', '2 bank.charge leaves cancelled']);
    expect(statistics).toEqual(counts(0, 0));
  });
});

describe('a crash', () => {
  const crash = (at: string) => `faults: { power: { at: [${at}], for: 1s, crash: bank } }\n`;
  it('leaves no result of what was under way, and all others', () => {
    const yaml = charging({ once: 'key: buyer', at: '0s, 4s, 6s, 12s', policy: 'timeout: 9s', rest: crash('1s') });
    const { bank, statistics } = play(yaml);
    expect(bank).toEqual([
      '0 bank.charge enters',
      '1 bank.charge is turned away failed',
      '4 bank.charge enters',
      '6 bank.charge enters',
      '6 bank.charge leaves conflict',
      '7 bank.charge leaves ok',
      '12 bank.charge enters',
      '12 bank.charge leaves ok',
    ]);
    expect(statistics).toEqual(counts(0, 1));
    expect(play(charging({ once: 'key: buyer', at: '0s, 4s, 6s', policy: 'timeout: 9s', rest: crash('5s') })).statistics).toEqual(counts(0, 2));
  });

  it('loses those who waited with those for whom they waited', () => {
    const { bank, system } = play(charging({ once: 'key: buyer, meanwhile: wait', at: '0s, 0.5s, 0.75s, 4s', policy: 'timeout: 9s', rest: crash('1s') }));
    expect(bank).toEqual([
      '0 bank.charge enters',
      '0.5 bank.charge enters',
      '0.75 bank.charge enters',
      '1 bank.charge is turned away failed',
      '1 bank.charge is turned away failed',
      '1 bank.charge is turned away failed',
      '4 bank.charge enters',
      '7 bank.charge leaves ok',
    ]);
    expect(system.components[1].component.stations[0].inside).toBe(0);
  });

  it('of the one for whom others wait elsewhere lets the first of them do the work', () => {
    const yaml = charging({
      once: 'key: buyer, meanwhile: wait',
      more: ', instances: 2',
      at: '0s, 0.5s, 0.75s',
      policy: 'timeout: 20s',
      rest: crash('1s').replace('bank', 'bank/1'),
    });
    // In turn: the first and the third are at bank/1.
    const { bank, statistics } = play(yaml);
    expect(bank).toEqual([
      '0 bank/1.charge enters',
      '0.5 bank/2.charge enters',
      '0.75 bank/1.charge enters',
      '1 bank/1.charge is turned away failed',
      '1 bank/1.charge is turned away failed',
      '4 bank/2.charge leaves ok',
    ]);
    expect(statistics).toEqual(counts(0, 0));
  });
});

it('holds the results of its time, and no more', () => {
  const calendar = new Calendar();
  const memory = new OnceMemory(calendar, { keyIndex: 0, keeps: 10 });
  for (let item = 0; item < 1000; item++) {
    calendar.schedule(item, 0, { id: item, label: 0, fire() {} });
    calendar.next(item);
    if (memory.outcomeOf(item) < 0) memory.store(item, 0);
    expect(memory.size).toBe(Math.min(item + 1, 10));
  }
});
