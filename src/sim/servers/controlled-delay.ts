/**
 * How long a job may wait, as B. Maurer, "Fail at Scale" (ACM Queue 13(8), 2015), has it after CoDel (K. Nichols and V. Jacobson, "Controlling Queue
 * Delay", ACM Queue 10(5), 2012): if the queue has not been empty in the last `interval`, `target`; otherwise `interval`. Decided when it comes.
 */
export class ControlledDelay {
  /** When the present run of a queue that is not empty began. */
  private since = 0;

  constructor(
    private readonly target: number,
    private readonly interval: number,
  ) {}

  /** @param waiting jobs in the queue before this one */
  patienceOf(now: number, waiting: number): number {
    if (waiting === 0) this.since = now;
    return now - this.since > this.interval ? this.target : this.interval;
  }
}
