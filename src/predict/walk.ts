import type { Law } from '../sim/chance/law.js';
import type { CallPolicy, Count, KeyDeclaration, OperationReference, StepDeclaration } from '../scenario/scenario.js';
import { countMoments } from './counts.js';
import { doubted, type Expected, none, once, plus, scaled, times } from './expected.js';
import { disturbance, steadyDisturbance } from './policies.js';

/** How a list of steps ends: it falls through to what follows, or ends the operation with an outcome. Amounts are means per entry. */
export interface Ends {
  readonly through: Expected;
  readonly outcomes: ReadonlyMap<string, Expected>;
  /** Outcomes with which it may end, how often being a matter of the state (rejected, timeout): with the reason. */
  readonly loose: ReadonlyMap<string, string>;
}

/** What the walk finds on its way. */
export interface Found {
  visit(target: OperationReference, amount: Expected): void;
  work(law: Law, per: { readonly key: string; readonly attribute: string; readonly unit: number } | null, amount: Expected): void;
  wait(law: Law, amount: Expected): void;
}

/** What the walk must know of its surroundings. */
export interface Around {
  readonly calls: ReadonlyMap<string, CallPolicy>;
  readonly keys: readonly KeyDeclaration[];
  /** How an operation ends, seen by its caller. */
  endsOf(target: OperationReference): Ends;
  isGood(target: OperationReference, outcome: string): boolean;
}

export function pathOf({ component, operation }: OperationReference): string {
  return `${component}.${operation}`;
}

const STOPPED = 'branches that are late are stopped';

/** Follows the steps as a request does on average: shares at `choose`, means of counts, outcomes by their shares. */
export function walk(steps: readonly StepDeclaration[], entry: Expected, around: Around, found: Found): Ends {
  const outcomes = new Map<string, Expected>();
  const loose = new Map<string, string>();
  let through = entry;
  const merge = (ends: Ends): void => {
    for (const [outcome, amount] of ends.outcomes) outcomes.set(outcome, plus(outcomes.get(outcome) ?? none, amount));
    for (const [outcome, reason] of ends.loose) if (!loose.has(outcome)) loose.set(outcome, reason);
  };
  for (const step of steps) {
    switch (step.verb) {
      case 'work':
        found.work(step.time, step.per, through);
        break;
      case 'wait':
        found.wait(step.time, through);
        break;
      case 'draw':
        break;
      case 'send':
        found.visit(step.target, through);
        break;
      case 'return':
        outcomes.set(step.outcome, plus(outcomes.get(step.outcome) ?? none, through));
        through = { ...none, doubt: through.doubt };
        break;
      case 'choose': {
        const total = step.branches.reduce((sum, branch) => sum + branch.weight, 0);
        let after = none;
        for (const branch of step.branches) {
          const ends = walk(branch.do, scaled(through, branch.weight / total), around, found);
          merge(ends);
          after = plus(after, ends.through);
        }
        through = after;
        break;
      }
      case 'repeat': {
        const ends = walk(step.do, times(through, countOf(step.count, around)), around, found);
        through = afterAll(through, [ends], 'a repetition can end early');
        break;
      }
      case 'each': {
        const count = membersOf(step.set, around);
        // Members that wait for their turn may never start.
        const isPartial = step.until !== 'all' && step.concurrency !== Infinity;
        const entered = step.cancel ? doubted(through, STOPPED) : isPartial ? doubted(through, 'not every member is started') : through;
        const ends = walk(step.do, times(entered, count), around, found);
        through = afterAll(through, [ends], 'a branch can fail');
        break;
      }
      case 'parallel': {
        const all = step.branches.map((branch) => walk(branch, step.cancel ? doubted(through, STOPPED) : through, around, found));
        through = afterAll(through, all, 'a branch can fail');
        break;
      }
      case 'call': {
        const ends = call(step, through, around, found);
        if (step.undo !== null) found.visit(step.undo, { ...none, doubt: `how often ${step.undo.component} takes a call back depends on what follows it` });
        merge(ends);
        through = ends.through;
        break;
      }
    }
  }
  return { through, outcomes, loose };
}

/** Every part is gone through to its end, or what follows is in doubt. */
function afterAll(through: Expected, parts: readonly Ends[], reason: string): Expected {
  return parts.some(({ outcomes, loose }) => outcomes.size > 0 || loose.size > 0) ? doubted(through, reason) : through;
}

function call(step: Extract<StepDeclaration, { verb: 'call' }>, entry: Expected, around: Around, found: Found): Ends {
  const policy = around.calls.get(pathOf(step.target));
  const target = step.target.component;
  const ends = around.endsOf(step.target);
  // What is a matter of the state happens with a share that nobody knows.
  const matters = new Map(ends.loose);
  if ((policy?.timeout ?? null) !== null) matters.set('timeout', `calls to ${target} can time out`);
  if (policy !== undefined && steadyDisturbance(policy) !== null) matters.set('rejected', `calls to ${target} ${steadyDisturbance(policy)!}`);
  const known = new Map(ends.outcomes);
  if (ends.through.mean > 0) known.set('ok', plus(known.get('ok') ?? none, ends.through));
  const canFail = matters.size > 0 || [...known.keys()].some((outcome) => !around.isGood(step.target, outcome));
  const disturbed = canFail ? disturbance(policy) : policy === undefined ? null : steadyDisturbance(policy);
  found.visit(step.target, disturbed === null ? entry : doubted(entry, `calls to ${target} ${disturbed}`));

  const outcomes = new Map<string, Expected>();
  const loose = new Map<string, string>();
  let through = none;
  const follow = (outcome: string, amount: Expected, reason: string | null): void => {
    const isGood = around.isGood(step.target, outcome);
    const handler = step.on.get(outcome) ?? (isGood ? undefined : step.on.get('any'));
    if (handler === undefined && isGood) {
      through = plus(through, amount);
      return;
    }
    const inside = handler === undefined ? null : walk(handler, amount, around, found);
    const ended = inside === null ? new Map([[outcome, amount]]) : inside.outcomes;
    if (inside !== null) through = plus(through, inside.through);
    for (const [name, value] of ended) {
      if (reason === null) outcomes.set(name, plus(outcomes.get(name) ?? none, value));
      else loose.set(name, reason);
    }
    for (const [name, why] of inside?.loose ?? []) loose.set(name, why);
  };
  for (const [outcome, share] of known) follow(outcome, times(entry, share), null);
  for (const [outcome, reason] of matters) follow(outcome, { ...none, doubt: reason }, reason);
  // Where nothing ends here, everybody goes on, whatever the shares are.
  if (outcomes.size === 0 && loose.size === 0) through = entry;
  // Where some end with a share that nobody knows, nobody knows how many go on.
  else if (loose.size > 0) through = doubted(through, [...loose.values()][0]);
  return { through, outcomes, loose };
}

function membersOf(set: Extract<StepDeclaration, { verb: 'each' }>['set'], around: Around): Expected {
  if ('words' in set) return scaled(once, set.words.length);
  if ('component' in set) return { ...none, doubt: `how many members ${set.component}.${set.set} has changes while it runs` };
  return countOf(set, around);
}

function countOf(count: Count, { keys }: Around): Expected {
  if ('law' in count) {
    const moments = countMoments(count.law);
    return moments === null ? { ...none, doubt: 'the mean of a count is not known' } : scaled(once, moments.mean);
  }
  const key = keys.find((one) => one.name === count.key);
  const source = key?.attributes.find((one) => one.name === count.attribute)?.source;
  if (key?.source.from !== 'new' || source?.from !== 'law') return { ...none, doubt: `how many depends on which items of ${count.key} come` };
  const moments = countMoments(source.law);
  return moments === null ? { ...none, doubt: 'the mean of a count is not known' } : scaled(once, moments.mean);
}
