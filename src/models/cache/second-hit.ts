/**
 * Which items are worth storing: those that were missed before. The last `room` items that were missed are remembered, first in, first out, each with whether
 * it was missed again; a fetched item is admitted if it was (cache on second hit: Maggs & Sitaraman, Algorithmic Nuggets in Content Delivery, 2015). They
 * remember in a Bloom filter that is emptied now and then; here the memory is exact and of a stated size.
 */
export class SecondHit {
  /** Item → place among the remembered. */
  private readonly places = new Map<number, number>();
  private readonly again = new Set<number>();
  private readonly items: Float64Array;
  private next = 0;

  constructor(room: number) {
    this.items = new Float64Array(room).fill(NaN);
  }

  get count(): number {
    return this.places.size;
  }

  missed(item: number): void {
    if (this.places.has(item)) {
      this.again.add(item);
      return;
    }
    const oldest = this.items[this.next];
    // A place whose item was forgotten, and perhaps remembered anew elsewhere, is free.
    if (this.places.get(oldest) === this.next) this.forget(oldest);
    this.items[this.next] = item;
    this.places.set(item, this.next);
    this.next = this.next + 1 === this.items.length ? 0 : this.next + 1;
  }

  /** true if the item was missed twice; then it is forgotten. */
  admits(item: number): boolean {
    const isAdmitted = this.again.has(item);
    if (isAdmitted) this.forget(item);
    return isAdmitted;
  }

  private forget(item: number): void {
    this.places.delete(item);
    this.again.delete(item);
  }
}
