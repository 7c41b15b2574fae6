/**
 * How fast the engine is, next to a program that does nothing but the same queueing model (bench/limit/) and to other people's libraries (bench/peers/),
 * and whether all of them are right.
 *
 *   npm run bench                 three interleaved rounds, some minutes
 *   npm run bench -- --rounds 1
 *   npm run bench -- --quick      one short round of the models alone, under a minute; keeps nothing
 *
 * Each measurement is a process of its own; rounds are interleaved, because a shared machine is not equally fast all the time: ratios hold, absolute values do
 * not. Rates are by processor time, for the same reason. Events are 2 × visits to stations for all programs. Writes bench/results/VERSION.json and the table
 * of docs/performance.md, which are kept.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { commandCost } from './command-cost.js';
import { models } from './models.js';
import { measure, programs, root, typescript, type Measurement } from './programs.js';
import { speedTable, type Speed } from './table.js';

const { values: options } = parseArgs({ options: { rounds: { type: 'string' }, quick: { type: 'boolean', default: false } } });
const rounds = Number(options.rounds ?? (options.quick ? 1 : 3));
if (!Number.isInteger(rounds) || rounds < 1) throw new Error('--rounds: a whole number, at least 1');
const share = options.quick ? 0.2 : 1;
const holds = options.quick ? [] : [100, 10_000, 1_000_000];
const holdOperations = '3000000';

// Measured is what is shipped.
execFileSync('npm', ['run', 'build', '--silent'], { cwd: root, stdio: 'inherit' });

const measured = new Map<string, Measurement[]>();
for (let round = 1; round <= rounds; round++) {
  for (const model of models) {
    for (const { name, version, command } of programs) {
      const words = command(model, share, round);
      if (version !== null && words !== null) keep(`${name} ${model.name}`, measure(words));
    }
  }
  for (const pending of holds) {
    keep(`limit hold-${pending}`, measure([...typescript('bench/limit/limit.ts'), 'hold', holdOperations, String(pending)]));
    keep(`queuelab hold-${pending}`, measure([...typescript('bench/calendar.ts'), holdOperations, String(pending)]));
  }
  process.stderr.write(`round ${round} of ${rounds}\n`);
}

const speeds = models.flatMap((model) =>
  programs
    .filter(({ command }) => command(model, share, 1) !== null)
    .map(({ name }): Speed => {
      const runs = measured.get(`${name} ${model.name}`);
      const { title, theory } = model;
      if (runs === undefined) return { model: title, program: name, millionEvents: null, ratio: null, mean: null, theory };
      const limit = rates(measured.has(`limit ${model.name}`) ? `limit ${model.name}` : 'limit mm1');
      return {
        model: title,
        program: name,
        millionEvents: round4(median(rates(`${name} ${model.name}`)) / 1e6),
        ratio: round4(median(rates(`${name} ${model.name}`).map((rate, index) => rate / limit[index]))),
        mean: round4(mean(runs.map(({ check }) => check))),
        theory,
      };
    }),
);
console.log(`${speedTable(speeds)}\n`);
for (const { name, version, source } of programs) if (version === null) console.log(`${name} is absent: ${source}`);
if (options.quick) console.log('Short runs: the means are rough, and what a start costs counts.');
else keepAll();

/** The calendar alone, start-up and memory; prints them, and writes everything. */
function keepAll(): void {
  const line = (...cells: readonly string[]): void => console.log(cells.map((cell, index) => (index === 0 ? cell.padEnd(44) : cell.padStart(10))).join(''));
  const calendars = holds.map((pending) => {
    const limit = rates(`limit hold-${pending}`);
    const engine = rates(`queuelab hold-${pending}`);
    return {
      pending,
      limitMillionHolds: round4(median(limit) / 1e6),
      engineMillionHolds: round4(median(engine) / 1e6),
      ratio: round4(median(engine.map((rate, index) => rate / limit[index]))),
    };
  });
  line('calendar alone, million holds a second', 'limit', 'queuelab', 'ratio');
  for (const { pending, limitMillionHolds, engineMillionHolds, ratio } of calendars)
    line(`${pending.toLocaleString('en')} pending`, limitMillionHolds.toFixed(2), engineMillionHolds.toFixed(2), ratio.toFixed(2));
  console.log('');

  const startUpSeconds = {
    'ties, one replication': startUp('basics/ties'),
    'one-server, 20 replications': startUp('basics/one-server'),
  };
  // 2.5·10⁷ jobs of M/M/1, two events each.
  const { megabytes } = commandCost('run', 'bench/models/mm1.yaml', '--set', 'run.duration=27778000s', '--set', 'run.warmup=277780s', '--quiet');
  for (const [name, seconds] of Object.entries(startUpSeconds)) line(`queuelab run ${name}`, `${seconds.toFixed(2)} s`);
  line('5·10⁷ events, most memory', `${megabytes.toFixed(0)} MB`);

  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  const report = {
    version,
    node: process.version,
    processor: cpus()[0]?.model ?? 'unknown',
    rounds,
    programs: Object.fromEntries(programs.map((program) => [program.name, program.version])),
    speeds,
    calendars,
    startUpSeconds,
    megabytesFor5e7Events: Math.round(megabytes),
    measurements: Object.fromEntries(measured),
  };
  mkdirSync(join(root, 'bench/results'), { recursive: true });
  writeFileSync(join(root, `bench/results/${version}.json`), `${JSON.stringify(report, null, 2)}\n`);
  const page = join(root, 'docs/performance.md');
  writeFileSync(
    page,
    readFileSync(page, 'utf8').replace(/\| model [^]*? \|\n(?!\|)/, () => `${speedTable(speeds)}\n`),
  );
}

/** Seconds from the prompt to the answer, median of five. */
function startUp(scenario: string): number {
  return round4(median(Array.from({ length: 5 }, () => commandCost('run', scenario, '--quiet').seconds)));
}

function keep(name: string, { events, wall, cpu, check }: Measurement): void {
  measured.set(name, [...(measured.get(name) ?? []), { events, wall: round4(wall), cpu: round4(cpu), check }]);
}

/** Events a second of processor time, by round. */
function rates(name: string): number[] {
  return measured.get(name)!.map(({ events, cpu }) => events / cpu);
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return (sorted[Math.floor((sorted.length - 1) / 2)] + sorted[Math.ceil((sorted.length - 1) / 2)]) / 2;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function round4(value: number): number {
  return Number(value.toPrecision(4));
}
