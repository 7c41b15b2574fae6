import { type ComparedSample, keyOf, MOST_DESIGNS } from '../../src/experiment/compare/compare-samples.js';
import { type Issue, usageIssue } from '../../src/scenario/issue.js';
import { readSavedResults } from '../saved-results.js';

export interface SavedSamples {
  readonly samples: readonly ComparedSample[];
  readonly notes: readonly string[];
  readonly issues: readonly Issue[];
}

/** Is it a file that `--out` saved, by its name? */
export function isSaved(word: string): boolean {
  return word.toLowerCase().endsWith('.json');
}

/**
 * Saved results to be compared as they are: paired where all have one seed, as independent samples where all have different ones.
 *
 * @param statistics these alone; empty: all that are kept
 * @param flags of the line that change a run
 */
export function readSaved(words: readonly string[], statistics: readonly string[], flags: readonly string[]): SavedSamples {
  const issue = (file: string, message: string, suggestion: string): Issue => usageIssue('bad-result', file, message, { got: file, suggestion });
  const issues: Issue[] = flags.map((flag) =>
    usageIssue('bad-usage', '', `${flag} changes a run, and saved results are as they are`, { suggestion: 'name the scenarios instead' }),
  );
  const mixed = words.find((word) => !isSaved(word));
  if (mixed !== undefined)
    issues.push(
      usageIssue('bad-usage', mixed, `${mixed} is to be run, and others are saved`, { suggestion: 'save its result first: queuelab run … --out result.json' }),
    );
  if (words.length < 2) issues.push(usageIssue('bad-usage', words[0], `${words[0]} is compared with nothing`, { suggestion: 'name another saved result' }));
  if (words.length > MOST_DESIGNS) issues.push(usageIssue('bad-usage', '', `${words.length} designs are too many: at most ${MOST_DESIGNS} are compared`));
  const wanted = new Set(statistics.map(keyOf));
  const samples = words.filter(isSaved).flatMap((file): ComparedSample[] => {
    const read = readSavedResults(file);
    if ('issue' in read) {
      issues.push(read.issue);
      return [];
    }
    const { results } = read;
    if (results.spread === undefined) {
      issues.push(issue(file, `${file} does not say how it hangs on single replications`, 'run it again with 2 replications or more and --out FILE.json'));
      return [];
    }
    const missing = statistics.filter((name) => !results.spread!.some((one) => keyOf(one.statistic) === keyOf(name)));
    for (const name of missing) issues.push(issue(file, `${file} has not kept ${name}`, `it has ${results.spread.map((one) => one.statistic).join(', ')}`));
    return [{ results, set: [], closed: new Set(), statistics: results.spread.filter(({ statistic }) => wanted.size === 0 || wanted.has(keyOf(statistic))) }];
  });
  if (issues.length > 0) return { samples: [], notes: [], issues };
  return { samples, ...judge(samples) };
}

/** What makes saved results differ, besides the designs. */
function judge(samples: readonly ComparedSample[]): Pick<SavedSamples, 'notes' | 'issues'> {
  const all = samples.map(({ results }) => results);
  const kinds = (pick: (one: (typeof all)[number]) => unknown): number => new Set(all.map(pick)).size;
  const problem = (message: string, suggestion: string): Pick<SavedSamples, 'notes' | 'issues'> => ({
    notes: [],
    issues: [usageIssue('bad-result', '', message, { suggestion })],
  });
  const seeds = kinds(({ seed }) => seed);
  if (kinds(({ study }) => study) > 1)
    return problem('one result is of the long run, another of a finite study: they say different things', 'run them again with run.study=finite');
  if (seeds > 1 && seeds < all.length)
    return problem('some of the results have one seed, others another: neither paired nor independent', 'run all with one --seed');
  if (seeds === 1 && kinds(({ replications }) => replications) > 1)
    return problem('the results have one seed and unequal numbers of replications: neither paired nor independent', 'run all with the same --replications');
  const notes: string[] = [];
  if (kinds(({ duration_s: duration }) => duration) > 1) notes.push('The runs are of different lengths.');
  if (kinds(({ warmup_s: warmup }) => warmup) > 1) notes.push('Different times are deleted at their starts.');
  if (kinds(({ version }) => version) > 1) notes.push(`They were made by different versions: ${all.map(({ version }) => version).join(', ')}.`);
  return { notes, issues: [] };
}
