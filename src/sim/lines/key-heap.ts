/**
 * Items ordered by a number that each has while it is in: a binary heap on (number, order). The order tells equals apart.
 */
export class KeyHeap<Item> {
  private readonly items: Item[] = [];
  private readonly keys: number[] = [];
  private readonly orders: number[] = [];

  get length(): number {
    return this.items.length;
  }

  push(key: number, order: number, item: Item): void {
    this.rise(this.items.length, item, key, order);
  }

  /** The number of the next; programmer's duty: only while length > 0. */
  leastKey(): number {
    return this.keys[0];
  }

  peek(): Item {
    return this.items[0];
  }

  pop(): Item {
    return this.removeAt(0);
  }

  /** Linear in the length: leaving out of turn is rarer than being served. */
  remove(item: Item): void {
    const index = this.items.indexOf(item);
    if (index < 0) throw new Error('it is not in here');
    this.removeAt(index);
  }

  clear(): void {
    this.items.length = 0;
    this.keys.length = 0;
    this.orders.length = 0;
  }

  forEach(visit: (item: Item) => void): void {
    this.items.forEach(visit);
  }

  forEachKey(visit: (key: number) => void): void {
    this.keys.forEach(visit);
  }

  private removeAt(index: number): Item {
    const item = this.items[index];
    const last = this.items.pop()!;
    const key = this.keys.pop()!;
    const order = this.orders.pop()!;
    if (index < this.items.length) this.sink(index, last, key, order);
    return item;
  }

  /** Moves an item up from a free place; `sink` comes here for one that may have to rise. */
  private rise(from: number, item: Item, key: number, order: number): void {
    let index = from;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      if (this.isBefore(parent, key, order)) break;
      this.copy(parent, index);
      index = parent;
    }
    this.put(index, item, key, order);
  }

  private sink(from: number, item: Item, key: number, order: number): void {
    let index = from;
    for (;;) {
      let child = 2 * index + 1;
      if (child >= this.items.length) break;
      if (child + 1 < this.items.length && !this.isBefore(child, this.keys[child + 1], this.orders[child + 1])) child++;
      if (!this.isBefore(child, key, order)) break;
      this.copy(child, index);
      index = child;
    }
    this.rise(index, item, key, order);
  }

  private isBefore(index: number, key: number, order: number): boolean {
    return this.keys[index] < key || (this.keys[index] === key && this.orders[index] < order);
  }

  private copy(from: number, to: number): void {
    this.put(to, this.items[from], this.keys[from], this.orders[from]);
  }

  private put(index: number, item: Item, key: number, order: number): void {
    this.items[index] = item;
    this.keys[index] = key;
    this.orders[index] = order;
  }
}
