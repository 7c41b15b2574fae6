import type { CostResults, Estimate } from '../experiment/results.js';
import { formatEstimate, formatPlain, PLAIN, UNICODE, type Glyphs } from './format.js';

/** What is paid for, in words. */
const PARTS: Readonly<Record<string, string>> = {
  instance_hours: 'instances',
  server_hours: 'servers',
  gigabytes_out: 'bytes sent',
  gigabyte_months: 'room for bytes',
};

/** Money has two digits after the point below 100, and none above: `0.34`, `212`. */
export function formatMoney(estimate: Estimate, glyphs: Glyphs = UNICODE): string {
  const { value, low, high } = estimate;
  const isExact = low === null || high === null || high - low <= Math.abs(value) * 1e-9;
  return isExact ? formatAmount(value) : formatEstimate(estimate, PLAIN, glyphs);
}

export function formatAmount(value: number): string {
  if (value === 0) return '0';
  if (value >= 100) return formatPlain(Math.round(value));
  return value >= 1 ? String(Number(value.toFixed(2))) : formatPlain(value);
}

export interface CostRow {
  readonly name: string;
  readonly perMonth: string;
  /** `71 %`; '' of the whole. */
  readonly share: string;
  /** `servers 120, bytes sent 8.5`; '' where there is one price. */
  readonly parts: string;
}

/** Each component with prices, the dearest first, then all together where there are several. */
export function costRows(cost: CostResults, glyphs: Glyphs = UNICODE): CostRow[] {
  const components = Object.entries(cost.components).sort(([, left], [, right]) => right.per_month.value - left.per_month.value);
  const rows = components.map(([name, { per_month, parts }]): CostRow => ({
    name,
    perMonth: formatMoney(per_month, glyphs),
    share: cost.per_month.value === 0 ? '' : `${formatPlain(Math.round((100 * per_month.value) / cost.per_month.value))} %`,
    parts: Object.entries(parts)
      .map(([part, money]) => (Object.keys(parts).length === 1 ? PARTS[part] : `${PARTS[part]} ${formatMoney(money, glyphs)}`))
      .join(', '),
  }));
  return rows.length < 2 ? rows : [...rows, { name: 'all', perMonth: formatMoney(cost.per_month, glyphs), share: '', parts: '' }];
}

/** `A million requests answered well cost 12.3 ±0.4; a month is 730 hours.` */
export function costSentence({ per_million_requests: million, hours_per_month: hours }: CostResults, glyphs: Glyphs = UNICODE): string {
  const said = million === null ? 'No request was answered well' : `A million requests answered well cost ${formatMoney(million, glyphs)}`;
  return `${said}; a month is ${formatPlain(hours)} hours.`;
}
