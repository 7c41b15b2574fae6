import { ItemIndex } from './item-index.js';

/**
 * Items in doubly linked lists over typed arrays, with an index from item to place: each item is in one of the lists. A list is named by its head, a place
 * that holds no item: next of it is the front, previous of it the back. Place 0 belongs to nobody and means "none".
 */
export class LinkedItems {
  private readonly index = new ItemIndex();
  private items = new Float64Array(64);
  /** Size of the item at a place; of a list at its head: sum of its sizes. */
  private sizes = new Float64Array(64);
  private counts = new Int32Array(64);
  private lists = new Int32Array(64);
  private marks = new Int32Array(64);
  private previous = new Int32Array(64);
  private following = new Int32Array(64);
  /** Free places, linked by `following`. */
  private free = 0;
  private made = 1;

  /** A new list, empty. */
  list(): number {
    const head = this.freePlace();
    this.sizes[head] = 0;
    this.counts[head] = 0;
    this.marks[head] = 0;
    this.previous[head] = head;
    this.following[head] = head;
    return head;
  }

  /** Gives an empty list back. */
  dropList(list: number): void {
    this.release(list);
  }

  /** Sum of the sizes of the items in a list. */
  used(list: number): number {
    return this.sizes[list];
  }

  /** How many items are in a list. */
  count(list: number): number {
    return this.counts[list];
  }

  /** The place of an item, or 0. */
  find(item: number): number {
    return this.index.find(item);
  }

  /** Puts an item that is in no list at the front of one; its mark is 0. Returns its place. */
  add(list: number, item: number, size: number): number {
    const place = this.freePlace();
    this.items[place] = item;
    this.sizes[place] = size;
    this.marks[place] = 0;
    this.index.add(item, place);
    this.enter(place, list);
    return place;
  }

  /** To the front of the list it is in. */
  toFront(place: number): void {
    this.unlink(place);
    this.linkFront(place, this.lists[place]);
  }

  /** To the front of a list, of another than it is in or of the same. */
  move(place: number, list: number): void {
    this.leave(place);
    this.enter(place, list);
  }

  /** Takes an item out. */
  remove(place: number): void {
    this.leave(place);
    this.index.remove(this.items[place]);
    this.release(place);
  }

  /** The newest place of a list; the list itself when it is empty. */
  front(list: number): number {
    return this.following[list];
  }

  /** The oldest place of a list; the list itself when it is empty. */
  back(list: number): number {
    return this.previous[list];
  }

  /** The neighbour towards the front; at the front, the list. */
  before(place: number): number {
    return this.previous[place];
  }

  item(place: number): number {
    return this.items[place];
  }

  size(place: number): number {
    return this.sizes[place];
  }

  /** The list in which an item is. */
  listOf(place: number): number {
    return this.lists[place];
  }

  /** What a policy has noted of an item or a list: a visited bit, uses, a state. Whole, below 2^31. */
  mark(place: number): number {
    return this.marks[place];
  }

  setMark(place: number, mark: number): void {
    this.marks[place] = mark;
  }

  private enter(place: number, list: number): void {
    this.lists[place] = list;
    this.sizes[list] += this.sizes[place];
    this.counts[list]++;
    this.linkFront(place, list);
  }

  private leave(place: number): void {
    const list = this.lists[place];
    this.sizes[list] -= this.sizes[place];
    this.counts[list]--;
    this.unlink(place);
  }

  private linkFront(place: number, list: number): void {
    const front = this.following[list];
    this.following[place] = front;
    this.previous[place] = list;
    this.previous[front] = place;
    this.following[list] = place;
  }

  private unlink(place: number): void {
    const before = this.previous[place];
    const after = this.following[place];
    this.following[before] = after;
    this.previous[after] = before;
  }

  private freePlace(): number {
    const place = this.free;
    if (place !== 0) {
      this.free = this.following[place];
      return place;
    }
    if (this.made === this.items.length) this.grow();
    return this.made++;
  }

  private release(place: number): void {
    this.following[place] = this.free;
    this.free = place;
  }

  private grow(): void {
    const capacity = this.items.length * 2;
    this.items = copied(new Float64Array(capacity), this.items);
    this.sizes = copied(new Float64Array(capacity), this.sizes);
    this.counts = copied(new Int32Array(capacity), this.counts);
    this.lists = copied(new Int32Array(capacity), this.lists);
    this.marks = copied(new Int32Array(capacity), this.marks);
    this.previous = copied(new Int32Array(capacity), this.previous);
    this.following = copied(new Int32Array(capacity), this.following);
  }
}

function copied<Numbers extends Float64Array | Int32Array>(target: Numbers, source: Numbers): Numbers {
  target.set(source);
  return target;
}
