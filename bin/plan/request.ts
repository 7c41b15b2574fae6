import { parseGrowth } from '../../src/experiment/plan/growth.js';
import type { LoadBounds } from '../../src/experiment/plan/largest-load.js';
import { type LoadHandle, loadHandle } from '../../src/experiment/plan/load-handle.js';
import { lossesOf, lossIssue } from '../../src/experiment/plan/losses.js';
import type { PlanRequest } from '../../src/experiment/plan/plan.js';
import { sha256Of } from '../../src/node/digest.js';
import { usageIssue, type Issue } from '../../src/scenario/issue.js';
import type { Scenario } from '../../src/scenario/scenario.js';
import { type Axis, parseValues, split, WRITTEN_VALUES } from '../../src/scenario/values.js';

/** The words of the line that say what is looked for. */
export interface PlanWords {
  readonly vary?: readonly string[];
  readonly load?: string;
  readonly grow?: readonly string[];
  readonly lose?: readonly string[];
  readonly survival?: 'judged' | 'required';
  readonly replications: string;
}

/** What is looked for: each part as the line says it, else as `plan` in the file does. */
export function requestOf(scenario: Scenario, options: PlanWords): { readonly request: PlanRequest; readonly issues: readonly Issue[] } {
  const issues: Issue[] = [];
  const wrong = (message: string, expected: string | null = null, suggestion: string | null = null): void => {
    issues.push(usageIssue('bad-usage', '', message, { expected, suggestion }));
  };
  const { plan: written } = scenario;
  const over = options.vary?.flatMap((text) => readAxis(text, wrong)) ?? written?.over ?? [];
  const load = readLoad(options.load ?? written?.maximise ?? undefined, scenario, wrong);
  const growth = (options.grow ?? []).flatMap((text) => {
    const read = parseGrowth(text, scenario);
    if (typeof read !== 'string') return [read];
    wrong(`--grow ${text}: ${read}`, 'browse=+4%/month');
    return [];
  });
  const lose = options.lose ?? written?.survive ?? [];
  const lost = lose.length === 0 ? [] : lossesOf(lose, scenario);
  if (typeof lost === 'string') issues.push(lossIssue(lost));
  const survival = options.survival ?? written?.survival ?? 'judged';
  if (options.survival !== undefined && lose.length === 0)
    wrong(`--survival ${options.survival}: it is not said what may be lost`, '--lose one, or `survive` in the scenario', 'add --lose one');
  const most = Number(options.replications);
  if (!Number.isInteger(most) || most < 2 || most > 100_000)
    wrong(`--replications ${options.replications} is no number of replications that have an interval`, 'a whole number from 2 on');
  if (over.length === 0 && load === null && growth.length === 0 && lose.length === 0 && issues.length === 0)
    wrong('there is nothing to look for', '--vary, --load, --grow or --lose, or `plan` in the scenario', 'add --vary server.servers=1..8');
  if (scenario.objectives.length === 0)
    wrong('the scenario has no objectives that a plan could meet', null, 'add --set objectives.jobs.latency.p95.below=200ms');
  if (over.length > 0 && scenario.components.every(({ cost }) => cost === null))
    wrong(
      'nothing has a price, so that nothing is the cheapest',
      'cost: { serverHour: 0.1 } in a component',
      `add --set ${scenario.components[0].name}.cost.${over.some(({ path }) => path.endsWith('.servers')) ? 'serverHour' : 'instanceHour'}=1, where only the number counts`,
    );
  return { request: { scenario, sha256: sha256Of(scenario.resolved), over, load, growth, lose, survival, most }, issues };
}

type Wrong = (message: string, expected?: string | null, suggestion?: string | null) => void;

function readAxis(text: string, wrong: Wrong): Axis[] {
  const equals = text.indexOf('=');
  if (equals <= 0) {
    wrong(`--vary ${text}: this is not of the form PATH=VALUES`, `PATH=${WRITTEN_VALUES}`);
    return [];
  }
  const read = parseValues(text.slice(equals + 1));
  if (read.isRight) return [{ path: text.slice(0, equals).trim(), values: read.values }];
  wrong(`--vary ${text}: ${read.message}`, read.expected);
  return [];
}

/** PATH, or PATH=FROM..TO in the unit of what stands there. */
function readLoad(text: string | undefined, scenario: Scenario, wrong: Wrong): { readonly handle: LoadHandle; readonly bounds: LoadBounds | null } | null {
  if (text === undefined) return null;
  const [path, range] = text.split('=');
  const handle = loadHandle(path, scenario);
  if (typeof handle === 'string') {
    wrong(`--load ${path}: ${handle}`, 'a path to a rate or to users, or a workload');
    return null;
  }
  if (range === undefined) return { handle, bounds: null };
  const [from, to] = range.split('..').map((one) => split(one));
  const unit = split(handle.written(handle.present))?.unit ?? '';
  if (
    from === null ||
    to === null ||
    from === undefined ||
    to === undefined ||
    from.unit !== unit ||
    to.unit !== unit ||
    from.number >= to.number ||
    from.number <= 0
  ) {
    wrong(`--load ${text}: ${range} is no range of what stands there`, `FROM..TO, as ${handle.written(handle.present)} is written`);
    return null;
  }
  return { handle, bounds: { from: from.number, to: to.number } };
}
