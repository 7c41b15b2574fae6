import type { LocatedRead } from '../../scenario/read-scenario.js';
import type { FileReader } from '../../scenario/source-file.js';
import { toPlain, type ScalarNode, type TreeNode } from '../../scenario/tree.js';

/** What a student gets of a scenario: one page without `extends`, in which files of data have the names that they get beside it, and these files. */
export interface HandedOut {
  /** Plain data, as it is written into the page. */
  readonly page: unknown;
  /** Name beside the page, with slashes → path as the reader knows it. */
  readonly data: ReadonlyMap<string, string>;
  /** The values that name them → the names that they get. */
  readonly names: ReadonlyMap<ScalarNode, string>;
}

/** Names beside the page that data cannot have. */
const pages = ['readme.md', 'answers.yaml'];

/**
 * Data that lies beside the scenario or below it keeps its place; what lies elsewhere comes into a folder `data`, and the page names it there: whoever has the folder has all that the
 * page reads, wherever it is moved.
 *
 * @param file of the scenario, as the reader knows it
 */
export function handOut(file: string, { tree, data }: LocatedRead, reader: FileReader): HandedOut {
  const names = namesFor(
    data.map(({ path }) => reader.relative(path)),
    reader.relative(file),
  );
  const named = data.map(({ node, path }) => ({ node, path, name: names.get(reader.relative(path))! }));
  // Aliases of one text have one place, and mean the same file.
  const renamed = (node: TreeNode): TreeNode => {
    if (node.type === 'map') return { ...node, entries: node.entries.map((entry) => ({ ...entry, value: renamed(entry.value) })) };
    if (node.type === 'list') return { ...node, items: node.items.map(renamed) };
    const found = named.find(({ node: { place } }) => place.file === node.place.file && place.start === node.place.start);
    return found === undefined ? node : { ...node, value: found.name, text: found.name };
  };
  return {
    page: tree === null ? null : toPlain(renamed(tree)),
    data: new Map(named.map(({ name, path }) => [name, path])),
    names: new Map(named.map(({ node, name }) => [node, name])),
  };
}

/** Path relative to the working directory → name beside the page. */
function namesFor(paths: readonly string[], page: string): ReadonlyMap<string, string> {
  const folder = page.slice(0, page.lastIndexOf('/') + 1);
  const names = new Map<string, string>();
  // Two names that differ in case alone are one on some systems, and none can be a file and a folder.
  const taken = [page.slice(folder.length).toLowerCase(), ...pages];
  const take = (path: string, name: string): boolean => {
    const low = name.toLowerCase();
    if (taken.some((other) => other === low || other.startsWith(`${low}/`) || low.startsWith(`${other}/`))) return false;
    taken.push(low);
    names.set(path, name);
    return true;
  };
  const others = [...new Set(paths)].filter((path) => {
    const below = path.startsWith(folder) ? path.slice(folder.length) : '';
    // A name that begins with a drive or a slash is on another disk.
    return below === '' || /^(?:\.\.\/|\/|[A-Za-z]:)/.test(below) || !take(path, below);
  });
  for (const path of others) for (let number = 1; !take(path, `data${number === 1 ? '' : number}/${path.split('/').at(-1)!}`);) number++;
  return names;
}

/** What is told where a page names data that it did not come with. */
const NOT_HANDED_OUT = 'it was not handed out, and only what was handed out counts';
/** Stands before a name that must not be read: no path of a file begins so. */
const REFUSED = '\0';

/**
 * Reads the instructor's data under the names that were handed out, whatever is handed in under them, and nothing else of what a student's page names. What the instructor's own pages
 * name is read where it is.
 */
export function dataOfInstructor(
  { data }: HandedOut,
  { student, instructor, own }: { readonly student: FileReader; readonly instructor: FileReader; readonly own: ReadonlySet<string> },
): FileReader {
  const names = new Map([...data].map(([name, path]) => [path, name]));
  return {
    resolve: (from, to) => {
      if (own.has(from)) return instructor.resolve(from, to);
      const name = student.relative(student.resolve(from, to));
      return data.get(name) ?? `${REFUSED}${name}`;
    },
    read: (path) => (path.startsWith(REFUSED) ? { why: 'failed', detail: NOT_HANDED_OUT } : instructor.read(path)),
    relative: (path) => (path.startsWith(REFUSED) ? path.slice(REFUSED.length) : (names.get(path) ?? instructor.relative(path))),
  };
}
