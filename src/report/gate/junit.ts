import type { CheckDocument, CheckedScenario, GatedStatistic, JudgedScenario } from '../../experiment/gate/document.js';
import { showObjective } from '../verdict.js';
import { showDifference, showShare } from './shown-difference.js';
import { isJudged } from './tally.js';

/**
 * The check as JUnit XML: a suite for each scenario, a case for each objective and each gated statistic. There are no times in it: the same commit gives the same bytes.
 * A case that is not as it should be is a `failure` (objective, regression), an `error` (undecided: it could not be evaluated; input) or, with `--undecided ok`, `skipped`.
 */
export function renderCheckJUnit(document: CheckDocument): string {
  const suites = [...document.scenarios.map((one) => suiteOf(one, document)), ...document.removed.map((one) => removedSuite(one, document))];
  const sum = (of: 'tests' | 'failures' | 'errors'): number => suites.reduce((total, one) => total + one[of], 0);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="queuelab check" tests="${sum('tests')}" failures="${sum('failures')}" errors="${sum('errors')}">`,
    ...suites.map(({ text }) => text),
    '</testsuites>',
    '',
  ].join('\n');
}

interface Suite {
  readonly tests: number;
  readonly failures: number;
  readonly errors: number;
  readonly text: string;
}
interface Case {
  readonly name: string;
  readonly trouble: { readonly element: 'failure' | 'error' | 'skipped'; readonly type: string; readonly message: string; readonly text: string } | null;
}

function suiteOf(one: CheckedScenario, document: CheckDocument): Suite {
  if (!isJudged(one)) {
    const text = one.issues
      .map(({ file, line, column, message, suggestion }) => `${file}:${line}:${column}  ${message}${suggestion === null ? '' : ` (${suggestion})`}`)
      .join('\n');
    return suite(one.file, [], [{ name: 'the file', trouble: { element: 'error', type: 'input', message: one.issues[0]?.message ?? 'not valid', text } }]);
  }
  const cases = [
    ...one.objectives.map((objective) => objectiveCase(objective, document)),
    ...one.removed_objectives.map((statistic) => removedCase(statistic, document)),
    ...one.statistics.map((row) => statisticCase(row, one, document)),
    ...tierCase(one, document),
  ];
  return suite(one.file, propertiesOf(one), cases);
}

function removedSuite({ scenario, baseline }: CheckDocument['removed'][number], document: CheckDocument): Suite {
  return suite(scenario, [], [{ name: 'baseline', trouble: undecided(`the scenario is gone, its baseline ${baseline} is still there`, '', document) }]);
}

function objectiveCase(objective: JudgedScenario['objectives'][number], document: CheckDocument): Case {
  const { claim, observed, remark } = showObjective(objective);
  const name = `${claim}${objective.expect === 'failed' ? ' (expected to fail)' : ''}`;
  const message = `${observed}${remark === '' ? '' : `, ${remark}`}`;
  if (objective.verdict === 'met') return { name, trouble: null };
  if (objective.verdict === 'failed') return { name, trouble: { element: 'failure', type: 'objective', message, text: `${claim}: ${message}` } };
  return { name, trouble: undecided(message, `${claim}: ${message}`, document) };
}

function removedCase(statistic: string, document: CheckDocument): Case {
  return {
    name: `${statistic} has an objective`,
    trouble: undecided('its objective is gone', 'The page of the baseline has one. --update accepts that.', document),
  };
}

function statisticCase(row: GatedStatistic, { why }: JudgedScenario, document: CheckDocument): Case {
  const name = `${row.statistic} as in the baseline`;
  const { before, now, difference } = showDifference(row);
  const sides = `${before} → ${now}${difference === '' ? '' : `, ${difference}`}`;
  switch (row.verdict) {
    case 'worse':
    case 'changed': {
      const message = `${row.verdict}: ${sides}, limit ±${showShare(document.practical)}`;
      return { name, trouble: { element: 'failure', type: 'regression', message, text: [message, ...why].join('\n') } };
    }
    case 'undecided':
    case 'new':
      return { name, trouble: undecided(`${sides}: ${row.reason ?? 'undecided'}`, why.join('\n'), document) };
    default:
      return { name, trouble: null };
  }
}

/** What is to be said of the scenario as a whole. */
function tierCase(one: JudgedScenario, document: CheckDocument): Case[] {
  if (one.outcome === 'contradicted')
    return [
      {
        name: 'theory',
        trouble: { element: 'error', type: 'internal', message: 'theory contradicts the simulation', text: 'That is our fault: please report it.' },
      },
    ];
  if (one.tier === 'new') return [{ name: 'baseline', trouble: undecided('there is no baseline yet', '--update makes it.', document) }];
  if (one.tier === 'ungated')
    return [{ name: 'baseline', trouble: undecided('it does something else than the baseline, and nothing is gated', one.remedies.join('\n'), document) }];
  return one.tier === 'identical' && one.statistics.length === 0 ? [{ name: 'fingerprint as in the baseline', trouble: null }] : [];
}

function undecided(message: string, text: string, document: CheckDocument): NonNullable<Case['trouble']> {
  return { element: document.undecided === 'ok' ? 'skipped' : 'error', type: 'undecided', message, text };
}

function propertiesOf(one: JudgedScenario): [string, string][] {
  const number = (value: number | null | undefined): string => (value === null || value === undefined ? '' : String(value));
  const statistics = one.statistics.flatMap((row): [string, string][] => [
    [`${row.statistic}.before`, number(row.before)],
    [`${row.statistic}.now`, number(row.now)],
    [`${row.statistic}.difference`, number(row.difference?.value)],
    [`${row.statistic}.difference.low`, number(row.difference?.low)],
    [`${row.statistic}.difference.high`, number(row.difference?.high)],
  ]);
  const objectives = one.objectives.flatMap(({ statistic, observed }): [string, string][] => [
    [`${statistic}.value`, number(observed?.value)],
    [`${statistic}.low`, number(observed?.low)],
    [`${statistic}.high`, number(observed?.high)],
  ]);
  const all: [string, string][] = [
    ['title', one.title],
    ['seed', String(one.seed)],
    ['replications', String(one.replications)],
    ['sha256', one.sha256],
    ['fingerprint', one.fingerprint],
    ['baseline', one.tier ?? 'none'],
    ...objectives,
    ...statistics,
  ];
  return all.filter(([, value]) => value !== '');
}

function suite(name: string, properties: readonly [string, string][], cases: readonly Case[]): Suite {
  const count = (element: string): number => cases.filter(({ trouble }) => trouble?.element === element).length;
  const [failures, errors, skipped] = [count('failure'), count('error'), count('skipped')];
  const className = name.replace(/\.ya?ml$/i, '').replaceAll('/', '.');
  const lines = [
    `  <testsuite name="${attribute(name)}" tests="${cases.length}" failures="${failures}" errors="${errors}" skipped="${skipped}">`,
    ...(properties.length === 0
      ? []
      : [
          '    <properties>',
          ...properties.map(([key, value]) => `      <property name="${attribute(key)}" value="${attribute(value)}"/>`),
          '    </properties>',
        ]),
    ...cases.flatMap((one) => caseLines(one, className)),
    '  </testsuite>',
  ];
  return { tests: cases.length, failures, errors, text: lines.join('\n') };
}

function caseLines({ name, trouble }: Case, className: string): string[] {
  const head = `    <testcase name="${attribute(name)}" classname="${attribute(className)}"`;
  if (trouble === null) return [`${head}/>`];
  const { element, type, message, text } = trouble;
  return [`${head}>`, `      <${element} type="${type}" message="${attribute(message)}">${content(text)}</${element}>`, '    </testcase>'];
}

/** Characters that XML 1.0 cannot hold are shown as replaced. */
function content(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '\uFFFD')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}

function attribute(text: string): string {
  return content(text)
    .replaceAll('"', '&quot;')
    .replace(/[\t\n\r]/g, ' ');
}
