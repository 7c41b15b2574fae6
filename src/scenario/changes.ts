import { Issues } from './issue.js';
import { applyOptions, loadTree } from './load.js';
import { parseQuantity, type QuantityUnit } from './quantity.js';
import type { FileReader, Place } from './source-file.js';
import { entryOf, toPlain, type MapNode, type TreeNode } from './tree.js';

/** What a page says otherwise than an older one did, and where. */
export interface LocatedChange {
  /** As `--set` writes it: begins with the name of a component, workload, key or fault. */
  readonly path: string;
  /** null: it was not there. */
  readonly before: string | null;
  /** null: it is no longer there. */
  readonly after: string | null;
  /** after / before - 1, where both are quantities of one kind. */
  readonly relative: number | null;
  readonly file: string;
  readonly line: number;
}

/** Words that say what a page is about: they change no number. */
const spoken = ['title', 'question', 'lesson'];
const namedSections = ['components', 'workload', 'keys', 'faults'];

/**
 * The changes of a scenario since it was resolved into plain data, in the order of the page; what is gone is placed where it would stand.
 *
 * @param before `resolved` of the older scenario
 */
export function changesSince(
  before: unknown,
  { file, sets, reader }: { readonly file: string; readonly sets: readonly string[]; readonly reader: FileReader },
): readonly LocatedChange[] {
  const issues = new Issues();
  const tree = loadTree(file, null, reader, issues);
  return tree === null ? [] : differences(before, applyOptions(tree, sets, issues));
}

/** The same of a tree that is read already. */
export function differences(before: unknown, now: MapNode): readonly LocatedChange[] {
  const found: LocatedChange[] = [];
  compare(before, now, [], now.place, found);
  return found.filter(({ path }) => !spoken.includes(path));
}

function compare(before: unknown, node: TreeNode | null, path: readonly string[], place: Place, found: LocatedChange[]): void {
  if (node?.type === 'map' && isMap(before)) {
    for (const { key, keyPlace, value } of node.entries) compare(Object.hasOwn(before, key) ? before[key] : undefined, value, [...path, key], keyPlace, found);
    for (const key of Object.keys(before)) if (entryOf(node, key) === undefined) compare(before[key], null, [...path, key], place, found);
    return;
  }
  if (node?.type === 'list' && Array.isArray(before) && before.length === node.items.length) {
    for (const [index, item] of node.items.entries()) compare(before[index], item, [...path, String(index)], item.place, found);
    return;
  }
  const after = node === null ? undefined : toPlain(node);
  const texts = { before: shownValue(before), after: shownValue(after) };
  if (texts.before === texts.after) return;
  const { line } = place.file.position(place.start);
  const shownPath = path.length > 1 && namedSections.includes(path[0]) ? path.slice(1) : path;
  found.push({ path: shownPath.join('.'), ...texts, relative: relativeChange(texts.before, texts.after), file: place.file.name, line });
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A value as a page writes it on one line; null where there is none. */
function shownValue(value: unknown): string | null {
  if (value === undefined) return null;
  if (Array.isArray(value)) return `[${value.map(shownValue).join(', ')}]`;
  if (isMap(value)) {
    const parts = Object.entries(value).map(([key, part]) => `${key}: ${shownValue(part) ?? ''}`);
    return parts.length === 0 ? '{}' : `{ ${parts.join(', ')} }`;
  }
  return typeof value === 'string' ? value : JSON.stringify(value);
}

const units: readonly QuantityUnit[] = ['time', 'rate', 'size', 'bandwidth', 'share', 'number'];

function relativeChange(before: string | null, after: string | null): number | null {
  if (before === null || after === null) return null;
  for (const unit of units) {
    const [from, to] = [parseQuantity(before, unit), parseQuantity(after, unit)];
    if (from.isRight && to.isRight && from.value !== 0) return to.value / from.value - 1;
  }
  return null;
}
