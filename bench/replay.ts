/**
 * How many requests a second of a log go through a cache, reading and checking of the file included: one replication, all default statistics, histograms on.
 *
 *   node --import tsx bench/replay.ts [ROWS]      default 4,000,000
 *
 * The log has 100,000 objects as popular as k^-0.9; the cache has room for a tenth. Rates are by processor time, each policy in a process of its own.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runScenarioFile } from '../src/index.js';
import { inlineMore } from '../src/node/inlining.js';
import { createStream } from '../src/sim/chance/stream.js';
import { root, typescript } from './programs.js';
import { stopwatch } from './stopwatch.js';

const scenario = `title: A log through a cache
keys: { object: { column: object } }
components:
  edge: { kind: cache, key: object, capacity: 10k, eviction: lru, miss: origin.read }
  origin: { kind: service, servers: unlimited, operations: { read: 20ms } }
workload:
  views: { arrivals: { replay: { file: log.csv, time: t_s } }, call: edge.get }
run: { duration: all, replications: 1 }
`;

const [, , first = '4000000', policy, file] = process.argv;
const rows = Number(first);
if (policy !== undefined && file !== undefined) await measure(policy, file);
else compare();

function compare(): void {
  const folder = mkdtempSync(join(tmpdir(), 'queuelab-replay-'));
  try {
    writeFileSync(join(folder, 'scenario.yaml'), scenario);
    writeFileSync(join(folder, 'log.csv'), log());
    const [program, ...words] = typescript('bench/replay.ts');
    for (const eviction of ['lru', 's3-fifo'])
      process.stdout.write(execFileSync(program, [...words, String(rows), eviction, join(folder, 'scenario.yaml')], { cwd: root, encoding: 'utf8' }));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function measure(eviction: string, scenarioFile: string): Promise<void> {
  // As bin/queuelab.ts does.
  inlineMore();
  const elapsed = stopwatch();
  const results = await runScenarioFile(scenarioFile, { sets: [`edge.eviction=${eviction}`] });
  const { cpu } = elapsed();
  const { hit_ratio: hits } = results.components['edge'] as unknown as { readonly hit_ratio: { readonly value: number } };
  console.log(`${eviction.padEnd(8)} ${(rows / cpu / 1e6).toFixed(2)} M requests/s, hit ratio ${hits.value.toFixed(4)}`);
}

function log(): string {
  const stream = createStream(1, 0, 'log', 'objects');
  const lines = ['t_s,object'];
  for (let row = 0; row < rows; row++) lines.push(`${(row / 1000).toFixed(3)},${Math.floor((1 + stream.double() * (100_001 ** 0.1 - 1)) ** 10) - 1}`);
  return `${lines.join('\n')}\n`;
}
