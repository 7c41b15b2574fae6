/** The programs that `npm run bench` sets side by side. Each measurement is a process of its own that prints one line of JSON. */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Model } from './models.js';

export const root = resolve(import.meta.dirname, '..');

export interface Measurement {
  /** 2 × visits to stations, or calendar operations. */
  readonly events: number;
  /** Seconds on the wall. */
  readonly wall: number;
  /** Seconds of processor time, all threads together. */
  readonly cpu: number;
  /** Mean time in the system, s. */
  readonly check: number;
}

export interface Program {
  readonly name: string;
  /** Null where it is not installed. */
  readonly version: string | null;
  /** How to get it. */
  readonly source: string;
  /** What to run for a model, given a share of its length and a seed; null where the program does not have the model. */
  readonly command: (model: Model, share: number, seed: number) => readonly string[] | null;
}

/** The engine has a seed of its own in each scenario. The limit always runs in full: it is the measure of all others, and done in a second. */
export const programs: readonly Program[] = [
  peer('limit', versionOf('package.json'), 'bench/limit/', [...typescript('bench/limit/limit.ts')], 1),
  {
    name: 'queuelab',
    version: versionOf('package.json'),
    source: 'this',
    command: ({ name, workload, duration }, share) => [
      process.execPath,
      'bench/engine.mjs',
      `bench/models/${name}.yaml`,
      workload,
      ...(share === 1 ? [] : [`${duration * share}s`]),
    ],
  },
  peer('simjs', versionOf('node_modules/simjs/package.json'), 'npm ci', typescript('bench/peers/simjs.ts')),
  peer('SimScript', versionOf('node_modules/simscript/package.json'), 'npm ci', typescript('bench/peers/simscript.ts')),
  simpy(),
];

export function measure(command: readonly string[]): Measurement {
  const [program, ...words] = command;
  return JSON.parse(execFileSync(program, words, { cwd: root, encoding: 'utf8' })) as Measurement;
}

/** The words that run a program of ours. */
export function typescript(path: string): readonly string[] {
  return [process.execPath, '--import', 'tsx', path];
}

function peer(name: string, version: string | null, source: string, words: readonly string[], shareAlways?: number): Program {
  return {
    name,
    version,
    source,
    command: (model, share, seed) =>
      name in model.jobs ? [...words, model.name, String(Math.round(model.jobs[name] * (shareAlways ?? share))), String(seed)] : null,
  };
}

/** SimPy of the first Python that has it: the one on the path, else the system's. */
function simpy(): Program {
  const source = 'apt-get install python3-simpy3';
  for (const python of ['python3', '/usr/bin/python3']) {
    try {
      const version = execFileSync(python, ['-c', 'import simpy; print(simpy.__version__)'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
      return peer('SimPy', version, source, [python, 'bench/peers/simpy.py']);
    } catch {
      // Not this one: no such Python, or one without SimPy.
    }
  }
  return peer('SimPy', null, source, []);
}

function versionOf(packageFile: string): string | null {
  const path = join(root, packageFile);
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as { version: string }).version : null;
}
