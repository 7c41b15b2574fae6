import { describe, expect, it } from 'vitest';
import type { KeyedServers } from '../../src/sim/servers/keyed-servers.js';
import { eventList } from '../support/event-list.js';

/** Each arrival of the trace-like list below has the row that its workload always takes. */
const locked = (fields: string, rows: Readonly<Record<string, string>>): string => `title: t
run: { duration: 60s, warmup: 0s, replications: 1 }
keys: { row: { items: 5 } }
components:
  lock: { kind: service, per: row, work: 3s${fields} }
workload:
${Object.entries(rows)
  .map(([row, times]) => `  of-${row}: { arrivals: { at: [${times}] }, call: lock, keys: { row: { is: ${row} } } }`)
  .join('\n')}
`;

function keyedServers(system: ReturnType<typeof eventList>['system']): KeyedServers {
  return system.components[0].component.stations[0].servers as KeyedServers;
}

describe('a station for each item', () => {
  it('makes jobs of one item wait for one another, and for nobody else', () => {
    const { lines, system } = eventList(locked('', { 1: '0s, 1s, 2s', 2: '1.5s' }));
    // Row 1: [0,3] [3,6] [6,9]; row 2: [1.5,4.5].
    expect(lines.filter((line) => line.includes('leaves'))).toEqual([
      '3 lock.serve leaves ok',
      '4.5 lock.serve leaves ok',
      '6 lock.serve leaves ok',
      '9 lock.serve leaves ok',
    ]);
    const [cell] = system.components[0].component.stations[0].cells;
    expect(cell.wait.tally.sum).toBe(2 + 4);
    expect(cell.busy.integral(60)).toBe(4 * 3);
    expect(cell.queue.integral(60)).toBe(6);
    expect(cell.busy.max).toBe(2);
  });

  it('forgets an item when nobody has or wants it', () => {
    const { system } = eventList(locked('', { 1: '0s, 1s', 2: '20s', 3: '58s' }));
    expect(keyedServers(system).laneCount).toBe(1); // the row of 58 s, until 61 s
  });

  it('has its servers, its places and its order for each item', () => {
    const { lines } = eventList(locked(', servers: 2, queue: 1, discipline: lifo', { 1: '0s, 0.1s, 0.2s, 0.3s', 2: '0.4s' }));
    expect(lines).toContain('0.3 lock.serve is turned away rejected');
    expect(lines.filter((line) => line.includes('leaves'))).toEqual([
      '3 lock.serve leaves ok',
      '3.1 lock.serve leaves ok',
      '3.4 lock.serve leaves ok',
      '6 lock.serve leaves ok',
    ]);
    const lifo = eventList(
      locked(', discipline: lifo', { 1: '0s, 1s', 2: '0.5s' }) + '  late: { arrivals: { at: [2s] }, call: lock, keys: { row: { is: 1 } } }\n',
    );
    const waits = lifo.system.components[0].component.stations[0].cells[0].wait;
    // The job of 2 s is served before that of 1 s: waits 1 s and 5 s.
    expect([waits.tally.sum, waits.tally.max]).toEqual([6, 5]);
  });

  it('lets who waits too long for an item go, and the line goes on', () => {
    const { lines, system } = eventList(locked(', patience: 1.5s', { 1: '0s, 1s, 2s', 2: '0s' }));
    expect(lines.filter((line) => !line.includes('enters'))).toEqual([
      '2.5 lock.serve is turned away abandoned',
      '3 lock.serve leaves ok',
      '3 lock.serve leaves ok',
      '6 lock.serve leaves ok',
    ]);
    expect(keyedServers(system).laneCount).toBe(0);
  });

  it('is held from the first step to the last, also through a key that is drawn anew', () => {
    const { lines, system } = eventList(`title: t
run: { duration: 60s, warmup: 0s, replications: 1 }
keys: { row: { items: 2 } }
components:
  lock: { kind: service, per: row, operations: { update: [draw: row, call: disk] } }
  disk: { kind: service, servers: 9, work: 2s }
workload:
  jobs: { arrivals: { at: [0s, 1s, 1.5s] }, call: lock.update, keys: { row: { is: 1 } } }
`);
    expect(lines.filter((line) => line.includes('lock.update leaves'))).toEqual([
      '2 lock.update leaves ok',
      '4 lock.update leaves ok',
      '6 lock.update leaves ok',
    ]);
    expect(keyedServers(system).laneCount).toBe(0);
  });

  it('serves works of an asynchronous operation in the order of each conversation', () => {
    const { lines } = eventList(locked(', async: true', { 1: '0s, 1s', 2: '1s' }));
    expect(lines.filter((line) => line.includes('leaves'))).toEqual(['3 lock.serve leaves ok', '4 lock.serve leaves ok', '6 lock.serve leaves ok']);
  });
});
