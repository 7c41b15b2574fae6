import type { Law } from '../sim/chance/law.js';
import type { ComponentDeclaration, OperationDeclaration, OperationReference, Scenario, WorkloadDeclaration } from '../scenario/scenario.js';
import { kindReferences } from '../scenario/kind-references.js';
import { lookUps } from './caches.js';
import { deliveriesOf, stateOutcomes } from './deliveries.js';
import { encodeEnds } from './transcoding.js';
import { doubted, type Expected, none, once, plus } from './expected.js';
import { disturbance } from './policies.js';
import { remembers } from './service-time.js';
import { type Around, type Ends, type Found, pathOf, walk } from './walk.js';

/** A component's own work in one run of an operation. */
export interface OwnWork {
  readonly law: Law;
  readonly per: { readonly key: string; readonly attribute: string; readonly unit: number } | null;
  /** How often a run does it. */
  readonly amount: Expected;
}

/** What one run of an operation does itself, and whom it calls or sends to. */
export interface Profile {
  readonly component: ComponentDeclaration;
  readonly operation: OperationDeclaration;
  readonly works: readonly OwnWork[];
  readonly waits: readonly { readonly law: Law; readonly amount: Expected }[];
  /** Runs of other operations that it causes directly, by `component.operation`. */
  readonly visits: ReadonlyMap<string, Expected>;
  readonly ends: Ends;
}

/** The operations of a scenario as theory sees them: computed once each, on demand. */
export class Operations {
  private readonly profiles = new Map<string, Profile>();

  constructor(readonly scenario: Scenario) {}

  component(name: string): ComponentDeclaration {
    return this.scenario.components.find((one) => one.name === name)!;
  }

  profile(reference: OperationReference): Profile {
    const path = pathOf(reference);
    let profile = this.profiles.get(path);
    if (profile === undefined) {
      profile = this.make(reference);
      this.profiles.set(path, profile);
    }
    return profile;
  }

  /** What one run of the body of a workload causes. */
  body({ body, calls }: WorkloadDeclaration): Pick<Profile, 'visits' | 'waits'> {
    const collector = new Collector();
    if (body.shape === 'do') walk(body.steps, once, this.around(calls), collector.found);
    else {
      const total = body.choices.reduce((sum, { weight }) => sum + weight, 0);
      for (const { target, weight } of body.choices) {
        const disturbed = disturbance(calls.get(pathOf(target)));
        collector.found.visit(target, doubted({ ...once, mean: weight / total }, disturbed === null ? null : `calls to ${target.component} ${disturbed}`));
      }
    }
    return collector;
  }

  private make(reference: OperationReference): Profile {
    const component = this.component(reference.component);
    const operation = component.operations.find((one) => one.name === reference.operation)!;
    const collector = new Collector();
    const ends =
      operation.steps === null
        ? this.ownEnds(component, operation, collector.found)
        : walk(operation.steps, once, this.around(component.calls), collector.found);
    const refusals = refusalsOf(component);
    const replays = remembers(component) ? `${component.name} answers repeated calls from what it remembers` : null;
    const refusal = [...refusals.values()][0] ?? replays;
    // Who is refused does not go on to call others.
    const visits = new Map([...collector.visits].map(([path, amount]) => [path, doubted(amount, refusal)]));
    const works = collector.works.map((work) => ({ ...work, amount: doubted(work.amount, replays) }));
    const through = doubted(ends.through, replays);
    return { component, operation, works, waits: collector.waits, visits, ends: { ...ends, through, loose: new Map([...ends.loose, ...refusals]) } };
  }

  /** What a kind does of its own: a cache looks up, and fetches what it does not hold; a transcoder encodes pieces. */
  private ownEnds(component: ComponentDeclaration, operation: OperationDeclaration, found: Found): Ends {
    if (operation.work !== null) found.work(operation.work, null, once);
    const ok: Ends = { through: once, outcomes: new Map(), loose: new Map() };
    if (component.kind === 'broker') {
      for (const { target, amount } of deliveriesOf(component)) found.visit(target, amount);
      return ok;
    }
    if (component.kind === 'transcoder') return encodeEnds(this.scenario, component, found);
    if (component.kind !== 'cache') {
      // Whom the kind calls, it calls as often as its own behaviour has it.
      const doubt = `how often ${component.name} calls follows from the behaviour of a ${component.kind}`;
      for (const { target } of kindReferences(component)) found.visit(target, { ...none, doubt });
      const reason = `how ${component.name}.${operation.name} ends depends on what it holds`;
      return { ...ok, loose: new Map(operation.outcomes.filter((outcome) => outcome !== 'ok').map((outcome) => [outcome, reason])) };
    }
    if (operation.name === 'write') return this.writeEnds(component, ok, found);
    if (operation.name !== 'get') return ok;
    const answer = lookUps(this.scenario, component);
    const isApproximate = 'value' in answer && !answer.isExact;
    const doubt = 'obstacle' in answer ? `the hit ratio of ${component.name} is not known` : null;
    const hit: Expected = { mean: 'value' in answer ? answer.value : 0, doubt, isApproximate };
    const miss: Expected = { mean: 1 - hit.mean, doubt, isApproximate };
    const fetch = component.settings['miss'] as unknown as OperationReference | null;
    if (fetch !== null) found.visit(fetch, miss);
    const loose = fetch === null ? new Map<string, string>() : this.profile(fetch).ends.loose;
    return {
      through: none,
      outcomes: new Map([
        ['hit', hit],
        ['miss', miss],
      ]),
      loose,
    };
  }

  /** A cache that is written to: the store sees each write, or later some of them. */
  private writeEnds(component: ComponentDeclaration, ok: Ends, found: Found): Ends {
    const store = component.settings['writeTo'] as unknown as OperationReference;
    const isLater = component.settings['write'] === 'back';
    found.visit(store, isLater ? { ...none, doubt: `the writes of ${component.name} reach the store later, some together` } : once);
    return { ...ok, loose: isLater ? new Map<string, string>() : this.profile(store).ends.loose };
  }

  private around(calls: Around['calls']): Around {
    return {
      calls,
      keys: this.scenario.keys,
      endsOf: (target) => this.profile(target).ends,
      isGood: ({ component, operation }, outcome) =>
        this.component(component)
          .operations.find((one) => one.name === operation)!
          .good.includes(outcome),
    };
  }
}

/** Outcomes of those who find no room or have no patience: their share depends on the state. */
function refusalsOf(component: ComponentDeclaration): Map<string, string> {
  const loose = new Map<string, string>();
  if (component.queue !== Infinity && component.servers !== Infinity && !component.blocks) loose.set('rejected', `${component.name} can reject`);
  if (component.codel !== null || component.adaptiveLimit !== null) loose.set('rejected', `${component.name} sheds load`);
  for (const outcome of stateOutcomes(component)) loose.set(outcome, `${component.name} can be full`);
  if (component.patience !== null) loose.set('abandoned', `jobs can abandon ${component.name}`);
  if (component.balking.length > 0) loose.set('balked', `jobs can balk at ${component.name}`);
  return loose;
}

class Collector {
  readonly works: OwnWork[] = [];
  readonly waits: { readonly law: Law; readonly amount: Expected }[] = [];
  readonly visits = new Map<string, Expected>();
  readonly found: Found = {
    visit: (target, amount) => this.visits.set(pathOf(target), plus(this.visits.get(pathOf(target)) ?? none, amount)),
    work: (law, per, amount) => this.works.push({ law, per, amount }),
    wait: (law, amount) => this.waits.push({ law, amount }),
  };
}
