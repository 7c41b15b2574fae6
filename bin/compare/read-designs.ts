import { type CommonSettings, commonSettings } from '../../src/experiment/compare/common-settings.js';
import { keyOf, MOST_DESIGNS } from '../../src/experiment/compare/compare-samples.js';
import { changesSince, type LocatedChange } from '../../src/scenario/changes.js';
import { type Issue, usageIssue } from '../../src/scenario/issue.js';
import type { ScenarioOverrides } from '../../src/scenario/read-scenario.js';
import type { Scenario } from '../../src/scenario/scenario.js';
import { diskReader } from '../../src/node/disk-reader.js';
import { loadWord } from '../commands/load-scenario.js';
import { findScenario } from '../scenario-files.js';

export interface DesignsAsked {
  /** Files, or names from `list`. */
  readonly words: readonly string[];
  readonly set: readonly string[];
  /** One more design each: the first with these, `a=1 b=2`. */
  readonly variants: readonly string[];
  readonly overrides: ScenarioOverrides;
  /** By name; every design must have them. */
  readonly statistics: readonly string[];
  /** Replications that all run at the least, and why, as a sentence; null: as many as they ask for. */
  readonly least: { readonly replications: number; readonly why: string } | null;
}

export interface DesignRead {
  readonly scenario: Scenario;
  /** What makes it differ from its file. */
  readonly set: readonly string[];
  /** What its page says otherwise than that of the first. */
  readonly changes: readonly LocatedChange[];
}

/** Reads what is to be compared, and makes alike what must not differ: seed, replications, duration, kind of study. */
export function readDesigns(asked: DesignsAsked): {
  readonly designs: readonly DesignRead[];
  readonly notes: readonly string[];
  readonly issues: readonly Issue[];
} {
  const wanted = designsOf(asked);
  if ('issue' in wanted) return { designs: [], notes: [], issues: [wanted.issue] };
  const { designs } = wanted;
  const read = (settings: CommonSettings | null, index: number, statistics: readonly string[]): ReturnType<typeof loadWord> => {
    const { word, set } = designs[index];
    return loadWord(
      word,
      [...set, ...(settings?.isFinite === true ? ['run.study=finite'] : [])],
      settings === null ? asked.overrides : overridesOf(settings, asked),
      statistics,
    );
  };
  const first = designs.map((_, index) => read(null, index, asked.statistics));
  const issues = distinctIssues(first.flatMap((one) => one.issues));
  if (issues.length > 0) return { designs: [], notes: [], issues };
  const scenarios = first.map(({ scenario }) => scenario!);
  const settings = commonSettings(scenarios);
  if (settings.problem !== null) return { designs: [], notes: [], issues: [usageIssue('bad-usage', '', settings.problem)] };
  const again = designs.map((_, index) => {
    const others =
      asked.statistics.length > 0 ? [] : objectivesOfOthers(scenarios, index).filter((statistic) => read(settings, index, [statistic]).issues.length === 0);
    return read(settings, index, [...asked.statistics, ...others]);
  });
  return {
    designs: again.map(({ scenario }, index) => ({
      scenario: scenario!,
      set: designs[index].set,
      changes: index === 0 ? [] : changesOf(designs[index], again[0].scenario!),
    })),
    notes: [...settings.notes, ...(asked.least !== null && settings.replications < asked.least.replications ? [asked.least.why] : [])],
    issues: distinctIssues(again.flatMap((one) => one.issues)),
  };
}

/** What is made alike, and what is asked of a system, make no difference to it. */
const NO_CHANGE = /^(seed|run|objectives|plan)(\.|$)/;

function changesOf({ word, set }: Wanted, { resolved }: Scenario): readonly LocatedChange[] {
  const found = findScenario(word);
  if ('issue' in found) return [];
  return changesSince(resolved, { file: found.file, sets: set, reader: diskReader }).filter(({ path }) => !NO_CHANGE.test(path));
}

interface Wanted {
  readonly word: string;
  readonly set: readonly string[];
}

function designsOf({ words, set, variants }: DesignsAsked): { readonly designs: readonly Wanted[] } | { readonly issue: Issue } {
  const isOne = words.length === 1 && variants.length === 0;
  if (isOne && set.length === 0) {
    const details = { expected: 'two designs or more', suggestion: 'name another file, or give --set PATH=VALUE: then B is A with it' };
    return { issue: usageIssue('bad-usage', words[0], `${words[0]} is compared with nothing`, details) };
  }
  const designs: Wanted[] = isOne
    ? [
        { word: words[0], set: [] },
        { word: words[0], set },
      ]
    : [...words.map((word) => ({ word, set })), ...variants.map((variant) => ({ word: words[0], set: [...set, ...assignmentsIn(variant)] }))];
  if (designs.length > MOST_DESIGNS)
    return { issue: usageIssue('bad-usage', '', `${designs.length} designs are too many: at most ${MOST_DESIGNS} are compared`) };
  return { designs };
}

/** `a=1 b={ x: 2 } c=3`: a space before a PATH= begins the next. */
export function assignmentsIn(text: string): readonly string[] {
  return text.trim().split(/\s+(?=[A-Za-z_][\w./-]*=)/);
}

function overridesOf({ seed, replications, duration }: CommonSettings, { overrides, least }: DesignsAsked): ScenarioOverrides {
  return {
    seed: overrides.seed ?? seed,
    replications: Math.max(replications, least?.replications ?? 0),
    duration: overrides.duration ?? (duration === null ? undefined : `${duration}s`),
  };
}

/** What objectives of the others name, and its own do not. */
function objectivesOfOthers(scenarios: readonly Scenario[], index: number): readonly string[] {
  const own = new Set(scenarios[index].objectives.map(({ statistic }) => keyOf(statistic)));
  const names = scenarios.flatMap(({ objectives }) => objectives.filter(({ target }) => target.part !== 'max').map(({ statistic }) => statistic));
  return [...new Map(names.filter((name) => !own.has(keyOf(name))).map((name) => [keyOf(name), name])).values()];
}

/** A mistake of a file that several designs share is told once. */
function distinctIssues(issues: readonly Issue[]): readonly Issue[] {
  return [...new Map(issues.map((issue) => [JSON.stringify(issue), issue])).values()];
}
