import { describe, expect, it } from 'vitest';
import { eventList } from '../../support/event-list.js';

/** Each list is worked out by hand; the words behind a line say why. */
function linesOf(yaml: string): readonly string[] {
  return eventList(`title: By hand\n${yaml}run: { duration: 60s, replications: 1 }\n`).lines;
}

describe('a crash, by hand', () => {
  it('loses who is served and who waits, refuses while it lasts, and starts again empty', () => {
    const { lines, system } = eventList(`title: By hand
components:
  web: { kind: service, work: 2s }
workload:
  jobs: { arrivals: { at: [0s, 1s, 1.5s, 5s, 6s, 6.5s] }, call: web }
faults:
  lost: { at: 3s, for: 3s, crash: web }
run: { duration: 60s, replications: 1 }
`);
    expect(lines).toEqual([
      '0 web.serve enters',
      '1 web.serve enters',
      '1.5 web.serve enters',
      '2 web.serve leaves ok',
      '3 web.serve is turned away failed', // had 1 s of work behind it
      '3 web.serve is turned away failed', // had waited
      '5 web.serve enters',
      '5 web.serve is turned away failed', // it is down
      '6 web.serve enters', // the end of the fault comes before an arrival of the same instant
      '6.5 web.serve enters',
      '8 web.serve leaves ok',
      '10 web.serve leaves ok',
    ]);
    const [cell] = system.components[0].component.stations[0].cells;
    expect(cell.arrivals).toBe(6);
    expect([...cell.outcomes]).toEqual(system.outcomes.names.map((name) => ({ ok: 3, failed: 3 })[name] ?? 0));
    expect(cell.busy.integral(60)).toBe(2 + 1 + 2 + 2);
    // One at 1 to 2, two at 1.5 to 2 less: 1 s + 0.5 s; one at 2 to 3; one at 6.5 to 8.
    expect(cell.queue.integral(60)).toBe(1 + 0.5 + 1 + 1.5);
    expect(cell.inside).toBe(0);
    expect(system.faults[0].fault.spans).toEqual([{ start: 3, end: 6 }]);
  });

  it('tells callers at once, who may go elsewhere; what the lost had called goes on for nobody', () => {
    const lines = linesOf(`components:
  front: { kind: service, servers: unlimited, operations: { ask: [{ call: web, on: { failed: [work: 1s] } }] } }
  web: { kind: service, servers: unlimited, operations: { serve: [call: store] } }
  store: { kind: service, work: 4s }
workload:
  jobs: { arrivals: { at: [1s, 2s] }, call: front }
faults:
  lost: { at: 3s, for: 1s, crash: web }
`);
    expect(lines).toEqual([
      '1 front.ask enters',
      '1 web.serve enters',
      '1 store.serve enters',
      '2 front.ask enters',
      '2 web.serve enters',
      '2 store.serve enters',
      '3 web.serve is turned away failed',
      '3 web.serve is turned away failed',
      '4 front.ask leaves ok',
      '4 front.ask leaves ok',
      '5 store.serve leaves ok', // nobody hears it
      '9 store.serve leaves ok',
    ]);
  });

  it('of a caller and the called at once counts both once', () => {
    const { lines, system } = eventList(`title: By hand
components:
  web: { kind: service, servers: unlimited, operations: { serve: [{ parallel: [[call: store], [work: 9s]] }] } }
  store: { kind: service, work: 4s }
workload:
  jobs: { arrivals: { at: [1s] }, call: web }
faults:
  zone: { at: 3s, for: 1s, crash: [web, store] }
run: { duration: 60s, replications: 1 }
`);
    expect(lines).toEqual(['1 web.serve enters', '1 store.serve enters', '3 web.serve is turned away failed', '3 store.serve is turned away failed']);
    expect(system.workloads[0].requests[0].cell.outcomes[system.outcomes.code('failed')]).toBe(1);
  });

  it('does not wake a caller that was lost: neither an answer, nor a time-out, nor a retry', () => {
    const lines = linesOf(`components:
  web: { kind: service, operations: { serve: [call: store] }, calls: { store: { timeout: 5s, retry: { attempts: 3, backoff: 1s } } } }
  store: { kind: service, servers: unlimited, work: 20s }
workload:
  jobs: { arrivals: { at: [0s, 10s] }, call: web }
faults:
  lost: { at: 5500ms, for: 1s, crash: web }
`);
    expect(lines).toEqual([
      '0 web.serve enters',
      '0 store.serve enters',
      // Time-out at 5 s, the retry would come at 6 s.
      '5.5 web.serve is turned away failed',
      '10 web.serve enters',
      '10 store.serve enters',
      '16 store.serve enters',
      '20 store.serve leaves ok',
      '22 store.serve enters',
      '27 web.serve leaves timeout',
      '30 store.serve leaves ok',
      '36 store.serve leaves ok',
      '42 store.serve leaves ok',
    ]);
  });

  it('of one instance of several: a balance leaves it out, and its place in turn is not lost', () => {
    const lines = linesOf(`components:
  web: { kind: service, instances: 3, servers: unlimited, work: 1ms }
workload:
  jobs: { arrivals: { at: [1s, 2s, 3s, 4s, 5s, 6s] }, call: web }
faults:
  lost: { at: 1500ms, for: 3s, crash: web/2 }
`);
    expect(lines.filter((line) => line.endsWith('enters')).map((line) => line.split(' ')[1])).toEqual([
      'web/1.serve',
      'web/3.serve', // second of the two that are up
      'web/1.serve',
      'web/3.serve',
      'web/1.serve',
      'web/2.serve',
    ]);
  });

  it.each([
    ['fifo', ''],
    ['processor-sharing', ', discipline: processor-sharing'],
    ['preemptive', ', discipline: lifo-preemptive'],
    ['in batches', ', batch: { most: 2 }'],
    ['asynchronous', ', async: true'],
    ['with patience', ', patience: 30s'],
  ])('of servers %s lets nothing through', (_, fields) => {
    const { system, lines } = eventList(`title: By hand
components:
  web: { kind: service, work: 3s${fields} }
workload:
  jobs: { arrivals: { at: [0s, 1s, 2s, 10s] }, call: web }
faults:
  lost: { at: 2500ms, for: 3s, crash: web }
run: { duration: 60s, replications: 1 }
`);
    expect(lines.filter((line) => line.startsWith('2.5'))).toEqual(new Array(3).fill('2.5 web.serve is turned away failed'));
    expect(lines.at(-1)).toBe('13 web.serve leaves ok');
    const [cell] = system.components[0].component.stations[0].cells;
    expect([cell.inside, cell.queue.level, cell.busy.level]).toEqual([0, 0, 0]);
  });
});

describe('other faults, by hand', () => {
  it.each([
    ['held', ''],
    ['asynchronous', ', async: true'],
    ['shared', ', discipline: processor-sharing'],
    ['interrupted', ', discipline: lifo-preemptive'],
    ['in batches', ', batch: { most: 1 }'],
  ])('a freeze stops %s work where it is, and it goes on from there', (_, fields) => {
    const lines = linesOf(`components:
  web: { kind: service, work: 3s${fields} }
workload:
  jobs: { arrivals: { at: [0s, 20s] }, call: web }
faults:
  pause: { at: [1s, 20s], for: 5s, freeze: web }
`);
    expect(lines).toEqual(['0 web.serve enters', '8 web.serve leaves ok', '20 web.serve enters', '28 web.serve leaves ok']);
  });

  it.each([
    ['held', ''],
    ['shared', ', discipline: processor-sharing'],
    ['interrupted', ', discipline: lifo-preemptive'],
    ['in batches', ', batch: { most: 1 }'],
  ])('slow %s work takes so many times as long while it lasts, and factors multiply', (_, fields) => {
    const lines = linesOf(`components:
  web: { kind: service, work: 3s${fields} }
workload:
  jobs: { arrivals: { at: [0s] }, call: web }
faults:
  one: { at: 1s, for: 6s, slow: web, factor: 2 }
  other: { at: 3s, for: 2s, slow: web, factor: 2 }
`);
    // 1 s of work to 1 s; 1 s to 3 s; half a second to 5 s; the last half to 6 s.
    expect(lines).toEqual(['0 web.serve enters', '6 web.serve leaves ok']);
  });

  it('errors refuse calls at once, of one operation', () => {
    const lines = linesOf(`components:
  store: { kind: service, operations: { read: [work: 1s], write: [work: 1s] } }
workload:
  readers: { arrivals: { at: [2s] }, call: store.read }
  writers: { arrivals: { at: [1s, 2s, 5s] }, call: store.write }
faults:
  disk-full: { at: 1500ms, for: 2s, errors: store.write, share: 100% }
`);
    expect(lines).toEqual([
      '1 store.write enters',
      '2 store.write leaves ok',
      '2 store.read enters',
      '2 store.write enters',
      '2 store.write is turned away failed',
      '3 store.read leaves ok',
      '5 store.write enters',
      '6 store.write leaves ok',
    ]);
  });

  it('a cut lets neither calls nor answers through: a time-out is waited for, else the caller is told at once', () => {
    const yaml = (calls: string) => `components:
  web: { kind: service, servers: unlimited, operations: { serve: [call: store] }${calls} }
  store: { kind: service, servers: unlimited, work: 2s }
workload:
  jobs: { arrivals: { at: [1s, 4s, 9s] }, call: web }
faults:
  split: { at: 2s, for: 3s, cut: [web, store] }
`;
    expect(linesOf(yaml(''))).toEqual([
      '1 web.serve enters',
      '1 store.serve enters',
      '3 store.serve leaves ok',
      '3 web.serve leaves failed', // the answer is lost
      '4 web.serve enters',
      '4 web.serve leaves failed',
      '9 web.serve enters',
      '9 store.serve enters',
      '11 store.serve leaves ok',
      '11 web.serve leaves ok',
    ]);
    expect(linesOf(yaml(', calls: { store: { timeout: 4s } }'))).toEqual([
      '1 web.serve enters',
      '1 store.serve enters',
      '3 store.serve leaves ok',
      '4 web.serve enters',
      '5 web.serve leaves timeout',
      '8 web.serve leaves timeout',
      '9 web.serve enters',
      '9 store.serve enters',
      '11 store.serve leaves ok',
      '11 web.serve leaves ok',
    ]);
  });

  it('a slow link has so much less bandwidth', () => {
    const lines = linesOf(`components:
  web: { kind: service, servers: unlimited, work: 0s }
  wire: { kind: link, bandwidth: 1MB/s }
workload:
  jobs: { arrivals: { at: [0s] }, call: web, calls: { web: { via: wire, bytes: { request: 3MB } } } }
faults:
  jam: { at: 1s, for: 3s, slow: wire, factor: 3 }
`);
    // 1 MB to 1 s, 1 MB to 4 s, 1 MB to 5 s.
    expect(lines).toEqual(['5 web.serve enters', '5 web.serve leaves ok']);
  });
});

describe('a full disk, by hand', () => {
  it('rejects what would be stored, and what is read goes on', () => {
    const lines = linesOf(`components:
  store: { kind: service, operations: { read: [work: 1s], write: [work: 1s] } }
workload:
  readers: { arrivals: { at: [2s] }, call: store.read }
  writers: { arrivals: { at: [2s, 5s] }, call: store.write }
faults:
  disk: { at: 1500ms, for: 2s, full: store.write }
`);
    expect(lines).toEqual([
      '2 store.read enters',
      '2 store.write enters',
      '2 store.write is turned away rejected',
      '3 store.read leaves ok',
      '5 store.write enters',
      '6 store.write leaves ok',
    ]);
  });
});

describe('a cut link, by hand', () => {
  const yaml = (calls: string) => `components:
  web: { kind: service, servers: unlimited, work: 0s }
  wire: { kind: link, bandwidth: 1MB/s }
workload:
  jobs: { arrivals: { at: [0s, 2s, 4500ms] }, do: [{ call: web, on: { any: [] } }], calls: { web: { via: wire, bytes: { request: 3MB }${calls} } } }
faults:
  dug-up: { at: 1s, for: 3s, cut: wire }
`;
  it('what is under way stands still and goes on; what sets out is told failed', () => {
    // 1 MB to 1 s, nothing to 4 s; 0.5 MB to 4.5 s; then half of the bandwidth: 1.5 MB at 7.5 s, when the other has 1.5 MB left.
    expect(linesOf(yaml(''))).toEqual(['7.5 web.serve enters', '7.5 web.serve leaves ok', '9 web.serve enters', '9 web.serve leaves ok']);
    const { system } = eventList(`title: By hand\n${yaml('')}run: { duration: 60s, replications: 1 }\n`);
    const { cell } = system.workloads[0].requests[0];
    expect(cell.outcomes[system.outcomes.code('failed')]).toBe(1);
    expect([cell.offered, cell.inFlight.level]).toEqual([3, 0]);
  });
  it('whoever has a time-out waits for it', () => {
    const { system } = eventList(`title: By hand\n${yaml(', timeout: 20s')}run: { duration: 60s, replications: 1 }\n`);
    const { cell } = system.workloads[0].requests[0];
    expect([cell.outcomes[0], cell.outcomes[system.outcomes.code('timeout')]]).toEqual([2, 1]);
  });
});

describe('faults that come again and again', () => {
  it('begin so long after the last has ended', () => {
    const { system } = eventList(`title: By hand
components:
  web: { kind: service, instances: 4, work: 1s }
workload:
  jobs: { arrivals: { at: [1s] }, call: web }
faults:
  lost: { every: 10s, for: 5s, crash: web, instances: 2 }
run: { duration: 60s, replications: 1 }
`);
    expect(system.faults[0].fault.spans).toEqual([10, 25, 40, 55].map((start) => ({ start, end: start + 5 })));
  });
});

describe('what kinds keep, by hand', () => {
  it('messages in the boxes of a mailbox are lost in a crash, and counted: put = delivered + expired + overflowed + lost + inside', () => {
    const { system, lines } = eventList(`title: By hand
keys: { user: { items: 1 } }
components:
  inbox: { kind: mailbox, key: user }
workload:
  senders: { arrivals: { at: [1s, 2s, 4s, 7s] }, call: inbox.put }
  readers: { arrivals: { at: [8s] }, call: inbox.drain }
faults:
  lost: { at: 3s, for: 2s, crash: inbox }
run: { duration: 60s, replications: 1 }
`);
    expect(lines.filter((line) => line.includes('turned'))).toEqual(['4 inbox.put is turned away failed']);
    expect(system.components[0].behaviour!.statistics(0)).toMatchObject({
      put: { count: 3 },
      delivered: { count: 1 },
      lost: { count: 2 },
      inside: { level: { level: 0 } },
    });
  });

  it('a full mailbox rejects puts; drains go on', () => {
    const lines = linesOf(`keys: { user: { items: 1 } }
components:
  inbox: { kind: mailbox, key: user }
workload:
  senders: { arrivals: { at: [1s, 4s] }, call: inbox.put }
  readers: { arrivals: { at: [4500ms] }, call: inbox.drain }
faults:
  disk: { at: 3s, for: 2s, full: inbox }
`);
    expect(lines.filter((line) => !line.includes('enters'))).toEqual([
      '1 inbox.put leaves ok',
      '4 inbox.put is turned away rejected',
      '4.5 inbox.drain leaves ok',
    ]);
  });

  const queue = (redeliver: string) => `components:
  queue: { kind: broker, groups: { mailers: { call: mail, consumers: 1 } }${redeliver} }
  mail: { kind: service, servers: unlimited, work: 4s }
workload:
  jobs: { arrivals: { at: [0s, 1s] }, call: queue.publish }
faults:
  lost: { at: 2s, for: 3s, crash: queue.groups.mailers }
run: { duration: 60s, replications: 1 }
`;

  it('the consumers of a group are lost: what they had comes again after its time-out, nobody takes anything meanwhile', () => {
    const { lines, system } = eventList(`title: By hand\n${queue(', redeliver: { after: 10s }')}`);
    expect(lines.filter((line) => line.includes('mail'))).toEqual([
      '0 mail.serve enters',
      '4 mail.serve leaves ok', // for nobody: its consumer is gone
      '5 mail.serve enters', // the second message, by a new consumer
      '9 mail.serve leaves ok',
      '10 mail.serve enters', // the first again
      '14 mail.serve leaves ok',
    ]);
    expect(system.components[0].behaviour!.statistics(0)).toMatchObject({ delivered: { count: 2 }, redelivered: { count: 1 }, dead_lettered: { count: 0 } });
  });

  it('without redelivery what they had is a dead letter', () => {
    const { system } = eventList(`title: By hand\n${queue('')}`);
    expect(system.components[0].behaviour!.statistics(0)).toMatchObject({ delivered: { count: 1 }, dead_lettered: { count: 1 }, lag: { level: { level: 0 } } });
  });

  it('a replica that stands still falls behind and catches up', () => {
    const lines = linesOf(`keys: { item: { items: 1 } }
components:
  store: { kind: replicated-store, key: item, instances: 2, lag: 0s, work: { write: 1s, apply: 1s } }
workload:
  writers: { arrivals: { at: [0s] }, call: store.write }
faults:
  pause: { at: 1500ms, for: 3s, freeze: store/2 }
`);
    expect(lines).toEqual(['0 store/1.write enters', '1 store/1.write leaves ok', '1 store/2.apply enters', '5 store/2.apply leaves ok']);
  });

  it.each([
    ['slow: inbox, factor: 2', /slow of inbox does nothing/],
    ['crash: inbox.groups.one', /crash is of a whole instance/],
    ['full: inbox.drain', /inbox.drain stores nothing/],
    ['crash: queue', /queue.groups.mailers loses its consumers/],
    ['crash: queue.groups.mailer', /has no "mailer" among its groups/],
  ])('%s is an error', (fault, message) => {
    const yaml = `keys: { user: { items: 1 } }
components:
  inbox: { kind: mailbox, key: user }
  queue: { kind: broker, groups: { mailers: { call: mail } } }
  mail: { kind: service, work: 1s }
workload:
  senders: { arrivals: { at: [1s] }, call: inbox.put }
  jobs: { arrivals: { at: [1s] }, call: queue.publish }
faults: { f: { at: 3s, for: 2s, ${fault} } }
`;
    expect(() => linesOf(yaml)).toThrow(message);
  });
});
