import type { Issues } from '../../scenario/issue.js';
import type { Assigned } from '../../scenario/load.js';
import { readScenario } from '../../scenario/read-scenario.js';
import type { Assignment } from './exercise.js';
import type { Grading } from './grade.js';
import { assignmentText, setsWith, type Variant } from './variant.js';

/**
 * What a key changes has to fit the page: its solution, each hidden condition with the solution, and what takes the subject out of it. Otherwise nobody could get the points of a
 * hidden condition whose path, value or data is mistaken. Mistakes are told at the lines of the key.
 */
export function checkConditions({ exercise, key, reader }: Pick<Grading, 'exercise' | 'key' | 'reader'>, variant: Variant, issues: Issues): void {
  const fits = (assignments: readonly Assignment[]): boolean => {
    const changes: Assigned[] = [];
    let isRight = true;
    for (const one of assignments) {
      const text = assignmentText(one, variant.quantities);
      if ('set' in text) changes.push(text.set);
      else {
        issues.add('bad-set', one.place, text.problem);
        isRight = false;
      }
    }
    if (!isRight) return false;
    const { issues: found } = readScenario({ file: exercise.scenario, sets: setsWith(variant, changes, exercise), reader });
    for (const issue of found) {
      const path = /^--set ([^=]*)=/.exec(issue.file)?.[1];
      // The last one holds where a hidden condition changes what the solution does.
      const place = assignments.findLast((one) => one.path === path)?.place;
      if (place === undefined) issues.addLocated(issue);
      else issues.add(issue.code, place, issue.message, issue);
    }
    return found.length === 0;
  };
  const isSolved = fits(key.solution);
  fits(key.removed);
  if (isSolved) for (const { set } of key.hidden) if (set.length > 0) fits([...key.solution, ...set]);
}
