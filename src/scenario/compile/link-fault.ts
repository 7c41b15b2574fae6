import type { Uniform } from '../../sim/chance/stream.js';
import { crash } from '../../sim/faults/crash.js';
import { type Effect, Fault } from '../../sim/faults/fault.js';
import type { Job } from '../../sim/job.js';
import { outcome } from '../../sim/outcome.js';
import type { FaultDeclaration, FaultTarget } from '../scenario.js';
import { forgetPolicies } from './link-policy.js';
import type { WiredComponent } from './system.js';
import type { Wiring } from './wiring.js';

/** One instance that a fault is about. */
interface Instance {
  readonly of: WiredComponent;
  readonly index: number;
  /** Position of the operation; -1: all. */
  readonly operation: number;
  /** A part that crashes by itself; absent: the whole instance. */
  readonly part?: string;
}

/** Links one fault to what it does when it begins and ends. */
export function linkFault(
  declaration: FaultDeclaration,
  components: readonly WiredComponent[],
  wiring: Wiring,
  forEachLiving: (visit: (job: Job) => void) => void,
): Fault {
  const { name, times } = declaration;
  return new Fault(
    wiring.engine,
    wiring.label(name),
    'at' in times ? times : { every: wiring.sampler(times.every, name, 'every') },
    declaration.for === null ? null : wiring.sampler(declaration.for, name, 'for'),
    effectOf(declaration, components, wiring, forEachLiving),
  );
}

function effectOf(
  { name, effect, drawn }: FaultDeclaration,
  components: readonly WiredComponent[],
  wiring: Wiring,
  forEachLiving: (visit: (job: Job) => void) => void,
): Effect {
  if (effect.verb === 'spike') {
    const sources = effect.workloads.map((workload) => wiring.spiked.get(workload)!);
    return () => {
      for (const source of sources) source.begin(effect.factor);
      return () => sources.forEach((source) => source.end(effect.factor));
    };
  }
  if (effect.verb === 'cut' || effect.verb === 'cut-link') {
    const cut = wiring.cutOf(effect.verb === 'cut' ? effect.between : effect.link);
    const paces = effect.verb === 'cut' ? [] : wiring.exposure.get(effect.link)!.paces!;
    return () => {
      cut.cuts++;
      for (const pace of paces) pace.begin(Infinity);
      return () => {
        cut.cuts--;
        for (const pace of paces) pace.end(Infinity);
      };
    };
  }
  const all = effect.targets.flatMap((target) => instancesOf(target, components));
  const draws = wiring.stream(name, 'instances');
  const choose = drawn === null ? () => all : () => drawSome(all, drawn, draws);
  const exposure = ({ of }: Instance) => wiring.exposure.get(of.declaration.name)!;
  const door = (one: Instance) => exposure(one).doors![one.index];
  const paceOf = (one: Instance) => exposure(one).paces![one.index];
  switch (effect.verb) {
    case 'crash':
      return () => {
        const chosen = choose();
        const ends = chosen.filter(({ part }) => part !== undefined).map(({ of, index, part }) => of.behaviour!.crashPart!(part!, index));
        const struck = chosen.filter(({ part }) => part === undefined);
        const fresh = struck.filter((one) => !door(one).isDown);
        for (const one of struck) door(one).fall(wiring.engine.now);
        const crashing = fresh.map((one) => ({
          station: one.of.component.stations[one.index],
          door: door(one),
          pace: exposure(one).paces?.[one.index] ?? null,
          forget: () => {
            one.of.behaviour?.lose?.(one.index, 'all');
            forgetPolicies(one.of.declaration.calls.values(), one.index, wiring);
          },
        }));
        if (crashing.length > 0) crash(wiring.engine, crashing, forEachLiving);
        return () => {
          for (const one of struck) door(one).rise();
          for (const end of ends) end();
        };
      };
    case 'slow':
    case 'freeze': {
      const factor = effect.verb === 'slow' ? effect.factor : Infinity;
      return () => {
        const struck = choose();
        for (const one of struck) paceOf(one).begin(factor);
        return () => struck.forEach((one) => paceOf(one).end(factor));
      };
    }
    case 'errors':
    case 'full': {
      const uniform = wiring.stream(name, 'errors');
      const share = effect.verb === 'full' ? 1 : effect.share;
      const result = effect.verb === 'full' ? outcome.rejected : wiring.failed;
      return () => {
        const begun = choose().map((one) => ({ errors: { share, operation: one.operation, uniform, outcome: result }, at: door(one).errors }));
        for (const { at, errors } of begun) at.push(errors);
        return () => begun.forEach(({ at, errors }) => at.splice(at.indexOf(errors), 1));
      };
    }
    case 'flush':
      return () => {
        for (const { of, index } of choose()) of.behaviour!.lose!(index, 'contents');
        return () => {};
      };
  }
}

function instancesOf({ component, instances, operation, part }: FaultTarget, components: readonly WiredComponent[]): Instance[] {
  const of = components.find(({ declaration }) => declaration.name === component)!;
  const position = operation === null ? -1 : of.declaration.operations.findIndex(({ name }) => name === operation);
  return instances.map((index) => ({ of, index, operation: position, ...(part === undefined ? {} : { part }) }));
}

/** So many different ones, each set equally likely, in their own order (Knuth, The Art of Computer Programming, vol. 2, algorithm 3.4.2 S). */
function drawSome(all: readonly Instance[], count: number, uniform: Uniform): readonly Instance[] {
  const drawn: Instance[] = [];
  all.forEach((one, index) => {
    if (uniform.double() * (all.length - index) < count - drawn.length) drawn.push(one);
  });
  return drawn;
}
