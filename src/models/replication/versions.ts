/** A write that some replica lacks yet. */
interface Write {
  readonly version: number;
  /** Item of the key whose holders read what they wrote; -1: nobody asks. */
  readonly writer: number;
  /** Seconds when it was committed; -1: not yet. */
  committed: number;
}

/** Item with writes on their way: these in the order of their versions, and the newest version that each replica has. */
interface Pending {
  readonly writes: Write[];
  readonly applied: Float64Array;
}

/**
 * Which versions of which items the replicas lack. Versions are numbered by the primary, over all items. The last write of an item wins: a replica that has a
 * version has all before it. An item that all replicas have wholly is forgotten, so that memory holds what is on its way and not what there is.
 */
export class Versions {
  private readonly items = new Map<number, Pending>();
  private last = 0;

  constructor(private readonly replicas: number) {}

  /** Items with writes on their way. */
  get pendingItems(): number {
    return this.items.size;
  }

  /** The primary has a new version of the item. @returns its number */
  write(item: number, writer: number): number {
    const version = ++this.last;
    let pending = this.items.get(item);
    if (pending === undefined) {
      // Every replica has what was written before: else the item would not have been forgotten.
      pending = { writes: [], applied: new Float64Array(this.replicas).fill(version - 1) };
      this.items.set(item, pending);
    }
    pending.writes.push({ version, writer, committed: -1 });
    return version;
  }

  /** The write counts from now on: whoever reads later should see it. */
  commit(item: number, version: number, now: number): void {
    const write = this.items.get(item)?.writes.find((one) => one.version === version);
    if (write !== undefined) write.committed = now;
  }

  /** A replica has got the version. */
  apply(item: number, replica: number, version: number): void {
    const pending = this.items.get(item);
    if (pending === undefined || pending.applied[replica] >= version) return;
    pending.applied[replica] = version;
    let everywhere = version;
    for (const one of pending.applied) everywhere = Math.min(everywhere, one);
    let known = 0;
    while (known < pending.writes.length && pending.writes[known].version <= everywhere) known++;
    if (known === pending.writes.length) this.items.delete(item);
    else if (known > 0) pending.writes.splice(0, known);
  }

  /** The newest committed version of the item that a replica may lack; 0: all have all. */
  newestCommitted(item: number): number {
    const writes = this.items.get(item)?.writes ?? [];
    for (let index = writes.length - 1; index >= 0; index--) if (writes[index].committed >= 0) return writes[index].version;
    return 0;
  }

  has(item: number, replica: number, version: number): boolean {
    const pending = this.items.get(item);
    return pending === undefined || pending.applied[replica] >= version;
  }

  /** Seconds when the first write was committed that the replica lacks, of those up to a version; programmer's duty: it lacks that version. */
  lackedSince(item: number, replica: number, version: number): number {
    const { writes, applied } = this.items.get(item)!;
    let first = Infinity;
    for (const write of writes) {
      if (write.version > version) break;
      if (write.version > applied[replica] && write.committed >= 0) first = Math.min(first, write.committed);
    }
    return first;
  }

  /** The replica lacks a committed write of this writer. */
  lacksOf(item: number, replica: number, writer: number): boolean {
    const pending = this.items.get(item);
    if (pending === undefined) return false;
    return pending.writes.some((write) => write.writer === writer && write.committed >= 0 && write.version > pending.applied[replica]);
  }
}
