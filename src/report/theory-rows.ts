import type { TheoryRow } from '../experiment/results.js';
import { formatEstimate, formatPlain, unitName, type Glyphs } from './format.js';
import { displayUnitOf } from './verdict.js';

/** A number of theory beside the simulated one, ready to print. */
export interface ShownTheory {
  /** `web.latency.p99` */
  readonly name: string;
  readonly predicted: string;
  readonly simulated: string;
  /** `agrees`, `4 % more than predicted` */
  readonly verdict: string;
  readonly row: TheoryRow;
}

export function theoryRows(theory: readonly TheoryRow[], glyphs: Glyphs): ShownTheory[] {
  return theory.flatMap((row): ShownTheory[] => {
    const { subject, statistic, predicted, simulated, side, unit } = row;
    if (statistic === null || predicted === null || unit === null) return [];
    const display = displayUnitOf(unit, [predicted]);
    const name = unitName(display, glyphs);
    const withUnit = (text: string): string => (name === '' ? text : name === '/s' ? `${text}/s` : `${text} ${name}`);
    const sign = side === null ? '' : `${side === 'low' ? glyphs.atLeast : glyphs.atMost} `;
    return [
      {
        name: `${subject}.${statistic}`,
        predicted: sign + withUnit(formatPlain(predicted * display.factor)),
        simulated: simulated === null ? glyphs.dash : withUnit(formatEstimate(simulated, display, glyphs)),
        verdict: verdictOf(row),
        row,
      },
    ];
  });
}

function verdictOf({ verdict, distance }: TheoryRow): string {
  if (verdict === 'none') return '';
  if (verdict !== 'distance') return verdict;
  if (distance === null) return 'approximation';
  const percent = formatPlain(Math.abs(distance) * 100, 2);
  return Math.abs(distance) < 0.0005 ? 'as approximated' : `${percent} % ${distance > 0 ? 'above' : 'below'} the approximation`;
}

/** `server, web: M/M/1, exact (Poisson arrivals, exponential service)`; and what has no formula, with the reason. */
export function theoryNotes(theory: readonly TheoryRow[]): string[] {
  const subjects = new Map<string, Set<string>>();
  for (const { subject, model, exactness, reason } of theory) {
    const note = exactness === 'none' ? `no formula: ${reason}` : `${model ?? ''}, ${exactness} (${reason})`;
    const named = subjects.get(note) ?? new Set();
    subjects.set(note, named.add(subject));
  }
  return [...subjects].map(([note, names]) => `${[...names].join(', ')}: ${note}`);
}
