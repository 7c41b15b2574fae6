import type { CheckDocument, CheckedScenario } from './document.js';

/** What a check comes to, the worst first: 130 interrupted, 1 our fault, 2 a file is not valid, 3 failed or worse, 4 undecided, 0. */
export function exitCodeOfCheck({ scenarios, removed, undecided, partial }: Omit<CheckDocument, 'exit_code'>): CheckDocument['exit_code'] {
  const has = (outcome: CheckedScenario['outcome']): boolean => scenarios.some((one) => one.outcome === outcome);
  if (has('contradicted')) return 1;
  if (partial) return 130;
  if (has('invalid')) return 2;
  if (has('failed')) return 3;
  return undecided === 'fail' && (has('undecided') || removed.length > 0) ? 4 : 0;
}
