import type { QuantityUnit } from '../../scenario/quantity.js';
import type { Unit } from '../results.js';

const TIMES = [
  ['s', 1],
  ['ms', 1e-3],
  ['us', 1e-6],
  ['ns', 1e-9],
] as const;

/** A value (s, 1/s, bytes, share of 1) as a scenario and an answer write it, six digits of it: `46.6667ms`, `120/s`, `7%`. */
export function valueText(value: number, unit: Unit | QuantityUnit): string {
  const digits = (one: number): string => String(Number(one.toPrecision(6)));
  switch (unit) {
    case 's':
    case 'time': {
      const [name, size] = TIMES.find(([, least]) => Math.abs(value) >= least) ?? (value === 0 ? TIMES[0] : TIMES[3]);
      return `${digits(value / size)}${name}`;
    }
    case '1/s':
    case 'rate':
      return `${digits(value)}/s`;
    case 'share':
      return `${digits(value * 100)}%`;
    case 'bytes':
    case 'size':
      return `${digits(value)}B`;
    case 'bytes/s':
    case 'bandwidth':
      return `${digits(value / 1000)}kB/s`;
    case 'count':
    case 'jobs':
    case 'number':
      return digits(value);
  }
}
