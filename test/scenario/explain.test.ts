import { describe, expect, it } from 'vitest';
import { kinds } from '../../src/models/index.js';
import { explain } from '../../src/scenario/explain.js';
import { issueCodes } from '../../src/scenario/issue-codes.js';
import { componentGroup, disciplines } from '../../src/scenario/language/components.js';
import { distributions } from '../../src/scenario/language/distributions.js';
import { componentStatistics, recoveryOfComponents, wholeWorkloadStatistics, workloadStatistics } from '../../src/scenario/language/statistics.js';
import { verbNames } from '../../src/scenario/language/steps.js';
import { workloadGroup } from '../../src/scenario/language/workloads.js';

const textOf = (word: string): string => {
  const explanation = explain(word);
  if (!explanation.isKnown) throw new Error(explanation.problem);
  return explanation.text;
};

describe('explain', () => {
  it.each([
    ...kinds.flatMap((kind) => [kind.kind, ...Object.keys(kind.fields).map((field) => `${kind.kind}.${field}`), ...kind.statistics.map((one) => one.name)]),
    ...kinds.flatMap((kind) => (kind.operations === 'own' ? [] : Object.keys(kind.operations).map((operation) => `${kind.kind}.${operation}`))),
    ...Object.keys(componentGroup.fields).flatMap((field) => [field, `component.${field}`, `service.${field}`]),
    ...Object.keys(workloadGroup.fields).map((field) => `workload.${field}`),
    ...Object.keys(componentStatistics),
    ...Object.keys(workloadStatistics),
    ...Object.keys(wholeWorkloadStatistics),
    ...Object.keys(recoveryOfComponents).map((name) => `component.${name}`),
    ...Object.keys(distributions),
    ...verbNames,
    ...disciplines,
    ...Object.keys(issueCodes),
    'p50',
    'p99.9',
    'mean',
    'below',
  ])('%s', (word) => {
    const text = textOf(word);
    expect(text).toContain(word.slice(word.indexOf('.') > 0 && !/^p\d/.test(word) ? word.indexOf('.') + 1 : 0));
    expect(text.endsWith('\n')).toBe(true);
    for (const line of text.split('\n')) expect(line.length, line).toBeLessThanOrEqual(80);
  });

  it('tells every meaning of a word, and one of a word with its place', () => {
    expect(textOf('wait')).toMatch(/^wait, a step: [^]*\n\nwait, a statistic of a component: [^]*\n\nwait of a batch: /);
    expect(textOf('batch.wait')).toMatch(/^wait of a batch: /);
    expect(textOf('batch.wait')).not.toContain('a step');
  });

  it('names the choices, the default, and what a field goes with', () => {
    expect(textOf('cache.eviction')).toMatch(/One of {4}lru fifo random clock [^]*\nsieve: as clock, [^]*Default {3}lru\n/);
    expect(textOf('s3-fifo')).toMatch(/^s3-fifo, a value of eviction of a cache: new items pass through a small queue/);
    expect(textOf('patience')).toMatch(
      /Needs {5}`async: false`\nNot with {2}codel, adaptiveLimit, whenFull, speeds, speedAt, batch, breakdowns,\n  serverless\n/,
    );
    expect(textOf('p99')).toContain('99 per cent of the values');
    expect(textOf('earliest-deadline')).toMatch(/^earliest-deadline, a discipline of a component: The earliest deadline first/);
  });

  it('suggests a word for a slip, and says where to look else', () => {
    expect(explain('utilization')).toEqual({ isKnown: false, problem: 'there is no word "utilization"; did you mean "utilisation"?' });
    expect(explain('cache.evicton')).toMatchObject({ problem: 'there is no word "cache.evicton"; did you mean "cache.eviction"?' });
    expect(explain('weather-forecast')).toMatchObject({ isKnown: false });
    expect(explain('toString').isKnown).toBe(false);
  });
});
