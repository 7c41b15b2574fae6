import { type Cut, CutWay } from '../../sim/faults/cut-way.js';
import type { Way } from '../../sim/network/way.js';
import { PacedWork } from '../../sim/faults/pace.js';
import type { Step } from '../../sim/job.js';
import type { FirstBytes } from '../../sim/network/first-bytes.js';
import { outcome } from '../../sim/outcome.js';
import type { Law } from '../../sim/chance/law.js';
import type { RequestCell } from '../../sim/request-cell.js';
import { UnlessCancelled, UnlessLate } from '../../sim/policies/unless.js';
import { AtInstance } from '../../sim/steps/at-instance.js';
import { type AfterCall, Call } from '../../sim/steps/call.js';
import { Choose } from '../../sim/steps/choose.js';
import { Draw } from '../../sim/steps/draw.js';
import { Each } from '../../sim/steps/each.js';
import { EachMember } from '../../sim/steps/each-member.js';
import type { ForkRule } from '../../sim/steps/fork.js';
import { Parallel } from '../../sim/steps/parallel.js';
import { PolicyCall } from '../../sim/steps/policy-call.js';
import { Repeat } from '../../sim/steps/repeat.js';
import { BeginRequest, EndRequest } from '../../sim/steps/request.js';
import { Send } from '../../sim/steps/send.js';
import { EndWithUndo, Remember, UndoLog } from '../../sim/steps/undo.js';
import { Wait } from '../../sim/steps/wait.js';
import { AcquireServer, HandOver, HeldWork, SampledWork, ScaledWork, TrackedWork, WorkDone, type WorkTime } from '../../sim/steps/work.js';
import type { CallPolicy, OperationReference, StepDeclaration, Until } from '../scenario.js';
import { bundledCallOf } from './bundled-calls.js';
import { guarded, isPlain, plainSettings } from './link-policy.js';
import { allSteps } from '../walk-steps.js';
import { linkRetry } from './link-retry.js';
import { linkWay } from './link-way.js';
import type { ReplayCursor, Wiring } from './wiring.js';

type StepOf<Verb extends StepDeclaration['verb']> = Extract<StepDeclaration, { verb: Verb }>;

/** Whose steps are linked, and what that means for them. */
export interface StepContext {
  readonly wiring: Wiring;
  /** Owner of the streams: component or workload. */
  readonly owner: string;
  /** Operation that the streams are named after; '' in a workload. */
  readonly operation: string;
  /** A server is held by the operation, taken for each work, or the work is handed to a shop. */
  readonly holding: 'operation' | 'work' | 'shop';
  /** The component counts servers in work apart from held ones. */
  readonly tracksWork: boolean;
  /** Where an operation, branch or session ends, by outcome code. */
  readonly ends: readonly Step[];
  readonly calls: ReadonlyMap<string, CallPolicy>;
  readonly replay: ReplayCursor | null;
  /** In a session whose calls are requests: where those to an operation are counted. */
  readonly requests: ((target: OperationReference) => RequestCell) | null;
  /** What its executions would have to take back; null: nothing. */
  readonly undos: UndoLog | null;
  /** Of an operation that is one work: its law at each instance (null: no time), and whose stream it is drawn from; null: everywhere the same. */
  readonly worksOfInstances: ((operation: string) => readonly { readonly time: Law | null; readonly owner: string }[] | null) | null;
}

/** Links all steps of an operation or of a session. */
export function linkOperation(steps: readonly StepDeclaration[], context: StepContext, isGood: readonly boolean[]): Step {
  if (!allSteps(steps).some((step) => step.verb === 'call' && step.undo !== null)) return linkSteps(steps, context, context.ends[0]);
  const undos = new UndoLog(context.ends);
  const ends = context.ends.map((end, code) => new EndWithUndo(undos, code, isGood[code], end));
  return linkSteps(steps, { ...context, ends, undos }, ends[0]);
}

/** Links a list of steps, last to first, to what follows it. */
export function linkSteps(steps: readonly StepDeclaration[], context: StepContext, next: Step): Step {
  return steps.reduceRight((following, step, index) => {
    if (step.verb === 'work') return unlessCancelled(linkWork(step, context, following, keepsServer(step, steps[index + 1], context)), context);
    if (step.verb !== 'call') return unlessCancelled(linkStep(step, context, following), context);
    const keeps = keepsServer(steps[index - 1], step, context);
    const call = linkCall(step, context, following, keeps);
    // A kept server is given back by the called.
    return keeps ? call : unlessCancelled(call, context);
  }, next);
}

/** In a system where calls are taken back, no step begins for a job that was. */
function unlessCancelled(step: Step, { wiring, ends }: StepContext): Step {
  return wiring.cancellations === null ? step : new UnlessCancelled(wiring.cancellations, step, ends[outcome.cancelled]);
}

/** After this work the server is kept until the call is let in: blocking after service. */
function keepsServer(before: StepDeclaration | undefined, after: StepDeclaration | undefined, { wiring, holding, calls }: StepContext): boolean {
  if (holding !== 'work' || before?.verb !== 'work' || after?.verb !== 'call') return false;
  const { component, operation } = after.target;
  return wiring.scenario.components.some((one) => one.name === component && one.blocks) && !calls.has(`${component}.${operation}`);
}

function linkStep(step: Exclude<StepDeclaration, { verb: 'work' | 'call' }>, context: StepContext, next: Step): Step {
  const { wiring, owner } = context;
  const purpose = `${context.operation}/${step.name}`;
  switch (step.verb) {
    case 'send': {
      const send = linkSendTo(step.target, wiring.passing(step.with), context, purpose);
      send.next = next;
      return send;
    }
    case 'parallel': {
      const parallel = new Parallel(
        step.branches.map((branch) => linkBranch(branch, context)),
        { concurrency: Infinity, needed: neededOf(step.until), tooFew: outcome.ok, tellsLate: step.cancel, bundle: null },
      );
      parallel.after = afterJoin(context, next);
      return parallel;
    }
    case 'each':
      return linkEach(step, context, next);
    case 'repeat': {
      const repeat = new Repeat(wiring.count(step.count, owner, purpose));
      repeat.body = linkSteps(step.do, context, repeat.again);
      repeat.next = next;
      return repeat;
    }
    case 'choose':
      return new Choose(
        step.branches.map((branch) => branch.weight),
        step.branches.map((branch) => linkSteps(branch.do, context, next)),
        wiring.stream(owner, purpose),
      );
    case 'wait':
      return new Wait(wiring.sampler(step.time, owner, purpose), next);
    case 'draw':
      return new Draw(wiring.keyDraw(step.key, null, owner, purpose, context.replay)!, next);
    case 'return':
      return context.ends[wiring.outcomes.code(step.outcome)];
  }
}

function linkWork(step: StepOf<'work'>, context: StepContext, next: Step, keeps: boolean): Step {
  const works = context.worksOfInstances?.(context.operation) ?? null;
  if (works === null) return linkOneWork(step, context.owner, context, next, keeps);
  const alike = linkOneWork(step, context.owner, context, next, keeps);
  const at = (time: Law | null, owner: string): Step =>
    time === null ? next : owner === context.owner ? alike : linkOneWork({ ...step, time }, owner, context, next, keeps);
  return new AtInstance(works.map(({ time, owner }) => at(time, owner)));
}

/** @param owner of the stream that its times are drawn from */
function linkOneWork(step: StepOf<'work'>, owner: string, context: StepContext, next: Step, keeps: boolean): Step {
  const { wiring } = context;
  const purpose = `${context.operation}/${step.name}`;
  const sampler = wiring.sampler(step.time, owner, purpose);
  const paces = wiring.exposure.get(context.owner)?.paces ?? null;
  if (step.per === null && context.holding === 'operation' && !context.tracksWork && !wiring.canBeWasted && paces === null) return new HeldWork(sampler, next);
  const time = step.per === null ? new SampledWork(sampler) : new ScaledWork(sampler, wiring.attribute(step.per.key, step.per.attribute), step.per.unit);
  return linkWorkTime(time, context, next, keeps);
}

/** Work of a time that is known when it begins. */
export function linkWorkTime(time: WorkTime, context: StepContext, next: Step, keeps = false): Step {
  const { wiring } = context;
  const { canBeWasted } = wiring;
  const late = context.ends[outcome.late];
  if (context.holding === 'shop') {
    const handOver = new HandOver(time, canBeWasted, canBeWasted ? new WorkDone(true, false, next) : next, context.ends);
    return wiring.hasDeadlines ? new UnlessLate(handOver, late, false) : handOver;
  }
  const paces = wiring.exposure.get(context.owner)?.paces ?? null;
  const done = new WorkDone(canBeWasted, context.holding === 'work' && !keeps, next);
  const work = paces === null ? new TrackedWork(time, canBeWasted, done) : new PacedWork(time, canBeWasted, paces, done);
  if (context.holding !== 'work') return work;
  return new AcquireServer(wiring.hasDeadlines ? new UnlessLate(work, late, true) : work, context.ends);
}

function linkEach(step: StepOf<'each'>, context: StepContext, next: Step): Step {
  const { wiring } = context;
  const { set } = step;
  const as = step.as === null ? -1 : wiring.keyIndex(step.as);
  const rule: ForkRule = {
    concurrency: step.concurrency,
    needed: neededOf(step.until),
    tooFew: step.until === 'all' ? outcome.ok : wiring.outcomes.code('failed'),
    tellsLate: step.cancel,
    bundle: bundledCallOf(step, context),
  };
  if ('component' in set) {
    const each = new EachMember(wiring.memberSet(set.component, set.set), as, rule, linkBranch(step.do, context));
    each.after = afterJoin(context, next);
    return each;
  }
  const members = 'words' in set ? { of: () => set.words.length } : wiring.count(set, context.owner, step.name);
  const each = new Each(members, as, rule, linkBranch(step.do, context));
  each.after = afterJoin(context, next);
  return each;
}

function neededOf(until: Until): number {
  return until === 'all' ? 0 : until;
}

/** A branch ends by itself; what it returns is its own outcome. */
function linkBranch(steps: readonly StepDeclaration[], context: StepContext): Step {
  const ends = context.wiring.ends(true);
  return linkSteps(steps, { ...context, ends }, ends[0]);
}

/** A branch's outcome is good only if it ended `ok`, or returned a word that no caller would call bad: one that the operation lists as good. */
function afterJoin(context: StepContext, next: Step) {
  const operation = context.wiring.operations.get(`${context.owner}.${context.operation}`);
  const isGood = operation?.isGood ?? context.wiring.goodness([]);
  return { next, failed: context.ends, isGood, cancellations: context.wiring.cancellations };
}

function linkCall(step: StepOf<'call'>, context: StepContext, next: Step, keeps: boolean): Step {
  const { wiring } = context;
  const purpose = `${context.operation}/${step.name}`;
  const target = wiring.operation(step.target);
  const undo = step.undo === null ? null : linkUndo(step.undo, step, context);
  const after = wiring.outcomes.names.map((name, code) => {
    const handler = step.on.get(name) ?? (target.isGood[code] ? undefined : step.on.get('any'));
    const isGood = target.isGood[code];
    const following = handler !== undefined ? linkSteps(handler, context, next) : isGood ? next : context.ends[code];
    return undo !== null && isGood ? new Remember(context.undos!, undo, following) : following;
  });
  const call = linkCallTo(step.target, wiring.passing(step.with), context, purpose, keeps);
  if (context.requests === null) {
    call.after = after;
    return call;
  }
  const cell = context.requests(step.target);
  call.after = after.map((following, code) => new EndRequest(cell, code, following));
  return new BeginRequest(cell, call);
}

/** The call that takes another one back, by a job of its own. */
function linkUndo(target: OperationReference, step: StepOf<'call'>, context: StepContext): Step {
  const call = linkCallTo(target, context.wiring.passing(step.with), context, `${context.operation}/${step.name} undo`);
  call.after = context.wiring.ends(true);
  return call;
}

/** The way, where any of these faults can cut it. */
function cutWay(cuts: readonly Cut[], way: Way | null, failed: number): Way | null {
  return cuts.reduce<Way | null>((inner, cut) => new CutWay(cut, inner, failed), way);
}

/** A message on the way that the sender's policy for that target says; the caller of this fills `next`. */
export function linkSendTo(
  reference: OperationReference,
  passing: ReturnType<Wiring['passing']>,
  { wiring, owner, calls }: Pick<StepContext, 'wiring' | 'owner' | 'calls'>,
  purpose: string,
): Send {
  const target = wiring.operation(reference);
  const policy = calls.get(`${reference.component}.${reference.operation}`);
  const way = policy === undefined ? null : linkWay(policy, target, { wiring, owner, purpose });
  const cuts = wiring.cutsOn(owner, reference.component, policy?.via ?? null);
  return new Send(target, passing, cutWay(cuts, way, -1));
}

/** A call under the caller's policy for that target; the caller of this fills `after`. */
export function linkCallTo(
  reference: OperationReference,
  passing: ReturnType<Wiring['passing']>,
  context: Pick<StepContext, 'wiring' | 'owner' | 'calls'>,
  purpose: string,
  keepsServer = false,
  firstBytes: FirstBytes | null = null,
): Step & { after: AfterCall } {
  const { wiring, owner } = context;
  const { cancellations } = wiring;
  const target = wiring.operation(reference);
  const policy = context.calls.get(`${reference.component}.${reference.operation}`);
  const cuts = wiring.cutsOn(owner, reference.component, policy?.via ?? null);
  if (policy === undefined || isPlain(policy)) {
    if (cuts.length > 0) return new PolicyCall({ ...plainSettings(target, passing, wiring), way: cutWay(cuts, null, wiring.failed) });
    // Whoever can be taken back is known to its caller.
    return cancellations === null || keepsServer ? new Call(target, passing, keepsServer) : new PolicyCall(plainSettings(target, passing, wiring));
  }
  const state = wiring.policyState(policy);
  const retry = policy.retry === null ? null : linkRetry(policy.retry, target, wiring, owner, `${purpose} backoff`, state.budgets);
  const { hedge } = policy;
  const way = linkWay(policy, target, { wiring, owner, purpose, firstBytes });
  const call = new PolicyCall({
    target,
    passing,
    timeout: policy.timeout ?? Infinity,
    way: cuts.length === 0 ? way : cutWay(cuts, way, policy.timeout === null ? wiring.failed : -1),
    retry,
    hedge: hedge === null ? null : { after: hedge.after, attempts: hedge.attempts, cancels: hedge.cancel || policy.cancel },
    priority: policy.priority,
    deadline: policy.deadline ?? Infinity,
    cancels: policy.cancel,
    cancellations,
    counts: state.counts,
  });
  return guarded(call, target, state, wiring);
}
