import type { LintDocument } from '../../experiment/exercise/document.js';
import { wrap } from '../text/page.js';

const SIGNS = { holds: '✓', fails: '✗', undecided: '?' } as const;

/** What an exercise proves, and what it does not; the verdict last. */
export function renderLint({ title, exercise, draws, points, claims, exit_code }: LintDocument, width: number): string {
  const lines = claims.flatMap(({ claim, verdict, detail }) => [`  ${SIGNS[verdict]} ${claim}`, ...wrap(detail, width, '      ')]);
  const failed = claims.filter(({ verdict }) => verdict === 'fails').length;
  const open = claims.filter(({ verdict }) => verdict === 'undecided').length;
  const end =
    failed > 0
      ? `hollow: ${failed} of ${claims.length} claims do not hold`
      : open > 0
        ? `${open} of ${claims.length} claims are undecided: --budget`
        : `all ${claims.length} claims hold`;
  return `${[`${title}   ${exercise}`, `${draws} draws, ${points} points`, '', ...lines, '', `${end} (exit ${exit_code})`].join('\n')}\n`;
}
