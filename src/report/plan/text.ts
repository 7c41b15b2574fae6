import type { ChosenConfiguration, Decided, GrowthAnswer, LoadAnswer, LossAnswer, PlanPoint, PlanResults, PlanTrial } from '../../experiment/plan/document.js';
import { formatMoney } from '../cost-rows.js';
import { formatCount, formatPlain } from '../format.js';
import { makePage, type Page, padEnd, padStart, plain, visibleLength, wrap } from '../text/page.js';
import type { TextOptions } from '../text.js';
import { boundsOf, formatBound, showObjective } from '../verdict.js';
import { adviceSentences, apart, planExitCode, planVerdictLine, lossWords, settingsText, signOf, whyApart, whyOf, whyParts } from './verdict.js';
import { NOT_FOUND, notFoundMark } from '../warmup-mark.js';

/** The plan for a terminal, read from the bottom: the verdict last, above it the answers with their evidence, then what was tried. Ends with a newline. */
export function renderPlanText(plan: PlanResults, options: TextOptions): string {
  const page = makePage(options);
  const verdict = wrap(planVerdictLine(plan, options.exit), page.width, '').map((line) => painted(line, options.exit ?? planExitCode(plan), page));
  const last = options.quiet ? verdict : [page.paint.faint(`Other random numbers: --seed ${plan.seed + 1}`), ...verdict];
  const blocks = options.quiet
    ? []
    : [
        headLines(plan, page),
        triedLines(plan, page),
        chosenLines(plan, page),
        nearestLines(plan, page),
        loadLines(plan, page),
        growthLines(plan, page),
        lossLines(plan.losses, page),
        adviceSentences(plan).flatMap((sentence) => wrap(sentence, page.width, '')),
      ];
  return `${[...blocks.filter((block) => block.length > 0), last].map((block) => block.join('\n')).join('\n\n')}\n`;
}

function painted(line: string, exit: number, { paint }: Page): string {
  return paint.strong(exit === 0 ? paint.good(line) : exit === 4 ? paint.unsure(line) : paint.bad(line));
}

function headLines(plan: PlanResults, page: Page): string[] {
  const { paint, glyphs } = page;
  const title = plain(plan.scenario.title, page);
  const file = plain(plan.scenario.file, page);
  const room = page.width - visibleLength(title) - visibleLength(file);
  const lines =
    page.layout !== 'narrow' && room >= 2 ? [`${paint.strong(title)}${' '.repeat(room)}${paint.faint(file)}`] : [paint.strong(title), paint.faint(file)];
  const { looks, replications, error } = plan.decisions;
  const over = plan.over
    .map(({ path, values }) => `${path}: ${values.length > 1 ? `${values[0]} ${glyphs.ellipsis} ${values[values.length - 1]}` : values[0]}`)
    .join(', ');
  if (over !== '') lines.push(...wrap(plain(over, page), page.width, ''));
  if (plan.survival === 'required') lines.push(...wrap(plain(`must survive: ${plan.survive.join(', ')}`, page), page.width, ''));
  lines.push(
    ...wrap(
      `${formatCount(replications)} replications in all, ${looks[0]} to ${looks[looks.length - 1]} a trial until it is decided; chance of a wrong verdict below ${formatPlain(error * 100)} % ${glyphs.dot} seed ${plan.seed}`,
      page.width,
      '',
    ),
    `${glyphs.plusMinus} is a 95 % interval`,
  );
  if (plan.partial) lines.push(`${paint.bad('PARTIAL')}  it was interrupted: what follows is what is known by now`);
  return lines;
}

/** More simulated configurations than this, and only the ones next to the answer are shown. */
const ROWS = 12;

/** What was simulated, next to the answer; then how many needed no run. */
function triedLines({ points, over, chosen }: PlanResults, page: Page): string[] {
  if (over.length === 0) return [];
  const tried = points.filter(({ trial }) => trial?.reason === 'run');
  const without = withoutRun(points, page);
  if (tried.length === 0) return without.length === 0 ? [] : [page.paint.strong('TRIED'), ...without];
  const at = chosen === null ? tried.length - 1 : tried.findIndex(({ settings }) => settings === chosen.settings);
  const isShort = tried.length <= ROWS || page.all;
  const first = isShort ? 0 : Math.max(0, Math.min(at - ROWS + 3, tried.length - ROWS));
  const shown = isShort ? tried : tried.slice(first, first + ROWS);
  const rows = shown.map(({ settings, cost_per_month: cost, trial, loss }) => ({
    name: Object.values(settings).join(', '),
    cost: cost === null ? '' : formatMoney(cost, page.glyphs),
    runs: formatCount(trial!.replications),
    trial: trial!,
    loss,
  }));
  const widths = {
    name: widest(rows.map(({ name }) => name)),
    cost: widest(['a month', ...rows.map(({ cost }) => cost)]),
    runs: widest(['runs', ...rows.map(({ runs }) => runs)]),
  };
  const numbers = (cost: string, runs: string): string => `${padStart(cost, widths.cost)}  ${padStart(runs, widths.runs)}`;
  const title = `TRIED  ${over.map(({ path }) => path).join(', ')}`;
  // Long names of paths stand on a line of their own.
  const isWide = 2 + widths.name + 3 + widths.cost + 2 + widths.runs > page.width || visibleLength(title) > widths.name + 4;
  const head = isWide
    ? [page.paint.strong(title), `${' '.repeat(widths.name + 5)}${numbers('a month', 'runs')}`]
    : [`${padEnd(title, widths.name + 5)}${numbers('a month', 'runs')}`];
  const lines = rows.flatMap(({ name, cost, runs, trial, loss }) => {
    const begin = `  ${padEnd(name, widths.name)}   ${numbers(cost, runs)}  ${paintedSign(trial, page)} `;
    return layout(begin, whyParts({ trial, loss }, page.glyphs), page);
  });
  const more = isShort ? [] : [page.paint.faint(`  ${formatCount(tried.length - shown.length)} more simulated: --all`)];
  return [...head, ...lines, ...more, ...without];
}

/** `12 fail without a run: database or web is offered more than it can serve` */
function withoutRun(points: readonly PlanPoint[], page: Page): string[] {
  const tried = points.flatMap(({ trial, loss }) => (trial === null ? [] : [{ trial, loss }]));
  const monotone = tried.filter(({ trial }) => trial.reason === 'monotone');
  const overloaded = (isAfterLoss: boolean): string[] => {
    const all = tried.filter(
      ({ trial: { reason, overload }, loss }) => reason === 'arithmetic' && overload !== undefined && (loss !== undefined) === isAfterLoss,
    );
    const names = [...new Set(all.flatMap(({ trial }) => trial.overload!.map(({ component }) => component)))];
    const text = `${formatCount(all.length)} fail without a run${isAfterLoss ? ' after a loss' : ''}: ${names.join(' or ')} is offered more than it can serve`;
    return all.length === 0 ? [] : wrap(text, page.width, '  ');
  };
  const gone = tried.filter(({ trial: { reason, overload } }) => reason === 'arithmetic' && overload === undefined);
  const lost = [...new Set(gone.map(({ loss }) => loss!.lost))];
  return [
    ...overloaded(false),
    ...overloaded(true),
    ...(gone.length === 0
      ? []
      : wrap(`${formatCount(gone.length)} fail without a run after a loss: nothing is left of ${lost.join(' or ')}`, page.width, '  ')),
    ...(monotone.length === 0 ? [] : wrap(`${formatCount(monotone.length)} fail because more servers do: one waits longer with fewer`, page.width, '  ')),
  ];
}

const widest = (texts: readonly string[]): number => Math.max(0, ...texts.map(visibleLength));

/** Parts beside one another as far as the line goes, the others below the first. */
function layout(begin: string, parts: readonly string[], page: Page, indent = visibleLength(begin)): string[] {
  const lines: string[] = [];
  let line = begin;
  let isEmpty = true;
  for (const part of parts) {
    if (!isEmpty && visibleLength(line) + 3 + visibleLength(part) > page.width) {
      lines.push(line.trimEnd());
      line = ' '.repeat(indent);
      isEmpty = true;
    }
    line += isEmpty ? part : `   ${part}`;
    isEmpty = false;
  }
  return [...lines, line.trimEnd()];
}

function paintedSign(trial: PlanTrial, page: Page): string {
  const sign = signOf(trial, page.glyphs);
  return trial.verdict === 'passes' ? page.paint.good(sign) : trial.verdict === 'fails' ? page.paint.bad(sign) : page.paint.unsure(sign);
}

const LABEL = 20;
const fact = (label: string, text: string, page: Page): string[] => wrap(text, page.width, `  ${padEnd(label, LABEL)}`, ' '.repeat(LABEL + 2));

function chosenLines({ chosen, over, partial, survival }: PlanResults, page: Page): string[] {
  if (chosen === null) return [];
  const { paint, glyphs } = page;
  const cost = chosen.cost_per_month === null ? '' : `${formatMoney(chosen.cost_per_month, glyphs)} a month`;
  const title = over.length === 0 ? 'AS IT STANDS' : `CHEAPEST${partial ? ' SO FAR' : ''}${survival === 'required' ? ' THAT SURVIVES' : ''}`;
  const settings = over.length === 0 ? '' : settingsText(chosen.settings);
  const head = `${paint.strong(title)}  ${paint.strong(settings)}`;
  const room = page.width - visibleLength(head) - visibleLength(cost);
  const lines = room >= 2 ? [`${head}${' '.repeat(room)}${paint.strong(cost)}`.trimEnd()] : [head, `  ${cost}`];
  for (const objective of chosen.trial.objectives) {
    const { claim, observed } = showObjective(objective, glyphs);
    const beside = neighbourParts(chosen, objective.statistic, page);
    const begin = `  ${paint.good(glyphs.met)} ${padEnd(claim, LABEL + 8)}  `;
    lines.push(...layout(begin, [observed, ...beside.filter(({ isLong }) => !isLong).map(({ part }) => part)], page));
    for (const { part, isLong } of beside) if (isLong) lines.push(...wrap(part, page.width, ' '.repeat(visibleLength(begin))));
  }
  if (chosen.trial.warmup_not_found === true) lines.push(`  ${notFoundMark(page)}`);
  for (const { path, value, trial, loss } of chosen.neighbours) {
    if (trial === null) lines.push(...fact('cheaper neighbour', `${path}=${value} was not tried`, page));
    else if (trial.objectives.length === 0)
      lines.push(...fact('cheaper neighbour', `${path}=${value} ${paint.bad(glyphs.failed)} ${whyOf({ trial, loss }, glyphs)}`, page));
    else if (trial.warmup_not_found === true) lines.push(...fact('cheaper neighbour', `${path}=${value}: ${NOT_FOUND}`, page));
  }
  if (chosen.cost_per_million_requests !== null)
    lines.push(...fact('a million requests', `cost ${formatMoney(chosen.cost_per_million_requests, glyphs)}`, page));
  if (chosen.rivals.length > 0) lines.push(...fact('costs as much', `as far as can be told: ${chosen.rivals.map(settingsText).join('; ')}`, page));
  const [full, ...others] = chosen.saturation;
  if (full !== undefined) {
    const next =
      others.length === 0
        ? ''
        : `, then ${others
            .slice(0, 2)
            .map(({ component, times }) => `${component} at ${formatPlain(times)}`)
            .join(', ')}`;
    lines.push(...fact('saturates', `at ${formatPlain(full.times)} times this load, ${full.component} first${next}`, page));
  }
  if (chosen.tightest !== null && (chosen.trial.objectives.length > 1 || survival === 'required')) {
    const { statistic, margin, loss } = chosen.tightest;
    lines.push(...fact('breaks next', `${statistic}${loss === undefined ? '' : ` ${lossWords(loss)}`}: ${formatPlain(margin * 100)} % from its limit`, page));
  }
  return lines;
}

/** `db.servers=1: 267 ±15 ms ✗`; after a loss it has lines of its own. */
function neighbourParts({ neighbours }: ChosenConfiguration, statistic: string, page: Page): { readonly part: string; readonly isLong: boolean }[] {
  return neighbours.flatMap(({ path, value, trial, loss }) => {
    const own = trial?.objectives.find((one) => one.statistic === statistic);
    if (own === undefined) return [];
    const { observed, remark } = showObjective(own, page.glyphs);
    const sign = { met: page.glyphs.met, failed: page.glyphs.failed, undecided: page.glyphs.undecided }[own.verdict];
    const part = `${path}=${value}${loss === undefined ? '' : ` ${lossWords(loss)}`}: ${own.observed === null ? remark : observed} ${sign}`;
    return [{ part, isLong: loss !== undefined }];
  });
}

function nearestLines({ nearest, over }: PlanResults, page: Page): string[] {
  if (nearest === null) return [];
  const { glyphs, paint } = page;
  const cost = nearest.cost_per_month === null ? '' : `, ${formatMoney(nearest.cost_per_month, glyphs)} a month`;
  const lines = [paint.strong(over.length === 0 ? 'AS IT STANDS' : 'NEAREST') + (over.length === 0 ? '' : `  ${settingsText(nearest.settings)}${cost}`)];
  if (nearest.trial.objectives.length === 0) return [...lines, ...wrap(`${paintedSign(nearest.trial, page)} ${whyOf(nearest, glyphs)}`, page.width, '  ')];
  if (nearest.loss !== undefined) lines.push(`  ${lossWords(nearest.loss)}:`);
  for (const objective of nearest.trial.objectives) {
    const { claim, observed, remark } = showObjective(objective, glyphs);
    const sign = { met: glyphs.met, failed: glyphs.failed, undecided: glyphs.undecided }[objective.verdict];
    const share = missedBy(objective);
    lines.push(...wrap(`${observed}  ${remark}${share}`, page.width, `  ${sign} ${padEnd(claim, LABEL + 8)}  `, ' '.repeat(8)));
  }
  if (nearest.trial.warmup_not_found === true) lines.push(`  ${notFoundMark(page)}`);
  return lines;
}

/** ` (24 % of the limit)` */
function missedBy(objective: PlanTrial['objectives'][number]): string {
  if (objective.verdict !== 'failed' || objective.observed === null) return '';
  const [bound] = boundsOf(objective);
  if (bound.limit === 0) return '';
  return ` (${formatPlain(Number((Math.abs(objective.observed.value / bound.limit - 1) * 100).toPrecision(2)))} % of ${formatBound(bound.limit, objective.unit)})`;
}

/** @param most replications of a trial, at most */
export function loadSentences(load: LoadAnswer, most: number, page: Page): (readonly [string, string])[] {
  const { largest_pass: pass, smallest_fail: fail, undecided, not_monotone: odd, present } = load;
  const { glyphs } = page;
  const why = whyApart(load, most);
  const shown = (one: NonNullable<typeof pass>): string => `${one.value}, ${formatPlain(one.times)} times the present ${present}: ${whyOf(one, glyphs)}`;
  return [
    pass === null ? ['passes', 'nothing that was tried'] : ['passes', shown(pass)],
    ...afterLosses(pass, page),
    fail === null ? ['fails', 'nothing that was tried'] : ['fails', shown(fail)],
    ...(why === null ? [] : [['no nearer', `${apart(load).replace(/^, (.*)$/, '$1: ')}${why}`] as const]),
    ...undecided.map((one) => ['undecided', shown(one)] as const),
    ...odd.map((one) => ['not monotone', `${shown(one)} fails, though a larger load passes`] as const),
  ];
}

/** What passes, once more without each thing that it must survive. */
function afterLosses(passing: Decided | null, page: Page): (readonly [string, string])[] {
  return (passing?.losses ?? []).map((loss) => ['after a loss', lossSentence(loss, page, `${lossWords(loss)}, `)] as const);
}

function loadLines({ load, survival, decisions: { looks } }: PlanResults, page: Page): string[] {
  if (load === null) return [];
  return [
    `${page.paint.strong(`LARGEST LOAD${survival === 'required' ? ' AFTER EACH LOSS' : ''}`)}  ${load.path}`,
    ...loadSentences(load, looks[looks.length - 1], page).flatMap(([label, text]) => fact(label, text, page)),
  ];
}

/** `full in month 23 at +4 % a month`, and what the months on both sides show. */
export function growthSentences(growth: GrowthAnswer, page: Page): (readonly [string, string])[] {
  const { glyphs } = page;
  const { full_in_month: month, last_pass: pass, first_fail: fail, undecided, months } = growth;
  const head =
    month !== null
      ? `in month ${month}`
      : pass?.month === months
        ? `not within ${formatPlain(months / 12)} years`
        : pass !== null && fail !== null
          ? `between month ${pass.month} and month ${fail.month}`
          : 'not known';
  return [
    ['full', head],
    ...(pass === null ? [] : [[`month ${pass.month}`, `${signOf(pass.trial, glyphs)} ${whyOf(pass, glyphs)}`] as const]),
    ...afterLosses(pass, page),
    ...undecided.map((one) => [`month ${one.month}`, `${signOf(one.trial, glyphs)} ${whyOf(one, glyphs)}`] as const),
    ...(fail === null ? [] : [[`month ${fail.month}`, `${signOf(fail.trial, glyphs)} ${whyOf(fail, glyphs)}`] as const]),
  ];
}

export function growthTitle({ workloads }: GrowthAnswer): string {
  return workloads.map(({ workload, per_month: share }) => `${workload} +${formatPlain(share * 100)} % a month`).join(', ');
}

function growthLines({ growth, survival }: PlanResults, page: Page): string[] {
  if (growth === null) return [];
  return [
    `${page.paint.strong(`GROWTH${survival === 'required' ? ' AFTER EACH LOSS' : ''}`)}  ${growthTitle(growth)}`,
    ...growthSentences(growth, page).flatMap(([label, text]) => fact(label, text, page)),
  ];
}

/**
 * `✓ 133 servers left: rides.wait.p95 71 ±3 s`
 *
 * @param begin what is lost, where it is not said before
 */
export function lossSentence({ what, left, trial, problem }: LossAnswer, page: Page, begin = ''): string {
  if (what === 'zone' && left === 0) return `${page.glyphs.failed} a component is there alone: ${problem ?? ''}`;
  const kept = left === 0 ? `its only ${what}` : what === 'zone' ? `${formatCount(left)} left` : `${formatCount(left)} ${what}${left === 1 ? '' : 's'} left`;
  if (trial === null) return `${page.glyphs.undecided} ${kept}: not judged: ${problem ?? ''}`;
  return `${signOf(trial, page.glyphs)} ${begin}${kept}: ${problem ?? whyOf({ trial }, page.glyphs)}`;
}

export function survivalSentence(losses: readonly LossAnswer[]): string {
  const failing = losses.filter(({ trial }) => trial?.verdict === 'fails').map(lossWords);
  if (failing.length > 0) return `not N+1: an objective fails ${failing.length === 1 ? '' : `${failing.slice(0, -1).join(', ')} or `}${failing.at(-1)!}`;
  return losses.every(({ trial }) => trial?.verdict === 'passes') ? 'N+1: the objectives hold without any one of them' : 'it cannot be told whether it is N+1';
}

function lossLines(losses: readonly LossAnswer[] | null, page: Page): string[] {
  if (losses === null || losses.length === 0) return [];
  return [
    page.paint.strong('LOST FOR GOOD'),
    ...losses.flatMap((loss) => fact(loss.lost, lossSentence(loss, page), page)),
    ...wrap(survivalSentence(losses), page.width, '  '),
  ];
}
