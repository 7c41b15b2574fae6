import type { Replication } from './observation/replication.js';
import { inThisThread } from './runner.js';
import type { StudyOptions } from './study.js';
import type { Scenario } from '../scenario/scenario.js';

export interface ReplicationsAsked {
  /** Numbers `from` … `to - 1`. */
  readonly from: number;
  readonly to: number;
  /** Seconds. */
  readonly warmup: number;
  readonly inBatches: boolean;
  /** Told after each slice of work: replications finished, parts of those under way counted in, and their events. */
  readonly progress: (done: number, events: number) => void;
}

interface Underway {
  events: number;
  share: number;
}

/**
 * Replications in the order of their numbers, several at once where the runner is wide: what comes out does not depend on how many, nor on which ends first.
 * Where it is stopped they are those from the first on that are finished without a gap.
 */
export async function makeReplications(scenario: Scenario, asked: ReplicationsAsked, options: Omit<StudyOptions, 'sha256'>): Promise<readonly Replication[]> {
  const { from, to, warmup, inBatches, progress } = asked;
  const runner = options.runner ?? inThisThread;
  const finished = new Array<Replication | null>(to - from).fill(null);
  const underway = new Map<number, Underway>();
  const running = new Set<Promise<void>>();
  let next = from;
  let done = 0;
  let events = 0;
  const failures: unknown[] = [];

  const tell = (): void => {
    let parts = 0;
    let eventsThere = events;
    for (const one of underway.values()) {
      parts += one.share;
      eventsThere += one.events;
    }
    progress(done + parts, eventsThere);
  };
  const make = async (number: number): Promise<void> => {
    const state: Underway = { events: 0, share: 0 };
    underway.set(number, state);
    const goOn = async (eventsHere: number, share: number): Promise<boolean> => {
      state.events = eventsHere;
      state.share = share;
      tell();
      await options.pause?.();
      fill();
      return failures.length === 0 && options.stop?.() !== 'now';
    };
    try {
      const replication = await runner.replicate(scenario, { number, warmup, inBatches, goOn });
      finished[number - from] = replication;
      if (replication !== null) {
        done++;
        events += replication.events;
      }
    } catch (error) {
      failures.push(error);
    }
    underway.delete(number);
    tell();
    fill();
  };
  const fill = (): void => {
    while (underway.size < runner.width && next < to && failures.length === 0 && (options.stop?.() ?? 'no') === 'no') {
      const one: Promise<void> = make(next++).finally(() => running.delete(one));
      running.add(one);
    }
  };

  fill();
  while (running.size > 0) await Promise.race(running);
  if (failures.length > 0) throw failures[0];
  const gap = finished.indexOf(null);
  return finished.slice(0, gap < 0 ? undefined : gap) as Replication[];
}
