import type { BlockingServers } from './blocking-servers.js';
import type { Servers } from './servers.js';

/** Where and when nothing can move any more. */
export interface Deadlock {
  readonly time: number;
  readonly servers: ReadonlySet<Servers>;
}

/**
 * Looks for deadlock whenever a job has to wait at a door: a set of stations all of whose servers are kept for jobs that wait at
 * doors within the set. The largest such set is found by leaving out, again and again, every station that can still move.
 */
export class BlockingWatch {
  /** The first; null: none so far. */
  deadlock: Deadlock | null = null;
  private readonly stations: BlockingServers[] = [];

  add(station: BlockingServers): void {
    this.stations.push(station);
  }

  look(time: number): void {
    if (this.deadlock !== null) return;
    let stuck = new Set<Servers>(this.stations);
    for (;;) {
      const kept = new Map<Servers, number>();
      for (const station of this.stations) {
        if (!stuck.has(station)) continue;
        for (const keeper of station.keepers()) kept.set(keeper, (kept.get(keeper) ?? 0) + 1);
      }
      const still = new Set([...stuck].filter((servers) => (kept.get(servers) ?? 0) >= (servers as BlockingServers).count));
      if (still.size === stuck.size) break;
      stuck = still;
    }
    if (stuck.size > 0) this.deadlock = { time, servers: stuck };
  }
}
