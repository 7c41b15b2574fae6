import type { Place } from './source-file.js';

/**
 * The located tree: what a YAML text says, each piece with the place it came from. Merging keeps the pieces, so that
 * an error in a variant of a variant still names the file and line where the mistake was written.
 */
export type TreeNode = MapNode | ListNode | ScalarNode;

export interface MapNode {
  readonly type: 'map';
  readonly entries: readonly Entry[];
  /** true for `{ … }`: there a comma ends a plain text. */
  readonly isFlow: boolean;
  readonly place: Place;
}
export interface Entry {
  readonly key: string;
  readonly keyPlace: Place;
  readonly value: TreeNode;
}
export interface ListNode {
  readonly type: 'list';
  readonly items: readonly TreeNode[];
  readonly isFlow: boolean;
  readonly place: Place;
}
export interface ScalarNode {
  readonly type: 'scalar';
  readonly value: string | number | boolean | null;
  /** As written, without quotes: `010` stays `010`. */
  readonly text: string;
  readonly isQuoted: boolean;
  readonly place: Place;
}

/** The entry of a map by its key. */
export function entryOf(map: MapNode, key: string): Entry | undefined {
  return map.entries.find((entry) => entry.key === key);
}

/** The value of a map by its key. */
export function valueOf(map: MapNode, key: string): TreeNode | undefined {
  return entryOf(map, key)?.value;
}

/** true for a value that was left out or written `null`. */
export function isNull(node: TreeNode): boolean {
  return node.type === 'scalar' && node.value === null && !node.isQuoted;
}

/** Plain JSON data of a tree. */
export function toPlain(node: TreeNode): unknown {
  switch (node.type) {
    case 'map':
      return Object.fromEntries(node.entries.map((entry) => [entry.key, toPlain(entry.value)]));
    case 'list':
      return node.items.map(toPlain);
    case 'scalar':
      return node.value;
  }
}

/** A node in a few words for "got": `8`, `"two words"`, `a list`. */
export function describe(node: TreeNode): string {
  if (node.type === 'map') {
    const keys = node.entries.map((entry) => entry.key);
    return keys.length === 0 ? 'an empty map' : `a map with ${keys.slice(0, 3).join(', ')}${keys.length > 3 ? ', …' : ''}`;
  }
  if (node.type === 'list') return node.items.length === 0 ? 'an empty list' : `a list of ${node.items.length}`;
  if (isNull(node)) return 'nothing';
  const text = node.text.length > 40 ? `${node.text.slice(0, 40)}…` : node.text;
  return typeof node.value === 'string' && (node.isQuoted || /\s/.test(text)) ? `"${text}"` : text;
}
