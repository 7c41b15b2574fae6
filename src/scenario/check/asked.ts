import type { AskedStatistic } from '../scenario.js';
import { SourceFile } from '../source-file.js';
import type { Context } from './context.js';
import { readStatistic, type System } from './objectives.js';

/** Resolves statistics that are asked for from outside the file, as objectives write them. */
export function readAsked(statistics: readonly string[], system: System, context: Context): readonly AskedStatistic[] {
  return statistics.flatMap((statistic) => {
    const place = { file: new SourceFile('', 'statistic', statistic), start: 0, end: statistic.length };
    const read = readStatistic(statistic, place, system, context);
    return read === null || read === 'unjudged' ? [] : [{ statistic, target: read.target }];
  });
}
