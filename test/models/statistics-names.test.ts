import { describe, expect, test } from 'vitest';
import { kinds } from '../../src/models/index.js';
import { nameInLanguage, ownStatistics } from '../../src/report/statistics.js';
import type { ComponentResults } from '../../src/experiment/results.js';

const every = kinds.flatMap(({ kind, statistics }) => statistics.map((statistic) => [`${kind}.${statistic.name}`, statistic] as const));
const estimate = { value: 1, low: 1, high: 1 };
const times = { mean: estimate, max: 1, percentiles: {} };
const samples = { ratio: estimate, mean: estimate, count: 1, times, level: { mean: estimate, max: 1 } };

describe('a report, which sees the results alone, finds the name and the unit of each statistic of a kind', () => {
  test.each(every)('%s', (_, { name, resultName, unit, estimator }) => {
    expect(nameInLanguage(resultName)).toBe(name);
    const [read] = ownStatistics({ [resultName]: samples[estimator] } as unknown as ComponentResults);
    expect(read).toMatchObject({ name, unit });
  });
});
