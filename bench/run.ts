/**
 * How fast the engine is, next to a program that does nothing but the same queueing model (bench/limit/), and whether both are right.
 *
 *   npm run bench                 three interleaved rounds, some minutes
 *   npm run bench -- --rounds 1
 *
 * Each measurement is a process of its own; rounds are interleaved, because a shared machine is not equally fast all the time: ratios hold, absolute values do
 * not. Events are 2 × visits to stations for both programs. Writes bench/results/VERSION.json, which is kept.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join, resolve } from 'node:path';
import { performance } from 'node:perf_hooks';

const root = resolve(import.meta.dirname, '..');
const option = process.argv.indexOf('--rounds');
const rounds = option < 0 ? 3 : Number(process.argv[option + 1]);
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };

interface Measurement {
  readonly events: number;
  readonly wall: number;
  /** Mean time in the system, s. */
  readonly check: number;
}

/** Mean time in the system by theory, s; null where there is no formula. */
const models = [
  { name: 'mm1', title: 'M/M/1, load .9', workload: 'jobs', limit: 'mm1', customers: 9_000_000, theory: 10 },
  { name: 'mm16', title: 'M/M/16, load .9', workload: 'jobs', limit: 'mm16', customers: 10_000_000, theory: 1.3703 },
  { name: 'jackson', title: 'Jackson, 5 stations', workload: 'jobs', limit: 'jackson', customers: 2_400_000, theory: 14.8333 },
  // Not a model of the limit program: its events a second are set against the limit's M/M/1.
  { name: 'microservices', title: 'four services and a database', workload: 'visits', limit: null, customers: 0, theory: null },
] as const;
const holds = [100, 10_000, 1_000_000];

const measured = new Map<string, Measurement[]>();
for (let round = 1; round <= rounds; round++) {
  for (const { name, limit, workload, customers } of models) {
    if (limit !== null) keep(`limit ${name}`, measure('bench/limit/limit.ts', limit, String(customers), String(round)));
    keep(`engine ${name}`, measure('bench/engine.ts', `bench/models/${name}.yaml`, workload));
  }
  for (const pending of holds) {
    keep(`limit hold-${pending}`, measure('bench/limit/limit.ts', 'hold', '3000000', String(pending)));
    keep(`engine hold-${pending}`, measure('bench/calendar.ts', '3000000', String(pending)));
  }
  process.stderr.write(`round ${round} of ${rounds}\n`);
}

execFileSync('npm', ['run', 'build', '--silent'], { cwd: root, stdio: 'inherit' });
const startUp = {
  'ties, one replication': median(times(5, () => command('run', 'basics/ties', '--quiet'))),
  'one-server, 20 replications': median(times(5, () => command('run', 'basics/one-server', '--quiet'))),
};
/** 5·10⁷ events: 2.5·10⁷ jobs of M/M/1. */
const memory = command('run', 'bench/models/mm1.yaml', '--set', 'run.duration=27778000s', '--set', 'run.warmup=277780s', '--quiet').megabytes;

const speeds = models.map(({ name, title, limit, theory }) => {
  const engine = rates(`engine ${name}`);
  const against = rates(`limit ${limit === null ? 'mm1' : name}`);
  return {
    model: title,
    limitMillionEvents: limit === null ? null : median(against) / 1e6,
    engineMillionEvents: median(engine) / 1e6,
    ratio: median(engine.map((rate, index) => rate / against[index])),
    theory,
    limitMean: limit === null ? null : mean(measured.get(`limit ${name}`)!.map(({ check }) => check)),
    engineMean: mean(measured.get(`engine ${name}`)!.map(({ check }) => check)),
  };
});
const calendars = holds.map((pending) => ({
  pending,
  limitMillionHolds: median(rates(`limit hold-${pending}`)) / 1e6,
  engineMillionHolds: median(rates(`engine hold-${pending}`)) / 1e6,
  ratio: median(rates(`engine hold-${pending}`).map((rate, index) => rate / rates(`limit hold-${pending}`)[index])),
}));

print();
const report = {
  version,
  node: process.version,
  processor: cpus()[0]?.model ?? 'unknown',
  rounds,
  speeds: speeds.map((row) => rounded(row)),
  calendars: calendars.map((row) => rounded(row)),
  startUpSeconds: Object.fromEntries(Object.entries(startUp).map(([name, seconds]) => [name, round(seconds)])),
  megabytesFor5e7Events: Math.round(memory),
};
mkdirSync(join(root, 'bench/results'), { recursive: true });
writeFileSync(join(root, `bench/results/${version}.json`), `${JSON.stringify(report, null, 2)}\n`);

function print(): void {
  const line = (...cells: readonly string[]): void => console.log(cells.map((cell, index) => (index === 0 ? cell.padEnd(30) : cell.padStart(12))).join(''));
  line('million events a second', 'limit', 'queuelab', 'ratio', 'theory s', 'limit s', 'queuelab s');
  for (const row of speeds)
    line(
      row.model,
      show(row.limitMillionEvents),
      show(row.engineMillionEvents),
      show(row.ratio),
      show(row.theory, 3),
      show(row.limitMean, 3),
      show(row.engineMean, 3),
    );
  console.log('The last ratio is to the M/M/1 of the limit.\n');
  line('calendar alone, million holds', 'limit', 'queuelab', 'ratio');
  for (const row of calendars) line(`${row.pending.toLocaleString('en')} pending`, show(row.limitMillionHolds), show(row.engineMillionHolds), show(row.ratio));
  console.log('');
  for (const [name, seconds] of Object.entries(startUp)) line(`queuelab run ${name}`, `${seconds.toFixed(2)} s`);
  line('5·10⁷ events, most memory', `${memory.toFixed(0)} MB`);
}

function measure(program: string, ...words: readonly string[]): Measurement {
  const output = execFileSync(process.execPath, ['--import', 'tsx', program, ...words], { cwd: root, encoding: 'utf8' });
  return JSON.parse(output) as Measurement;
}

/** The command as users run it; wall seconds from the prompt to the answer, and the most memory that it held. Objectives may fail: codes 3 and 4 are answers. */
function command(...words: readonly string[]): { readonly seconds: number; readonly megabytes: number } {
  const tellMemory = 'data:text/javascript,process.on("exit",()=>process.stderr.write("\\nmaxRSS "+process.resourceUsage().maxRSS+"\\n"))';
  const start = performance.now();
  let talk: string;
  try {
    talk = execFileSync('bash', ['-c', '"$@" 2>&1 >/dev/null', 'bash', process.execPath, '--import', tellMemory, 'dist/bin/queuelab.js', ...words], {
      cwd: root,
      encoding: 'utf8',
    });
  } catch (error) {
    const { status, stdout } = error as { status: number; stdout: string };
    if (status !== 3 && status !== 4) throw error;
    talk = stdout;
  }
  const seconds = (performance.now() - start) / 1e3;
  const kilobytes = Number(/maxRSS (\d+)/.exec(talk)![1]);
  return { seconds, megabytes: kilobytes / 1024 };
}

function keep(name: string, measurement: Measurement): void {
  measured.set(name, [...(measured.get(name) ?? []), measurement]);
}

/** Events a second, by round. */
function rates(name: string): number[] {
  return measured.get(name)!.map(({ events, wall }) => events / wall);
}

function times(count: number, run: () => { readonly seconds: number }): number[] {
  return Array.from({ length: count }, () => run().seconds);
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return (sorted[Math.floor((sorted.length - 1) / 2)] + sorted[Math.ceil((sorted.length - 1) / 2)]) / 2;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function show(value: number | null, digits = 2): string {
  return value === null ? '–' : value.toFixed(digits);
}

function round(value: number): number {
  return Number(value.toPrecision(4));
}

function rounded(row: Readonly<Record<string, string | number | null>>): Record<string, string | number | null> {
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, typeof value === 'number' ? round(value) : value]));
}
