import { describe, expect, it } from 'vitest';
import { eventList } from '../support/event-list.js';

/**
 * Hand-worked event lists. Jobs come at given instants with work from a sequence; what is listed is when each leaves.
 * `n` is the order of coming.
 */
function departures(fields: string, at: string, work: string, run = 'duration: 100s'): string[] {
  const { lines } = eventList(`title: t
run: { ${run}, warmup: 0s, replications: 1 }
components: { server: { kind: service, work: { sequence: [${work}] }, ${fields} } }
workload: { w: { arrivals: { at: [${at}] }, call: server } }`);
  return lines.filter((line) => !line.endsWith('enters')).map((line) => line.replace('server.serve ', ''));
}

describe('disciplines, worked by hand', () => {
  // Work 4, 3, 2, 1 (the first at 0, the others come while it is served).
  const at = '0s, 1s, 2s, 3s';
  const work = '4s, 3s, 2s, 1s';

  it('first come, first served', () => {
    expect(departures('discipline: fifo', at, work)).toEqual(['4 leaves ok', '7 leaves ok', '9 leaves ok', '10 leaves ok']);
  });

  it('last come, first served, without interruption', () => {
    // Held servers sample the work when it starts: the sequence goes with the order of service, so equal work shows the order by waits instead.
    const { system } = eventList(`title: t
run: { duration: 100s, warmup: 0s, replications: 1 }
components: { server: { kind: service, discipline: lifo, work: 4s } }
workload: { w: { arrivals: { at: [${at}] }, call: server } }`);
    const cell = system.components[0].component.stations[0].cells[0];
    // Served: first at 0; then the one of 3 (waits 1), of 2 (waits 6), of 1 (waits 11).
    expect([cell.wait.tally.sum, cell.wait.tally.max, cell.response.tally.max]).toEqual([18, 11, 15]);
  });

  it('last come, first served, preemptive-resume', () => {
    // 0: A(4). 1: B(3) interrupts (A has 3 left). 2: C(2) interrupts (B 2 left). 3: D(1) interrupts (C 1 left). D 4, C 5, B 7, A 10.
    expect(departures('discipline: lifo-preemptive', at, work)).toEqual(['4 leaves ok', '5 leaves ok', '7 leaves ok', '10 leaves ok']);
  });

  it('shortest job first: D(1), C(2), B(3) after A(4)', () => {
    expect(departures('discipline: shortest-first', at, work)).toEqual(['4 leaves ok', '5 leaves ok', '7 leaves ok', '10 leaves ok']);
  });

  it('shortest remaining first', () => {
    // 0: A(5). 1: B(3) < 4 left: B until 4, but at 2 C(1) < 2 left: C until 3, B until 5; at 3 D(6) waits. A 5-9, D 9-15.
    expect(departures('discipline: shortest-remaining', at, '5s, 3s, 1s, 6s')).toEqual(['3 leaves ok', '5 leaves ok', '9 leaves ok', '15 leaves ok']);
  });

  it('processor sharing: work 1, 2, 3 from 0 leave at 3, 5, 6 (ps-three of theory-cases)', () => {
    expect(departures('discipline: processor-sharing', '0s, 0s, 0s', '1s, 2s, 3s')).toEqual(['3 leaves ok', '5 leaves ok', '6 leaves ok']);
  });

  it('processor sharing over two servers: a job never gets more than one', () => {
    // Three jobs of 2 at 0: speed 2/3 each, all leave at 3. One more of 1 at 4 alone: leaves at 5.
    expect(departures('discipline: processor-sharing, servers: 2', '0s, 0s, 0s, 4s', '2s, 2s, 2s, 1s')).toEqual([
      '3 leaves ok',
      '3 leaves ok',
      '3 leaves ok',
      '5 leaves ok',
    ]);
  });

  it('processor sharing among two at most: the third waits', () => {
    // A(2), B(4) share from 0: A at 4 (each has 2 done). Then B(2 left) and C(1): C at 6, B at 7.
    expect(departures('discipline: processor-sharing, sharers: 2', '0s, 0s, 0s', '2s, 4s, 1s')).toEqual(['4 leaves ok', '6 leaves ok', '7 leaves ok']);
  });

  it('speed that depends on the number in service: 1, then half as fast with two', () => {
    // FIFO with two servers: A(2) alone until 1, then A and B at speed .5: A's last 1 takes until 3; B(2) has 1 done, alone again: 4.
    expect(departures('servers: 2, speedAt: [1, 0.5]', '0s, 1s', '2s, 2s')).toEqual(['3 leaves ok', '4 leaves ok']);
  });

  it('servers of different speed: the fastest that is free', () => {
    // A(4) on speed 2 until 2; B(4) on speed 1 from 1 until 5; C(4) waits until 2, on speed 2 until 4.
    expect(departures('servers: 2, speeds: [1, 2]', '0s, 1s, 1s', '4s')).toEqual(['2 leaves ok', '4 leaves ok', '5 leaves ok']);
  });

  it('servers that break down: the job goes on where it stopped, or from the start', () => {
    // Up 3, down 2: fails at 3 and 8 (up again at 5 and 10). Work 4: 3 done, then 1 more from 5: leaves at 6. From the start: 5 + 4 = 9 > 8, fails; 10 + 4 = 14 > 13 …: never.
    const down = 'breakdowns: { up: 3s, down: 2s';
    expect(departures(`${down} }`, '0s', '4s', 'duration: 60s')).toEqual(['6 leaves ok']);
    expect(departures(`${down}, interrupted: restart }`, '0s', '4s', 'duration: 60s')).toEqual([]);
  });

  it('batches: two at least, three at most, or after 5 s', () => {
    // A at 0 waits for B at 1: both until 3. C at 2 alone: from 7 (2 + 5) until 9. D, E, F at 8: wait for the server, together from 9 until 11.
    expect(departures('batch: { least: 2, most: 3, wait: 5s }', '0s, 1s, 2s, 8s, 8s, 8s', '2s')).toEqual([
      '3 leaves ok',
      '3 leaves ok',
      '9 leaves ok',
      '11 leaves ok',
      '11 leaves ok',
      '11 leaves ok',
    ]);
  });

  it('patience: who waits 2 s leaves; who is served by then stays', () => {
    // A(3) until 3. B came at 1, would be served at 3 = 1 + 2: an end of work comes before a time-out. C came at .5: gone at 2.5.
    expect(departures('patience: 2s', '0s, 0.5s, 1s', '3s, 3s')).toEqual(['2.5 is turned away abandoned', '3 leaves ok', '6 leaves ok']);
  });

  it('balking: with one waiting nobody joins', () => {
    expect(departures('balking: { 1: 100% }', '0s, 1s, 2s', '5s')).toEqual(['2 is turned away balked', '5 leaves ok', '10 leaves ok']);
  });

  it('set-up: an idle server needs 2 s before it serves', () => {
    // Set-up 0-2, A(1) until 3, B came at 2.5: 3-4 without set-up. C at 6: set-up until 8, until 9.
    expect(departures('setUp: 2s', '0s, 2.5s, 6s', '1s')).toEqual(['3 leaves ok', '4 leaves ok', '9 leaves ok']);
  });

  it('vacations of 3 s, again and again', () => {
    // Away 0-3: A (came at 1) 3-4. Away 4-7, 7-10: B (came at 8) 10-11.
    expect(departures('vacation: 3s', '1s, 8s', '1s')).toEqual(['4 leaves ok', '11 leaves ok']);
  });

  it('a schedule: one server until 4, none until 6, then two', () => {
    // A(3) until 3, B 3-6 (begun before 4: finishes), C and D from 6 on two servers until 9.
    expect(
      departures(
        'servers: { schedule: [{ for: 4s, servers: 1 }, { for: 2s, servers: 0 }, { for: 100s, servers: 2 }] }',
        '0s, 0s, 0s, 0s',
        '3s',
        'duration: 50s',
      ),
    ).toEqual(['3 leaves ok', '6 leaves ok', '9 leaves ok', '9 leaves ok']);
  });
});

describe('priorities, worked by hand', () => {
  const system = (discipline: string) => `title: t
run: { duration: 100s, warmup: 0s, replications: 1 }
components: { server: { kind: service, discipline: ${discipline}, operations: { low: 4s, high: 2s } } }
workload:
  slow: { arrivals: { at: [0s, 1s] }, call: server.low }
  urgent: { arrivals: { at: [2s] }, call: server.high, priority: 5 }`;
  const leaving = (yaml: string) =>
    eventList(yaml)
      .lines.filter((line) => line.includes('leaves'))
      .map((line) => line.replace('server.', ''));

  it('without interruption: the urgent one is next', () => {
    expect(leaving(system('priority'))).toEqual(['4 low leaves ok', '6 high leaves ok', '10 low leaves ok']);
  });

  it('preemptive-resume: the urgent one at once', () => {
    expect(leaving(system('priority-preemptive'))).toEqual(['4 high leaves ok', '6 low leaves ok', '10 low leaves ok']);
  });

  it('earliest deadline first', () => {
    const yaml = system('earliest-deadline').replace('call: server.low }', 'call: server.low, deadline: 50s }').replace('priority: 5', 'deadline: 10s');
    expect(leaving(yaml)).toEqual(['4 low leaves ok', '6 high leaves ok', '10 low leaves ok']);
  });
});
