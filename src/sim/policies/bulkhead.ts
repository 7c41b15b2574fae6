import type { Guard } from './guard.js';

/** At most so many calls in flight, as the caller sees it: one that it gave up is over for it, though the callee may still work on it (M. Nygard, Release It!, 2007). */
export class Bulkhead implements Guard {
  private inFlight = 0;
  constructor(private readonly most: number) {}

  admits(): boolean {
    if (this.inFlight >= this.most) return false;
    this.inFlight++;
    return true;
  }

  ended(): void {
    this.inFlight--;
  }
}
