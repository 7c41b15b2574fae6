import { kinds } from '../models/index.js';
import { groupOf } from './check/components.js';
import { groupsOfLanguage } from './explain.js';
import { distributions } from './language/distributions.js';
import type { FieldTable } from './language/field.js';
import { runGroup } from './language/top-level.js';
import { workloadGroup } from './language/workloads.js';
import type { Scenario } from './scenario.js';

/** What a scenario takes for granted: what was not said, what is drawn, and what its author noted beside. */
export interface Assumptions {
  /** Defaults in force; one row for a field and a value, with all places where it holds. */
  readonly defaults: readonly { readonly field: string; readonly value: string; readonly places: readonly string[] }[];
  /** Every distribution, as written. */
  readonly distributions: readonly { readonly place: string; readonly law: string }[];
  /** Comments of the file, each with the text that it stands beside. */
  readonly comments: readonly { readonly line: number; readonly beside: string; readonly comment: string }[];
}

/** @param source the text of the scenario file, for its comments; '' where it is not known */
export function assumptionsOf({ resolved }: Scenario, source: string): Assumptions {
  const defaults = new Map<string, { field: string; value: string; places: string[] }>();
  const add = (place: string, map: object, fields: FieldTable): void => {
    for (const [field, { default: value, needs }] of Object.entries(fields)) {
      // A field that does nothing without its neighbour assumes nothing.
      const neighbour = needs ?? (field === 'balance' ? 'instances' : null);
      if (value === undefined || field in map || (neighbour !== null && !(neighbour in map))) continue;
      const key = `${field} ${value}`;
      const known = defaults.get(key);
      if (known === undefined) defaults.set(key, { field, value, places: [place] });
      else known.places.push(place);
    }
  };
  const page = asMap(resolved);
  for (const [name, component] of Object.entries(asMap(page['components']))) {
    const map = asMap(component);
    const kind = kinds.find((one) => one.kind === map['kind']);
    if (kind !== undefined) add(name, map, groupOf(kind).fields);
    inside(map, name, add);
  }
  for (const [name, workload] of Object.entries(asMap(page['workload']))) {
    add(name, asMap(workload), workloadGroup.fields);
    inside(asMap(workload), name, add);
  }
  add('run', asMap(page['run']), runGroup.fields);
  return { defaults: [...defaults.values()], distributions: [...lawsIn(resolved, [])], comments: commentsIn(source) };
}

type Plain = Readonly<Record<string, unknown>>;

/** Structures that mean the same wherever their name stands. */
const STRUCTURES = ['retry', 'hedge', 'breaker', 'codel', 'adaptiveLimit', 'health', 'slowStart', 'scale', 'serverless', 'breakdowns', 'batch'];

function inside(map: Plain, path: string, add: (place: string, map: object, fields: FieldTable) => void): void {
  for (const [key, value] of Object.entries(map)) {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) continue;
    const place = `${path}.${key}`;
    const known = STRUCTURES.includes(key) ? groupsOfLanguage().find((one) => one.place === key) : undefined;
    if (known !== undefined) add(place, value, known.group.fields);
    inside(asMap(value), place, add);
  }
}

/** Maps of one entry that is the name of a distribution. */
function* lawsIn(value: unknown, path: readonly string[]): Generator<{ place: string; law: string }> {
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) yield* lawsIn(item, [...path, String(index + 1)]);
    return;
  }
  if (typeof value !== 'object' || value === null) return;
  const entries = Object.entries(value);
  if (entries.length === 1 && Object.hasOwn(distributions, entries[0][0])) {
    yield { place: path.join('.').replace(/^(components|workload)\./, ''), law: flow(value) };
    return;
  }
  for (const [key, inner] of entries) yield* lawsIn(inner, [...path, key]);
}

/** As a scenario writes it on one line. */
function flow(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(flow).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return String(value);
  return `{ ${Object.entries(value)
    .map(([key, inner]) => `${key}: ${flow(inner)}`)
    .join(', ')} }`;
}

/** Longest text that a comment is shown beside. */
const BESIDE = 60;

/** A `#` at the beginning of a line or after a space begins a comment, unless it stands between quotes. */
function commentsIn(source: string): { line: number; beside: string; comment: string }[] {
  return source.split(/\r?\n/).flatMap((text, index) => {
    const at = commentAt(text);
    const comment = at < 0 ? '' : text.slice(at + 1).trim();
    if (comment === '' || comment.startsWith('yaml-language-server')) return [];
    const beside = text.slice(0, at).trim();
    return [{ line: index + 1, beside: beside.length > BESIDE ? `${beside.slice(0, BESIDE - 1)}…` : beside, comment }];
  });
}

function commentAt(text: string): number {
  let quote = '';
  for (let at = 0; at < text.length; at++) {
    const sign = text[at];
    if (quote !== '') {
      if (sign === quote) quote = '';
    } else if ((sign === '"' || sign === "'") && (at === 0 || /[\s[{,:]/.test(text[at - 1]))) quote = sign;
    else if (sign === '#' && (at === 0 || /\s/.test(text[at - 1]))) return at;
  }
  return -1;
}

function asMap(value: unknown): Plain {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Plain) : {};
}
