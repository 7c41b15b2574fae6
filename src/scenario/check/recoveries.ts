import { lawMean } from '../../sim/chance/moments.js';
import type { ObjectiveDeclaration } from '../scenario.js';
import { RECOVERY_BINS, TIMELINE_BINS } from '../timeline-bins.js';
import type { TreeNode } from '../tree.js';
import type { Context } from './context.js';
import type { FaultDraft } from './faults.js';

/** Objectives on the recovery from faults that would leave nothing to compare: no usual run before the first, or no run after the last. */
export function checkRecoveries(
  section: TreeNode | undefined,
  objectives: readonly ObjectiveDeclaration[],
  faults: readonly FaultDraft[],
  duration: number,
  context: Context,
): void {
  if (section?.type !== 'map') return;
  const needed = (RECOVERY_BINS * duration) / TIMELINE_BINS;
  for (const { statistic, target } of objectives) {
    if (target.statistic !== 'recovery') continue;
    const { keyPlace } = section.entries.find(({ key }) => key === statistic)!;
    const refuse = (why: string, expected: string): void =>
      context.issues.add('impossible-objective', keyPlace, `"${statistic}" cannot be told: ${why}`, { expected });
    const random = faults.find(({ declaration }) => 'every' in declaration.times);
    if (random !== undefined) {
      refuse(`${random.declaration.name} comes at random, and nothing is before the first or after the last of such`, 'faults with `at` alone');
      continue;
    }
    const first = Math.min(...faults.map(({ declaration }) => timesOf(declaration)[0]));
    if (first < needed) {
      refuse(
        `the first fault begins at ${shown(first)} s, and what is usual is seen in the first ${shown(needed)} s of the run`,
        `faults from ${shown(needed)}s on`,
      );
      continue;
    }
    const meant = faults.filter(({ declaration }) => target.fault === undefined || declaration.name === target.fault);
    const last = Math.max(
      ...meant.map(({ declaration }) => timesOf(declaration).at(-1)! + (declaration.for?.law === 'constant' ? lawMean(declaration.for) : 0)),
    );
    if (last + needed > duration)
      refuse(`the last fault ends at ${shown(last)} s, and the run ${shown(duration - last)} s later, of which ${shown(needed)} s are needed`, 'a longer run');
  }
}

function timesOf({ times }: FaultDraft['declaration']): readonly number[] {
  return 'at' in times ? times.at : [];
}

function shown(seconds: number): string {
  return String(Number(seconds.toPrecision(6)));
}
