import type { ComponentResults, LinkSeen, Results } from '../../../experiment/results.js';
import { formatPlain, formatTime, formatValue, PERCENT, PER_SECOND } from '../../format.js';
import { layOut } from '../layout.js';
import { markup, type Html, type Part } from '../markup.js';
import type { Picture, PictureArrow, PictureBox } from './picture.js';

/** px of the page that are there for it. */
const ROOM = 1040;
const HEIGHT = 50;
/** px of a line of text beside an arrow, and of the label of a link. */
const LINE = 14;
const LABEL = 17;
/** Links with a label of their own on one arrow. */
const MOST_LINKS = 2;

/** The picture as SVG. */
export function drawing(results: Results, { boxes, arrows, own }: Picture): Html {
  const placed = layOut(
    boxes.map((box) => ({ name: box.name, width: widthOfBox(box, results), height: HEIGHT })),
    arrows.map((arrow) => ({ from: arrow.from, to: arrow.to, width: Math.max(...linesOf(arrow, results).map(widthOfLine)), height: heightOf(arrow) })),
    ROOM,
  );
  const most = Math.max(...arrows.map(({ perSecond }) => perSecond), 0);
  const ways = arrows.map(({ perSecond, isSent }, index) => {
    // From 1 px to 5 px: as the square root, so that a tenth of the load is still seen.
    const thick = Math.round((1 + 4 * Math.sqrt(perSecond / (most || 1))) * 10) / 10;
    return markup`<path class="arrow${isSent ? ' sent' : ''}" d="${pathOf(placed.arrows[index].points)}" stroke-width="${thick}" marker-end="url(#head)"/>`;
  });
  const words = arrows.map((arrow, index) => arrowWords(arrow, placed.arrows[index], results));
  const drawn = boxes.map((one) => {
    const { x, y } = placed.boxes.get(one.name)!;
    const width = widthOfBox(one, results);
    const [left, top] = [round(x - width / 2), round(y - HEIGHT / 2)];
    // What it calls of itself has no arrow, but a number on its edge.
    const loop = own.get(one.name);
    const loopText =
      loop === undefined
        ? ''
        : markup`<text class="load" x="${round(left + width - 6)}" y="${round(top + HEIGHT + 3)}" text-anchor="end">↻ ${formatPlain(loop)}/s</text>`;
    return markup`${box(one, { left, top, width: round(width) }, results)}${loopText}`;
  });
  return markup`<svg class="drawing architecture" viewBox="0 0 ${placed.width} ${placed.height}" width="${placed.width}" height="${placed.height}" role="img" aria-label="${`${boxes.length} boxes, ${arrows.length} arrows; the table below says the same`}">${ways}${drawn}${words}</svg>`;
}

/** The tip of the arrows, once for all drawings of a page. */
export const ARROW_TIP = markup`<marker id="head" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="9" markerHeight="9" markerUnits="userSpaceOnUse" orient="auto"><path class="head" d="M0 0.5 L8 4 L0 7.5 z"/></marker>`;

interface Place {
  readonly left: number;
  readonly top: number;
  readonly width: number;
}

function box(one: PictureBox, { left, top, width }: Place, results: Results): Html {
  const middle = round(left + width / 2);
  const words = markup`<text x="${middle}" y="${top + 20}" text-anchor="middle" class="name">${shownName(one)}</text><text x="${middle}" y="${top + 35}" text-anchor="middle" class="kind">${below(one, results)}</text>`;
  const name = busiestOf(one, results);
  const row = rowOf(name, results);
  if (row === undefined)
    return markup`<g><title>${name}</title><rect class="workload" x="${left}" y="${top}" width="${width}" height="${HEIGHT}" rx="25"/>${words}</g>`;
  const share = row.utilisation === null ? null : Math.min(1, row.utilisation.value);
  const isLimiting = one.members.some((member) => results.bottleneck?.component === member);
  const bar =
    share === null
      ? ''
      : markup`<rect class="bar-ground" x="${left + 8}" y="${top + 40}" width="${round(width - 16)}" height="4" rx="2"/><rect class="bar${heat(share)}" x="${left + 8}" y="${top + 40}" width="${round((width - 16) * share)}" height="4" rx="2"/>`;
  const rect = (shift: number): Html =>
    markup`<rect class="box${isLimiting ? ' limiting' : ''}" x="${round(left + shift)}" y="${round(top - shift)}" width="${width}" height="${HEIGHT}" rx="5"/>`;
  const title = one.members.length > 1 ? one.members.join(', ') : `${name}, ${row.kind}`;
  return markup`<g><title>${title}</title>${one.members.length > 1 ? [rect(6), rect(3)] : ''}${rect(0)}${words}${bar}</g>`;
}

/** Of a component its kind and how busy it is; of a group its busiest member; of a workload what is offered and served. */
function below(one: PictureBox, results: Results): string {
  const name = busiestOf(one, results);
  const row = rowOf(name, results);
  if (row !== undefined) {
    const share = row.utilisation === null ? null : `${formatValue(row.utilisation, PERCENT)} %`;
    if (one.members.length > 1) return share === null ? 'servers unlimited' : `busiest: ${shown(name)} · ${share}`;
    return share === null ? row.kind : `${row.kind} · ${share}`;
  }
  const load = (results.requests as Partial<Results['requests']>)[name];
  if (load === undefined) return '';
  return `${formatValue(load.offered_per_s, PER_SECOND)} → ${formatValue(load.throughput_per_s, PER_SECOND)}/s`;
}

/** Of a group the component that limits the system, or else the busiest: what is said of the group is said of that one, never of a mean. */
export function busiestOf({ members }: PictureBox, results: Results): string {
  const limiting = members.find((member) => results.bottleneck?.component === member);
  return limiting ?? members.reduce((most, member) => (busyShare(member, results) > busyShare(most, results) ? member : most));
}

/** -1: its servers are unlimited. */
export function busyShare(name: string, results: Results): number {
  return rowOf(name, results)?.utilisation?.value ?? -1;
}

function rowOf(name: string, results: Results): ComponentResults | undefined {
  return (results.components as Partial<Record<string, ComponentResults>>)[name];
}

/** What stands beside an arrow: its load, and a label for each link that the calls pass. */
function arrowWords(arrow: PictureArrow, { x, y }: { readonly x: number; readonly y: number }, results: Results): Part {
  const top = y - heightOf(arrow) / 2;
  return linesOf(arrow, results).map((line, index): Html => {
    const words = (height: number, kind = 'load'): Html =>
      markup`<text class="${kind}" x="${round(x)}" y="${round(height)}" text-anchor="middle">${line.text}</text>`;
    if (index === 0) return words(top + LINE - 3);
    const edge = top + LINE + (index - 1) * LABEL;
    const width = widthOfLine(line);
    return markup`<g><title>${line.title}</title><rect class="link${heat(line.share)}${line.isLimiting ? ' limiting' : ''}" x="${round(x - width / 2)}" y="${round(edge + 1)}" width="${round(width)}" height="${LABEL - 2}" rx="${(LABEL - 2) / 2}"/>${words(edge + LABEL - 5, 'kind')}</g>`;
  });
}

interface Line {
  readonly text: string;
  readonly title: string;
  readonly share: number;
  readonly isLimiting: boolean;
}

function linesOf({ perSecond, links }: PictureArrow, results: Results): Line[] {
  const load = { text: `${formatPlain(perSecond)}/s`, title: '', share: 0, isLimiting: false };
  const drawn = links.length > MOST_LINKS ? links.slice(0, MOST_LINKS - 1) : links;
  const rest = links.slice(drawn.length);
  return [
    load,
    ...drawn.map((name) => ({
      text: linkWords(name, results),
      title: name,
      share: busyShare(name, results),
      isLimiting: results.bottleneck?.component === name,
    })),
    ...(rest.length === 0
      ? []
      : [
          {
            text: `${rest.length} more links`,
            title: rest.join(', '),
            share: Math.max(...rest.map((name) => busyShare(name, results))),
            isLimiting: rest.some((name) => results.bottleneck?.component === name),
          },
        ]),
  ];
}

/** `wan · 68 % · 20 ms`: how much of its bandwidth is in use, and how long the way is. */
function linkWords(name: string, results: Results): string {
  const row = rowOf(name, results);
  const latency = results.look?.links?.find((one: LinkSeen) => one.link === name)?.latency_s ?? null;
  const share = row === undefined || row.utilisation === null ? [] : [`${formatValue(row.utilisation, PERCENT)} %`];
  return [shown(name), ...share, ...(latency === null ? [] : [formatTime(Number(latency.toPrecision(3)))])].join(' · ');
}

function heightOf({ links }: PictureArrow): number {
  return LINE + Math.min(links.length, MOST_LINKS) * LABEL;
}

/** px; labels of links have a rim. */
function widthOfLine(line: Line): number {
  return widthOf(line.text) * 0.85 + (line.title === '' ? 0 : 10);
}

function widthOfBox(one: PictureBox, results: Results): number {
  return Math.max(96, 24 + widthOf(shownName(one)), 24 + widthOf(below(one, results)) * 0.85);
}

/** Names of groups end with a number, which stays. */
function shownName({ name, members }: PictureBox): string {
  return members.length > 1 ? name : shown(name);
}

function heat(share: number): string {
  return share >= 0.95 ? ' full' : share >= 0.8 ? ' hot' : '';
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

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
