import type { MaybeEstimate, Results } from '../../experiment/results.js';
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
  const ends = Object.entries(recovery ?? {}).flatMap(([name, one]) => {
    const text =
      one.recovered === one.replications
        ? `${name} is as before ${time(one.time_s, page)} after the last of them (in steps of ${seconds(one.bin_s)} s)`
        : `${name} is not as before again in ${one.replications - one.recovered} of ${one.replications} replications when the run ends: the trigger is gone, the overload stays (metastable, unless a longer run shows an end)`;
    return wrap(text, page.width, '  ', '    ');
  });
  return [page.paint.strong('FAULTS'), ...spans, ...ends];
}

function seconds(time: number): string {
  return String(Number(time.toPrecision(6)));
}

function time(estimate: MaybeEstimate, page: Page): string {
  if (estimate === null) return 'some time';
  const value = `${Number(estimate.value.toPrecision(3))}`;
  return estimate.high === null ? `${value} s` : `${value} ${page.glyphs.plusMinus}${Number((estimate.high - estimate.value).toPrecision(2))} s`;
}
