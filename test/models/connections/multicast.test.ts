import { describe, expect, it } from 'vitest';
import { diskReader } from '../../../src/node/disk-reader.js';
import { readScenario } from '../../../src/scenario/read-scenario.js';
import { eventList } from '../../support/event-list.js';

const page = (phones: string, at = '10s', faults = '', users = 4): string => `title: A group
keys: { user: { items: ${users} }, group: { items: 1 } }
components:
  phones: { kind: connections, key: user, instances: 2, balance: least-connections, members: groups.members, reached: screen.show, unreached: inbox.put, ${phones} }
  groups: { kind: groups, key: group, members: user, size: ${users} }
  inbox: { kind: mailbox, key: user }
  screen: { kind: probe, once: { keys: [user, group] } }
workload: { messages: { arrivals: { at: [${at}] }, call: phones.multicast } }
${faults}
run: { duration: 100s, replications: 1, study: finite }
`;

describe('a multicast', () => {
  const work = 'work: { multicast: 1s, spread: 2s, push: 500ms }';

  it('is one copy for each gateway, and a push for each member there', () => {
    expect(eventList(page(work)).lines).toEqual([
      '10 phones/1.multicast enters',
      '11 phones/1.multicast leaves ok',
      '11 phones/1.spread enters',
      '11 phones/2.spread enters',
      '13 phones/1.spread leaves ok',
      '13 phones/1.push enters',
      '13 phones/1.push enters',
      '13 phones/2.spread leaves ok',
      '13 phones/2.push enters',
      '13 phones/2.push enters',
      '13.5 phones/1.push leaves ok',
      '13.5 screen.show enters',
      '13.5 screen.show leaves ok',
      '13.5 phones/1.push leaves ok',
      '13.5 screen.show enters',
      '13.5 screen.show leaves ok',
      '13.5 phones/2.push leaves ok',
      '13.5 screen.show enters',
      '13.5 screen.show leaves ok',
      '13.5 phones/2.push leaves ok',
      '13.5 screen.show enters',
      '13.5 screen.show leaves ok',
    ]);
  });

  it('misses who is not connected, and who is gone when the copy comes', () => {
    const away = eventList(page(`${work}, start: away, online: 5s`)).lines;
    expect(away.filter((line) => line.includes('inbox.put enters'))).toEqual([
      '11 inbox.put enters',
      '11 inbox.put enters',
      '11 inbox.put enters',
      '11 inbox.put enters',
    ]);
    // Connected at 5, broken at 12, while the copies are on their way; the pushes of 13 meet ghosts, and wait 2 s for an answer.
    const broken = 'start: lost, breaks: 7s, reconnect: { exponential: 5s, jitter: none }, timeout: 2s, heartbeat: 25s';
    const { lines } = eventList(page(`${work}, ${broken}`));
    expect(lines.filter((line) => line.includes('push') && line.includes('leaves'))).toEqual([
      '15.5 phones/1.push leaves offline',
      '15.5 phones/1.push leaves offline',
      '15.5 phones/2.push leaves offline',
      '15.5 phones/2.push leaves offline',
    ]);
    expect(lines.filter((line) => line.includes('inbox.put enters'))).toHaveLength(4);
  });

  it('of a gateway that crashes with its copy reaches nobody there', () => {
    const { lines } = eventList(page(work, '10s', 'faults: { lost-host: { at: 12s, for: 1h, crash: phones/2 } }'));
    expect(lines.filter((line) => line.includes('inbox.put enters'))).toEqual(['12 inbox.put enters', '12 inbox.put enters']);
    expect(lines.filter((line) => line.includes('screen.show enters'))).toEqual(['13.5 screen.show enters', '13.5 screen.show enters']);
  });

  it('reaches or misses each member exactly once, whoever comes, goes and crashes', () => {
    const text = page(
      'work: { multicast: 5ms, spread: { exponential: 100ms }, push: { exponential: 50ms } }, online: { exponential: 5s }, away: { exponential: 5s }, silent: 50%, breaks: { exponential: 9s }, heartbeat: 2s, timeout: 1s',
      '20s',
      'faults: { lost-hosts: { every: { exponential: 2s }, for: { exponential: 1s }, instances: 1, crash: phones } }',
      40,
    )
      .replace('{ at: [20s] }', '{ poisson: 20/s, count: 1000 }')
      .replace('once: { keys: [user, group] }', 'inOrder: [user]');
    const { lines } = eventList(text);
    const multicasts = lines.filter((line) => line.endsWith('multicast leaves ok')).length;
    const reached = lines.filter((line) => line.endsWith('screen.show enters')).length;
    const missed = lines.filter((line) => line.endsWith('inbox.put enters')).length;
    expect(multicasts).toBeGreaterThan(900);
    expect(reached).toBeGreaterThan(5000);
    expect(lines.filter((line) => /spread is turned away failed/.test(line)).length).toBeGreaterThan(10);
    expect(reached + missed).toBe(40 * multicasts);
  });

  it('needs users that are items of the same key, and a group', () => {
    const issues = (text: string): string[] =>
      readScenario({ file: 'test.yaml', sets: [], reader: { ...diskReader, read: () => text } }).issues.map(({ code, message }) => `${code}: ${message}`);
    expect(issues(page('heartbeat: 5s'))).toEqual([]);
    expect(issues(page('heartbeat: 5s').replace('members: user', 'members: group'))).toEqual([
      'key-not-drawn: phones: the members of groups.members are items of group, and there are others of its own',
    ]);
    expect(issues(page('heartbeat: 5s').replace('members: groups.members, ', ''))[0]).toMatch(
      /missing-field: "reached" of a connections does nothing without "members"/,
    );
  });
});
