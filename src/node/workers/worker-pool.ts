import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { serialize } from 'node:v8';
import { Piscina } from 'piscina';
import type { Replication, ReplicationPlan } from '../../experiment/observation/replication.js';
import { type Runner, RunnerFailure } from '../../experiment/runner.js';
import type { Scenario } from '../../scenario/scenario.js';
import { replicationOfBytes } from '../replication-bytes.js';
import { isFromSources } from './from-sources.js';
import type { Task } from './task.js';

/** Milliseconds between two looks at how far a replication is, and whether it shall go on. */
const LOOK_EACH = 100;

export interface WorkerPoolOptions {
  /** Threads; they start with the first tasks. */
  readonly workers: number;
  /** MiB that each thread may use for its objects; without it, what Node gives a process. */
  readonly memory?: number;
}

/** Replications over worker threads. Close it at the end: threads keep the process alive. */
export class WorkerPool implements Runner {
  readonly width: number;
  private readonly pool: Piscina;
  private readonly sent = new WeakMap<Scenario, Pick<Task, 'id' | 'scenario'>>();
  private scenarios = 0;

  constructor({ workers, memory }: WorkerPoolOptions) {
    this.width = workers;
    this.pool = new Piscina({
      ...program(),
      minThreads: 0,
      maxThreads: workers,
      idleTimeout: 60_000,
      ...(memory === undefined ? {} : { resourceLimits: { maxOldGenerationSizeMb: memory } }),
    });
  }

  async replicate(scenario: Scenario, { number, warmup, inBatches, goOn }: ReplicationPlan): Promise<Replication | null> {
    const told = new Float64Array(new SharedArrayBuffer(16));
    const stop = new AbortController();
    const look = setInterval(() => {
      void goOn(told[0], told[1]).then((isGoing) => {
        if (!isGoing) stop.abort();
      });
    }, LOOK_EACH);
    const task: Task = { ...this.shared(scenario), number, warmup, inBatches, told: told.buffer };
    try {
      return replicationOfBytes((await this.pool.run(task, { signal: stop.signal })) as Uint8Array);
    } catch (error) {
      if (stop.signal.aborted) return null;
      throw whyItFailed(error, number);
    } finally {
      clearInterval(look);
    }
  }

  async close(): Promise<void> {
    await this.pool.destroy();
  }

  /** A scenario, with its traces and graphs, is serialised once and never copied for a task. */
  private shared(scenario: Scenario): Pick<Task, 'id' | 'scenario'> {
    const present = this.sent.get(scenario);
    if (present !== undefined) return present;
    const bytes = serialize(scenario);
    const memory = new SharedArrayBuffer(bytes.length);
    new Uint8Array(memory).set(bytes);
    const made = { id: this.scenarios++, scenario: memory };
    this.sent.set(scenario, made);
    return made;
  }
}

/** The worker's file: beside this one, compiled or bundled; from the sources, with what compiles them. */
function program(): { readonly filename: string; readonly execArgv?: string[] } {
  const filename = fileURLToPath(new URL(isFromSources ? './worker.ts' : './worker.js', import.meta.url));
  if (!isFromSources) return { filename };
  const compiler = createRequire(import.meta.url).resolve('tsx');
  return { filename, execArgv: ['--import', pathToFileURL(compiler).href] };
}

/** A thread that broke down is told to people; a mistake in here stays what it is. */
function whyItFailed(error: unknown, number: number): unknown {
  const { code, message } = error as NodeJS.ErrnoException;
  const which = `a worker thread broke down in replication ${number + 1}`;
  if (code === 'ERR_WORKER_OUT_OF_MEMORY')
    return new RunnerFailure(`${which}: its memory is full. Fewer at once need less: --workers 1; or give Node more: NODE_OPTIONS=--max-old-space-size=8192`);
  if (code === 'ERR_WORKER_INIT_FAILED' || /^(worker exited|The worker)/i.test(message))
    return new RunnerFailure(`${which}: ${message}. Without threads: --workers 1`);
  return error;
}
