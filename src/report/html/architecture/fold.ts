import { merged, type Picture, type PictureBox } from './picture.js';

/** Components that are drawn at most, before groups of them are folded. */
export const MOST_COMPONENTS = 20;

/**
 * A picture of a large system with groups of components folded into one box each, as few as bring it down to twenty. First those whose names begin with the
 * same word (`orders-api`, `orders-db`: a team, a zone, the shards of a store), the largest group first, of equally large ones the least busy. Then, of the
 * components that call nothing and are called by one other alone, the least busy, so that the busiest stay to be seen. Null where nothing needs to be folded,
 * or can be.
 *
 * @param names of all components, in the order of the page; other boxes are workloads, which are never folded
 * @param busy share of a component's servers; -1: they are unlimited
 */
export function foldedPicture(whole: Picture, names: readonly string[], busy: (name: string) => number): Picture | null {
  const components = names.filter((name) => whole.boxes.some((box) => box.name === name));
  if (components.length <= MOST_COMPONENTS) return null;
  const groups: PictureBox[] = [];
  const boxes = (): PictureBox[] => {
    const folded = new Map(groups.flatMap((group) => group.members.map((member) => [member, group] as const)));
    return [...new Set(whole.boxes.map((box) => folded.get(box.name) ?? box))];
  };
  const tooMany = (): number => boxes().length - (whole.boxes.length - components.length) - MOST_COMPONENTS;
  const busiest = ({ members }: PictureBox): number => Math.max(...members.map(busy));
  const named = groupsByName(components).sort((left, right) => right.members.length - left.members.length || busiest(left) - busiest(right));
  for (const group of named) {
    if (tooMany() <= 0) break;
    groups.push(group);
  }
  while (tooMany() > 0) {
    const group = privateParts(picture(whole, boxes()), components, busy, tooMany() + 1);
    if (group === null) break;
    groups.push(group);
  }
  return groups.length === 0 ? null : picture(whole, boxes());
}

function picture({ arrows, own }: Picture, boxes: readonly PictureBox[]): Picture {
  const loops = [...own].map(([name, perSecond]) => ({ from: name, to: name, perSecond, isSent: false, links: [] }));
  return merged(boxes, [...arrows, ...loops]);
}

/** Components by the first word of their names; a group of more than half of all by the next word, where that tells them apart. Those alone have none. */
function groupsByName(components: readonly string[], all = components.length, depth = 1): PictureBox[] {
  const groups = new Map<string, string[]>();
  for (const name of components) {
    // shard-1 and shard1 are shards.
    const prefix = name
      .split('-')
      .slice(0, depth)
      .join('-')
      .replace(/(?<=[a-z])\d+$/, '');
    groups.set(prefix, [...(groups.get(prefix) ?? []), name]);
  }
  return [...groups].flatMap(([prefix, members]): PictureBox[] => {
    if (members.length < 2) return [];
    const finer = members.length > all / 2 && members.some((name) => name.split('-').length > depth) ? groupsByName(members, all, depth + 1) : [];
    if (finer.length > 0) return finer;
    // A word that all have in common says nothing.
    return members.length === all ? [] : [{ name: `${prefix}… (${members.length})`, members }];
  });
}

/** Of the one caller with most components that nobody else calls and that call nothing: so many of these, the least busy. */
function privateParts({ boxes, arrows }: Picture, components: readonly string[], busy: (name: string) => number, most: number): PictureBox | null {
  const byCaller = new Map<string, string[]>();
  for (const name of components) {
    if (!boxes.some((box) => box.name === name) || arrows.some(({ from }) => from === name)) continue;
    const callers = arrows.filter(({ to }) => to === name).map(({ from }) => from);
    if (callers.length === 1) byCaller.set(callers[0], [...(byCaller.get(callers[0]) ?? []), name]);
  }
  const [caller, parts] = [...byCaller].reduce<readonly [string, readonly string[]]>((best, one) => (one[1].length > best[1].length ? one : best), ['', []]);
  if (parts.length < 2) return null;
  const members = [...parts].sort((left, right) => busy(left) - busy(right)).slice(0, Math.max(2, most));
  return { name: `behind ${caller} (${members.length})`, members: parts.filter((name) => members.includes(name)) };
}
