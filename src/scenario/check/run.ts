import type { Law } from '../../sim/chance/law.js';
import { runGroup } from '../language/top-level.js';
import { lawMean } from '../../sim/chance/moments.js';
import { readQuantity } from '../read-quantity.js';
import type { RunSettings, Trace } from '../scenario.js';
import type { Place } from '../source-file.js';
import { entryOf, valueOf, type MapNode, type ScalarNode, type TreeNode } from '../tree.js';
import { asInstances, type ComponentDraft } from './components.js';
import type { Context } from './context.js';
import { checkFaultTimes, type FaultDraft } from './faults.js';
import { readFields, readMap } from './fields.js';
import type { System } from './objectives.js';
import { readPrecision } from './precision.js';
import { allSteps } from '../walk-steps.js';
import type { WorkloadDraft } from './workloads.js';

/** Reads `run` and decides on the study (docs/statistics.md). */
export function readRun(
  section: TreeNode | undefined,
  root: MapNode,
  system: System,
  traces: ReadonlyMap<string, Trace>,
  context: Context,
): RunSettings | null {
  const { workloads, components, faults } = system;
  const map = section === undefined ? emptyMap(root) : readMap(section, '`run`', '{ duration: 10min }', context);
  if (map === null) return null;
  const before = context.issues.count;
  const values = readFields(runGroup, map, context);
  const duration = values.duration === null ? null : readDuration(values.duration, context);
  const warmup = values.warmup === null ? null : readWarmup(values.warmup, context);
  const precision = values.precision === null ? null : readPrecision(values.precision, system, context);
  const place = (name: string): Place => valueOf(map, name)?.place ?? map.place;
  if (duration === 'all') checkAll(workloads, place('duration'), context);
  if (values.replications !== null && values.replications > mostReplications) {
    context.issues.add('out-of-range', place('replications'), `${values.replications} replications are more than can be kept`, {
      expected: `at most ${mostReplications}`,
    });
  }
  const study = decideStudy(values.study as 'long-run' | 'finite' | null, { workloads, components, faults }, place('study'), context);
  if (typeof duration === 'number') {
    checkFaultTimes(faults, duration, context);
    checkLength(duration, workloads, components, place('duration'), context);
    if (typeof warmup === 'number' && warmup >= duration) {
      // The flag that makes the conflict is named, not the line of the file that was right before.
      const isByFlag = place('duration').file.path === '' && place('warmup').file.path !== '';
      const isOfDuration = entryOf(map, 'warmup') === undefined || isByFlag;
      const at = isOfDuration ? place('duration') : place('warmup');
      context.issues.add('warmup-too-long', at, `the warm-up of ${warmup} s leaves nothing of a run of ${duration} s`, {
        expected: isOfDuration ? `more than ${warmup}s` : `less than ${duration}s`,
      });
    }
    if (study.study === 'long-run') checkCycles(duration, warmup, cyclesOf(workloads, components), place('duration'), context);
  }
  if (duration === 'all' && typeof warmup === 'number') checkWarmupOfTrace(warmup, workloads, traces, place('warmup'), context);
  if (duration === null || warmup === null || values.replications === null || context.issues.count > before) return null;
  return { duration, warmup: study.study === 'finite' && warmup === 'auto' ? 0 : warmup, replications: values.replications, precision, ...study };
}

/** What each replication came to is kept until the end: some kilobytes. */
const mostReplications = 1_000_000;

const emptyMap = (root: MapNode): MapNode => ({ type: 'map', entries: [], isFlow: true, place: { ...root.place, end: root.place.start + 1 } });

function readDuration(node: TreeNode, context: Context): number | 'all' | null {
  return isWord(node, 'all') ? 'all' : readQuantity(node, 'time', context.issues, { isOpen: true });
}

function readWarmup(node: TreeNode, context: Context): number | 'auto' | null {
  return isWord(node, 'auto') ? 'auto' : readQuantity(node, 'time', context.issues);
}

const isWord = (node: TreeNode, word: string): node is ScalarNode => node.type === 'scalar' && node.text === word;

/** Why the load of a workload comes to an end, or null. */
function endOf(workload: WorkloadDraft): string | null {
  const { load } = workload;
  if (load?.type !== 'open') return null;
  if (load.arrivals.law === 'replay') return `${workload.name} replays a trace`;
  if (load.arrivals.law === 'at') return `${workload.name} arrives at given times`;
  if (load.count !== Infinity) return `${workload.name} ends after ${load.count} arrivals`;
  return load.arrivals.law === 'poisson-phases' && !load.arrivals.repeat ? `the arrival rate of ${workload.name} changes over time` : null;
}

/** The rate after a spike stays: it changes, but does not end. */
function goesOnForEver({ load }: WorkloadDraft): boolean {
  return load?.type === 'open' && load.count === Infinity && load.arrivals.law === 'poisson-phases' && load.arrivals.phases.at(-1)!.for === Infinity;
}

function changes(workload: WorkloadDraft): string | null {
  const { load } = workload;
  return load?.type === 'open' && load.arrivals.law === 'poisson-phases' ? `the arrival rate of ${workload.name} changes over time` : null;
}

function changesOfServers({ name, station }: ComponentDraft): string | null {
  return station.schedule === null ? null : `the number of servers of ${name} changes over time`;
}

function changesByFault({ declaration }: FaultDraft): string | null {
  return `the fault ${declaration.name} strikes`;
}

const first = (reasons: readonly (string | null)[]): string | undefined => reasons.find((reason) => reason !== null) ?? undefined;

function decideStudy(
  asked: 'long-run' | 'finite' | null,
  { workloads, components, faults }: Pick<System, 'workloads' | 'components' | 'faults'>,
  place: Place,
  context: Context,
): Pick<RunSettings, 'study' | 'studyReason'> {
  const end = first(workloads.map(endOf));
  const change = end ?? first(workloads.map(changes)) ?? first(components.flatMap(asInstances).map(changesOfServers)) ?? first(faults.map(changesByFault));
  if (asked === 'long-run') {
    const single = components.flatMap(asInstances).find(({ station }) => station.schedule?.repeat === false);
    if (single !== undefined)
      context.issues.add('study-impossible', place, `a long-run study needs a schedule that repeats, and that of ${single.name} does not`, {
        expected: 'study: finite',
        suggestion: 'remove study, or add repeat: true',
      });
    if (end !== undefined)
      context.issues.add('study-impossible', place, `a long-run study needs arrivals that do not end, and ${end}`, {
        expected: 'study: finite',
        suggestion: 'remove study',
      });
    const once = faults.find(({ declaration }) => 'at' in declaration.times);
    if (once !== undefined)
      context.issues.add(
        'study-impossible',
        place,
        `a long-run study needs faults that come again and again, and ${once.declaration.name} comes at given times`,
        {
          expected: 'study: finite',
          suggestion: 'remove study, or write every instead of at',
        },
      );
    return { study: 'long-run', studyReason: 'the scenario asks for it' };
  }
  if (change !== undefined) return { study: 'finite', studyReason: change };
  return asked === 'finite' ? { study: 'finite', studyReason: 'the scenario asks for it' } : { study: 'long-run', studyReason: 'nothing changes over time' };
}

interface Cycle {
  readonly name: string;
  /** Seconds. */
  readonly length: number;
}

/** Everything that repeats with a fixed period. */
function cyclesOf(workloads: readonly WorkloadDraft[], components: readonly ComponentDraft[]): readonly Cycle[] {
  const lengthOf = (phases: readonly { readonly for: number }[]): number => phases.reduce((sum, phase) => sum + phase.for, 0);
  const arrivals = workloads.flatMap(({ name, load }) =>
    load?.type === 'open' && load.arrivals.law === 'poisson-phases' && load.arrivals.repeat ? [{ name, length: lengthOf(load.arrivals.phases) }] : [],
  );
  const schedules = components
    .flatMap(asInstances)
    .flatMap(({ name, station }) => (station.schedule?.repeat === true ? [{ name, length: lengthOf(station.schedule.phases) }] : []));
  return [...arrivals, ...schedules];
}

/** A cycle that repeats can be studied in the long run, over whole cycles only. */
function checkCycles(duration: number, warmup: number | 'auto' | null, cycles: readonly Cycle[], place: Place, context: Context): void {
  for (const { name, length } of cycles) {
    const isWhole = (time: number): boolean => Math.abs(time / length - Math.round(time / length)) < 1e-9;
    if (warmup === 'auto' || !isWhole(duration) || (warmup !== null && !isWhole(warmup))) {
      context.issues.add('study-impossible', place, `a long-run study of ${name} takes whole cycles of ${length} s`, {
        expected: 'a duration and a warm-up that are whole cycles',
        suggestion: `for example duration: ${length * 20}s, warmup: ${length}s`,
      });
    }
  }
}

/** `duration: all` ends when the last request has ended, so there must be a last one. */
function checkAll(workloads: readonly WorkloadDraft[], place: Place, context: Context): void {
  if (workloads.some((workload) => workload.load === null)) return;
  if (!workloads.some((workload) => workload.replay !== null)) {
    context.issues.add('duration-all', place, '`all` is the length of a trace, and no workload replays one', { expected: 'a time such as 10min', got: 'all' });
    return;
  }
  const endless = workloads.find((workload) => endOf(workload) === null || goesOnForEver(workload));
  if (endless !== undefined)
    context.issues.add('duration-all', place, `\`all\` ends with the last request, and ${endless.name} never ends`, {
      expected: 'a time such as 10min',
      got: 'all',
    });
}

function checkWarmupOfTrace(warmup: number, workloads: readonly WorkloadDraft[], traces: ReadonlyMap<string, Trace>, place: Place, context: Context): void {
  const ends = workloads.flatMap((workload) => {
    const trace = traces.get(workload.name);
    return workload.replay === null || trace === undefined ? [] : [trace.times.at(-1)! / workload.replay.speed];
  });
  const last = Math.max(...ends);
  if (ends.length > 0 && warmup > 0 && warmup >= last)
    context.issues.add('warmup-too-long', place, `the warm-up of ${warmup} s is not shorter than the trace of ${last} s`, { expected: `less than ${last}s` });
}

/** A clock in double seconds must still tell the smallest mean time: 2^40 of them at most. */
function checkLength(duration: number, workloads: readonly WorkloadDraft[], components: readonly ComponentDraft[], place: Place, context: Context): void {
  const times = [...components.flatMap(asInstances).flatMap(timesOfComponent), ...workloads.flatMap(timesOfWorkload)].filter((time) => time > 0);
  const smallest = Math.min(...times);
  if (times.length === 0 || duration <= 2 ** 40 * smallest) return;
  context.issues.add(
    'duration-too-long',
    place,
    `${duration} s is more than 2^40 times the smallest mean time, ${smallest} s: the clock could not tell such times apart`,
    { expected: `at most ${atMostWords(2 ** 40 * smallest)}` },
  );
}

const YEAR = 365.25 * 86_400;

/** Three digits, rounded down, so that what is said is let through: `1090s`, `1.09e10s (345 years)`. */
function atMostWords(seconds: number): string {
  const place = 10 ** (Math.floor(Math.log10(seconds)) - 2);
  const shown = Number((Math.floor(seconds / place) * place).toPrecision(3));
  if (shown < 1e7) return `${shown}s`;
  const years = shown / YEAR;
  return `${shown.toExponential().replace('+', '')}s${years < 2 ? '' : ` (${years < 1e5 ? Math.floor(years) : years.toExponential(1).replace('+', '')} years)`}`;
}

function timesOfComponent(component: ComponentDraft): readonly number[] {
  const laws: Law[] = component.operations.flatMap((operation) => [
    ...(operation.work === null ? [] : [operation.work]),
    ...allSteps(operation.steps ?? []).flatMap((step) => (step.verb === 'work' || step.verb === 'wait' ? [step.time] : [])),
  ]);
  const { station } = component;
  for (const law of [station.patience, station.setUp, station.vacation, station.breakdowns?.up, station.breakdowns?.down]) if (law) laws.push(law);
  return [...laws.map(lawMean), ...(station.batch === null ? [] : [station.batch.wait])];
}

function timesOfWorkload(workload: WorkloadDraft): readonly number[] {
  const { load } = workload;
  if (load === null) return [];
  if (load.type === 'closed') return load.think === null ? [] : [lawMean(load.think)];
  const { arrivals } = load;
  if (arrivals.law === 'poisson') return [1 / arrivals.rate];
  if (arrivals.law === 'every') return [lawMean(arrivals.gap)];
  if (arrivals.law === 'mmpp') return arrivals.states.flatMap((state) => [state.for, ...(state.rate > 0 ? [1 / state.rate] : [])]);
  return arrivals.law === 'poisson-phases'
    ? arrivals.phases.flatMap((phase) => [phase.rate, phase.rampTo].filter((rate) => rate > 0).map((rate) => 1 / rate))
    : [];
}
