import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { MailboxBehaviour } from '../../src/models/mailbox.js';
import { diskReader } from '../../src/node/disk-reader.js';
import type { Job } from '../../src/sim/job.js';
import { wire } from '../../src/scenario/compile/wire.js';
import type { System } from '../../src/scenario/compile/system.js';
import { readScenario } from '../../src/scenario/read-scenario.js';

const folder = join(resolve(import.meta.dirname, '../..'), 'scenarios/instant-messaging');

/** Every job that ends well at an operation, with what it was about. */
function follow(system: System, component: string, operation: string, isWatched: (outcome: string) => boolean, note: (job: Job) => void): void {
  const { component: found } = system.components.find((one) => one.component.name === component)!;
  const index = found.operations.findIndex(({ name }) => name === operation);
  for (const station of found.stations) {
    const leave = station.leave.bind(station);
    station.leave = (job, result) => {
      if (job.cell === station.cells[index] && isWatched(system.outcomes.names[result])) note(job);
      leave(job, result);
    };
  }
}

describe.each([
  ['baseline', []],
  ['lost-gateway-at-once', []],
  ['morning-slow-store', []],
  // Networks and a router that are slow, so that phones send again; boxes that are too small; messages that are too old; hosts that are lost again and again.
  ['baseline', ['outbox.calls.router.timeout=300ms', 'run.duration=15min', 'run.warmup=0s']],
  ['baseline', ['inbox.capacity=2', 'inbox.expiry=2min', 'phones.breaks={ exponential: 1min }', 'run.duration=15min', 'run.warmup=0s']],
  ['lost-gateway', ['faults.lost-host={ every: { exponential: 20s }, for: { exponential: 20s }, instances: 2, crash: phones }']],
] as const)('%s %j', (name, sets) => {
  test('each message is delivered, buffered, expired or dropped by rule, exactly once at a phone, in the order of its sender', () => {
    const { scenario } = readScenario({ file: join(folder, `${name}.yaml`), sets: [...sets], reader: diskReader });
    const system = wire(scenario!, { seed: 7, replication: 0, warmup: 0, curves: false });
    const places = Object.fromEntries(scenario!.keys.map((key, index) => [key.name, index]));
    const letter = ({ keys }: Job): string => `${keys[places['user']]} ${keys[places['message']]}`;
    const kept = new Map<string, number>();
    const shown = new Set<string>();
    const newest = new Map<string, number>();
    let twice = 0;
    let disordered = 0;
    let handedOn = 0;
    follow(
      system,
      'inbox',
      'put',
      (outcome) => outcome === 'ok',
      (job) => kept.set(letter(job), (kept.get(letter(job)) ?? 0) + 1),
    );
    follow(
      system,
      'screen',
      'show',
      () => true,
      () => handedOn++,
    );
    follow(
      system,
      'screen',
      'show',
      (outcome) => outcome === 'ok',
      (job) => {
        if (shown.has(letter(job))) twice++;
        shown.add(letter(job));
        const conversation = `${job.keys[places['user']]} ${job.keys[places['sender']]}`;
        if (job.due < (newest.get(conversation) ?? 0)) disordered++;
        newest.set(conversation, job.due);
      },
    );
    while (!system.run(1_000_000));

    const [inbox] = (system.components.find(({ component }) => component.name === 'inbox')!.behaviour as MailboxBehaviour).mailboxes;
    expect(inbox.put).toBe(inbox.delivered + inbox.expired + inbox.overflowed + inbox.inside.level);
    expect(handedOn).toBe(inbox.delivered);
    expect(twice).toBe(0);
    expect(disordered).toBe(0);
    const copies = [...kept.values()].reduce((sum, count) => sum + count, 0);
    expect(copies).toBe(inbox.put - inbox.overflowed);
    expect([...shown].every((one) => kept.has(one))).toBe(true);
    // What has been kept and not been shown is still there, or too old.
    expect([...kept.keys()].filter((one) => !shown.has(one)).length).toBeLessThanOrEqual(inbox.inside.level + inbox.expired);
    expect(shown.size).toBeGreaterThan(1000);
  });
});
