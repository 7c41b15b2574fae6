import { describe, expect, it } from 'vitest';
import type { ConnectionsBehaviour } from '../../../src/models/connections.js';
import { wire } from '../../../src/scenario/compile/wire.js';
import { eventList } from '../../support/event-list.js';
import { scenarioOf } from '../../support/read.js';

interface Parts {
  readonly phones: string;
  readonly users?: number;
  readonly duration?: string;
  readonly workload?: string;
  readonly components?: string;
  readonly keys?: string;
  readonly faults?: string;
}

const page = ({
  phones,
  users = 4,
  duration = '100s',
  workload = '{ arrivals: { at: [1h] }, call: phones.push }',
  components = '',
  keys = '',
  faults = '',
}: Parts) => `title: Phones
keys: { user: { items: ${users} }${keys} }
components:
  phones: { kind: connections, key: user, ${phones} }
  ${components}
workload: { jobs: ${workload} }
${faults === '' ? '' : `faults: ${faults}`}
run: { duration: ${duration}, replications: 1, study: finite }
`;

function run(parts: Parts) {
  const list = eventList(page(parts));
  const { crowd, gateways } = list.system.components[0].behaviour as ConnectionsBehaviour;
  return { ...list, crowd, gateways, gateway: gateways[0] };
}
const lost = 'start: lost, reconnect: { exponential: 1s, jitter: none, most: 4s }';
const of = (lines: readonly string[], part: string): string[] => lines.filter((line) => line.includes(part)).map((line) => line.replace(` ${part}`, ''));

describe('a storm without jitter', () => {
  it('is accepted one by one, and each handshake takes its work', () => {
    // All four come at 1; an instance accepts one every 2 s: 1, 3, 5, 7; the handshakes take 1 s.
    const { lines, gateway } = run({ phones: `${lost}, accept: 0.5/s, work: { connect: 1s }` });
    expect(of(lines, 'phones.connect enters')).toEqual(['1', '3', '5', '7']);
    expect(of(lines, 'phones.connect leaves ok')).toEqual(['2', '4', '6', '8']);
    expect([gateway.connected, gateway.refused, gateway.connectTime.tally.sum]).toEqual([4, 0, 20]);
  });

  it('refuses those who find the line full, who come again after pauses that double', () => {
    // 1: accepted, one waits (until 3), two refused; 3 (pause 2): accepted at 5, the other refused; 7 (pause 4): 7.
    const { lines, gateway } = run({ phones: `${lost}, accept: 0.5/s, backlog: 1` });
    expect(of(lines, 'phones.connect enters')).toEqual(['1', '3', '5', '7']);
    expect(gateway.refused).toBe(3);
  });

  it('spreads over instances with an equal number of open connections', () => {
    const { lines, gateways } = run({ phones: `${lost}, accept: 0.5/s, instances: 2, balance: least-connections` });
    expect(lines.filter((line) => line.includes('connect enters'))).toEqual([
      '1 phones/1.connect enters',
      '1 phones/2.connect enters',
      '3 phones/1.connect enters',
      '3 phones/2.connect enters',
    ]);
    expect(gateways.map((one) => one.online.level)).toEqual([2, 2]);
  });

  it('resumes sessions while the window is open, and connects anew after it', () => {
    const { lines, gateway } = run({ phones: `${lost}, accept: 0.5/s, resume: 4s` });
    expect(of(lines, 'phones.resume enters')).toEqual(['1', '3']);
    expect(of(lines, 'phones.connect enters')).toEqual(['5', '7']);
    expect([gateway.connected, gateway.resumed]).toEqual([4, 2]);
  });

  it('tells of resumed sessions apart', () => {
    const { lines } = run({
      phones: `${lost}, accept: 0.5/s, resume: 4s, connected: router.all, resumed: router.some`,
      components: 'router: { kind: service, operations: { all: [work: 0.1s], some: [work: 0.1s] } }',
    });
    expect(of(lines, 'router.some enters')).toEqual(['1', '3']);
    expect(of(lines, 'router.all enters')).toEqual(['5', '7']);
  });

  it('tells of each connection at the instant of its end', () => {
    const { lines } = run({
      phones: `${lost}, work: { connect: 1s }, connected: router`,
      users: 1,
      components: 'router: { kind: service, work: 3s }',
    });
    expect(lines).toEqual(['1 phones.connect enters', '2 phones.connect leaves ok', '2 router.serve enters', '5 router.serve leaves ok']);
  });
});

describe('a connection that breaks', () => {
  // One user comes at 1 (start: lost, pause 1 s) and the connection breaks 30 s later, at 31; the next at 32, unless refused.
  const breaking = `${lost}, breaks: 30s, heartbeat: 10s, timeout: 5s`;

  it('is a ghost until the user is back', () => {
    const { gateway } = run({ phones: breaking, users: 1, duration: '32.5s' });
    expect([gateway.connected, gateway.broken, gateway.detection.count]).toEqual([2, 1, 0]);
    expect([gateway.online.level, gateway.ghosts.level]).toEqual([1, 0]);
    expect(gateway.ghosts.integral(32.5)).toBeCloseTo(1, 12);
    expect(gateway.online.integral(32.5)).toBeCloseTo(30.5, 12);
  });

  it('is found by the first heartbeat that has no answer', () => {
    // Back only at 31 + 20. The break at 31 is at the heartbeat of 31 (connected at 1): the one of 41 has no answer by 46.
    const phones = 'start: lost, reconnect: { exponential: 1s, jitter: none }, breaks: 30s, heartbeat: 10s, timeout: 5s, lost: router';
    const slow = phones.replace('exponential: 1s', 'exponential: 20s');
    const { gateway, lines } = run({ phones: slow, users: 1, duration: '65s', components: 'router: { kind: service, work: 1s }' });
    // Connected at 20, broken at 50, found at 60 + 5.
    expect(of(lines, 'router.serve enters')).toEqual(['65']);
    expect(gateway.detection.tally.sum).toBe(15);
  });

  it('is found after so many heartbeats in a row', () => {
    const { gateway } = run({
      phones: 'start: lost, reconnect: { exponential: 40s, jitter: none }, breaks: 33s, heartbeat: 10s, timeout: 5s, missed: 3',
      users: 1,
      duration: '110s',
    });
    // Connected at 40, broken at 73; heartbeats of 80, 90 and 100 without answer: found at 105, 32 s later.
    expect(gateway.detection.tally.sum).toBe(32);
  });

  it('lets a push wait for an answer that does not come', () => {
    const phones = 'start: lost, reconnect: { exponential: 40s, jitter: none }, breaks: 33s, heartbeat: 10s, timeout: 5s, missed: 3';
    const { lines } = run({ phones, users: 1, duration: '110s', workload: '{ arrivals: { at: [10s, 50s, 74s, 102s, 107s] }, call: phones.push }' });
    // 10: not connected; 50: connected; 74: a ghost, 5 s; 102: found at 105; 107: not connected.
    expect(of(lines, 'phones.push leaves ok')).toEqual(['50']);
    expect(of(lines, 'phones.push leaves offline')).toEqual(['10', '79', '105', '107']);
  });
});

describe('a gateway that crashes', () => {
  const patient = 'reconnect: { exponential: 1s, jitter: none, most: 8s }';

  it('cuts its devices off, who reconnect elsewhere', () => {
    const { lines, gateways } = run({
      phones: `${patient}, instances: 2, balance: least-connections`,
      faults: '{ lost-host: { at: 10s, for: 5s, crash: phones/2 } }',
    });
    expect(of(lines, 'phones/1.connect enters')).toEqual(['11', '11']);
    expect(gateways.map(({ cutOff, online, connected }) => [cutOff, online.level, connected])).toEqual([
      [0, 4, 2],
      [2, 0, 0],
    ]);
    expect(gateways[0].reconnectTime.tally.sum).toBe(2);
  });

  it('refuses while it is down, alone', () => {
    // Attempts at 11 and 13 are refused; the pause of 4 s ends at 17.
    const { lines, gateway } = run({ phones: patient, users: 2, faults: '{ lost-host: { at: 10s, for: 5s, crash: phones } }' });
    expect(of(lines, 'phones.connect enters')).toEqual(['17', '17']);
    expect([gateway.cutOff, gateway.refused, gateway.reconnectTime.tally.sum]).toEqual([2, 4, 14]);
  });

  it('loses the handshakes, the line and the pushes that are inside', () => {
    // The first pause ends at 1: one is in its handshake, the other in the line until 3. The crash of 2 sends both into their second pause, until 4; one waits until 6.
    const { lines } = run({
      phones: `${patient}, start: lost, accept: 0.5/s, work: { connect: 3s, push: 4s }`,
      users: 2,
      faults: '{ lost-host: { at: 2s, for: 1s, crash: phones } }',
      workload: '{ arrivals: { at: [1500ms, 10s] }, call: phones.push }',
    });
    expect(lines).toEqual([
      '1 phones.connect enters',
      '1.5 phones.push enters',
      '2 phones.connect is turned away failed',
      '2 phones.push is turned away failed',
      '4 phones.connect enters',
      '6 phones.connect enters',
      '7 phones.connect leaves ok',
      '9 phones.connect leaves ok',
      '10 phones.push enters',
      '14 phones.push leaves ok',
    ]);
  });

  it('takes its ghosts with it, and keeps the books', () => {
    const { gateways, crowd } = run({
      phones:
        'online: { exponential: 20s }, away: { exponential: 20s }, silent: 40%, breaks: { exponential: 30s }, heartbeat: 10s, timeout: 5s, instances: 3, accept: 50/s, work: { connect: 200ms }',
      users: 500,
      duration: '300s',
      faults: '{ lost-hosts: { every: { exponential: 20s }, for: { exponential: 10s }, instances: 2, crash: phones } }',
    });
    const users = Array.from({ length: 500 }, (_, user) => user);
    gateways.forEach((gateway, index) => {
      const here = users.filter((user) => crowd.placeOf(user) === index);
      expect(gateway.online.level).toBe(here.filter((user) => crowd.isConnected(user)).length);
      expect(gateway.ghosts.level).toBe(here.filter((user) => !crowd.isConnected(user)).length);
      expect(gateway.coming).toBeGreaterThanOrEqual(0);
    });
    expect(crowd.online.count).toBe(users.filter((user) => crowd.isConnected(user)).length);
    expect(gateways.reduce((sum, { cutOff }) => sum + cutOff, 0)).toBeGreaterThan(100);
  });
});

describe('a wake-up', () => {
  it('brings who is away after a delay, and has who is there stay', () => {
    const { lines, crowd } = run({
      phones: 'start: away, online: 5s, wakeDelay: 2s',
      users: 1,
      workload: '{ arrivals: { at: [10s, 11s, 13s, 30s] }, call: phones.wake }',
    });
    expect(lines).toEqual([
      '10 phones.wake enters',
      '10 phones.wake leaves ok',
      '11 phones.wake enters',
      '11 phones.wake leaves ok',
      '12 phones.connect enters',
      '12 phones.connect leaves ok',
      '13 phones.wake enters',
      '13 phones.wake leaves awake',
      '30 phones.wake enters',
      '30 phones.wake leaves ok',
      '32 phones.connect enters',
      '32 phones.connect leaves ok',
    ]);
    expect(crowd.online.count).toBe(0);
  });

  it('without a delay comes before what else happens at that instant', () => {
    const { lines } = run({
      phones: 'start: away, online: 5s',
      users: 1,
      workload: '{ arrivals: { at: [10s, 14s, 20s] }, do: [{ call: phones.wake }, { call: phones.push }] }',
    });
    // There until 15, and by the second wake-up until 19.
    expect(of(lines, 'phones.push leaves ok')).toEqual(['10', '14', '20']);
    expect(of(lines, 'phones.connect enters')).toEqual(['10', '20']);
  });
});

describe('people who come and go', () => {
  it('are online the share of time that the alternating renewal process says, whatever the laws', () => {
    const laws: [string, number][] = [
      ['online: { exponential: 7s }, away: { exponential: 8s }', 7 / 15],
      ['online: 3s, away: 9s', 1 / 4],
      ['online: { uniform: [0s, 4s] }, away: { lognormal: { mean: 6s, cv: 2 } }', 1 / 4],
      ['online: { hyperexponential: { mean: 5s, cv: 3 } }, away: { erlang: { mean: 5s, stages: 4 } }', 1 / 2],
    ];
    for (const [law, share] of laws) {
      const users = 4000;
      const early = run({ phones: law, users, duration: '1ms' }).gateway;
      // Stationary from the start: the number at time 0 is binomial.
      const deviation = Math.sqrt(users * share * (1 - share));
      expect(Math.abs(early.online.level - users * share), law).toBeLessThan(4 * deviation);
      const { gateway } = run({ phones: law, users, duration: '60s' });
      const mean = gateway.online.integral(60) / 60;
      expect(Math.abs(mean - users * share), law).toBeLessThan(4 * deviation);
      expect(gateway.ghosts.level).toBe(0);
    }
  });

  it('says goodbye or leaves a ghost, and every ghost is found or comes back', () => {
    const { gateway, crowd } = run({
      phones:
        'online: { exponential: 20s }, away: { exponential: 60s }, silent: 30%, breaks: { exponential: 30s }, heartbeat: 10s, timeout: 5s, resume: 20s, accept: 100/s',
      users: 2000,
      duration: '600s',
    });
    // Between two heartbeats uniformly at Poisson losses: 5 + (0 to 10) s; those who are back earlier are not found.
    expect(gateway.detection.histogram.min).toBeGreaterThanOrEqual(4.9);
    expect(gateway.detection.histogram.max).toBeLessThanOrEqual(15.1);
    expect(gateway.online.level).toBe(crowd.online.count);
    expect(gateway.detection.count).toBeGreaterThan(1000);
    expect(gateway.resumed).toBeGreaterThan(1000);
  });

  it('are the same people in two designs', () => {
    const at = (phones: string) => {
      const scenario = scenarioOf(page({ phones: `online: { exponential: 20s }, away: { exponential: 20s }, ${phones}`, users: 200 }));
      const system = wire(scenario, { seed: 1, replication: 0, warmup: 0, curves: false });
      while (!system.run(1e6));
      const { crowd } = system.components[0].behaviour as ConnectionsBehaviour;
      return Array.from({ length: 200 }, (_, user) => crowd.isConnected(user)).join();
    };
    expect(at('instances: 3, balance: random')).toBe(at('heartbeat: 5s'));
  });
});

describe('the set of those who are online', () => {
  it('gives senders: nobody else, and nobody while it is empty', () => {
    const { lines } = run({
      phones: lost,
      users: 3,
      keys: ', sender: { from: phones.online }',
      components: 'router: { kind: service, work: 1ms, per: sender }',
      workload: '{ arrivals: { at: [500ms, 2s, 3s] }, call: router }',
    });
    expect(of(lines, 'router.serve enters')).toEqual(['2', '3']);
  });

  it('is gone through by each: all who are connected at that instant', () => {
    const { lines } = run({
      phones: `${lost}, accept: 0.5/s`,
      keys: ', member: { of: user }',
      components:
        'router: { kind: service, async: true, operations: { all: [{ each: phones.online, as: member, do: [{ call: phones.push, with: { user: member } }] }] } }',
      workload: '{ arrivals: { at: [500ms, 4s, 20s] }, call: router.all }',
    });
    expect(of(lines, 'phones.push leaves ok')).toEqual(['4', '4', '20', '20', '20', '20']);
    expect(of(lines, 'router.all leaves ok')).toEqual(['0.5', '4', '20']);
  });
});
