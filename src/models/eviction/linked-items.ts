/**
 * Items in a doubly linked list over typed arrays, with an index from item to place. Front is the newest.
 * Place 0 is the sentinel: next of it is the front, previous of it the back.
 */
export class LinkedItems {
  private readonly places = new Map<number, number>();
  private items = new Float64Array(64);
  private sizes = new Float64Array(64);
  private previous = new Int32Array(64);
  private following = new Int32Array(64);
  private free: number[] = [];
  private made = 1;

  get count(): number {
    return this.places.size;
  }

  /** The place of an item, or -1. */
  find(item: number): number {
    return this.places.get(item) ?? -1;
  }

  itemAt(place: number): number {
    return this.items[place];
  }

  addFront(item: number, size: number): void {
    const place = this.free.pop() ?? this.made++;
    if (place === this.items.length) this.grow();
    this.items[place] = item;
    this.sizes[place] = size;
    this.places.set(item, place);
    this.linkFront(place);
  }

  moveToFront(place: number): void {
    this.unlink(place);
    this.linkFront(place);
  }

  /** Takes a place out; returns the size of its item. */
  remove(place: number): number {
    this.unlink(place);
    this.places.delete(this.items[place]);
    this.free.push(place);
    return this.sizes[place];
  }

  /** The place at the back; programmer's duty: only while count > 0. */
  back(): number {
    return this.previous[0];
  }

  private linkFront(place: number): void {
    const front = this.following[0];
    this.following[place] = front;
    this.previous[place] = 0;
    this.previous[front] = place;
    this.following[0] = place;
  }

  private unlink(place: number): void {
    const before = this.previous[place];
    const after = this.following[place];
    this.following[before] = after;
    this.previous[after] = before;
  }

  private grow(): void {
    const capacity = this.items.length * 2;
    this.items = copied(new Float64Array(capacity), this.items);
    this.sizes = copied(new Float64Array(capacity), this.sizes);
    this.previous = copied(new Int32Array(capacity), this.previous);
    this.following = copied(new Int32Array(capacity), this.following);
  }
}

function copied<Numbers extends Float64Array | Int32Array>(target: Numbers, source: Numbers): Numbers {
  target.set(source);
  return target;
}
