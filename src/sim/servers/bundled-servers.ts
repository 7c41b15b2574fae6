import type { Bundle } from '../steps/bundle.js';
import { WaitingMembers } from '../steps/waiting-members.js';
import type { Job } from '../job.js';
import type { Station } from '../station.js';
import { FifoServers } from './fifo-servers.js';

/**
 * First come, first served, with room for everybody, where members of an `each` wait as one entry with a count: such a member is made a job when it gets
 * a server. Whoever comes after the bundle stands behind the whole entry, as it would behind its last member, so the order of service is the same.
 */
export class BundledServers extends FifoServers {
  /** A member of a bundle comes: a server at once, or one more in the entry of its bundle. */
  acquireMember(bundle: Bundle, index: number, station: Station): void {
    const { engine } = this;
    const now = engine.calendar.now;
    const cell = station.cells[bundle.operation];
    if (this.free > 0) {
      this.free--;
      cell.busy.add(now, 1);
      engine.ready(bundle.begin(index, station, now));
      return;
    }
    // All members come in one go: where one of them is in line, it is the last.
    if (this.last === null || this.last.reply !== bundle) this.join(new WaitingMembers(bundle, station, now));
    (this.last as WaitingMembers).add(index);
    if (++this.queued > this.queuedMax) this.queuedMax = this.queued;
    cell.queue.add(now, 1);
  }

  override release(job: Job): void {
    const entry = this.first;
    if (!(entry instanceof WaitingMembers)) {
      super.release(job);
      return;
    }
    const now = this.engine.calendar.now;
    const next = entry.take(now);
    if (entry.left === 0) {
      this.first = entry.behind;
      if (this.first === null) this.last = null;
    }
    this.queued--;
    const cell = next.cell!;
    cell.queue.add(now, -1);
    if (cell !== job.cell) {
      job.cell!.busy.add(now, -1);
      cell.busy.add(now, 1);
    }
    this.engine.ready(next);
  }

  private join(entry: WaitingMembers): void {
    if (this.last === null) this.first = entry;
    else this.last.behind = entry;
    this.last = entry;
  }
}
