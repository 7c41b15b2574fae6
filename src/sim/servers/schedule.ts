import { rank, type Timed } from '../calendar.js';
import type { Engine } from '../engine.js';

export interface ServerPhase {
  readonly for: number;
  readonly servers: number;
}

/** How many servers are there when: phases one after the other, again from the start or staying at the last. */
export class Schedule implements Timed {
  readonly id = 0;
  private phase = 0;
  /** Start of the present round, so that no rounding adds up over many rounds. */
  private round = 0;
  private readonly starts: number[] = [];
  private readonly length: number;

  constructor(
    private readonly engine: Engine,
    readonly label: number,
    private readonly phases: readonly ServerPhase[],
    private readonly repeats: boolean,
    private readonly apply: (servers: number) => void,
  ) {
    let start = 0;
    for (const phase of phases) {
      this.starts.push(start);
      start += phase.for;
    }
    this.length = start;
    this.plan();
  }

  fire(): void {
    this.apply(this.phases[this.phase].servers);
    this.plan();
  }

  private plan(): void {
    this.phase++;
    if (this.phase === this.phases.length) {
      if (!this.repeats) return;
      this.phase = 0;
      this.round++;
    }
    this.engine.calendar.schedule(this.round * this.length + this.starts[this.phase], rank.control, this);
  }
}
