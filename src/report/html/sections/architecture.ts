import type { CallsSeen, ComponentResults, Results } from '../../../experiment/results.js';
import { formatPlain, formatValue, PERCENT, PER_SECOND } from '../../format.js';
import { componentsOf } from '../../rows.js';
import { layOut } from '../layout.js';
import { markup, type Html } from '../markup.js';
import type { Section } from '../section.js';
import { fold, table } from '../table.js';
import { listed } from '../words.js';

/** px of the page that are there for it. */
const ROOM = 1040;
const HEIGHT = 50;

interface Arrow {
  readonly from: string;
  readonly to: string;
  readonly perSecond: number;
  readonly isSent: boolean;
}

/** 3. What is it? The components as they call one another, with the load on the arrows. */
export function architectureSection(results: Results): Section | null {
  const calls = results.look?.calls ?? [];
  if (calls.length === 0) return null;
  const arrows = arrowsOf(calls);
  const off = componentsOf(results)
    .map(({ name }) => name)
    .filter((name) => !arrows.some(({ from, to }) => from === name || to === name));
  return {
    id: 'architecture',
    name: 'Architecture',
    question: 'What is it, and where does the load go?',
    figures: [],
    body: markup`<p class="answer">${sentence(results, calls)}</p>
<figure><div class="wide" tabindex="0" role="region" aria-label="drawing">${drawing(results, arrows)}</div>
<figcaption>Arrows: calls a second (dashed: sent, and not waited for)${seen(results)}. Bars: how busy.${calls.some(({ caller, component }) => caller === component) ? ' ↻: calls of its own operations.' : ''} ${results.bottleneck === null ? '' : `${results.bottleneck.component} is outlined: it is the busiest.`}${off.length > 0 ? ` Not drawn, as nobody calls ${off.length === 1 ? 'it' : 'them'} by name: ${listed(off)}.` : ''}</figcaption></figure>
${fold('Show as table', callTable(calls))}`,
  };
}

function seen({ look }: Results): string {
  return look!.replications.length === 1 ? ', as counted in one replication' : `, as counted in ${look!.replications.length} replications`;
}

function arrowsOf(calls: readonly CallsSeen[]): Arrow[] {
  const arrows = new Map<string, Arrow>();
  for (const { caller: from, component: to, per_s: perSecond, sent } of calls) {
    const key = JSON.stringify([from, to]);
    const known = arrows.get(key);
    arrows.set(key, { from, to, perSecond: perSecond + (known?.perSecond ?? 0), isSent: sent && (known?.isSent ?? true) });
  }
  return [...arrows.values()];
}

/** `80 requests a second become 240 calls, 3 for each; db gets most, 160/s.` */
function sentence(results: Results, calls: readonly CallsSeen[]): string {
  const workloads = Object.entries(results.requests).filter(([name]) => !name.includes('/'));
  const offered = workloads.reduce((sum, [, row]) => sum + (row.offered_per_s?.value ?? 0), 0);
  const all = calls.reduce((sum, { per_s: perSecond }) => sum + perSecond, 0);
  const received = new Map<string, number>();
  for (const { component, per_s: perSecond } of calls) received.set(component, (received.get(component) ?? 0) + perSecond);
  const [most] = [...received].sort((left, right) => right[1] - left[1]);
  const each = offered > 0 ? `, ${formatPlain(all / offered)} for each` : '';
  const components = received.size;
  return `${formatPlain(offered)} requests a second become ${formatPlain(all)} calls${each}, to ${components} ${components === 1 ? 'component' : 'components'}.${components > 1 ? ` ${most[0]} gets most of them, ${formatPlain(most[1])} a second.` : ''}`;
}

function drawing(results: Results, all: readonly Arrow[]): Html {
  const names = [...new Set(all.flatMap(({ from, to }) => [from, to]))];
  const arrows = all.filter(({ from, to }) => from !== to);
  const own = new Map(all.flatMap(({ from, to, perSecond }) => (from === to ? [[from, perSecond] as const] : [])));
  const texts = arrows.map(({ perSecond }) => `${formatPlain(perSecond)}/s`);
  const boxes = names.map((name) => ({ name, width: Math.max(96, 24 + widthOf(shown(name)), 24 + widthOf(below(name, results)) * 0.85), height: HEIGHT }));
  const placed = layOut(
    boxes,
    arrows.map(({ from, to }, index) => ({ from, to, width: widthOf(texts[index]) * 0.85 })),
    ROOM,
  );
  const most = Math.max(...arrows.map(({ perSecond }) => perSecond), 0);
  const lines = arrows.map(({ perSecond, isSent }, index) => {
    // From 1 px to 5 px: as the square root, so that a tenth of the load is still seen.
    const thick = Math.round((1 + 4 * Math.sqrt(perSecond / (most || 1))) * 10) / 10;
    return markup`<path class="arrow${isSent ? ' sent' : ''}" d="${pathOf(placed.arrows[index].points)}" stroke-width="${thick}" marker-end="url(#head)"/>`;
  });
  const loads = placed.arrows.map(
    ({ x, y }, index) => markup`<text class="load" x="${round(x)}" y="${round(y + 4)}" text-anchor="middle">${texts[index]}</text>`,
  );
  const drawn = boxes.map(({ name, width }) => {
    const { x, y } = placed.boxes.get(name)!;
    const [left, top] = [round(x - width / 2), round(y - HEIGHT / 2)];
    // What it calls of itself has no arrow, but a number on its edge.
    const loop = own.get(name);
    const loopText =
      loop === undefined
        ? ''
        : markup`<text class="load" x="${round(left + width - 6)}" y="${round(top + HEIGHT + 3)}" text-anchor="end">↻ ${formatPlain(loop)}/s</text>`;
    return markup`${box(name, { left, top, width: round(width) }, results)}${loopText}`;
  });
  return markup`<svg class="drawing architecture" viewBox="0 0 ${placed.width} ${placed.height}" width="${placed.width}" height="${placed.height}" role="img" aria-label="${`${names.length} boxes, ${arrows.length} arrows; the table below says the same`}"><defs><marker id="head" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="9" markerHeight="9" markerUnits="userSpaceOnUse" orient="auto"><path class="head" d="M0 0.5 L8 4 L0 7.5 z"/></marker></defs>${lines}${drawn}${loads}</svg>`;
}

interface Place {
  readonly left: number;
  readonly top: number;
  readonly width: number;
}

function box(name: string, { left, top, width }: Place, results: Results): Html {
  const row = (results.components as Partial<Results['components']>)[name];
  const middle = round(left + width / 2);
  const words = markup`<text x="${middle}" y="${top + 20}" text-anchor="middle" class="name">${shown(name)}</text><text x="${middle}" y="${top + 35}" text-anchor="middle" class="kind">${below(name, results)}</text>`;
  if (row === undefined)
    return markup`<g><title>${name}</title><rect class="workload" x="${left}" y="${top}" width="${width}" height="${HEIGHT}" rx="25"/>${words}</g>`;
  const share = row.utilisation === null ? null : Math.min(1, row.utilisation.value);
  const limiting = results.bottleneck?.component === name ? ' limiting' : '';
  const hot = share === null ? '' : share >= 0.95 ? ' full' : share >= 0.8 ? ' hot' : '';
  const bar =
    share === null
      ? ''
      : markup`<rect class="bar-ground" x="${left + 8}" y="${top + 40}" width="${round(width - 16)}" height="4" rx="2"/><rect class="bar${hot}" x="${left + 8}" y="${top + 40}" width="${round((width - 16) * share)}" height="4" rx="2"/>`;
  return markup`<g><title>${name}, ${row.kind}</title><rect class="box${limiting}" x="${left}" y="${top}" width="${width}" height="${HEIGHT}" rx="5"/>${words}${bar}</g>`;
}

/** Of a component its kind and how busy it is; of a workload what is offered and served. */
function below(name: string, results: Results): string {
  const row = (results.components as Partial<Record<string, ComponentResults>>)[name];
  if (row !== undefined) return row.utilisation === null ? row.kind : `${row.kind} · ${formatValue(row.utilisation, PERCENT)} %`;
  const load = (results.requests as Partial<Results['requests']>)[name];
  if (load === undefined) return '';
  return `${formatValue(load.offered_per_s, PER_SECOND)} → ${formatValue(load.throughput_per_s, PER_SECOND)}/s`;
}

function shown(name: string): string {
  return name.length <= 22 ? name : `${name.slice(0, 21)}…`;
}

/** px at 13 px, with room for wide fonts. */
function widthOf(text: string): number {
  return text.length * 7.7;
}

/** A smooth way through the points: bends are rounded off between their neighbours. */
function pathOf(points: readonly { readonly x: number; readonly y: number }[]): string {
  const [first, ...rest] = points;
  const parts = [`M${round(first.x)} ${round(first.y)}`];
  rest.forEach((point, index) => {
    const next = rest[index + 1];
    if (next === undefined) parts.push(`L${round(point.x)} ${round(point.y)}`);
    else parts.push(`Q${round(point.x)} ${round(point.y)} ${round((point.x + next.x) / 2)} ${round((point.y + next.y) / 2)}`);
  });
  return parts.join(' ');
}

function callTable(calls: readonly CallsSeen[]): Html {
  return table(
    [
      ['caller', 'l'],
      ['called', 'l'],
      ['calls /s', 'r'],
      ['', 'l'],
    ],
    [...calls]
      .sort((left, right) => right.per_s - left.per_s)
      .map(({ caller, component, operation, per_s: perSecond, sent }) => [caller, `${component}.${operation}`, formatPlain(perSecond), sent ? 'sent' : '']),
    'calls',
  );
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
