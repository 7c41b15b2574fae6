import type { Replication, ReplicationPlan } from '../../experiment/observation/replication.js';
import { inThisThread, type Runner } from '../../experiment/runner.js';
import type { Scenario } from '../../scenario/scenario.js';

/** Milliseconds of simulation in this thread before others are started: they cost about a tenth of a second each, which a small study should not pay. */
const STARTED_AFTER = 500;

interface ClosableRunner extends Runner {
  close(): Promise<void>;
}

/** Begins in this thread, and goes on over workers where it lasts. The replication that is under way then ends where it began. */
export class WideningRunner implements Runner {
  private pool: Promise<ClosableRunner> | null = null;
  private readonly started = performance.now();
  private isWide = false;

  /** @param workers threads to have; 1: all stays in this thread */
  constructor(
    private readonly workers: number,
    private readonly startedAfter = STARTED_AFTER,
  ) {}

  get width(): number {
    return this.isWide ? this.workers : 1;
  }

  async replicate(scenario: Scenario, plan: ReplicationPlan): Promise<Replication | null> {
    if (this.workers === 1) return inThisThread.replicate(scenario, plan);
    this.widen();
    if (this.isWide) return (await this.others()).replicate(scenario, plan);
    return inThisThread.replicate(scenario, {
      ...plan,
      goOn: (events, share) => {
        this.widen();
        return plan.goOn(events, share);
      },
    });
  }

  async close(): Promise<void> {
    await (await this.pool)?.close();
  }

  private widen(): void {
    this.isWide ||= performance.now() - this.started >= this.startedAfter;
  }

  /** The package that runs threads is loaded when it is needed. */
  private others(): Promise<ClosableRunner> {
    this.pool ??= import('./worker-pool.js').then(({ WorkerPool }) => new WorkerPool({ workers: this.workers }));
    return this.pool;
  }
}
