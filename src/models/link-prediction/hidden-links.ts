import { hashOfItem } from '../../sim/placement.js';

/** Which links are held back: each by a hash of its ends, so that nothing is stored and a link that comes during a run has its chance, too. */
export class HiddenLinks {
  private readonly below: number;

  constructor(
    share: number,
    private readonly salt: number,
  ) {
    this.below = share * 2 ** 32;
  }

  has(one: number, other: number): boolean {
    const low = one < other ? one : other;
    const high = one < other ? other : one;
    return hashOfItem(hashOfItem(this.salt ^ low) + high) < this.below;
  }
}
