import library from '@dagrejs/dagre';

export interface BoxSize {
  readonly name: string;
  readonly width: number;
  readonly height: number;
}
export interface Arrow {
  readonly from: string;
  readonly to: string;
  /** Room for its text, px. */
  readonly width: number;
  readonly height: number;
}
export interface Placed {
  readonly width: number;
  readonly height: number;
  /** Middle of each box. */
  readonly boxes: ReadonlyMap<string, Spot>;
  /** In the order of the arrows: its way, and the middle of its text. */
  readonly arrows: readonly (Spot & { readonly points: readonly Spot[] })[];
}

/** What is used of the library: its own types cannot be resolved from an ECMAScript module (their imports have no endings). */
interface Dagre {
  readonly graphlib: { readonly Graph: new (options: { multigraph: boolean }) => LayoutGraph };
  layout(graph: LayoutGraph): void;
}
interface LayoutGraph {
  setGraph(settings: Readonly<Record<string, string | number>>): void;
  setNode(name: string, size: { width: number; height: number }): void;
  setEdge(from: string, to: string, label: { width: number; height: number; labelpos: string }, name: string): void;
  node(name: string): Spot;
  edge(from: string, to: string, name: string): Spot & { readonly points: readonly Spot[] };
}
interface Spot {
  readonly x: number;
  readonly y: number;
}
const dagre = library as unknown as Dagre;

/** Places boxes in layers along the arrows (Sugiyama's method, by dagre), from left to right or from top to bottom, whichever is nearer to the width that is there. */
export function layOut(boxes: readonly BoxSize[], arrows: readonly Arrow[], width: number): Placed {
  const across = place(boxes, arrows, 'LR');
  if (across.width <= width) return across;
  const down = place(boxes, arrows, 'TB');
  return down.width < across.width ? down : across;
}

function place(boxes: readonly BoxSize[], arrows: readonly Arrow[], rankdir: 'LR' | 'TB'): Placed {
  const graph = new dagre.graphlib.Graph({ multigraph: true });
  graph.setGraph({ rankdir, nodesep: rankdir === 'LR' ? 22 : 18, ranksep: rankdir === 'LR' ? 36 : 40, edgesep: 12, marginx: 6, marginy: 6 });
  for (const { name, width, height } of boxes) graph.setNode(name, { width, height });
  arrows.forEach(({ from, to, width, height }, index) => graph.setEdge(from, to, { width, height, labelpos: 'c' }, String(index)));
  dagre.layout(graph);
  const places = new Map(boxes.map(({ name }) => [name, graph.node(name)]));
  const ways = arrows.map(({ from, to }, index) => {
    const { points, x, y } = graph.edge(from, to, String(index));
    return { points, x, y };
  });
  // The size that dagre says leaves out the bends of arrows.
  const xs = [...boxes.map((box) => places.get(box.name)!.x + box.width / 2), ...ways.flatMap((way) => way.points.map((point) => point.x))];
  const ys = [...boxes.map((box) => places.get(box.name)!.y + box.height / 2), ...ways.flatMap((way) => way.points.map((point) => point.y))];
  return { width: Math.ceil(Math.max(...xs, 0) + 6), height: Math.ceil(Math.max(...ys, 0) + 6), boxes: places, arrows: ways };
}
