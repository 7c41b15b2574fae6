import { createSampler } from '../../sim/chance/create-sampler.js';
import type { Law } from '../../sim/chance/law.js';
import { lawMean } from '../../sim/chance/moments.js';
import type { Operation } from '../../sim/component.js';
import type { FirstBytes } from '../../sim/network/first-bytes.js';
import { LinkWay, type LinkPath } from '../../sim/network/link-way.js';
import { Loss, mathisRate } from '../../sim/network/loss.js';
import {
  AtAttribute,
  AtCalledInstance,
  AtCallersInstance,
  MatrixTravel,
  PlainWay,
  SampledTravel,
  type Travel,
  type Way,
  type Whereabouts,
} from '../../sim/network/way.js';
import type { CallPolicy, LatencyMatrix, LinksOnTheWay, LinkUse, PlaceOfCall, SizeOfCall } from '../scenario.js';
import type { Wiring } from './wiring.js';

/** Whose way it is, for the names of its streams. */
export interface WayOwner {
  readonly wiring: Wiring;
  readonly owner: string;
  readonly purpose: string;
  readonly firstBytes?: FirstBytes | null;
}

/** The way that calls under a policy take; null: none, they are there at once. */
export function linkWay({ latency, via }: CallPolicy, target: Operation, from: WayOwner): Way | null {
  const travel =
    latency === null ? null : latency.law === 'matrix' ? matrixTravel(latency, target, from) : new SampledTravel(sampler(latency, 'latency', from));
  if (via === null) return travel === null ? null : new PlainWay(travel);
  const { wiring, owner } = from;
  const travelMean = latency === null || latency.law === 'matrix' ? 0 : lawMean(latency);
  return new LinkWay({
    network: wiring.network,
    label: wiring.label(owner),
    travel,
    request: pathOf(via, 'request', travelMean, from),
    answer: pathOf(via, 'answer', travelMean, from),
    isCarried: target.isGood,
    firstBytes: from.firstBytes ?? null,
  });
}

const sampler = (law: Law, what: string, { wiring, owner, purpose }: WayOwner) => wiring.sampler(law, owner, `${purpose} ${what}`);

function matrixTravel({ from, to, places, times }: LatencyMatrix, target: Operation, owner: WayOwner): Travel {
  const samplers = times.map((row, start) =>
    row.map((law, end) =>
      law === null ? createSampler({ law: 'constant', value: 0 }, never) : sampler(law, `latency ${places[start]} ${places[end]}`, owner),
    ),
  );
  const callers = owner.wiring.scenario.components.find(({ name }) => name === owner.owner)?.instances ?? [];
  const called = owner.wiring.scenario.components.find(({ name }) => name === target.component.name)!.instances;
  return new MatrixTravel(whereabouts(from, places, callers, false, owner.wiring), whereabouts(to, places, called, true, owner.wiring), samplers);
}

/** No pair without a time can occur. */
const never = {
  double(): number {
    throw new Error('a pair of places without a time passed the checks');
  },
};

function whereabouts(place: PlaceOfCall, places: readonly string[], instances: readonly string[], isCalled: boolean, wiring: Wiring): Whereabouts {
  const numbers = (words: readonly string[]): number[] => words.map((word) => places.indexOf(word));
  if (place.by === 'attribute')
    return new AtAttribute(wiring.attribute(place.key, place.attribute), numbers(wiring.attributeWords(place.key, place.attribute)!));
  return isCalled ? new AtCalledInstance(numbers(instances)) : new AtCallersInstance(numbers(instances));
}

/** One direction, its links as one. */
function pathOf(via: LinksOnTheWay, direction: 'request' | 'answer', travelMean: number, from: WayOwner): LinkPath {
  const { wiring } = from;
  const use = via[direction];
  const settings = use.links.map((name) => wiring.scenario.components.find((one) => one.name === name)!.settings as unknown as LinkSettings);
  const latencies = settings.flatMap(({ latency }, index) => (latency === null ? [] : [sampler(latency.law, `${direction} over ${use.links[index]}`, from)]));
  const probability = lossOf(settings);
  const segment = settings.reduce((least, one) => Math.min(least, one.segment), Infinity);
  const isMathis = settings.some(({ congestion }) => congestion === 'mathis');
  const roundTrip = 2 * travelMean + meanOf(via.request, wiring) + meanOf(via.answer, wiring);
  const cap = settings.reduce((least, one) => Math.min(least, one.cap ?? Infinity), Infinity);
  return {
    links: use.links.map((name) => wiring.component(name)),
    latencies,
    bytes: use.bytes === null ? null : sizeReader(use.bytes, direction, from),
    rateMost: isMathis ? Math.min(cap, mathisRate(segment, roundTrip, probability)) : cap,
    loss:
      probability === 0
        ? null
        : new Loss(
            { probability, segment, timeout: settings.reduce((most, one) => Math.max(most, one.retransmitAfter), 0) },
            wiring.stream(from.owner, `${from.purpose} ${direction} loss`),
          ),
  };
}

/** The fields of a link that a way looks at. */
interface LinkSettings {
  readonly latency: { readonly law: Law } | null;
  readonly cap: number | null;
  readonly loss: number;
  readonly segment: number;
  readonly retransmitAfter: number;
  readonly congestion: 'none' | 'mathis';
}

/** A segment must come through all links. */
function lossOf(settings: readonly LinkSettings[]): number {
  return 1 - settings.reduce((through, { loss }) => through * (1 - loss), 1);
}

function meanOf({ links }: LinkUse, wiring: Wiring): number {
  const latency = (name: string) => (wiring.scenario.components.find((one) => one.name === name)!.settings as unknown as LinkSettings).latency;
  return links.reduce((sum, name) => sum + lawMean(latency(name)?.law ?? { law: 'constant', value: 0 }), 0);
}

function sizeReader(size: SizeOfCall, direction: string, from: WayOwner): { of(keys: readonly number[]): number } {
  if ('key' in size) {
    const attribute = from.wiring.attribute(size.key, size.attribute);
    return { of: (keys) => attribute.read(keys) };
  }
  const bytes = sampler(size.law, `${direction} bytes`, from);
  return { of: () => bytes.sample() };
}
