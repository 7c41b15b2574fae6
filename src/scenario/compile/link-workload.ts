import type { Law } from '../../sim/chance/law.js';
import type { Operation } from '../../sim/component.js';
import { type JobClass, plainClass, type Step } from '../../sim/job.js';
import type { MemberDraw } from '../../sim/keys.js';
import { RequestCell } from '../../sim/request-cell.js';
import { type ArrivalTimes, ListedTimes, ModulatedTimes, PeriodicTimes, PhaseTimes, RenewalTimes, ReplayTimes } from '../../sim/sources/arrival-times.js';
import { CumulativeRate } from '../../sim/sources/cumulative-rate.js';
import { SpikedSource, SpikedTimes } from '../../sim/faults/spiked-source.js';
import { Source, type Visit } from '../../sim/sources/source.js';
import { Users } from '../../sim/sources/users.js';
import { BeginRequest, EndRequest } from '../../sim/steps/request.js';
import { DirectVisit, KeyDraws, SessionVisit } from '../../sim/sources/visits.js';
import type { ClosedLoad, OpenLoad, OperationReference, StepDeclaration, WorkloadDeclaration } from '../scenario.js';
import { isForgotten } from './forgets-jobs.js';
import { keysReached } from './keys-reached.js';
import { linkOperation } from './link-steps.js';
import type { WiredRequests, WiredWorkload } from './system.js';
import type { ReplayCursor, Wiring } from './wiring.js';

/** Something that starts the load of a workload. */
export interface Load {
  start(): void;
}

/** Links one workload: who comes, with which keys, and what they do. */
export function linkWorkload(declaration: WorkloadDeclaration, wiring: Wiring): { workload: WiredWorkload; load: Load } {
  const { name, load } = declaration;
  const requests: WiredRequests[] = [];
  const cellOf = (operation: OperationReference | null): RequestCell => {
    const known = requests.find((one) => sameOperation(one.operation, operation));
    if (known !== undefined) return known.cell;
    const isGood = operation === null ? wiring.goodness([]) : wiring.operation(operation).isGood;
    const cell = new RequestCell(wiring.engine, isGood, declaration.deadline ?? Infinity);
    requests.push({ operation, cell });
    return cell;
  };
  const replay = load.type === 'open' ? openReplay(load, wiring) : null;
  const keys = drawsOf(declaration, wiring, replay);
  if (load.type === 'closed') {
    const first = sessionSteps(declaration, wiring, replay, cellOf);
    return { workload: { declaration, requests }, load: closedLoad(declaration, load, wiring, keys, first) };
  }
  const label = wiring.label(name);
  const visit: Visit = isDirect(declaration)
    ? new DirectVisit(keys, directChoice(declaration, wiring, cellOf), classOf(declaration))
    : new SessionVisit(label, keys, sessionSteps(declaration, wiring, replay, cellOf), classOf(declaration), isForgotten(declaration, wiring));
  const batch = load.batch === null ? null : wiring.sampler(load.batch, name, 'batch');
  if (wiring.isSpiked(name)) {
    const source = new SpikedSource(wiring.engine, label, spikedTimes(load, name, wiring), visit, load.count, batch);
    wiring.spiked.set(name, source);
    return { workload: { declaration, requests }, load: source };
  }
  const times = arrivalTimes(load, name, wiring, replay);
  return {
    workload: { declaration, requests },
    load: new Source(wiring.engine, label, times, visit, load.count, batch),
  };
}

/** One call without a policy: no session is needed around it. */
function isDirect({ body, calls }: WorkloadDeclaration): boolean {
  return body.shape === 'mix' && body.choices.every(({ target }) => !calls.has(`${target.component}.${target.operation}`));
}

function directChoice({ name, body }: WorkloadDeclaration, wiring: Wiring, cellOf: (target: OperationReference) => RequestCell) {
  if (body.shape !== 'mix') throw new Error('only a call or a mix is direct');
  const choices: { target: Operation; cell: RequestCell }[] = body.choices.map(({ target }) => ({ target: wiring.operation(target), cell: cellOf(target) }));
  const only = choices[0];
  if (choices.length === 1) return { choose: () => only };
  const pick = wiring.sampler(
    { law: 'pick', values: choices.map((_, index) => index), weights: body.choices.map((choice) => choice.weight), labels: null },
    name,
    '/mix',
  );
  return { choose: () => choices[pick.sample()] };
}

/** The steps of a session; a call or mix is a session of one call that accepts every outcome. */
function sessionSteps(
  declaration: WorkloadDeclaration,
  wiring: Wiring,
  replay: ReplayCursor | null,
  cellOf: (target: OperationReference | null) => RequestCell,
): Step {
  const { name, body, measureCycle, calls } = declaration;
  const steps = body.shape === 'do' ? body.steps : mixAsSteps(body.choices);
  const cycle = measureCycle ? cellOf(null) : null;
  const ends = cycle === null ? wiring.ends(true) : wiring.ends(true).map((end, code) => new EndRequest(cycle, code, end));
  const context = {
    wiring,
    owner: name,
    operation: '',
    holding: 'operation' as const,
    tracksWork: false,
    ends,
    calls,
    replay,
    requests: cycle === null ? cellOf : null,
    undos: null,
    worksOfInstances: null,
  };
  const first = linkOperation(steps, context, wiring.goodness([]));
  return cycle === null ? first : new BeginRequest(cycle, first);
}

function mixAsSteps(choices: readonly { target: OperationReference; weight: number }[]): StepDeclaration[] {
  const call = (target: OperationReference): StepDeclaration => ({
    verb: 'call',
    name: `${target.component}.${target.operation}`,
    target,
    with: [],
    undo: null,
    on: new Map([['any', []]]),
  });
  if (choices.length === 1) return [call(choices[0].target)];
  const branches = choices.map(({ target, weight }) => ({ name: `${target.component}.${target.operation}`, weight, do: [call(target)] }));
  return [{ verb: 'choose', name: 'mix', branches }];
}

function drawsOf(declaration: WorkloadDeclaration, wiring: Wiring, replay: ReplayCursor | null): KeyDraws {
  const reached = keysReached(wiring.scenario, declaration);
  const draws = wiring.scenario.keys
    .filter(({ name }) => reached.has(name))
    .map(({ name }) => wiring.keyDraw(name, declaration.keys.get(name) ?? null, declaration.name, `key ${name}`, replay))
    .filter((draw) => draw !== null);
  if (replay !== null && wiring.keyCount > 0) draws.push(wiring.rowDraw(replay));
  return new KeyDraws(draws, wiring.keyCount, memberDraws(declaration, wiring, reached), selfIndex(declaration, wiring));
}

/** Each after the key whose item says which set it is drawn from. */
function memberDraws(declaration: WorkloadDeclaration, wiring: Wiring, reached: ReadonlySet<string>): readonly MemberDraw[] {
  const sources = new Map(
    wiring.scenario.keys.flatMap(({ name, source: declared }) => {
      const source = declaration.keys.get(name) ?? declared;
      return source.from === 'set' && reached.has(name) ? [[name, source] as const] : [];
    }),
  );
  const draws = new Map<string, MemberDraw>();
  const add = (key: string | null): void => {
    const source = key === null ? undefined : sources.get(key);
    if (key === null || source === undefined || draws.has(key)) return;
    add(source.by);
    draws.set(key, wiring.memberDraw(key, source, declaration.name, `key ${key}`));
  };
  for (const key of sources.keys()) add(key);
  return [...draws.values()];
}

function selfIndex(declaration: WorkloadDeclaration, wiring: Wiring): number {
  for (const [key, source] of declaration.keys) if (source.from === 'self') return wiring.keyIndex(key);
  return -1;
}

function closedLoad(declaration: WorkloadDeclaration, load: ClosedLoad, wiring: Wiring, keys: KeyDraws, first: Step): Load {
  const { name } = declaration;
  return new Users(wiring.engine, {
    label: wiring.label(name),
    users: load.users,
    thinkTime: load.think === null ? null : wiring.sampler(load.think, name, 'think'),
    keys,
    first,
    jobClass: classOf(declaration),
    phase: wiring.stream(name, 'first think'),
  });
}

/** What disciplines may know of the jobs of a workload. */
function classOf({ priority, deadline }: WorkloadDeclaration): JobClass {
  return priority === 0 && deadline === null ? plainClass : { priority, deadline: deadline ?? Infinity, startBy: Infinity };
}

function openReplay({ arrivals }: OpenLoad, wiring: Wiring): ReplayCursor | null {
  if (arrivals.law !== 'replay') return null;
  const trace = wiring.scenario.traces.get(arrivals.trace)!;
  return { trace, times: new ReplayTimes(trace.times, arrivals.speed) };
}

function arrivalTimes({ arrivals }: OpenLoad, name: string, wiring: Wiring, replay: ReplayCursor | null): ArrivalTimes {
  const gap = (law: Law) => wiring.sampler(law, name, 'arrivals');
  switch (arrivals.law) {
    case 'poisson':
      return new RenewalTimes(gap({ law: 'exponential', mean: 1 / arrivals.rate }));
    case 'poisson-phases':
      return new PhaseTimes(new CumulativeRate(arrivals.phases, arrivals.repeat), gap({ law: 'exponential', mean: 1 }));
    case 'every':
      return arrivals.gap.law === 'constant' ? new PeriodicTimes(arrivals.gap.value) : new RenewalTimes(gap(arrivals.gap));
    case 'mmpp':
      return new ModulatedTimes(
        arrivals.states,
        gap({ law: 'exponential', mean: 1 }),
        wiring.sampler({ law: 'exponential', mean: 1 }, name, 'states'),
        wiring.stream(name, 'first state'),
      );
    case 'at':
      return new ListedTimes(arrivals.times);
    case 'replay':
      return replay!.times;
  }
}

/** The same arrivals by a clock that faults can make run faster. */
function spikedTimes(load: OpenLoad, name: string, wiring: Wiring): SpikedTimes {
  const { arrivals } = load;
  if (arrivals.law !== 'poisson-phases') return new SpikedTimes(arrivalTimes(load, name, wiring, null), null);
  const units = new RenewalTimes(wiring.sampler({ law: 'exponential', mean: 1 }, name, 'arrivals'));
  return new SpikedTimes(units, new CumulativeRate(arrivals.phases, arrivals.repeat));
}

function sameOperation(left: OperationReference | null, right: OperationReference | null): boolean {
  if (left === null || right === null) return left === right;
  return left.component === right.component && left.operation === right.operation;
}
