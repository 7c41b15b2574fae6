import type { Chart, ChartConfiguration, Plugin } from 'chart.js';
import type { Estimate, MaybeEstimate, Results } from '../../experiment/results.js';
import { PERCENT, formatEstimate } from '../format.js';
import { byUtilisation, componentsOf } from '../rows.js';
import { isEstimate } from '../statistics.js';
import { whySentences } from '../text/why.js';
import { fold } from './latency-panel.js';
import { BUSY, FAINT, FAMILY, GRID, HELD, HITS, INK, LIMITING, LIMITING_HELD, label, line, penOf } from './look.js';
import type { Pen } from './look.js';
import { TICKS, axisTitle, wordsAbove } from './parts.js';

/** Bars beyond this many are not drawn, but counted. */
const MOST_BARS = 24;

/** What limits: how busy each component is, the busiest first, then the hit ratio of each cache. null where there is nothing to draw. */
export function busyPanel(results: Results): { readonly configuration: ChartConfiguration; readonly height: number } | null {
  const all = barsOf(results);
  const bars = all.slice(0, MOST_BARS);
  if (bars.length === 0) return null;
  const left = all.length - bars.length;
  const heading = [
    ...fold(`What limits?  ${whySentences(results)[0] ?? 'Nothing stands out.'}`, 145),
    ...(left > 0 ? [`${bars.length} of ${all.length} components are drawn.`] : []),
  ];
  return {
    height: 112 + heading.length * 20 + bars.length * 32,
    configuration: {
      type: 'bar',
      data: {
        labels: bars.map((bar) => bar.name),
        datasets: [
          { data: bars.map((bar) => (bar.inner ?? 0) * 100), backgroundColor: bars.map((bar) => bar.colour), stack: 'busy', barThickness: 20 },
          {
            data: bars.map((bar) => Math.max(0, (bar.share?.value ?? 0) - (bar.inner ?? 0)) * 100),
            backgroundColor: bars.map((bar) => bar.pale),
            stack: 'busy',
            barThickness: 20,
          },
        ],
      },
      options: {
        indexAxis: 'y',
        devicePixelRatio: 1,
        layout: { padding: { left: 16, right: 28, top: 6, bottom: 14 } },
        scales: {
          x: {
            min: 0,
            // Room on the right for the numbers.
            max: 125,
            stacked: true,
            title: axisTitle(axisName(bars)),
            grid: { color: GRID },
            afterBuildTicks: (axis) => {
              axis.ticks = [0, 20, 40, 60, 80, 100].map((value) => ({ value }));
            },
            ticks: { ...TICKS, callback: (value) => `${value} %` },
          },
          y: { stacked: true, grid: { display: false }, ticks: { color: INK, font: { family: FAMILY, size: 15 }, autoSkip: false } },
        },
        plugins: wordsAbove(heading),
      },
      plugins: [{ id: 'busy-marks', afterDatasetsDraw: (chart: Chart) => drawMarks(penOf(chart), chart, bars) } satisfies Plugin],
    },
  };
}

interface Bar {
  readonly name: string;
  /** The whole bar. */
  readonly share: MaybeEstimate;
  /** The strong part of it. */
  readonly inner: number | null;
  readonly colour: string;
  readonly pale: string;
  readonly text: string;
  readonly isLimiting: boolean;
}

function barsOf(results: Results): Bar[] {
  const components = byUtilisation(componentsOf(results));
  const busy = components.map(({ name, row }): Bar => {
    const isLimiting = results.bottleneck?.component === name;
    const share = row.utilisation;
    const number = share === null ? '' : `${formatEstimate(share, PERCENT)} %`;
    return {
      name,
      share,
      inner: share === null ? null : Math.min(share.value, row.working?.value ?? share.value),
      colour: isLimiting ? LIMITING : BUSY,
      pale: isLimiting ? LIMITING_HELD : HELD,
      text:
        row.per !== undefined
          ? `servers for each ${row.per}`
          : row.servers === null
            ? 'unlimited servers: a delay'
            : share === null
              ? 'not known'
              : isLimiting
                ? `${number}  ${limitWord(results)}`
                : number,
      isLimiting,
    };
  });
  const hits = components.flatMap(({ name, row }): Bar[] => {
    const ratio = row['hit_ratio'];
    if (!isEstimate(ratio)) return [];
    return [
      {
        name: `${name}: hits`,
        share: ratio,
        inner: ratio.value,
        colour: HITS,
        pale: HITS,
        text: `${formatEstimate(ratio, PERCENT)} % of lookups`,
        isLimiting: false,
      },
    ];
  });
  return [...busy, ...hits];
}

/** A component that is far from its limit, or that is seen over a finite run, is the busiest and no more. */
function limitWord(results: Results): string {
  return results.study === 'finite' || (results.bottleneck?.utilisation ?? 0) < 0.5 ? 'the busiest' : 'limits';
}

function axisName(bars: readonly Bar[]): string {
  const holds = bars.some((bar) => bar.share !== null && bar.inner !== null && bar.share.value - bar.inner > 0.005);
  const hits = bars.some((bar) => bar.colour === HITS);
  return `busy servers, % of all${holds ? ' (pale: held while waiting for others)' : ''}${hits ? '; hits, % of lookups' : ''}`;
}

function drawMarks(pen: Pen, chart: Chart, bars: readonly Bar[]): void {
  const x = (share: number): number => chart.scales['x']?.getPixelForValue(share * 100) ?? 0;
  const y = (index: number): number => chart.scales['y']?.getPixelForValue(index) ?? 0;
  const { top, bottom } = chart.chartArea;
  pen.save();
  pen.strokeStyle = FAINT;
  pen.lineWidth = 1.5;
  pen.setLineDash([6, 5]);
  line(pen, x(0.8), top, x(0.8), bottom);
  pen.setLineDash([]);
  pen.restore();
  bars.forEach((bar, index) => {
    const end = bar.share === null ? 0 : whisker(pen, bar.share, y(index), x);
    label(pen, bar.text, Math.max(x(0), end) + 10, y(index), bar.isLimiting ? INK : FAINT, 14, bar.isLimiting ? 'bold' : 'normal');
  });
}

/** The interval at the end of a bar; returns where it ends. */
function whisker(pen: Pen, share: Estimate, height: number, x: (share: number) => number): number {
  if (share.low === null || share.high === null) return x(share.value);
  pen.save();
  pen.strokeStyle = INK;
  pen.lineWidth = 1.5;
  line(pen, x(share.low), height, x(share.high), height);
  line(pen, x(share.low), height - 5, x(share.low), height + 5);
  line(pen, x(share.high), height - 5, x(share.high), height + 5);
  pen.restore();
  return x(share.high);
}
