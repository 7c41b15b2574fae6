/**
 * How many requests a second go through a cache, by eviction policy: the whole way of a user (file read, checked, compiled, run with all default statistics and
 * histograms), and the policy alone; and whether the ratios are right: beside Che's approximation, and beside libCacheSim on one of its traces where
 * ../shared is here.
 *
 *   node --import tsx bench/cache.ts                all policies, about two minutes
 *   node --import tsx bench/cache.ts lru s3-fifo    these
 *
 * Each is a process of its own; rates are by processor time, the compiler's and the garbage collector's threads included.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { evictions } from '../src/models/eviction/index.js';
import { runScenarioFile } from '../src/index.js';
import { inlineMore } from '../src/node/inlining.js';
import { createStream } from '../src/sim/chance/stream.js';
import { cheFifo, cheLru, zipfPopularity } from '../src/theory/caches/index.js';
import { root, typescript } from './programs.js';
import { stopwatch } from './stopwatch.js';

/** Of bench/models/cdn.yaml. */
const model = { file: join(root, 'bench/models/cdn.yaml'), items: 100_000, exponent: 0.9, room: 10_000, requests: 6_000_000 };
/** The trace and size of the comparison, and the names that libCacheSim has for the policies. */
const shared = join(root, '../shared');
const reference = { trace: 'zipf_a0.8', room: 972, rows: 'reference/libcachesim-miss-ratios.csv', items: 'data/cache-zipf-synthetic/zipf_a0.8.txt' };
const theirNames: Readonly<Record<string, string>> = {
  lru: 'LRU',
  fifo: 'FIFO',
  clock: 'Clock',
  lfu: 'LFU',
  slru: 'S4LRU(25:25:25:25)',
  '2q': 'TwoQ',
  arc: 'ARC',
  lirs: 'LIRS',
  sieve: 'Sieve',
  's3-fifo': 'S3FIFO-0.1000-2',
  'w-tinylfu': 'WTinyLFU-w0.01-SLRU',
};

interface Line {
  readonly wholeWay: number;
  readonly hits: number;
  readonly alone: number;
  readonly traceMisses: number | null;
}

const [, , ...words] = process.argv;
if (words[0] === '--measure') console.log(JSON.stringify(await measure(words[1])));
else report(words.length > 0 ? words : Object.keys(evictions));

function report(policies: readonly string[]): void {
  const line = (...cells: readonly string[]): void => console.log(cells.map((cell, index) => (index === 0 ? cell.padEnd(10) : cell.padStart(16))).join(''));
  line('', 'requests/s', 'hit ratio', 'Che', 'policy alone', 'misses on trace', 'libCacheSim');
  const popularity = zipfPopularity(model.items, model.exponent);
  const che: Readonly<Record<string, number>> = {
    lru: cheLru(popularity, model.room).hitRatio,
    fifo: cheFifo(popularity, model.room).hitRatio,
    random: cheFifo(popularity, model.room).hitRatio,
  };
  for (const policy of policies) {
    const [program, ...rest] = typescript('bench/cache.ts');
    const { wholeWay, hits, alone, traceMisses } = JSON.parse(execFileSync(program, [...rest, '--measure', policy], { cwd: root, encoding: 'utf8' })) as Line;
    const theirs = theirMisses(policy);
    line(policy, millions(wholeWay), share(hits), share(che[policy]), millions(alone), share(traceMisses), share(theirs));
  }
}

async function measure(policy: string): Promise<Line> {
  if (!(policy in evictions)) throw new Error(`no such policy: ${policy}`);
  // As bin/queuelab.ts does.
  inlineMore();
  const whole = stopwatch();
  const results = await runScenarioFile(model.file, { sets: [`edge.eviction=${policy}`] });
  const { cpu } = whole();
  const hits = (results.components['edge'] as unknown as { readonly hit_ratio: { readonly value: number } }).hit_ratio.value;
  return { wholeWay: model.requests / cpu, hits, alone: policyAlone(policy), traceMisses: hasReference() ? traceMissRatio(policy) : null };
}

/** Lookups a second of the policy itself, items as spread as those of the scenario: k^-0.9 by inversion of its integral. */
function policyAlone(policy: string): number {
  const { double } = bound(createStream(1, 0, 'items', 'draws'));
  const power = 1 - model.exponent;
  const items = Float64Array.from({ length: 2_000_000 }, () => Math.floor((1 + double() * ((model.items + 1) ** power - 1)) ** (1 / power)) - 1);
  const contents = evictions[policy](model.room, createStream(1, 0, 'cache', 'eviction'));
  const elapsed = stopwatch();
  for (const item of items) if (!contents.get(item)) contents.put(item, 1);
  return items.length / elapsed().cpu;
}

function bound(stream: { double(): number }): { readonly double: () => number } {
  return { double: () => stream.double() };
}

function hasReference(): boolean {
  return existsSync(join(shared, reference.rows));
}

function traceMissRatio(policy: string): number {
  const items = readFileSync(join(shared, reference.items), 'utf8').trim().split('\n').map(Number);
  const contents = evictions[policy](reference.room, createStream(1, 0, 'cache', 'eviction'));
  let misses = 0;
  for (const item of items) {
    if (contents.get(item)) continue;
    misses++;
    contents.put(item, 1);
  }
  return misses / items.length;
}

function theirMisses(policy: string): number | null {
  if (!hasReference()) return null;
  const rows = readFileSync(join(shared, reference.rows), 'utf8')
    .split('\n')
    .map((row) => row.split(','));
  const found = rows.find((row) => row[0] === reference.trace && row[3] === theirNames[policy] && Number(row[4]) === reference.room);
  return found === undefined ? null : Number(found[6]);
}

function millions(rate: number): string {
  return `${(rate / 1e6).toFixed(2)} M`;
}

function share(value: number | null | undefined): string {
  return value === null || value === undefined ? '–' : value.toFixed(4);
}
