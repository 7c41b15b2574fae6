import { grid, oneAtATime, type Settings } from '../../src/experiment/sweep/design.js';
import type { PlannedPoint, SweepPlan } from '../../src/experiment/sweep/sweep-points.js';
import { type Issue, usageIssue } from '../../src/scenario/issue.js';
import type { ScenarioOverrides } from '../../src/scenario/read-scenario.js';
import { issuesAt, type PointIssues } from '../../src/scenario/issues-at.js';
import { type Axis, parseValues, WRITTEN_VALUES } from '../../src/scenario/values.js';
import { sha256Of } from '../../src/node/digest.js';
import { loadWord } from '../commands/load-scenario.js';

export interface SweepAsked {
  readonly word: string;
  readonly set: readonly string[];
  /** `PATH=VALUES`; none: what the file varies. */
  readonly vary: readonly string[];
  readonly overrides: ScenarioOverrides;
  readonly statistics: readonly string[];
  readonly isOneAtATime: boolean;
}

/** Points beyond this are a slip. */
const MOST_POINTS = 2000;

/** Reads and checks every point before the first is simulated: all mistakes at once. */
export function readSweep(asked: SweepAsked): { readonly plan: SweepPlan | null; readonly issues: readonly Issue[] } {
  const { word, set, overrides, statistics } = asked;
  const first = loadWord(word, set, overrides, statistics);
  const written = axesOf(asked.vary);
  if (first.scenario === null || written.issues.length > 0) return { plan: null, issues: [...first.issues, ...written.issues] };
  const axes = asked.vary.length > 0 ? written.axes : first.scenario.vary;
  if (axes.length === 0) {
    const details = { expected: '--vary PATH=VALUES, or vary: in the file', suggestion: `--vary server.servers=1..4; VALUES: ${WRITTEN_VALUES}` };
    return { plan: null, issues: [usageIssue('bad-usage', word, 'nothing varies', details)] };
  }
  // What the file varies is read already; a point does not vary.
  const still = first.scenario.vary.length > 0 ? ['vary=null'] : [];
  const read = (settings: Settings): ReturnType<typeof loadWord> => loadWord(word, [...set, ...still, ...setsOf(settings)], overrides, statistics);
  const settings = asked.isOneAtATime ? oneAtATime(axes) : grid(axes);
  if (settings.length > MOST_POINTS) {
    const message = `${settings.length} points are too many: at most ${MOST_POINTS}`;
    return { plan: null, issues: [usageIssue('bad-usage', word, message, { suggestion: 'fewer values, or --one-at-a-time' })] };
  }
  // A value that is wrong by itself is told once, not at each point that has it.
  const alone = oneAtATime(axes).map((one) => ({ ...read(one), sets: setsOf(one) }));
  const wrong = asVaried(alone);
  if (wrong.length > 0) return { plan: null, issues: wrong };
  const base = alone[0].scenario!;
  const points: PlannedPoint[] = [];
  const together: PointIssues[] = [];
  settings.forEach((one, index) => {
    const { scenario, issues } = asked.isOneAtATime ? alone[index] : read(one);
    if (scenario !== null) points.push({ settings: one, scenario });
    together.push({ sets: setsOf(one), issues });
  });
  const wrongTogether = asVaried(together);
  if (wrongTogether.length > 0) return { plan: null, issues: wrongTogether };
  const plan: SweepPlan = {
    base,
    sha256: sha256Of(base.resolved),
    design: asked.isOneAtATime ? 'one at a time' : 'grid',
    axes,
    points,
    askedOnly: statistics.length > 0,
  };
  return { plan, issues: [] };
}

function axesOf(vary: readonly string[]): { readonly axes: readonly Axis[]; readonly issues: readonly Issue[] } {
  const axes: Axis[] = [];
  const issues: Issue[] = [];
  for (const text of vary) {
    const equals = text.indexOf('=');
    const path = text.slice(0, Math.max(0, equals)).trim();
    if (path === '') {
      issues.push(usageIssue('bad-usage', text, `--vary ${text}: this is not of the form PATH=VALUES`, { expected: WRITTEN_VALUES, got: text }));
      continue;
    }
    const values = parseValues(text.slice(equals + 1));
    if (!values.isRight) issues.push(usageIssue('bad-usage', text, `--vary ${text}: ${values.message}`, { expected: values.expected, got: text }));
    else if (axes.some((one) => one.path === path)) issues.push(usageIssue('bad-usage', text, `--vary ${text}: ${path} is varied already`, { got: text }));
    else axes.push({ path, values: values.values });
  }
  return { axes, issues };
}

function setsOf(settings: Settings): readonly string[] {
  return Object.entries(settings).map(([path, value]) => `${path}=${value}`);
}

/** As the user wrote it: a value that varies came by --vary, not by --set. */
function asVaried(points: readonly PointIssues[]): readonly Issue[] {
  const varied = new Set(points.flatMap(({ sets }) => sets.map((one) => `--set ${one}`)));
  return issuesAt(points).map((issue) => (varied.has(issue.file) ? { ...issue, file: issue.file.replace('--set', '--vary') } : issue));
}
