import type { Axis } from './values.js';

/** What `queuelab plan` looks for, as written. */
export interface PlanDeclaration {
  readonly over: readonly Axis[];
  readonly minimise: 'cost' | null;
  /** A path, or a workload. */
  readonly maximise: string | null;
  readonly survive: readonly string[];
  readonly survival: 'judged' | 'required';
}
