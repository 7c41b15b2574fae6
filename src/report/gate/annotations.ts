import type { CheckDocument, JudgedScenario } from '../../experiment/gate/document.js';
import { showObjective } from '../verdict.js';
import { showDifference } from './shown-difference.js';
import { isJudged } from './tally.js';

/** GitHub shows ten annotations of a kind for each step. */
const MOST = 10;

interface Annotation {
  readonly kind: 'error' | 'warning';
  readonly file: string;
  readonly line: number;
  readonly title: string;
  readonly message: string;
}

/** Workflow commands that mark lines of a pull request: what failed or got worse is an error, what is undecided a warning. */
export function annotationLines(document: CheckDocument): readonly string[] {
  const all = [...document.scenarios.flatMap((one) => annotationsOf(one)), ...document.removed.map(removed)];
  return (['error', 'warning'] as const).flatMap((kind) => {
    const those = all.filter((one) => one.kind === kind);
    const isMany = those.length > MOST;
    const shown = isMany ? those.slice(0, MOST - 1) : those;
    const rest = isMany ? [{ kind, title: 'queuelab check', message: `and ${those.length - shown.length} more: see the summary of this step` }] : [];
    return [...shown, ...rest].map(command);
  });
}

function annotationsOf(one: CheckDocument['scenarios'][number]): Annotation[] {
  if (!isJudged(one))
    return one.issues.map(({ file, line, message, suggestion }) => ({
      kind: 'error',
      file,
      line,
      title: 'not valid',
      message: `${message}${suggestion === null ? '' : ` (${suggestion})`}`,
    }));
  if (one.outcome === 'passed') return [];
  const facts = factsOf(one);
  const kind = one.outcome === 'undecided' ? 'warning' : 'error';
  const place = one.changes.find(({ file }) => !file.startsWith('--'));
  return [
    {
      kind,
      file: place?.file ?? one.file,
      line: place?.line ?? 1,
      title: `${one.file}: ${one.tier === null || one.outcome === 'contradicted' || AS_BEFORE.has(one.tier) ? one.outcome : one.tier}`,
      message: [...facts, ...one.why, ...one.remedies].join('\n'),
    },
  ];
}

/** What stands well to its baseline has its title from its objectives. */
const AS_BEFORE: ReadonlySet<JudgedScenario['tier']> = new Set(['identical', 'same', 'better']);

function factsOf(one: JudgedScenario): string[] {
  const statistics = one.statistics
    .filter(({ verdict }) => verdict !== 'same' && verdict !== 'identical')
    .map((row) => {
      const { before, now, difference } = showDifference(row);
      return `${row.statistic} ${before} → ${now}${difference === '' ? '' : `, ${difference}`}: ${row.verdict}`;
    });
  const objectives = one.objectives
    .filter(({ verdict }) => verdict !== 'met')
    .map((objective) => {
      const { claim, observed, remark } = showObjective(objective);
      return `${claim}: ${observed}${remark === '' ? '' : `, ${remark}`} (${objective.verdict})`;
    });
  const gone = one.removed_objectives.map((statistic) => `${statistic}: its objective is gone: --update accepts that.`);
  const missing = one.tier === 'new' ? ['There is no baseline yet: --update makes it.'] : [];
  return [...statistics, ...objectives, ...gone, ...missing];
}

function removed({ scenario, baseline }: CheckDocument['removed'][number]): Annotation {
  return { kind: 'warning', file: baseline, line: 1, title: `${scenario}: removed`, message: 'The scenario is gone: --update removes its baseline.' };
}

function command({ kind, title, message, ...place }: Pick<Annotation, 'kind' | 'title' | 'message'> & Partial<Pick<Annotation, 'file' | 'line'>>): string {
  const where = place.file === undefined ? '' : `file=${property(place.file)},line=${place.line ?? 1},`;
  return `::${kind} ${where}title=${property(title)}::${data(message)}`;
}

/** What ends a command is written by its number (as GitHub's own toolkit does), so that no text can begin another command. */
function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}
function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
