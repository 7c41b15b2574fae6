import { createHash } from 'node:crypto';
import type { Replication, ReplicationPlan } from '../../experiment/observation/replication.js';
import type { Runner } from '../../experiment/runner.js';
import { version } from '../../experiment/version.js';
import type { Scenario } from '../../scenario/scenario.js';
import type { KeptFolder } from './kept-folder.js';
import { programDigest } from './program-digest.js';

/**
 * Takes replications from a folder where they are kept; what is missing is made by another runner and kept. So whoever is killed goes on where it
 * was, whatever it does with the replications.
 */
export class KeepingRunner implements Runner {
  private readonly digests = new WeakMap<Scenario, string>();
  private readonly program = programDigest();

  constructor(
    private readonly makes: Runner,
    private readonly folder: KeptFolder,
  ) {}

  get width(): number {
    return this.makes.width;
  }

  async replicate(scenario: Scenario, plan: ReplicationPlan): Promise<Replication | null> {
    const key = this.keyOf(scenario, plan);
    const kept = await this.folder.read(key);
    if (kept !== null) return (await plan.goOn(kept.events, 1)) ? kept : null;
    const made = await this.makes.replicate(scenario, plan);
    if (made !== null) await this.folder.write(key, made);
    return made;
  }

  /** All that a replication depends on, and nothing that it does not. */
  private keyOf(scenario: Scenario, { number, warmup, inBatches }: ReplicationPlan): string {
    const parts = [version, this.program, this.digestOf(scenario), scenario.seed, number, warmup, inBatches];
    return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
  }

  /**
   * Of the checked scenario, not of its text: the rows of its traces are in it, and what a study changed since (twice the duration).
   * Words, and what is asked of all replications together, are not.
   */
  private digestOf(scenario: Scenario): string {
    let digest = this.digests.get(scenario);
    if (digest === undefined) {
      const run = { ...scenario.run, replications: 0 };
      const steers = { ...scenario, title: '', question: null, lesson: null, file: '', resolved: null, asked: [], vary: [], run };
      digest = createHash('sha256').update(JSON.stringify(steers, asText)).digest('hex');
      this.digests.set(scenario, digest);
    }
    return digest;
  }
}

/** For JSON, which has no maps, no typed arrays and no Infinity. V8's own serialisation is no digest's business: equal numbers have several forms there. */
function asText(_key: string, value: unknown): unknown {
  if (value instanceof Map) return { map: Array.from(value) };
  if (ArrayBuffer.isView(value))
    return {
      digest: createHash('sha256')
        .update(new Uint8Array(value.buffer, value.byteOffset, value.byteLength))
        .digest('hex'),
    };
  return typeof value === 'number' && !Number.isFinite(value) ? String(value) : value;
}
