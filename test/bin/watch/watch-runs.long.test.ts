import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { describe, expect, it, vi } from 'vitest';
import { watchRuns } from '../../../bin/watch/watch-runs.js';
import { runStudy } from '../../../src/experiment/study.js';
import { queuelab } from '../cli.js';
import { scratch } from '../scratch.js';

const { file, small } = scratch();
const until = (holds: () => boolean): Promise<void> => vi.waitFor(() => expect(holds()).toBe(true), { timeout: 300_000, interval: 20 });

describe('queuelab run --watch', () => {
  it('runs again on each save of the page or of one that it extends, shows what changed, and goes on after a mistake', async () => {
    const page = file('watched.yaml', 'extends: small.yaml\ntitle: Watched\n');
    const end = new AbortController();
    const shown: string[] = [];
    const told: string[] = [];
    const runs = watchRuns({
      word: page,
      set: [],
      overrides: {},
      simulate: async (scenario, stop) => {
        const results = await runStudy(scenario, { sha256: '0'.repeat(64), spread: true, stop: () => (stop() ? 'now' : 'no') });
        return results === null ? null : { results, isInterrupted: false };
      },
      deliver: () => Promise.resolve(),
      text: { width: 80, colour: false, unicode: true, quiet: false, all: false },
      write: (text) => shown.push(text),
      tell: (text) => told.push(text),
      end: end.signal,
    });
    const waits = (count: number) => until(() => told.filter((text) => text.startsWith('watching')).length === count);
    await waits(1);
    expect(shown[0]).toContain('COMPONENTS');
    expect(told.at(-1)).toMatch(/^watching .*watched\.yaml and 1 more: save to run again, Ctrl-C to end\n$/);

    writeFileSync(page, 'extends: small.yaml\ntitle: Watched\nset: { web.servers: 3 }\n');
    await waits(2);
    expect(shown[1]).toMatch(/CHANGES +before +now +change\n[^]*web +busy % +[\d.]+ +[\d.]+ +−[\d.]+ ±[\d.]+ +lower, 33 %\n[^]*1 met \(exit 0\)\n$/);
    expect(shown[1]).not.toContain('COMPONENTS');

    // As editors do that write aside and rename; a mistake in it.
    writeFileSync(`${page}.new`, 'extends: small.yaml\ntitle: Watched\nset: { web.serves: 3 }\n');
    renameSync(`${page}.new`, page);
    await waits(3);
    expect(told.join('')).toContain('web.serves');
    expect(shown).toHaveLength(2);

    writeFileSync(page, 'extends: small.yaml\ntitle: Watched again\nset: { web.servers: 3 }\n');
    await waits(4);
    expect(shown[2]).toContain('Nothing changed: every event of every replication is as before.');

    // The page that it extends; more replications cannot be held against fewer.
    writeFileSync(small, readFileSync(small, 'utf8').replace('replications: 4', 'replications: 3'));
    await waits(5);
    expect(shown[3]).toContain('COMPONENTS');
    end.abort();
    await runs;
  });

  it('ends 2 with a format that is not text, and with a trace', async () => {
    expect((await queuelab('run', small, '--watch', '--format', 'json')).code).toBe(2);
    expect((await queuelab('run', small, '--watch', '--trace', 'x.json')).code).toBe(2);
  });
});
