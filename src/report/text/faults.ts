import type { MaybeEstimate, RecoveryTime, Results } from '../../experiment/results.js';
import { type Page, wrap } from './page.js';

/** When faults were there, and how each workload came out of them. */
export function faultLines({ faults, recovery }: Results, page: Page): string[] {
  if (faults === undefined) return [];
  const shown = 6;
  const spans = faults.flatMap(({ name, fault, random, spans: all }) => {
    const words = all
      .slice(0, shown)
      .map(({ start_s: start, end_s: end }) =>
        end === start ? `${seconds(start)} s` : `${seconds(start)} to ${end === null ? 'the end' : `${seconds(end)} s`}`,
      );
    const more = all.length > shown ? ` and ${all.length - shown} times more` : '';
    return wrap(`${name} (${fault}${random ? ', at random; here of the first replication' : ''}): ${words.join(', ')}${more}`, page.width, '  ', '    ');
  });
  const ends = Object.entries(recovery ?? {}).flatMap(([name, { all, after, bin_s: bin }]) => {
    const each = Object.entries(after);
    const times =
      each.length > 1 ? each.map(([fault, one]) => [`the last of ${fault}`, one] as const) : all === null ? [] : [['the last of them', all] as const];
    return times.flatMap(([what, one]) => wrap(recoverySentence(name, what, one, bin, page), page.width, '  ', '    '));
  });
  return [page.paint.strong('FAULTS'), ...spans, ...ends];
}

function recoverySentence(workload: string, what: string, { recovered, replications, time_s }: RecoveryTime, bin: number, page: Page): string {
  if (recovered === replications) return `${workload} is as before ${time(time_s, page)} after ${what} (in steps of ${seconds(bin)} s)`;
  const who = `${workload} is not as before again after ${what} in ${replications - recovered} of ${replications} replications when the run ends`;
  return `${who}: the trigger is gone, the overload stays (metastable, unless a longer run shows an end)`;
}

function seconds(time: number): string {
  return String(Number(time.toPrecision(6)));
}

function time(estimate: MaybeEstimate, page: Page): string {
  if (estimate === null) return 'some time';
  const value = `${Number(estimate.value.toPrecision(3))}`;
  return estimate.high === null ? `${value} s` : `${value} ${page.glyphs.plusMinus}${Number((estimate.high - estimate.value).toPrecision(2))} s`;
}
