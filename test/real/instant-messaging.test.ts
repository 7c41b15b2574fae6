import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { diskReader } from '../../src/node/disk-reader.js';
import { wire } from '../../src/scenario/compile/wire.js';
import type { System } from '../../src/scenario/compile/system.js';
import { readScenario } from '../../src/scenario/read-scenario.js';
import { renderIssues } from '../../src/scenario/render-issues.js';
import { hasShared, sharedFolder, skipReason } from '../support/shared.js';

const root = resolve(import.meta.dirname, '../..');
const rowsOf = (name: string): string[][] =>
  readFileSync(join(sharedFolder, 'data', name), 'utf8')
    .trimEnd()
    .split('\n')
    .slice(1)
    .map((line) => line.split(','));

/** Runs a shipped scenario under `--set`, with files that are not on the disk. */
function runOn(file: string, sets: readonly string[], files: Readonly<Record<string, string>>): System {
  const reader = { ...diskReader, read: (path: string) => files[path.split('/').at(-1)!] ?? diskReader.read(path) };
  const { scenario, issues } = readScenario({ file: join(root, 'scenarios/instant-messaging', `${file}.yaml`), sets, reader });
  if (scenario === null) throw new Error(renderIssues(issues));
  const system = wire(scenario, { seed: 1, replication: 0, warmup: 0, curves: false });
  while (!system.run(1_000_000));
  return system;
}

function ended(system: System, component: string, operation: string): Record<string, number> {
  const { component: found } = system.components.find((one) => one.component.name === component)!;
  const index = found.operations.findIndex(({ name }) => name === operation);
  const counts = system.outcomes.names.map((name, code) => [name, found.stations.reduce((sum, { cells }) => sum + cells[index].outcomes[code], 0)] as const);
  return Object.fromEntries(counts.filter(([, count]) => count > 0));
}

describe.skipIf(!hasShared)(`private messages of a university${skipReason}`, () => {
  test('as many find their reader online as the log itself says: one who has written in the 15 minutes before', () => {
    const rows = rowsOf('im-collegemsg/dev.csv').slice(0, 6000);
    // A connection that ends at the very instant of a message is neither: half a second more.
    const stay = 900.5;
    const lastWritten = new Map<string, number>();
    /** For who is away: until it writes again. */
    const waiting = new Map<string, number>();
    let atOnce = 0;
    for (const [time, from, to] of rows) {
      lastWritten.set(from, Number(time));
      waiting.delete(from);
      if (Number(time) - (lastWritten.get(to) ?? -Infinity) <= stay) atOnce++;
      else waiting.set(to, (waiting.get(to) ?? 0) + 1);
    }
    const inside = [...waiting.values()].reduce((sum, count) => sum + count, 0);
    const text = ['t_s,src,dst', ...rows.map((row) => row.join(','))].join('\n');
    const sets = [
      'messages.arrivals={ replay: { file: log.csv, time: t_s } }',
      'messages.keys={ user: { column: src }, recipient: { column: dst } }',
      `phones.online=${stay}s`,
      'run={ duration: all, replications: 1 }',
    ];
    const system = runOn('private-messages', sets, { 'log.csv': text });
    expect(ended(system, 'phones', 'push')).toEqual({ ok: atOnce, offline: rows.length - atOnce });
    expect(atOnce / rows.length).toBeGreaterThan(0.2);
    const { behaviour } = system.components.find(({ component }) => component.name === 'inbox')!;
    const { inside: kept, delivered } = behaviour!.statistics(0);
    expect(kept.type === 'level' && kept.level.level).toBe(inside);
    expect(delivered.type === 'count' && delivered.count).toBe(rows.length - atOnce - inside);
    expect(inside).toBeGreaterThan(100);
  });
});

describe.skipIf(!hasShared)(`a channel with its joins and leaves${skipReason}`, () => {
  const days = 3;

  test('each message is as many copies as the log itself has members at that moment', () => {
    const all = rowsOf('im-ubuntu-irc/dev.csv');
    const named = [...new Set(all.map(([day]) => day))].slice(0, days);
    const rows = all.filter(([day]) => named.includes(day));
    const members = new Map<string, Set<string>>(named.map((day) => [day, new Set()]));
    const files: Record<'joins' | 'leaves' | 'messages', string[]> = { joins: [], leaves: [], messages: [] };
    // Whoever first speaks or leaves without having joined was there before.
    for (const day of named) {
      const joined = new Set<string>();
      for (const [, , event, user] of rows.filter(([of]) => of === day)) {
        if (!joined.has(user) && event !== 'joined') {
          members.get(day)!.add(user);
          files.joins.push(`0,${day} ${user},${day}`);
        }
        joined.add(user);
      }
    }
    const atStart = files.joins.length;
    let copies = 0;
    let most = 0;
    const changes = { joined: 0, left: 0, unchanged: 0 };
    // The log tells minutes: a second for each row keeps its order.
    rows.forEach(([day, , event, user], index) => {
      const there = members.get(day)!;
      const row = `${index + 1},${day} ${user},${day}`;
      if (event === 'msg') {
        files.messages.push(row);
        copies += there.size;
        most = Math.max(most, there.size);
      } else if (event === 'joined') {
        files.joins.push(row);
        changes[there.has(user) ? 'unchanged' : 'joined']++;
        there.add(user);
      } else {
        files.leaves.push(row);
        changes[there.delete(user) ? 'left' : 'unchanged']++;
      }
    });
    const texts = Object.fromEntries(Object.entries(files).map(([name, lines]) => [`${name}.csv`, ['t,user,channel', ...lines].join('\n')]));
    const people = new Set(rows.map(([day, , , user]) => `${day} ${user}`)).size;
    const sets = ['joins', 'leaves', 'messages'].flatMap((name) => [
      `${name}.arrivals={ replay: { file: ${name}.csv, time: t, origin: 0 } }`,
      `${name}.keys={ user: { column: user }, channel: { column: channel } }`,
    ]);
    const system = runOn(
      'channel',
      [...sets, `keys.user.items=${people}`, `keys.channel.items=${days}`, 'channels.size=0', 'copies.work=0.1ms', 'run={ duration: all, replications: 1 }'],
      texts,
    );
    const { behaviour } = system.components.find(({ component }) => component.name === 'channels')!;
    const statistics = behaviour!.statistics(0);
    const countOf = (name: string): number => (statistics[name] as { readonly count: number }).count;
    expect([countOf('joined'), countOf('left'), countOf('unchanged')]).toEqual([atStart + changes.joined, changes.left, changes.unchanged]);
    expect(ended(system, 'router', 'message')).toEqual({ ok: files.messages.length });
    expect(ended(system, 'copies', 'serve')).toEqual({ ok: copies });
    expect(copies).toBeGreaterThan(50 * files.messages.length);
    expect(most).toBeGreaterThan(150);
  });
});
