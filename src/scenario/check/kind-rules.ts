import { disciplineSummaries } from '../language/components.js';
import { oneWorkDisciplines, stationFeatures, type StationField } from '../language/station.js';
import { fleetStatistics } from '../language/fleet.js';
import { listed } from '../did-you-mean.js';
import { isRankedKey } from '../ranked-items.js';
import { itemsOf } from '../placement.js';
import type { KeySource } from '../scenario.js';
import { policyFor } from './policies.js';
import { entryOf, valueOf, type MapNode } from '../tree.js';
import type { ComponentDraft } from './components.js';
import type { Context } from './context.js';

/** What a kind asks of its component beyond the types of its fields. */
export function checkKindRules(component: ComponentDraft, map: MapNode, context: Context): void {
  if (component.kind.station === 'line') checkLine(component, map, context);
  checkRoutes(component, map, context);
  checkInternal(component, map, context);
  checkCarried(component, map, context);
  const sourceOf = (key: string): KeySource | null => context.keys.get(key)?.source ?? null;
  // A broken key is not judged.
  const isRanked = (key: string): boolean => sourceOf(key) === null || isRankedKey(key, sourceOf);
  const problem =
    component.kind.check?.(component.settings, { isRanked, items: (key) => itemsOf(key, [...context.keys.values()]), instances: component.instances.length }) ??
    null;
  if (problem === null) return;
  const { code, field, message, expected, suggestion } = problem;
  const place = valueOf(map, field)?.place ?? component.place;
  context.issues.add(code, place, `${component.name}: ${message}`, { expected, ...(suggestion === undefined ? {} : { suggestion }) });
}

/** What is fetched must take time somewhere, or the kind would have nothing to show. */
function checkCarried({ kind, name, settings, references, policies }: ComponentDraft, map: MapNode, context: Context): void {
  if (kind.carried === undefined) return;
  const { reference, unless } = kind.carried;
  const target = references.get(reference)?.target;
  if (settings[unless] !== null || target === undefined || (policyFor(target, policies)?.policy.via?.answer.bytes ?? null) !== null) return;
  const { example } = kind.fields[unless];
  context.issues.add('missing-field', map.place, `the segments of ${name} come at once: it has no ${unless}, and no link on the way of ${reference}`, {
    expected: `${unless}: ${example}`,
    suggestion: `add ${unless}, or calls: { ${target.component}: { via: { answer: LINK }, bytes: { answer: segment.size } } }`,
  });
}

/** Its jobs take a server and give it back themselves: a server cannot be shared, and work that it does cannot be interrupted by others. */
function checkLine(component: ComponentDraft, map: MapNode, context: Context): void {
  const { kind, name, station } = component;
  const lines = Object.keys(disciplineSummaries).filter((one) => !(oneWorkDisciplines as readonly string[]).includes(one));
  const refuse = (field: string, got: string, suggestion: string): void =>
    context.issues.add('not-together', entryOf(map, field)!.keyPlace, `${name} is a ${kind.kind}, and ${got} does not go with that kind`, {
      expected: field === 'discipline' ? listed(lines) : `a ${kind.kind} without it`,
      got,
      suggestion,
    });
  if (!component.async) refuse('async', 'async: false', `remove it: a ${kind.kind} holds a server during the work on a piece only`);
  if ((oneWorkDisciplines as readonly string[]).includes(station.discipline))
    refuse('discipline', `discipline: ${station.discipline}`, `it goes with ${listed(lines)}`);
  const needShop = (Object.keys(stationFeatures) as StationField[]).filter((field) => ['speeds', 'speedAt', 'batch', 'breakdowns'].includes(field));
  for (const field of needShop) if (entryOf(map, field) !== undefined) refuse(field, field, `remove ${field}`);
}

/** Fields of which a statistic of the kind needs one, and none is given. */
export function fieldsLacking(
  { kind, settings, fleet, station }: Pick<ComponentDraft, 'kind' | 'settings' | 'fleet' | 'station'>,
  statistic: string,
): readonly string[] {
  const ofKind = kind.statistics.find(({ name }) => name === statistic);
  // Connections find silent losses, and balancers find instances that are down: a kind's own statistic comes first.
  const common = ofKind === undefined ? fleetStatistics.find(({ name }) => name === statistic)?.needs : undefined;
  if (common !== undefined) return ({ ...fleet, serverless: station.serverless } as Readonly<Record<string, unknown>>)[common] === null ? [common] : [];
  const fields = [ofKind?.needs ?? []].flat();
  return fields.every((field) => settings[field] === null) ? fields : [];
}

/** A kind that chooses instances itself leaves nothing to choose to a key. */
function checkRoutes({ kind, name, instances, balance, station }: ComponentDraft, map: MapNode, context: Context): void {
  const { routes } = kind;
  if (routes === undefined) return;
  if (instances.length < routes.least) {
    const place = entryOf(map, 'instances')?.value.place ?? map.place;
    context.issues.add('out-of-range', place, `${name} is a ${kind.kind} and needs ${routes.what}: ${routes.least} instances at least`, {
      expected: `instances: ${routes.least} or more`,
      suggestion: `write instances: ${routes.least}`,
    });
  }
  const field = 'key' in balance ? 'balance' : station.per === null ? null : 'per';
  if (field === null) return;
  context.issues.add('not-together', entryOf(map, field)!.keyPlace, `${name} is a ${kind.kind}, which chooses between its instances itself`, {
    expected: field === 'per' ? `a ${kind.kind} without it` : 'a balance by a word, such as least-connections',
    suggestion: `remove ${field}`,
  });
}

/** Jobs that the kind itself brings must come in. */
function checkInternal({ kind, name, operations, queue, station }: ComponentDraft, map: MapNode, context: Context): void {
  if (kind.operations === 'own') return;
  const descriptors = kind.operations;
  const inner = operations.find((operation) => descriptors[operation.name].isInternal === true && operation.work !== null);
  if (inner === undefined) return;
  const field =
    queue !== Infinity
      ? 'queue'
      : station.patience !== null
        ? 'patience'
        : station.balking.length > 0
          ? 'balking'
          : station.codel !== null
            ? 'codel'
            : station.adaptiveLimit !== null
              ? 'adaptiveLimit'
              : null;
  if (field === null) return;
  context.issues.add('not-together', entryOf(map, field)!.keyPlace, `${field} of ${name} would turn an ${inner.name} away, and a ${kind.kind} may lose none`, {
    got: `${field} beside work of ${inner.name}`,
    suggestion: `remove ${field}, or the work of ${inner.name}`,
  });
}
