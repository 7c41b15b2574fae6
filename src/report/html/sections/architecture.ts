import type { CallsSeen, LinkSeen, Results } from '../../../experiment/results.js';
import { formatEstimate, formatPlain, formatTime, PERCENT, PER_SECOND, timeUnitFor } from '../../format.js';
import { componentsOf } from '../../rows.js';
import { busiestOf, busyShare, drawing } from '../architecture/drawing.js';
import { foldedPicture } from '../architecture/fold.js';
import { wholePicture, type Picture, type PictureBox } from '../architecture/picture.js';
import { markup, type Html } from '../markup.js';
import type { Section } from '../section.js';
import { fold, table } from '../table.js';
import { listed } from '../words.js';

/** 3. What is it? The components as they call one another, with the load on the arrows. */
export function architectureSection(results: Results): Section | null {
  const { look } = results;
  if (look === undefined || look.calls.length === 0) return null;
  const { calls, links = [] } = look;
  const whole = wholePicture(look);
  const components = componentsOf(results).map(({ name }) => name);
  const folded = foldedPicture(whole, components, (name) => busyShare(name, results));
  const groups = (folded?.boxes ?? []).filter(({ members }) => members.length > 1);
  const drawn = new Set([...whole.boxes.map(({ name }) => name), ...links.map(({ link }) => link)]);
  const caption = [
    `Arrows: calls a second (dashed: sent, and not waited for)${seen(results)}. Bars: how busy.`,
    ...(folded === null ? [] : [foldedWords(groups, whole, components)]),
    ...(whole.own.size > 0 || (folded?.own.size ?? 0) > 0 ? [`↻: calls of its own operations${folded === null ? '' : ', or within a group'}.`] : []),
    ...(links.length > 0
      ? ['Labels with a rim: links that calls pass, how much of the bandwidth is in use (by all calls together), and the time from one end to the other.']
      : []),
    ...(results.bottleneck === null ? [] : [`${results.bottleneck.component} ${groupOf(results.bottleneck.component, groups)}is outlined: it is the busiest.`]),
    ...offWords(components.filter((name) => !drawn.has(name))),
  ].join(' ');
  return {
    id: 'architecture',
    name: 'Architecture',
    question: 'What is it, and where does the load go?',
    figures: [],
    body: markup`<p class="answer">${sentence(results, calls)}</p>
<figure>${wide(drawing(results, folded ?? whole), 'drawing')}
<figcaption>${caption}</figcaption></figure>
${folded === null ? '' : fold(`Show all ${whole.boxes.filter(({ name }) => components.includes(name)).length} components`, wide(drawing(results, whole), 'drawing of all components'))}
${fold('Show as table', markup`${groups.length === 0 ? '' : groupTable(results, groups)}${callTable(calls)}${links.length === 0 ? '' : linkTable(results, links)}`)}`,
  };
}

function wide(content: Html, label: string): Html {
  return markup`<div class="wide" tabindex="0" role="region" aria-label="${label}">${content}</div>`;
}

/** `Piles are groups, 35 of 40 components, by the beginning of their names; each names …` */
function foldedWords(groups: readonly PictureBox[], whole: Picture, components: readonly string[]): string {
  const all = whole.boxes.filter(({ name }) => components.includes(name)).length;
  const inside = groups.reduce((sum, { members }) => sum + members.length, 0);
  const isBehind = ({ name }: PictureBox): boolean => name.startsWith('behind ');
  const behind = groups.some(isBehind) ? ' Behind a component: some that it alone calls and that call nothing, the least busy of these.' : '';
  return `Piles are groups, ${inside} of ${all} components${groups.every(isBehind) ? '' : ', by the beginning of their names'}; each names its busiest member, whose bar it has, and its arrows are sums.${behind}`;
}

function groupOf(name: string, groups: readonly PictureBox[]): string {
  const group = groups.find(({ members }) => members.includes(name));
  return group === undefined ? '' : `in ${group.name} `;
}

function offWords(off: readonly string[]): string[] {
  return off.length === 0 ? [] : [`Not drawn, as nobody calls ${off.length === 1 ? 'it' : 'them'} by name: ${listed(off)}.`];
}

function seen({ look }: Results): string {
  return look!.replications.length === 1 ? ', as counted in one replication' : `, as counted in ${look!.replications.length} replications`;
}

/** `80 requests a second become 240 calls, 3 for each, to 2 components. db gets most of them, 160 a second.` */
function sentence(results: Results, calls: readonly CallsSeen[]): string {
  const workloads = Object.entries(results.requests).filter(([name]) => !name.includes('/'));
  const offered = workloads.reduce((sum, [, row]) => sum + (row.offered_per_s?.value ?? 0), 0);
  const all = calls.reduce((sum, { per_s: perSecond }) => sum + perSecond, 0);
  const received = new Map<string, number>();
  for (const { component, per_s: perSecond } of calls) received.set(component, (received.get(component) ?? 0) + perSecond);
  const [most] = [...received].sort((left, right) => right[1] - left[1]);
  const each = offered > 0 ? `, ${formatPlain(all / offered)} for each` : '';
  const components = received.size;
  return `${formatPlain(offered)} requests a second become ${formatPlain(all)} calls${each}, to ${components} ${components === 1 ? 'component' : 'components'}.${components > 1 ? ` ${mostWords(most, [...received.values()])}, ${formatPlain(most[1])} a second.` : ''}`;
}

/** `Most` is more than half; two that get the same get no more than any other. */
function mostWords([name, perSecond]: readonly [string, number], all: readonly number[]): string {
  if (perSecond > all.reduce((sum, one) => sum + one, 0) / 2) return `${name} gets most of them`;
  return all.filter((one) => one >= perSecond).length === 1 ? `${name} gets more than any other` : `None gets more than ${name}`;
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

/** What is folded, member by member. */
function groupTable(results: Results, groups: readonly PictureBox[]): Html {
  return table(
    [
      ['component', 'l'],
      ['group', 'l'],
      ['busy %', 'r'],
    ],
    groups.flatMap((group) =>
      group.members.map((name) => [
        name === busiestOf(group, results) ? markup`<b>${name}</b>` : name,
        group.name,
        formatEstimate(results.components[name].utilisation, PERCENT),
      ]),
    ),
    'groups',
  );
}

function linkTable(results: Results, links: readonly LinkSeen[]): Html {
  const rows = links.map(({ link }) => results.components[link]);
  const unit = timeUnitFor(rows.flatMap((row) => (row.response_s.mean === null ? [] : [row.response_s.mean.value])));
  return table(
    [
      ['link', 'l'],
      ['passed by', 'l'],
      ['busy %', 'r'],
      ['transfers /s', 'r'],
      [`transfer ${unit.name}`, 'r'],
      ['latency', 'r'],
    ],
    links.map(({ link, latency_s: latency, passed_by: passedBy }, index) => [
      link,
      passedBy
        .map(
          ({ caller, component, operation, request, answer }) =>
            `${caller} → ${component}.${operation}${request && answer ? '' : request ? ' (request)' : ' (answer)'}`,
        )
        .join(', '),
      formatEstimate(rows[index].utilisation, PERCENT),
      formatEstimate(rows[index].throughput_per_s, PER_SECOND),
      formatEstimate(rows[index].response_s.mean, unit),
      latency === null ? '–' : formatTime(Number(latency.toPrecision(3))),
    ]),
    'links',
  );
}
