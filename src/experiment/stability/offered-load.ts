import { lawMean } from '../../sim/chance/moments.js';
import { needsShop } from '../../scenario/compile/make-facility.js';
import type { Law } from '../../sim/chance/law.js';
import type {
  ComponentDeclaration,
  Count,
  OpenLoad,
  OperationDeclaration,
  OperationReference,
  Scenario,
  StepDeclaration,
  WorkloadDeclaration,
} from '../../scenario/scenario.js';
import { isReference } from './call-graph.js';

/**
 * Offered work over capacity of each component, before anything is run: jobs a second from the traffic equations, times the mean work of each,
 * over servers × speed. null where the page does not say it: where it depends on hit ratios, failures, retries, keys, or on how long a held
 * server waits for others, for closed load, and for unlimited servers.
 */
export function offeredLoad(scenario: Scenario): Map<string, number | null> {
  const rates = jobsPerSecond(scenario);
  return new Map(
    scenario.components.map((component) => {
      const work = component.operations.reduce((sum, operation) => {
        const rate = rates.get(`${component.name}.${operation.name}`) ?? 0;
        return rate === 0 ? sum : sum + rate * workOf(operation, component, scenario);
      }, 0);
      const load = work / capacityOf(component);
      return [component.name, component.servers !== Infinity && Number.isFinite(load) ? load : null];
    }),
  );
}

/** Seconds of work a second that all instances together can do; NaN where it depends on the number present. */
export function capacityOf({ servers, speeds, speedAt, schedule, batch, breakdowns, instances }: ComponentDeclaration): number {
  if (speedAt !== null || schedule !== null || batch !== null || (breakdowns?.restarts ?? false)) return NaN;
  const up = breakdowns === null ? 1 : lawMean(breakdowns.up) / (lawMean(breakdowns.up) + lawMean(breakdowns.down));
  return instances.length * up * (speeds === null ? servers : speeds.reduce((sum, speed) => sum + speed, 0));
}

/** Mean seconds for which a job of this operation needs a server; NaN where the page alone does not say it. */
export function workOf(operation: OperationDeclaration, component: ComponentDeclaration, scenario: Scenario): number {
  if (component.blocks) return NaN;
  if (operation.steps === null) return operation.work === null ? 0 : lawMean(operation.work);
  const holdsWhileWaiting = !component.async && !needsShop(component);
  let sum = 0;
  follow(operation.steps, 1, callerOf(component, scenario), {
    work: (time, isScaled, factor) => (sum += isScaled ? NaN : factor * lawMean(time)),
    wait: (time, factor) => (sum += holdsWhileWaiting ? factor * lawMean(time) : 0),
    call: (_target, factor) => (sum += holdsWhileWaiting && factor !== 0 ? NaN : 0),
    send: () => undefined,
    branches: () => (sum += holdsWhileWaiting ? NaN : 0),
  });
  return sum;
}

/** Jobs a second of each `component.operation`; NaN where not known. Sends may go in circles: what has not settled then is not known. */
function jobsPerSecond(scenario: Scenario): Map<string, number> {
  const rounds = scenario.components.reduce((sum, one) => sum + one.operations.length, 0) + 1;
  let rates = new Map<string, number>();
  for (let round = 0; round <= rounds; round++) {
    const next = new Map<string, number>();
    const add = (target: OperationReference, rate: number): void => {
      const name = `${target.component}.${target.operation}`;
      if (rate !== 0) next.set(name, (next.get(name) ?? 0) + rate);
    };
    for (const workload of scenario.workloads) addWorkload(workload, callerOf(workload, scenario), add);
    for (const component of scenario.components) {
      for (const operation of component.operations) {
        const rate = rates.get(`${component.name}.${operation.name}`) ?? 0;
        if (rate !== 0) addOperation(operation, component, rate, callerOf(component, scenario), add);
      }
    }
    if (round === rounds) for (const [name, rate] of next) if (rates.get(name) !== rate) next.set(name, NaN);
    rates = next;
  }
  return rates;
}

function callerOf({ calls }: Pick<ComponentDeclaration, 'calls'>, { components }: Scenario): Caller {
  return {
    policies: calls,
    endsWell({ component, operation }) {
      const target = components.find(({ name }) => name === component)!.operations.find(({ name }) => name === operation)!;
      return target.outcomes.every((outcome) => target.good.includes(outcome));
    },
  };
}

type Add = (target: OperationReference, rate: number) => void;

function addWorkload({ load, body }: WorkloadDeclaration, caller: Caller, add: Add): void {
  const rate = load.type === 'open' ? rateOf(load) : NaN;
  if (body.shape === 'do') return addSteps(body.steps, rate, caller, add);
  const total = body.choices.reduce((sum, { weight }) => sum + weight, 0);
  for (const { target, weight } of body.choices) addSteps([{ verb: 'call', name: '', target, with: [], on: new Map() }], (rate * weight) / total, caller, add);
}

function addOperation({ steps }: OperationDeclaration, { settings }: ComponentDeclaration, rate: number, caller: Caller, add: Add): void {
  if (steps !== null) addSteps(steps, rate, caller, add);
  // How often a kind calls by itself depends on its contents.
  else for (const value of Object.values(settings)) if (isReference(value)) add(value, NaN);
}

function addSteps(steps: readonly StepDeclaration[], rate: number, caller: Caller, add: Add): void {
  const visit = (target: OperationReference, factor: number): void => add(target, factor * rate);
  follow(steps, 1, caller, { work: () => undefined, wait: () => undefined, call: visit, send: visit, branches: () => undefined });
}

/** Requests a second in the long run; NaN where they end. */
function rateOf({ arrivals, batch, count }: OpenLoad): number {
  if (count !== Infinity) return NaN;
  return arrivalsPerSecond(arrivals) * (batch === null ? 1 : countMean(batch));
}

function arrivalsPerSecond(arrivals: OpenLoad['arrivals']): number {
  switch (arrivals.law) {
    case 'poisson':
      return arrivals.rate;
    case 'every':
      return 1 / lawMean(arrivals.gap);
    case 'mmpp':
      return arrivals.states.reduce((sum, one) => sum + one.rate * one.for, 0) / arrivals.states.reduce((sum, one) => sum + one.for, 0);
    case 'poisson-phases': {
      const { phases, repeat } = arrivals;
      const expected = phases.reduce((sum, phase) => sum + ((phase.rate + phase.rampTo) / 2) * phase.for, 0);
      return repeat ? expected / phases.reduce((sum, phase) => sum + phase.for, 0) : NaN;
    }
    default:
      return NaN;
  }
}

/** Mean of a law that is rounded to whole numbers, where rounding changes nothing. */
function countMean(law: Law): number {
  const isWhole = law.law === 'geometric' || ((law.law === 'pick' || law.law === 'sequence') && law.values.every(Number.isInteger));
  return law.law === 'constant' ? Math.max(0, Math.round(law.value)) : isWhole ? lawMean(law) : NaN;
}

function timesOf(count: Count): number {
  return 'law' in count ? countMean(count.law) : NaN;
}

/** Whose steps they are. */
interface Caller {
  readonly policies: ComponentDeclaration['calls'];
  /** Can this operation only end good? */
  readonly endsWell: (target: OperationReference) => boolean;
}

interface Visitor {
  readonly work: (time: Law, isScaled: boolean, factor: number) => void;
  readonly wait: (time: Law, factor: number) => void;
  readonly call: (target: OperationReference, factor: number) => void;
  readonly send: (target: OperationReference, factor: number) => void;
  /** Branches that run side by side: times do not add up. */
  readonly branches: () => void;
}

/**
 * Follows the steps of an operation and tells how often, on average, each is done in one execution (NaN: not known).
 *
 * @param factor how often the first step is done
 * @returns how often what follows is done
 */
function follow(steps: readonly StepDeclaration[], factor: number, caller: Caller, visitor: Visitor): number {
  let left = factor;
  for (const step of steps) {
    if (left === 0) break;
    left = followOne(step, left, caller, visitor);
  }
  return left;
}

function followOne(step: StepDeclaration, factor: number, caller: Caller, visitor: Visitor): number {
  switch (step.verb) {
    case 'work':
      visitor.work(step.time, step.per !== null, factor);
      return factor;
    case 'wait':
      visitor.wait(step.time, factor);
      return factor;
    case 'send':
      visitor.send(step.target, factor);
      return factor;
    case 'call': {
      const policy = caller.policies.get(`${step.target.component}.${step.target.operation}`);
      visitor.call(step.target, (policy?.retry ?? null) === null ? factor : NaN);
      // Whether it fails, and what is then done, the page does not say.
      for (const handler of step.on.values()) if (handler.length > 0) follow(handler, NaN, caller, visitor);
      const goesOnAnyway = step.on.has('any') && [...step.on.values()].every((handler) => handler.length === 0);
      return goesOnAnyway || ((policy?.timeout ?? null) === null && caller.endsWell(step.target)) ? factor : NaN;
    }
    case 'parallel':
      visitor.branches();
      return step.branches.map((branch) => follow(branch, factor, caller, visitor)).some((left) => left !== factor) ? NaN : factor;
    case 'each': {
      visitor.branches();
      const members = 'words' in step.set ? step.set.words.length : NaN;
      return follow(step.do, factor * members, caller, visitor) === factor * members ? factor : NaN;
    }
    case 'repeat': {
      const times = timesOf(step.count);
      if (times === 0) return factor;
      return follow(step.do, factor * times, caller, visitor) === factor * times ? factor : NaN;
    }
    case 'choose': {
      const total = step.branches.reduce((sum, { weight }) => sum + weight, 0);
      return step.branches.reduce((sum, branch) => {
        const share = (factor * branch.weight) / total;
        return share === 0 ? sum : sum + follow(branch.do, share, caller, visitor);
      }, 0);
    }
    case 'return':
      return 0;
    default:
      return factor;
  }
}
