const SECTIONS = ['components', 'workload', 'keys', 'faults'] as const;

/** What stands at a path of a merged document, as far as maps, lists and positions lead to it; undefined: nothing. */
export function lookUp(document: unknown, path: string): unknown {
  const segments = path.split('.');
  const root = document as Readonly<Record<string, unknown>>;
  if (Object.hasOwn(root, segments[0])) return within(root, segments);
  for (const section of SECTIONS) {
    const found = within(root[section], segments);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Keys with dots match longest first, as in paths that are assigned. */
function within(node: unknown, segments: readonly string[]): unknown {
  if (segments.length === 0) return node;
  if (typeof node !== 'object' || node === null) return undefined;
  for (let length = segments.length; length >= 1; length--) {
    const key = segments.slice(0, length).join('.');
    if (Object.hasOwn(node, key)) return within((node as Readonly<Record<string, unknown>>)[key], segments.slice(length));
  }
  return undefined;
}
