import { describe, expect, it } from 'vitest';
import type { OwnStatistic } from '../../src/models/define.js';
import { diskReader } from '../../src/node/disk-reader.js';
import { readScenario } from '../../src/scenario/read-scenario.js';
import { eventList } from '../support/event-list.js';

interface Parts {
  readonly phones: string;
  readonly stale?: string;
  readonly at?: string;
  readonly users?: number;
  readonly faults?: string;
  readonly duration?: string;
}

const page = ({ phones, stale = '30s', at = '{ at: [1h] }', users = 1, faults = '', duration = '100s' }: Parts): string => `title: Who is there
keys: { user: { items: ${users} } }
components:
  phones: { kind: connections, key: user, ${phones} }
  presence: { kind: presence, of: phones, stale: ${stale} }
workload: { questions: { arrivals: ${at}, call: presence.locate } }
${faults}
run: { duration: ${duration}, replications: 1, study: finite }
`;

function answers(parts: Parts): { readonly lines: string[]; readonly statistics: Readonly<Record<string, OwnStatistic>> } {
  const { lines, system } = eventList(page(parts));
  const found = lines.filter((line) => line.includes('locate leaves')).map((line) => line.replace('presence.locate leaves ', ''));
  return { lines: found, statistics: system.components.find(({ component }) => component.name === 'presence')!.behaviour!.statistics(0) };
}

function ratio(statistic: OwnStatistic): [number, number] {
  if (statistic.type !== 'ratio') throw new Error(statistic.type);
  return [statistic.numerator, statistic.denominator];
}

describe('presence, by hand', () => {
  // Connected at 1 s, heartbeats at 11, 21, …; it breaks at 34, last heard of at 31, found at 41 + 5; back only at 1 + 33 + 60.
  const phones = 'start: lost, reconnect: { exponential: 1s, jitter: none, most: 1s }, breaks: 33s, heartbeat: 10s, timeout: 5s';
  const slow = phones.replace('exponential: 1s', 'exponential: 60s').replace('most: 1s', 'most: 60s');

  it('knows what the gateway knows, at most `stale` old', () => {
    // Connected at 60, broken at 93, last heard of at 90; found at 105.
    const { lines, statistics } = answers({ phones: slow, stale: '12s', at: '{ at: [59s, 61s, 92s, 93s, 101s, 102s, 103s] }', duration: '104s' });
    expect(lines).toEqual(['59 offline', '61 online', '92 online', '93 online', '101 online', '102 online', '103 offline']);
    expect(ratio(statistics['wrong_online'])).toEqual([3, 5]);
    expect(ratio(statistics['wrong_offline'])).toEqual([0, 2]);
  });

  it('believes no longer than until the loss is found', () => {
    const { lines } = answers({ phones: slow, stale: '1min', at: '{ at: [104s, 106s] }', duration: '110s' });
    expect(lines).toEqual(['104 online', '106 offline']);
  });

  it('with `stale` below the heartbeat misses who is there', () => {
    const { lines, statistics } = answers({ phones, stale: '4s', at: '{ at: [3s, 5s, 6s, 11s, 15s, 16s] }', duration: '20s' });
    expect(lines).toEqual(['3 online', '5 online', '6 offline', '11 online', '15 online', '16 offline']);
    expect(ratio(statistics['wrong_offline'])).toEqual([2, 2]);
  });

  it('is not told of a crash of the gateway', () => {
    const faults = 'faults: { lost-host: { at: 20s, for: 50s, crash: phones } }';
    const { lines } = answers({ phones: 'heartbeat: 10s', stale: '30s', at: '{ at: [19s, 21s, 35s, 51s] }', faults });
    expect(lines).toEqual(['19 online', '21 online', '35 online', '51 offline']);
  });
});

describe('presence beside its closed form', () => {
  it('a silent departure is told online until it is stale, unless its user is back', () => {
    const [stay, away, heartbeat, stale] = [70, 80, 25, 30];
    const { statistics } = answers({
      phones: `online: { exponential: ${stay}s }, away: { exponential: ${away}s }, silent: 100%, heartbeat: ${heartbeat}s`,
      stale: `${stale}s`,
      at: '{ poisson: { phases: [{ for: 100s, rate: 0/s }, { for: 100s, rate: 800/s }] } }',
      users: 3000,
      duration: '200s',
    });
    // No ghosts at the start: questions come later. Since the last heartbeat U, an exponential of mean `stay` modulo the heartbeat; told wrongly for min(stale - U, away).
    let seconds = 0;
    const parts = 10_000;
    for (let part = 0; part < parts; part++) {
      const u = ((part + 0.5) / parts) * heartbeat;
      const density = Math.exp(-u / stay) / stay / (1 - Math.exp(-heartbeat / stay));
      seconds += ((density * heartbeat) / parts) * away * (1 - Math.exp(-(stale - u) / away));
    }
    const expected = seconds / (stay + seconds);
    const [wrong, all] = ratio(statistics['wrong_online']);
    expect(Math.abs(wrong / all - expected)).toBeLessThan(4 * Math.sqrt((expected * (1 - expected)) / all));
    expect(all).toBeGreaterThan(30_000);
    expect(ratio(statistics['wrong_offline'])[0]).toBe(0);
  });
});

describe('what presence cannot be asked', () => {
  const issues = (text: string): string[] =>
    readScenario({ file: 'test.yaml', sets: [], reader: { ...diskReader, read: () => text } }).issues.map(({ code, message }) => `${code}: ${message}`);

  it('needs a key that its users are items of', () => {
    const text = page({ phones: 'heartbeat: 10s' });
    expect(issues(text)).toEqual([]);
    expect(issues(text.replace('of: phones', 'of: phones.online'))).toEqual([]);
    expect(issues(text.replace('of: phones', 'of: phones.offline'))).toEqual(['unknown-set: "phones.offline": a connections keeps no set "offline"']);
    expect(issues(text.replace('of: phones', 'of: screen').replace('presence:', 'screen: { kind: probe }\n  presence:'))).toEqual([
      'unknown-set: "screen" is not a set: COMPONENT.SET',
    ]);
    const groups = 'groups: { kind: groups, key: user, members: user, size: 1 }\n  presence:';
    expect(issues(text.replace('of: phones', 'of: groups').replace('presence:', groups))).toEqual([
      'unknown-choice: presence: groups.members does not know who is online',
    ]);
  });
});
