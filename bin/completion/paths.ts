import { usualStatistics } from '../../src/experiment/spread/usual-statistics.js';
import { diskReader } from '../../src/node/disk-reader.js';
import type { Scenario } from '../../src/scenario/scenario.js';
import { shortPath, type WrittenPath, writtenPaths, writtenValue } from '../../src/scenario/written-paths.js';
import { loadWord } from '../commands/load-scenario.js';
import { findScenario } from '../scenario-files.js';
import type { Line } from './line.js';
import { fromHome } from './names.js';
import type { Offer } from './offer.js';

/** More paths than this are offered part by part: first `db.`, then what is in it. */
const MOST_PATHS = 60;

/** `PATH=VALUE`: the paths of the scenario on the line with their present values; behind `=` that value. */
export function changeOffers(line: Line): readonly Offer[] {
  return changesOf(line, line.typed, sets(line));
}

/** `--with 'a=1 b=2'`: the last of several changes, after those before it. */
export function withOffers(line: Line): readonly Offer[] {
  const start = line.typed.lastIndexOf(' ') + 1;
  const lead = line.typed.slice(0, start);
  const before = lead.split(' ').filter((word) => word !== '');
  return changesOf(line, line.typed.slice(start), [...sets(line), ...before]).map(({ value, text }) => ({ value: `${lead}${value}`, text }));
}

function changesOf(line: Line, typed: string, before: readonly string[]): readonly Offer[] {
  const file = fileOf(line);
  if (file === null) return [];
  const equals = typed.indexOf('=');
  if (equals > 0) {
    const path = typed.slice(0, equals);
    const value = writtenValue(path, file, before, diskReader);
    return value === null ? [] : [{ value: `${path}=${value}`, text: 'the present value' }];
  }
  return foldedUp(
    pathsFor(typed, writtenPaths(file, before, diskReader)).map(({ path, value, isDefault }) => ({
      value: `${path}=`,
      text: isDefault ? `${value} (default)` : value,
    })),
    typed,
  );
}

/** The largest load: workloads, rates and users. */
export function loadOffers(line: Line): readonly Offer[] {
  const file = fileOf(line);
  if (file === null) return [];
  const paths = writtenPaths(file, sets(line), diskReader).filter(({ path, isDefault }) => path.startsWith('workload.') && !isDefault);
  const numbers = paths.filter(({ path, value }) => /^[\d.]+k?M?\/(?:s|min|h|d)$/.test(value) || path.endsWith('.users'));
  const names = [...new Set(paths.map(({ path }) => path.split('.').slice(0, 2).join('.')))];
  return pathsFor(line.typed, [...names.map((path) => ({ path, value: 'all of its load', isDefault: false })), ...numbers]).map(({ path, value }) => ({
    value: path,
    text: value,
  }));
}

export function growOffers(line: Line): readonly Offer[] {
  return scenarioOf(line)?.workloads.map(({ name }) => ({ value: `${name}=`, text: 'such as +4%/month' })) ?? [];
}

export function loseOffers(line: Line): readonly Offer[] {
  const components = scenarioOf(line)?.components ?? [];
  return [
    { value: 'one', text: 'each instance in turn' },
    { value: 'zone', text: 'each zone in turn' },
    ...components.map(({ name }) => ({ value: name, text: 'an instance of it' })),
  ];
}

/** What is told of the scenario on the line where nobody asks for more. */
export function statisticOffers(line: Line): readonly Offer[] {
  const scenario = scenarioOf(line);
  return scenario === null ? [] : usualStatistics(scenario).map(({ statistic }) => ({ value: statistic, text: '' }));
}

const sets = ({ values }: Line): readonly string[] => values.get('--set') ?? [];

function fileOf({ operands }: Line): string | null {
  if (operands.length === 0) return null;
  const found = findScenario(fromHome(operands[0]));
  return 'file' in found ? found.file : null;
}

function scenarioOf(line: Line): Scenario | null {
  const { operands } = line;
  return operands.length === 0 ? null : loadWord(fromHome(operands[0]), sets(line), {}).scenario;
}

/** Components by their name, the rest from the root; else as it is being written: `web.arrivals`, `components.db`. */
function pathsFor(typed: string, paths: readonly WrittenPath[]): readonly WrittenPath[] {
  const usual = paths.map((one) => (one.path.startsWith('components.') ? { ...one, path: shortPath(one.path) } : one));
  const found = usual.filter(({ path }) => path.startsWith(typed));
  if (found.length > 0) return found;
  return [...paths, ...paths.map((one) => ({ ...one, path: shortPath(one.path) }))].filter(({ path }) => path.startsWith(typed));
}

/** Where there are too many, those that go on alike are one: `db.`, with how many there are. */
function foldedUp(offers: readonly Offer[], typed: string): readonly Offer[] {
  if (offers.length <= MOST_PATHS) return offers;
  const groups = new Map<string, Offer[]>();
  for (const offer of offers) {
    const dot = offer.value.indexOf('.', typed.length);
    const head = dot < 0 ? offer.value : offer.value.slice(0, dot + 1);
    groups.set(head, [...(groups.get(head) ?? []), offer]);
  }
  return [...groups].map(([head, group]) => (group.length === 1 ? group[0] : { value: head, text: `${group.length} paths` }));
}
