import { AttributeHash } from '../../sim/chance/attribute-hash.js';
import { createSampler, type Sampler } from '../../sim/chance/create-sampler.js';
import { createItemSampler, type ItemSampler } from '../../sim/chance/item-sampler.js';
import type { Law } from '../../sim/chance/law.js';
import { hash32 } from '../../sim/chance/name-hash.js';
import { OneHitItems, WithOneHits, POPULATION_MOST } from '../../sim/chance/one-hit-items.js';
import { createStream, type Uniform } from '../../sim/chance/stream.js';
import { TrendingItems, TrendingSampler } from '../../sim/chance/trending-items.js';
import type { Component, Operation } from '../../sim/component.js';
import type { Cut } from '../../sim/faults/cut-way.js';
import type { SpikedSource } from '../../sim/faults/spiked-source.js';
import type { Engine } from '../../sim/engine.js';
import type { KeyValues, Step } from '../../sim/job.js';
import { KeyDraw, MemberDraw, type MemberSet, NewItems } from '../../sim/keys.js';
import { Network } from '../../sim/network/network.js';
import type { OutcomeTable } from '../../sim/outcome.js';
import { Cancellations } from '../../sim/policies/cancellations.js';
import type { ReplayTimes } from '../../sim/sources/arrival-times.js';
import type { Environments } from '../../sim/servers/environments.js';
import { BlockingWatch } from '../../sim/servers/blocking-watch.js';
import { EndBranch, EndOperation } from '../../sim/steps/end.js';
import type { MemberCount } from '../../sim/steps/each.js';
import type { KeyPassing } from '../../sim/steps/call.js';
import type { KeyPlaces } from '../../models/define.js';
import { LinkedSet } from './linked-set.js';
import { kinds } from '../../models/index.js';
import { hasRaces } from '../races.js';
import { makePolicyState, type PolicyState } from './link-policy.js';
import { bundledComponents } from './bundled-calls.js';
import { type CutCalls, cutsOf, isSameCut, type Exposure, exposureOf, losesCallers } from './exposure.js';
import type { CallPolicy, ComponentDeclaration, Count, KeyBinding, KeySource, LinksOnTheWay, OperationReference, Scenario, Trace } from '../scenario.js';

export interface AttributeReader {
  read(keys: KeyValues): number;
}

/** The replay that a workload draws its keys from. */
export interface ReplayCursor {
  readonly trace: Trace;
  readonly times: ReplayTimes;
}

/** What the parts of one replication share while they are linked: names, streams, keys, outcomes. */
export class Wiring {
  readonly operations = new Map<string, Operation>();
  readonly components = new Map<string, Component>();
  readonly network: Network;
  /** Looks for deadlock among stations that block. */
  readonly watch = new BlockingWatch();
  /** What faults can reach, by component. */
  readonly exposure: ReadonlyMap<string, Exposure>;
  private readonly cuts: readonly CutCalls[];
  /** Sources that faults can make busier, by workload. */
  readonly spiked = new Map<string, SpikedSource>();
  /** Somewhere a caller can go on without its answer, so that work can be wasted. */
  readonly canBeWasted: boolean;
  /** Who calls whom, where calls are taken back; null: nowhere. */
  readonly cancellations: Cancellations | null;
  /** Somewhere a job has a deadline past which it is not started. */
  readonly hasDeadlines: boolean;
  /** Of components that run serverless, by instance. */
  readonly environments = new Map<string, readonly Environments[]>();
  readonly policyStates = new Map<CallPolicy, PolicyState>();
  /** Components whose servers take members of an `each` from one entry. */
  readonly bundled: ReadonlySet<string>;
  private readonly keyIndices = new Map<string, number>();
  /** Place of the number of the trace row among the keys. */
  private readonly rowIndex: number;
  /** Places of the attributes that kinds set, behind it, by KEY.ATTRIBUTE. */
  private readonly setAttributes: readonly string[];
  private readonly memberSets = new Map<string, LinkedSet>();
  private readonly newItems = new Map<string, NewItems>();
  private readonly oneHitItems = new Map<string, OneHitItems>();
  /** By the declaration: a workload's own source has a population of its own. */
  private readonly trendingItems = new Map<KeySource, TrendingItems>();
  private readonly operationEnds: Step[] = [];
  private readonly branchEnds: Step[] = [];

  constructor(
    readonly scenario: Scenario,
    readonly engine: Engine,
    readonly outcomes: OutcomeTable,
    private readonly seed: number,
    private readonly replication: number,
    bundles = true,
  ) {
    this.bundled = bundles ? bundledComponents(scenario) : new Set();
    this.network = new Network(engine);
    scenario.keys.forEach((key, index) => this.keyIndices.set(key.name, index));
    this.rowIndex = scenario.keys.length;
    this.setAttributes = scenario.keys.flatMap(({ name, source, attributes }) =>
      source.from === 'kind' ? attributes.map((one) => `${name}.${one.name}`) : [],
    );
    const policies = [...scenario.components, ...scenario.workloads].flatMap((caller) => [...caller.calls.values()]);
    const canGiveUp = policies.some((policy) => policy.timeout !== null || policy.hedge !== null) || hasRaces(scenario, 'any');
    this.canBeWasted = canGiveUp || scenario.components.some(givesUp) || scenario.faults.some(losesCallers);
    this.exposure = exposureOf(scenario, outcomes);
    this.cuts = cutsOf(scenario);
    this.cancellations =
      policies.some((policy) => policy.cancel || policy.hedge?.cancel === true) || hasRaces(scenario, 'that cancel') ? new Cancellations(engine) : null;
    this.hasDeadlines = policies.some((policy) => policy.deadline !== null);
    for (let code = 0; code < outcomes.names.length; code++) {
      this.operationEnds.push(new EndOperation(code));
      this.branchEnds.push(new EndBranch(code));
    }
  }

  /** A set that a component keeps; linked when the component is. */
  memberSet(component: string, set: string): LinkedSet {
    const path = `${component}.${set}`;
    const known = this.memberSets.get(path) ?? new LinkedSet();
    this.memberSets.set(path, known);
    return known;
  }

  linkMemberSets(component: string, sets: Readonly<Record<string, MemberSet>>): void {
    for (const [name, set] of Object.entries(sets)) this.memberSet(component, name).link(set);
  }

  /** A fault brings it more arrivals. */
  isSpiked(workload: string): boolean {
    return this.scenario.faults.some(({ effect }) => effect.verb === 'spike' && effect.workloads.includes(workload));
  }

  /** What can cut the calls between two components that take this way. */
  cutsOn(caller: string, called: string, via: LinksOnTheWay | null): readonly Cut[] {
    const links = via === null ? [] : [...via.request.links, ...via.answer.links];
    const isOn = ({ what }: CutCalls): boolean =>
      typeof what === 'string' ? links.includes(what) : (what[0] === caller && what[1] === called) || (what[0] === called && what[1] === caller);
    return this.cuts.filter(isOn).map(({ cut }) => cut);
  }

  /** The cut of a fault: of a link, or of what is between two components. */
  cutOf(what: string | readonly [string, string]): Cut {
    return this.cuts.find((one) => isSameCut(one.what, what))!.cut;
  }

  component(name: string): Component {
    return this.components.get(name)!;
  }

  /** What the calls under an entry of `calls` share. */
  policyState(policy: CallPolicy): PolicyState {
    let state = this.policyStates.get(policy);
    if (state === undefined) {
      state = makePolicyState(policy, this);
      this.policyStates.set(policy, state);
    }
    return state;
  }

  /** Length of a job's list of keys. */
  get keyCount(): number {
    return this.scenario.keys.length === 0 ? 0 : this.scenario.keys.length + 1 + this.setAttributes.length;
  }

  stream(owner: string, purpose: string): Uniform {
    return createStream(this.seed, this.replication, owner, purpose);
  }

  sampler(law: Law, owner: string, purpose: string): Sampler {
    return createSampler(law, this.stream(owner, purpose));
  }

  label(name: string): number {
    return hash32(name) | 0;
  }

  operation(reference: OperationReference): Operation {
    return this.operations.get(`${reference.component}.${reference.operation}`)!;
  }

  ends(isBranch: boolean): readonly Step[] {
    return isBranch ? this.branchEnds : this.operationEnds;
  }

  /** Code of the outcome that faults bring; only where there are some that do. */
  get failed(): number {
    return this.outcomes.code('failed');
  }

  /** Good or not by outcome code, from the words that are good. */
  goodness(good: readonly string[]): boolean[] {
    return this.outcomes.names.map((name) => name === 'ok' || good.includes(name));
  }

  keyIndex(key: string): number {
    return this.keyIndices.get(key)!;
  }

  /** Where a key that a kind sets and its attributes stand among the keys of a job. */
  keyPlaces(key: string): KeyPlaces {
    const { attributes } = this.scenario.keys.find((one) => one.name === key)!;
    return { item: this.keyIndex(key), attributes: Object.fromEntries(attributes.map(({ name }) => [name, this.setPlace(key, name)])) };
  }

  private setPlace(key: string, attribute: string): number {
    return this.rowIndex + 1 + this.setAttributes.indexOf(`${key}.${attribute}`);
  }

  /** The value of an attribute for a job's keys: hashed from the item, from the row of the trace, or as a kind has set it. */
  attribute(key: string, attribute: string): AttributeReader {
    const declaration = this.scenario.keys.find((one) => one.name === key)!;
    const declared = declaration.attributes.find((one) => one.name === attribute);
    if (declared === undefined && (declaration.source.from === 'of' || declaration.source.from === 'set'))
      return this.readerAt(this.keyIndex(key), declaration.source.key, attribute);
    return this.readerAt(this.keyIndex(key), key, attribute);
  }

  private readerAt(index: number, key: string, attribute: string): AttributeReader {
    const declaration = this.scenario.keys.find((one) => one.name === key)!;
    const { source } = declaration.attributes.find((one) => one.name === attribute)!;
    if (source.from === 'kind') return new SetAttribute(this.setPlace(key, attribute));
    if (source.from === 'column') return new RowAttribute(this.columnNumbers(source.column), this.rowIndex);
    const { law } = source;
    const reader = (replication: number | null): AttributeReader => {
      const hash = new AttributeHash(this.seed, key, attribute, replication);
      return new HashedAttribute(index, hash, createSampler(law, hash));
    };
    const bornFrom = firstBorn(declaration.source);
    if (bornFrom === 0) return reader(this.replication);
    return bornFrom === Infinity ? reader(null) : new BornAttribute(index, bornFrom, reader(null), reader(this.replication));
  }

  /** The words that an attribute takes, by value; null where it takes numbers. */
  attributeWords(key: string, attribute: string): readonly string[] | null {
    const declaration = this.scenario.keys.find((one) => one.name === key)!;
    const declared = declaration.attributes.find((one) => one.name === attribute);
    if (declared === undefined && (declaration.source.from === 'of' || declaration.source.from === 'set'))
      return this.attributeWords(declaration.source.key, attribute);
    const source = declared?.source;
    return source?.from === 'law' && source.law.law === 'pick' ? source.law.labels : null;
  }

  private columnNumbers(column: string): Float64Array {
    for (const trace of this.scenario.traces.values()) {
      const numbers = trace.numbers.get(column);
      if (numbers !== undefined) return numbers;
    }
    throw new Error(`no trace has the column "${column}" as numbers`);
  }

  /** How a new item of a key is drawn, by whom it is drawn; null for keys whose value is set otherwise (of, self). */
  keyDraw(key: string, override: KeySource | null, owner: string, purpose: string, replay: ReplayCursor | null): KeyDraw | null {
    const source = override ?? this.scenario.keys.find((one) => one.name === key)!.source;
    const index = this.keyIndex(key);
    switch (source.from) {
      case 'items':
        return new KeyDraw(index, this.itemSampler(key, source, override === null ? key : owner, owner, purpose));
      case 'new': {
        const items = this.newItems.get(key) ?? new NewItems();
        this.newItems.set(key, items);
        return new KeyDraw(index, items);
      }
      case 'is':
        return new KeyDraw(index, { sample: () => source.item });
      case 'column': {
        if (replay === null) return null;
        const items = replay.trace.items.get(source.column)!;
        const { times } = replay;
        return new KeyDraw(index, { sample: () => items[times.row] });
      }
      default:
        return null;
    }
  }

  /** How a member of a set is drawn for a key. */
  memberDraw(key: string, { component, set }: KeySource & { readonly from: 'set' }, owner: string, purpose: string): MemberDraw {
    return new MemberDraw(this.keyIndex(key), this.memberSet(component, set), this.stream(owner, purpose));
  }

  private itemSampler(key: string, source: KeySource & { readonly from: 'items' }, populationOwner: string, owner: string, purpose: string): ItemSampler {
    const { items, popularity, oneHit } = source;
    const uniform = this.stream(owner, purpose);
    let sampler: ItemSampler;
    if (popularity.law === 'trending') {
      const streams = (name: string) => this.stream(populationOwner, `key ${key} ${name}`);
      const population = this.trendingItems.get(source) ?? new TrendingItems(popularity, items, streams);
      this.trendingItems.set(source, population);
      sampler = new TrendingSampler(population, uniform, this.engine);
    } else sampler = createItemSampler(popularity, items, uniform);
    if (oneHit === 0) return sampler;
    const oneHits = this.oneHitItems.get(key) ?? new OneHitItems();
    this.oneHitItems.set(key, oneHits);
    return new WithOneHits(oneHit, this.stream(owner, `${purpose} one-hit`), oneHits, sampler);
  }

  /** What all replications under one seed have in common. */
  shared<T>(owner: string, purpose: string, make: (uniform: Uniform) => T): T {
    const known = sharedThings.get(this.scenario) ?? new Map<string, unknown>();
    sharedThings.set(this.scenario, known);
    const name = JSON.stringify([this.seed, owner, purpose]);
    // Replications are numbered from 0: what belongs to none has a stream of its own.
    if (!known.has(name)) known.set(name, make(createStream(this.seed, -1, owner, purpose)));
    return known.get(name) as T;
  }

  /** The row of the trace itself, for attributes that are columns. */
  rowDraw(replay: ReplayCursor): KeyDraw {
    return new KeyDraw(this.rowIndex, { sample: () => replay.times.row });
  }

  passing(bindings: readonly KeyBinding[]): KeyPassing | null {
    if (bindings.length === 0) return null;
    const pairs = bindings.map(({ key, from }) => ({ to: this.keyIndex(key), from: this.keyIndex(from) }));
    return {
      pass(keys) {
        const passed = keys.slice();
        for (const { to, from } of pairs) passed[to] = keys[from]!;
        return passed;
      },
    };
  }

  /** A count for a job: drawn, or read from its key; the nearest whole number, at least 0. */
  count(count: Count, owner: string, purpose: string): MemberCount {
    if ('law' in count) {
      const sampler = this.sampler(count.law, owner, purpose);
      return { of: () => Math.max(0, Math.round(sampler.sample())) };
    }
    const attribute = this.attribute(count.key, count.attribute);
    return { of: (job) => Math.max(0, Math.round(attribute.read(job.keys))) };
  }
}

/** Made once for each scenario and seed. */
const sharedThings = new WeakMap<Scenario, Map<string, unknown>>();

class HashedAttribute implements AttributeReader {
  constructor(
    private readonly index: number,
    private readonly hash: AttributeHash,
    private readonly sampler: Sampler,
  ) {}
  read(keys: KeyValues): number {
    this.hash.at(keys[this.index]);
    return this.sampler.sample();
  }
}

/** Of items from a number on, which are made in the run, it is another in each replication. */
class BornAttribute implements AttributeReader {
  constructor(
    private readonly index: number,
    private readonly from: number,
    private readonly population: AttributeReader,
    private readonly born: AttributeReader,
  ) {}
  read(keys: KeyValues): number {
    return (keys[this.index] < this.from ? this.population : this.born).read(keys);
  }
}

/** The least item that is made in the run: all of a key of new or of trending items, one-hit wonders behind the population; Infinity: none is. */
function firstBorn(source: KeySource): number {
  if (source.from === 'new') return 0;
  if (source.from !== 'items') return Infinity;
  if (source.popularity.law === 'trending') return 0;
  return source.oneHit > 0 ? POPULATION_MOST : Infinity;
}

class RowAttribute implements AttributeReader {
  constructor(
    private readonly numbers: Float64Array,
    private readonly rowIndex: number,
  ) {}
  read(keys: KeyValues): number {
    return this.numbers[keys[this.rowIndex]];
  }
}

class SetAttribute implements AttributeReader {
  constructor(private readonly place: number) {}
  read(keys: KeyValues): number {
    return keys[this.place];
  }
}

/** A kind that may go on without the answer of its calls, with the field that makes it do so. */
function givesUp({ kind, settings }: ComponentDeclaration): boolean {
  const field = kinds.find((one) => one.kind === kind)!.givesUpBy;
  return field !== undefined && (settings[field] ?? null) !== null;
}
