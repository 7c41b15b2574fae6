import type { FaultResults, MaybeEstimate, RecoveryTime, Results } from '../experiment/results.js';
import { formatEstimate, formatValue, timeUnit, UNICODE, type Glyphs } from './format.js';

/** Times of one fault that are written out. */
const MOST_TIMES = 6;

const SECONDS = timeUnit('s');
/** Equal times at different instants differ by roundings. */
const ROUNDING = 1e-9;

/** When each fault was there: one sentence for each. */
export function spanSentences({ faults }: Results): string[] {
  return (faults ?? []).map(spanSentence);
}

function spanSentence({ name, fault, random, spans }: FaultResults): string {
  const words = spans
    .slice(0, MOST_TIMES)
    .map(({ start_s: start, end_s: end }) =>
      end === start ? `${seconds(start)} s` : `${seconds(start)} to ${end === null ? 'the end' : `${seconds(end)} s`}`,
    );
  const more = spans.length > MOST_TIMES ? ` and ${spans.length - MOST_TIMES} times more` : '';
  return `${name} (${fault}${random ? ', at random; here of the first replication' : ''}): ${words.length === 0 ? 'never' : words.join(', ')}${more}`;
}

/** How each workload, and each component with a level that says so, came out of them: one sentence for each, those that did not recover first. */
export function recoverySentences({ recovery }: Results, glyphs: Glyphs = UNICODE): string[] {
  const said = Object.entries(recovery ?? {}).flatMap(([workload, { all, after, bin_s: bin }]) => {
    const each = Object.entries(after).map(([fault, time]) => ({ fault, time }));
    const times = each.length > 1 ? each : all === null ? [] : [{ fault: 'the last of them', time: all }];
    return times.length === 0 ? [] : [recoverySentence(workload, times, bin, glyphs)];
  });
  return [...said.filter(({ isWell }) => !isWell), ...said.filter(({ isWell }) => isWell)].map(({ text }) => text);
}

interface TimeAfter {
  readonly fault: string;
  readonly time: RecoveryTime;
}

function recoverySentence(workload: string, times: readonly TimeAfter[], bin: number, glyphs: Glyphs): { readonly text: string; readonly isWell: boolean } {
  const hasRecovered = ({ time }: TimeAfter): boolean => time.recovered === time.replications;
  const well = times.filter(hasRecovered).map(({ fault, time }) => `${shownTime(time.time_s, bin, glyphs)} after ${fault}`);
  const ill = times
    .filter((one) => !hasRecovered(one))
    .map(({ fault, time }) => `after ${fault} in ${time.replications - time.recovered} of ${time.replications} replications`);
  // Of few replications the worst usual bin may have been a good one: that alone is no overload.
  const areMost = times.some(({ time }) => 2 * time.recovered < time.replications);
  const isBefore = well.length === 0 ? [] : [`${workload} is as before ${well.join(', ')} (in steps of ${seconds(bin)} s)`];
  const isNot =
    ill.length === 0
      ? []
      : [
          `${workload} is not as before again ${ill.join(', ')} when the run ends: ${
            areMost
              ? 'the trigger is gone, the overload stays (metastable, unless a longer run shows an end)'
              : 'by chance, or because the overload stays (a longer run tells)'
          }`,
        ];
  return { text: [...isNot, ...isBefore].join('; '), isWell: ill.length === 0 };
}

function seconds(time: number): string {
  return String(Number(time.toPrecision(6)));
}

/** In steps of the bin: `~50 ±20 s`, the place of the step where there is no interval, and no finer than one step where it is over in the first. */
function shownTime(estimate: MaybeEstimate, bin: number, glyphs: Glyphs): string {
  if (estimate === null) return 'some time';
  const { value, low, high } = estimate;
  if ((high ?? value) <= bin * (1 + ROUNDING)) return `within ${seconds(bin)} s`;
  return `${low === null ? formatValue({ value, low: value - bin, high: value }, SECONDS, glyphs) : formatEstimate(estimate, SECONDS, glyphs)} s`;
}
