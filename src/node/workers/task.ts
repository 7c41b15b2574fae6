/** What a worker is asked for: one replication. */
export interface Task {
  /** The same number is the same scenario: a worker reads it once. */
  readonly id: number;
  /** The scenario, serialised once for all workers and tasks, in memory that they share. */
  readonly scenario: SharedArrayBuffer;
  readonly number: number;
  /** Seconds. */
  readonly warmup: number;
  readonly inBatches: boolean;
  /** Two doubles in shared memory, written after each slice of work: events so far, and the share of the run that is simulated. */
  readonly told: SharedArrayBuffer;
}
