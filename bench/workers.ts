/**
 * What do worker threads gain on a sweep? The built program, one process a measurement, in interleaved rounds: wall time and processor time with 1, 2 … workers, and whether
 * the bytes are the same. Only a quiet machine with so many cores says something of the wall time.
 *
 *   node --import tsx bench/workers.ts [--workers 2] [--rounds 5] [--duration 40min]     after npm run build; adds a row for each number of workers to bench/results/workers.md
 */
import { spawnSync } from 'node:child_process';
import { appendFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';

const { values } = parseArgs({
  options: { workers: { type: 'string', default: '2' }, rounds: { type: 'string', default: '5' }, duration: { type: 'string', default: '40min' } },
});
const most = Number(values.workers);
const sweep = ['sweep', 'one-server', '--vary', 'web.arrivals.poisson=40/s..90/s 10/s', '--duration', values.duration, '--format', 'json'];

interface Measured {
  readonly wall: number;
  /** User and system, seconds, of the whole process. */
  readonly processor: number;
  readonly bytes: string;
}

function measure(workers: number): Measured {
  const start = performance.now();
  // `times` of the shell that waited for it: user and system time of all its threads.
  const { stdout, stderr, status } = spawnSync(
    '/bin/sh',
    ['-c', '"$@"; code=$?; times >&2; exit $code', 'sh', process.execPath, 'dist/cli/queuelab.js', ...sweep, '--workers', String(workers)],
    { encoding: 'utf8', maxBuffer: 1e9 },
  );
  const wall = (performance.now() - start) / 1000;
  if (status !== 0) throw new Error(`the sweep ended with ${String(status)}: ${stderr}`);
  const children = stderr.trim().split('\n').at(-1)!;
  const processor = [...children.matchAll(/(\d+)m([\d.]+)s/g)].reduce((sum, [, minutes, seconds]) => sum + Number(minutes) * 60 + Number(seconds), 0);
  return { wall, processor, bytes: stdout };
}

const counts = Array.from({ length: most }, (_, index) => index + 1);
const rounds: Measured[][] = [];
const load = loadavg()[0].toFixed(1);
process.stdout.write(`load of the machine at the start: ${load}\n`);
for (let round = 0; round < Number(values.rounds); round++) {
  rounds.push(counts.map(measure));
  const [one, ...others] = rounds[round];
  const line = counts.map(
    (workers, index) => `${workers}: ${rounds[round][index].wall.toFixed(2)} s, ${rounds[round][index].processor.toFixed(2)} s of processor`,
  );
  const isSame = others.every(({ bytes }) => bytes === one.bytes);
  process.stdout.write(`${line.join('   ')}   ${isSame ? 'the same bytes' : 'OTHER BYTES'}\n`);
  if (!isSame) process.exitCode = 1;
}
const median = (numbers: readonly number[]): number => [...numbers].sort((left, right) => left - right)[numbers.length >> 1];
for (const [index, workers] of counts.entries()) {
  if (index === 0) continue;
  const gain = median(rounds.map((round) => round[0].wall / round[index].wall)).toFixed(2);
  const cost = median(rounds.map((round) => round[index].processor / round[0].processor)).toFixed(2);
  process.stdout.write(`${workers} workers: ${gain} times as fast (median of ${rounds.length} rounds), for ${cost} times the processor time\n`);
  const [one, many] = [0, index].map((of) => median(rounds.map((round) => round[of].wall)).toFixed(2));
  const cells = [values.duration, rounds.length, load, workers, `${one} s`, `${many} s`, gain, cost];
  if (process.exitCode === undefined) appendFileSync(new URL('results/workers.md', import.meta.url), `| ${cells.join(' | ')} |\n`);
}
