import { formatPlain, formatTime } from '../../format.js';
import type { Axis, Figure, Format } from '../figure.js';

/** One point in words, for the line below the chart and for those who listen: `web: 233 ms (218 ms to 248 ms), 1 % take longer`. */
export function readingOf({ x, y, series }: Figure, index: number, point: number): string {
  const { name, kind, points } = series[index];
  const [px, py, low = null, high = null] = points[point];
  const row = y.ticks.find(([value]) => value === py)?.[1] ?? '';
  if (kind === 'segments') return `${row}: ${name}, ${shown((low ?? px) - px, x.format)}`;
  if (kind === 'steps') return `${name}: ${shown(px, x.format)} to ${shown(low ?? px, x.format)}, ${valueOf(py ?? 0, y)}`;
  const alongX = kind === 'dots' || kind === 'hollow';
  const interval =
    low === null
      ? ''
      : high === null
        ? ` (at least ${shown(low, alongX ? x.format : y.format)})`
        : ` (${shown(low, alongX ? x.format : y.format)} to ${shown(high, alongX ? x.format : y.format)})`;
  if (y.format === 'name') return `${row}, ${name}: ${shown(px, x.format)}${interval}`;
  const [across, up] = [valueOf(px, x), valueOf(py ?? 0, y)];
  return alongX ? `${name}: ${across}${interval}, ${up}` : `${name}: ${across}, ${up}${interval}`;
}

/** `233 ms`, `1 % take longer`, `time 40 s`: the number, with the axis' own word. */
function valueOf(value: number, { title, format }: Axis): string {
  const word = title.replace(/ \(log scale\)$/, '').replace(/, [^,]*$/, '');
  const text = shown(value, format);
  if (word === '' || word === 'latency') return text;
  return format === 'percent' ? `${text} ${word}` : `${word} ${text}`;
}

function shown(value: number, format: Format): string {
  switch (format) {
    case 'time':
      return formatTime(Number(value.toPrecision(3)));
    case 'percent':
      return `${formatPlain(Number((value * 100).toPrecision(3)))} %`;
    case 'rate':
      return `${formatPlain(value)}/s`;
    case 'factor':
      return `${formatPlain(value)} times`;
    case 'number':
    case 'money':
    case 'name':
      return formatPlain(value);
  }
}
