import type { Chart, ChartConfiguration, Plugin } from 'chart.js';
import type { ComparedStatistic, Comparison, Contrast } from '../../experiment/compare/document.js';
import type { MaybeEstimate } from '../../experiment/results.js';
import { drawPng, drawSvg, type Panel } from '../chart/canvas.js';
import { fold } from '../chart/latency-panel.js';
import { FAINT, FAMILY, GRID, INK, LINES, type Pen, label, line, penOf } from '../chart/look.js';
import { comparisonSentences } from './verdict.js';
import { designLabel, percent, showContrast, unitOfRow } from './words.js';
import { wordsAbove } from '../chart/parts.js';

/** One picture, 1200 px wide: how far each statistic lies from A, with its limits, beside the band of what does not matter. */
export async function renderComparisonChart(comparison: Comparison, format: 'png' | 'svg'): Promise<Buffer> {
  const panels = comparison.designs.slice(1).map(({ name }) => panelOf(comparison, name));
  if (format === 'png') return drawPng(panels);
  return drawSvg(panels, comparison.designs.map(({ name }) => name).join(' against '), comparisonSentences(comparison).join(' '));
}

interface Mark {
  readonly name: string;
  readonly contrast: Contrast;
  /** The difference and its limits as shares of the value in A, as the threshold is; null where A is 0, or has no value. */
  readonly change: MaybeEstimate;
  readonly text: string;
}

const ROW = 30;

function panelOf(comparison: Comparison, design: string): Panel {
  const { designs, practical, statistics } = comparison;
  const marks = statistics.map((row): Mark => {
    const { difference, verdict } = showContrast(row, design, practical);
    const unit = row.unit === 'share' ? 'points' : unitOfRow(row).name;
    const contrast = row.against[design];
    const isKnown = contrast.difference !== null && contrast.difference.low !== null && contrast.verdict !== 'equal';
    return {
      name: row.statistic,
      contrast,
      change: changeOf(row, contrast),
      text: isKnown ? `${difference}${unit === '/s' || unit === '' ? unit : ` ${unit}`}  ${verdict}` : verdict,
    };
  });
  const other = designs.find(({ name }) => name === design)!;
  const index = designs.indexOf(other) - 1;
  const heading = [
    ...fold(`How does ${design} differ from A?  ${comparisonSentences(comparison)[index]}`, 135),
    ...fold(`A: ${designLabel(designs[0], designs[0])}    ${design}: ${designLabel(other, designs[0])}`, 135),
  ];
  const scale = new Scale(practical, marks);
  return { height: 118 + heading.length * 20 + marks.length * ROW, configuration: configurationOf(marks, heading, scale, comparison) };
}

/** By the difference, as the verdict is: the limits of the ratio are others. */
function changeOf({ values }: ComparedStatistic, { difference }: Contrast): MaybeEstimate {
  const scale = Math.abs(values['A']?.value ?? 0);
  if (difference === null || scale === 0) return null;
  const { value, low, high } = difference;
  return { value: value / scale, low: low === null ? null : low / scale, high: high === null ? null : high / scale };
}

/**
 * Linear around 0 and logarithmic far from it, so that the band of what does not matter and a value that is halved are both seen: asinh of the change in units of the
 * threshold.
 */
class Scale {
  readonly unit: number;
  readonly least: number;
  readonly greatest: number;

  constructor(
    readonly practical: number,
    marks: readonly Mark[],
  ) {
    this.unit = practical > 0 ? practical : 0.01;
    const changes = marks.flatMap(({ change }) => (change === null ? [] : [change.value, change.low ?? change.value, change.high ?? change.value]));
    this.least = Math.min(-2 * this.unit, ...changes);
    this.greatest = Math.max(2 * this.unit, ...changes);
  }

  at(change: number): number {
    return Math.asinh(change / this.unit);
  }

  /** Round changes, not too near to one another. */
  ticks(): number[] {
    const sizes = [1, 2, 5].flatMap((digit) => [-4, -3, -2, -1, 0, 1, 2].map((exponent) => digit * 10 ** exponent)).sort((left, right) => left - right);
    const kept: number[] = [0];
    for (const size of sizes) {
      const isFar = this.at(size) - this.at(kept[kept.length - 1]) >= (this.at(this.greatest) - this.at(this.least)) / 14;
      if (isFar && size >= this.unit * 0.99) kept.push(size);
    }
    const both = [...kept.slice(1).map((size) => -size), ...kept].sort((left, right) => left - right);
    return both.filter((change) => change >= this.least * 1.05 && change <= this.greatest * 1.05);
  }
}

function configurationOf(marks: readonly Mark[], heading: readonly string[], scale: Scale, { comparisons }: Comparison): ChartConfiguration {
  const [low, high] = [scale.at(scale.least), scale.at(scale.greatest)];
  const ticks = scale.ticks();
  return {
    type: 'bar',
    data: { labels: marks.map(({ name }) => name), datasets: [{ data: marks.map(() => 0), barThickness: 1 }] },
    options: {
      indexAxis: 'y',
      devicePixelRatio: 1,
      layout: { padding: { left: 16, right: 28, top: 6, bottom: 14 } },
      scales: {
        x: {
          min: low - (high - low) * 0.03,
          // Room on the right for the words.
          max: high + (high - low) * 0.75,
          title: {
            display: true,
            text: `difference from A, % of A; whiskers hold for all ${comparisons} together with 95 %; grey: ±${percent(scale.practical)}, which does not matter`,
            color: INK,
            font: { family: FAMILY, size: 15 },
          },
          grid: { color: GRID },
          afterBuildTicks: (axis) => {
            axis.ticks = ticks.map((change) => ({ value: scale.at(change) }));
          },
          ticks: {
            color: INK,
            font: { family: FAMILY, size: 14 },
            autoSkip: false,
            callback: (value) => {
              const change = Number((Math.sinh(Number(value)) * scale.unit * 100).toPrecision(3));
              return change === 0 ? '0' : `${change > 0 ? '+' : '−'}${Math.abs(change)}`;
            },
          },
        },
        y: { grid: { display: false }, ticks: { color: INK, font: { family: FAMILY, size: 15 }, autoSkip: false } },
      },
      plugins: wordsAbove(heading),
    },
    plugins: [
      {
        id: 'differences',
        beforeDatasetsDraw: (chart: Chart) => drawBand(penOf(chart), chart, scale),
        afterDatasetsDraw: (chart: Chart) => marks.forEach((mark, index) => drawMark(penOf(chart), chart, mark, index, scale)),
      } satisfies Plugin,
    ],
  };
}

function drawBand(pen: Pen, chart: Chart, scale: Scale): void {
  const x = (change: number): number => chart.scales['x'].getPixelForValue(scale.at(change));
  const { top, bottom } = chart.chartArea;
  pen.save();
  pen.fillStyle = 'rgba(0,0,0,0.08)';
  pen.fillRect(x(-scale.practical), top, x(scale.practical) - x(-scale.practical), bottom - top);
  pen.strokeStyle = FAINT;
  pen.lineWidth = 1.5;
  line(pen, x(0), top, x(0), bottom);
  pen.restore();
}

const [BETTER, WORSE] = [LINES[0], LINES[1]];

function drawMark(pen: Pen, chart: Chart, { contrast, change, text }: Mark, index: number, scale: Scale): void {
  const x = (change: number): number => chart.scales['x'].getPixelForValue(scale.at(change));
  const y = chart.scales['y'].getPixelForValue(index);
  const { meaning, verdict } = contrast;
  const isShown = verdict === 'higher' || verdict === 'lower';
  const colour = !isShown ? FAINT : meaning === 'better' ? BETTER : meaning === 'worse' ? WORSE : INK;
  const right = x(scale.greatest) + 14;
  if (change !== null) {
    const [least, most] = [x(change.low ?? change.value), x(change.high ?? change.value)];
    pen.save();
    pen.strokeStyle = colour;
    pen.fillStyle = colour;
    pen.lineWidth = 2;
    line(pen, least, y, most, y);
    if (change.low !== null) {
      line(pen, least, y - 6, least, y + 6);
      line(pen, most, y - 6, most, y + 6);
    }
    pen.fillRect(x(change.value) - 4, y - 4, 8, 8);
    pen.restore();
  }
  label(pen, text, right, y, isShown ? INK : FAINT, 14, isShown ? 'bold' : 'normal');
}
