import type { BehavingKind, ComponentKind, KindBehaviour } from '../../models/define.js';
import { kinds } from '../../models/index.js';
import { settingAt } from '../../models/walk-settings.js';
import {
  ByAttribute,
  FixedWeights,
  IdleQueue,
  LeastConnections,
  PlacedAttribute,
  PlacedItem,
  RandomChoice,
  RoundRobin,
  ShortestQueue,
  TwoChoices,
  WeightedRandom,
  WeightedRoundRobin,
} from '../../sim/balance.js';
import { type Balancer, Component, Operation } from '../../sim/component.js';
import { EnterByDoor, GuardedServers } from '../../sim/faults/door.js';
import { Pace } from '../../sim/faults/pace.js';
import { IdleStation } from '../../sim/idle-station.js';
import type { Job, Step } from '../../sim/job.js';
import { OperationCell } from '../../sim/operation-cell.js';
import { outcome } from '../../sim/outcome.js';
import { UnlessLate } from '../../sim/policies/unless.js';
import { WatchedStation } from '../../sim/fleet/watched-station.js';
import { Station } from '../../sim/station.js';
import type { OnceMemory } from '../../sim/steps/once.js';
import type { BinnedRatio } from '../../sim/statistics/binned-curve.js';
import { instanceOf } from '../instances.js';
import { itemsOf, placementOf } from '../placement.js';
import type { ComponentDeclaration, OperationReference, SetReference, StepDeclaration } from '../scenario.js';
import { type StepContext, linkCallTo, linkOperation, linkSendTo, linkSteps, linkWorkTime } from './link-steps.js';
import { plainCallOf } from './bundled-calls.js';
import { forgetsJobs } from './forgets-jobs.js';
import { linkOnce, onceBehaviour, type OnceSettings } from './link-once.js';
import { makeFacility, MANY, needsShop } from './make-facility.js';
import { type Fleet, makeFleet } from './make-fleet.js';
import { rankedItems } from '../ranked-items.js';
import type { Wiring } from './wiring.js';

/** Stations and operations of a component, their steps not yet linked. */
export function makeComponent(declaration: ComponentDeclaration, wiring: Wiring): { readonly component: Component; readonly fleet: Fleet | null } {
  const label = wiring.label(declaration.name);
  const exposure = wiring.exposure.get(declaration.name) ?? null;
  const fleet = declaration.instances.length > 1 ? makeFleet(declaration, wiring, exposure, () => makeBalancer(declaration, wiring)) : null;
  const component = new Component(declaration.name, label, fleet?.balancer ?? null);
  wiring.components.set(declaration.name, component);
  for (const [index, one] of declaration.operations.entries()) {
    const operation = new Operation(component, one.name, index, wiring.goodness(one.good));
    component.operations.push(operation);
    wiring.operations.set(`${declaration.name}.${one.name}`, operation);
  }
  const makeCells = (): OperationCell[] => {
    const cells = component.operations.map((operation) => new OperationCell(label, operation.isGood, tracksWork(declaration)));
    for (const cell of cells) wiring.engine.observe(cell);
    return cells;
  };
  const areMany = declaration.instances.length > MANY && !needsShop(declaration) && declaration.scale === null;
  for (let index = 0; index < declaration.instances.length; index++) {
    const cells = areMany ? [] : makeCells();
    const { servers, shop } = makeFacility(declaration, { wiring, label, instance: index, cells });
    const door = declaration.async ? null : (exposure?.doors?.[index] ?? null);
    const guarded = servers === null || door === null ? servers : new GuardedServers(servers, door);
    for (const [position, cell] of cells.entries()) cell.forgetsJobs = forgetsJobs(declaration, declaration.operations[position], guarded, wiring);
    const holding = declaration.async ? 'work' : 'operation';
    const StationKind = declaration.scale === null ? Station : WatchedStation;
    const station = areMany
      ? new IdleStation(wiring.engine, index, guarded!, holding, makeCells)
      : new StationKind(wiring.engine, index, guarded, shop, holding);
    exposure?.paces?.push(new Pace(wiring.engine, shop));
    station.cells.push(...cells);
    component.stations.push(station);
  }
  return { component, fleet };
}

/** Links the steps of a component's operations; the behaviour of kinds that bring their own. */
export function linkComponent(declaration: ComponentDeclaration, component: Component, wiring: Wiring, curve: () => BinnedRatio | null): KindBehaviour | null {
  const contextOf = (operation: string): StepContext => ({
    wiring,
    owner: declaration.name,
    operation,
    holding: needsShop(declaration) ? 'shop' : declaration.async ? 'work' : 'operation',
    tracksWork: tracksWork(declaration),
    ends: wiring.ends(false),
    calls: declaration.calls,
    replay: null,
    requests: null,
    undos: null,
    worksOfInstances: worksOfInstances(declaration),
  });
  const kind = kinds.find((one) => one.kind === declaration.kind)!;
  if (!behaves(kind)) {
    const { once } = declaration.settings;
    const memories: OnceMemory[] = [];
    for (const [index, operation] of declaration.operations.entries()) {
      const context = contextOf(operation.name);
      const { isGood } = component.operations[index];
      const linked =
        once === null
          ? linkOperation(operation.steps!, context, isGood)
          : linkOnce(operation.steps!, context, isGood, once as unknown as OnceSettings, memories);
      component.operations[index].first = inTime(linked, wiring);
    }
    return once === null ? null : onceBehaviour(memories);
  }
  const behaviour = kind.create({
    engine: wiring.engine,
    cancellations: wiring.cancellations,
    label: wiring.label(declaration.name),
    instances: declaration.instances.length,
    setting: (path) => settingAt(declaration.settings, path),
    settingOf: (instance, path) => settingAt(instanceOf(declaration, instance).settings, path),
    keyIndex: (key) => wiring.keyIndex(key),
    attribute: (reference) => wiring.attribute(reference.key, reference.attribute),
    stream: (purpose) => wiring.stream(declaration.name, purpose),
    items: (key) => itemsOf(key, wiring.scenario.keys),
    shared: (purpose, make) => wiring.shared(declaration.name, purpose, make),
    memberSet(path) {
      const { component: owner, set } = settingAt(declaration.settings, path) as unknown as SetReference;
      return wiring.memberSet(owner, set);
    },
    keptSet(path) {
      const { component: owner, set } = settingAt(declaration.settings, path) as unknown as SetReference;
      const linked = wiring.memberSet(owner, set);
      return () => linked.kept;
    },
    shop: (instance) => component.stations[instance].shop!,
    work(name, next) {
      const index = declaration.operations.findIndex((one) => one.name === name);
      const { work } = declaration.operations[index];
      const differs = declaration.variants?.some(({ operations }) => operations[index] !== declaration.operations[index]) === true;
      if (work === null && !differs) return next;
      return linkSteps([{ verb: 'work', name: 'work', time: work ?? { law: 'constant', value: 0 }, per: null }], contextOf(name), next);
    },
    workOf: (name, time, next) => linkWorkTime(time, contextOf(name), next),
    end: (outcome) => wiring.ends(false)[wiring.outcomes.code(outcome)],
    call(path, next, bad) {
      const reference = settingAt(declaration.settings, path) as unknown as OperationReference;
      const call = linkCallTo(reference, null, contextOf(path), path);
      const { isGood } = wiring.operation(reference);
      call.after = wiring.ends(false).map((end, code) => (isGood[code] ? next : (bad ?? end)));
      return call;
    },
    ask(path, firstBytes = null) {
      const reference = settingAt(declaration.settings, path) as unknown as OperationReference;
      const first = linkCallTo(reference, null, contextOf(path), path, false, firstBytes);
      first.after = wiring.ends(true);
      const bundle = plainCallOf({ target: reference, with: [] }, contextOf(path));
      return { first, isGood: wiring.operation(reference).isGood, ends: wiring.ends(false), bundle };
    },
    send(path, next) {
      const reference = settingAt(declaration.settings, path) as unknown as OperationReference;
      const send = linkSendTo(reference, null, contextOf(path), path);
      send.next = next;
      return send;
    },
    choose(name, job) {
      return component.choose(job, component.operations.find((one) => one.name === name)!.index).index;
    },
    enterAt(name, instance) {
      const operation = component.operations.find((one) => one.name === name)!;
      return {
        run(job) {
          job.next = operation.first;
          component.stations[instance].enter(job, operation.index);
          return null;
        },
      };
    },
    setKey: (key) => wiring.keyPlaces(key),
    rankedItems(key, instance) {
      const ranked = rankedItems(key, wiring.scenario);
      const { balance, instances } = declaration;
      if (instances.length === 1 || !('key' in balance) || balance.key !== key) return ranked;
      const balancer = makeBalancer(declaration, wiring);
      const keys: number[] = [];
      return ranked.filter((item) => {
        keys[wiring.keyIndex(key)] = item;
        // Where items have a place, it follows from the keys alone.
        return balancer.choose(component.stations, { keys } as unknown as Job, 0).index === instance;
      });
    },
    isDown: (instance) => wiring.exposure.get(declaration.name)?.doors?.[instance].isDown ?? false,
    curve,
  });
  if (behaviour.balancer !== undefined && component.balancer !== null) component.balancer = behaviour.balancer(component.balancer);
  wiring.linkMemberSets(declaration.name, behaviour.memberSets ?? {});
  for (const operation of component.operations) operation.first = inTime(behaviour.operations[operation.name], wiring);
  return behaviour;
}

/** Where instances differ in a work that is the whole of an operation: its law at each; null: everywhere the same. */
function worksOfInstances({ name, instances, operations, variants }: ComponentDeclaration): StepContext['worksOfInstances'] {
  if (variants === null) return null;
  return (operation) => {
    const index = operations.findIndex((one) => one.name === operation);
    const all = variants.map((variant) => variant.operations[index]);
    if (all.every((one) => one === operations[index])) return null;
    return all.map((one, instance) => ({
      time: one.steps === null ? one.work : (one.steps[0] as StepDeclaration & { verb: 'work' }).time,
      owner: one === operations[index] ? name : `${name}/${instances[instance]}`,
    }));
  };
}

/** Where jobs have deadlines, none is started past its own. */
function inTime(first: Step, wiring: Wiring): Step {
  return wiring.hasDeadlines ? new UnlessLate(first, wiring.ends(false)[outcome.late], false) : first;
}

/** Jobs that hold no server at their coming meet the door of a component that faults can reach as the first step of each operation. */
export function guardOperations({ async, name }: ComponentDeclaration, component: Component, wiring: Wiring): void {
  const doors = wiring.exposure.get(name)?.doors ?? null;
  if (doors === null || (!async && component.stations[0].shop === null)) return;
  for (const operation of component.operations) operation.first = new EnterByDoor(doors, operation.first!);
}

function behaves(kind: ComponentKind): kind is BehavingKind {
  return 'create' in kind;
}

/** A held server that always works (one `work` and nothing else) or is held for work alone needs no second count. */
function tracksWork(declaration: ComponentDeclaration): boolean {
  if (declaration.async || needsShop(declaration)) return false;
  return !declaration.operations.every(({ steps }) => steps !== null && steps.length === 1 && steps[0].verb === 'work');
}

function makeBalancer(declaration: ComponentDeclaration, wiring: Wiring): Balancer {
  const { balance } = declaration;
  switch (balance.by) {
    case 'round-robin':
      return new RoundRobin();
    case 'random':
      return new RandomChoice(wiring.stream(declaration.name, 'balance'));
    case 'least-connections':
      return new LeastConnections();
    case 'two-choices':
      return new TwoChoices(wiring.stream(declaration.name, 'balance'));
    case 'shortest-queue':
      return new ShortestQueue(wiring.stream(declaration.name, 'balance'));
    case 'idle-queue':
      return new IdleQueue(wiring.stream(declaration.name, 'balance'));
    case 'weighted-random':
      return new WeightedRandom(new FixedWeights(balance.weights), wiring.stream(declaration.name, 'balance'));
    case 'weighted-round-robin':
      return new WeightedRoundRobin(new FixedWeights(balance.weights), declaration.instances.length);
    case 'hash':
    case 'consistent-hash':
    case 'range': {
      const placement = placementOf(declaration, balance, wiring.scenario.keys);
      if (balance.by === 'range' && balance.attribute !== null) return new PlacedAttribute(wiring.attribute(balance.key, balance.attribute), placement);
      return new PlacedItem(wiring.keyIndex(balance.key), placement);
    }
    case 'attribute':
      return new ByAttribute(wiring.attribute(balance.key, balance.attribute), instancePositions(declaration, balance, wiring));
  }
}

/** Instance for each value of the attribute: by the word, or by the number where the attribute has no words. */
function instancePositions(declaration: ComponentDeclaration, balance: { key: string; attribute: string }, wiring: Wiring): Map<number, number> {
  const words = wiring.attributeWords(balance.key, balance.attribute);
  const positions = new Map<number, number>();
  declaration.instances.forEach((name, position) => {
    const value = words === null ? Number(name) : words.indexOf(name);
    if (value >= 0) positions.set(value, position);
  });
  return positions;
}
