/** Draws the item of one key into a job's keys. */
export class KeyDraw {
  constructor(
    private readonly index: number,
    private readonly items: { sample(): number },
  ) {}

  into(keys: number[]): void {
    keys[this.index] = this.items.sample();
  }
}

/** An item that was never used before: 0, 1, 2, … */
export class NewItems {
  private next = 0;
  sample(): number {
    return this.next++;
  }
}
