import { describe, expect, it } from 'vitest';
import type { Law } from '../../src/sim/chance/law.js';
import { codesOf, oneServer, scenarioOf } from './reader.js';

const workOf = (text: string, files: Record<string, string> = {}): Law => {
  const step = scenarioOf(oneServer({ server: `{ kind: service, work: ${text} }` }), [], files).components[0].operations[0].steps![0];
  return (step as { time: Law }).time;
};
const attributeOf = (text: string): unknown =>
  scenarioOf(oneServer({ keys: `{ video: { items: 10, attributes: { size: ${text} } } }` })).keys[0].attributes[0].source;

describe('distributions', () => {
  it.each<[string, Law]>([
    ['8ms', { law: 'constant', value: 0.008 }],
    ['{ exponential: 8ms }', { law: 'exponential', mean: 0.008 }],
    ['{ uniform: [1s, 10s] }', { law: 'uniform', low: 1, high: 10 }],
    ['{ hyperexponential: { mean: 10ms, cv: 2 } }', { law: 'hyperexponential', mean: 0.01, cv: 2 }],
    ['{ erlang: { mean: 10ms, stages: 4 } }', { law: 'erlang', mean: 0.01, stages: 4 }],
    ['{ gamma: { mean: 10ms, cv: 0.5 } }', { law: 'gamma', mean: 0.01, cv: 0.5 }],
    ['{ weibull: { mean: 10ms, shape: 0.7 } }', { law: 'weibull', mean: 0.01, shape: 0.7 }],
    ['{ pareto: { min: 2ms, shape: 1.5 } }', { law: 'pareto', min: 0.002, shape: 1.5, max: Infinity }],
    ['{ pareto: { max: 10s, min: 2ms, shape: 0.9 } }', { law: 'pareto', min: 0.002, shape: 0.9, max: 10 }],
    ['{ pick: { 1ms: 90%, 20ms: 10% } }', { law: 'pick', values: [0.001, 0.02], weights: [0.9, 0.1], labels: null }],
    ['{ pick: { 1ms: 9, 20ms: 1 } }', { law: 'pick', values: [0.001, 0.02], weights: [9, 1], labels: null }],
    ['{ sequence: [1s, 2s, 3s] }', { law: 'sequence', values: [1, 2, 3] }],
  ])('%s', (text, law) => expect(workOf(text)).toEqual(law));

  it('brings both ways of writing a lognormal down to mu and sigma', () => {
    const byMean = workOf('{ lognormal: { mean: 20ms, cv: 1.5 } }') as Law & { law: 'lognormal' };
    expect(Math.exp(byMean.mu + byMean.sigma ** 2 / 2)).toBeCloseTo(0.02, 12);
    expect(Math.sqrt(Math.exp(byMean.sigma ** 2) - 1)).toBeCloseTo(1.5, 12);
    const byMedian = workOf('{ lognormal: { median: 20ms, p99: 90ms } }') as Law & { law: 'lognormal' };
    expect(Math.exp(byMedian.mu)).toBeCloseTo(0.02, 12);
    expect(Math.exp(byMedian.mu + 2.3263478740408408 * byMedian.sigma)).toBeCloseTo(0.09, 12);
  });

  it('resamples a column of a file', () => {
    expect(workOf('{ empirical: { file: times.csv, column: time_s } }', { 'times.csv': 'time_s,note\n0.5,a\n1.5,b\n' })).toEqual({
      law: 'empirical',
      values: [0.5, 1.5],
    });
  });

  it('tells the unit of an attribute from its values', () => {
    expect(attributeOf('2MB')).toEqual({ from: 'law', law: { law: 'constant', value: 2e6 } });
    expect(attributeOf('{ exponential: 4min }')).toEqual({ from: 'law', law: { law: 'exponential', mean: 240 } });
    expect(attributeOf('{ pick: { 0: 80%, 3: 20% } }')).toEqual({ from: 'law', law: { law: 'pick', values: [0, 3], weights: [0.8, 0.2], labels: null } });
    expect(attributeOf('{ pick: { eu: 45%, us: 55% } }')).toEqual({
      from: 'law',
      law: { law: 'pick', values: [0, 1], weights: [0.45, 0.55], labels: ['eu', 'us'] },
    });
    expect(attributeOf('{ geometric: 4 }')).toEqual({ from: 'law', law: { law: 'geometric', mean: 4 } });
  });

  it.each([
    ['{ exponential: 0ms }', 'out-of-range'],
    ['{ exponential: -1ms }', 'out-of-range'],
    ['{ uniform: [10s, 1s] }', 'impossible-distribution'],
    ['{ uniform: 10s }', 'wrong-shape'],
    ['{ hyperexponential: { mean: 10ms, cv: 0.9 } }', 'impossible-distribution'],
    ['{ erlang: { mean: 10ms, stages: 1.5 } }', 'not-whole'],
    ['{ erlang: { mean: 10ms, stages: 0 } }', 'out-of-range'],
    ['{ erlang: { mean: 10ms, stages: 10001 } }', 'out-of-range'],
    ['{ lognormal: { median: 20ms, p99: 20ms } }', 'impossible-distribution'],
    ['{ lognormal: { median: 20ms, cv: 2 } }', 'missing-field'],
    ['{ lognormal: { mean: 20ms } }', 'missing-field'],
    ['{ lognormal: { mean: 20ms, sd: 2 } }', 'unknown-field'],
    ['{ lognormal: { median: 1ns, p99: 1e300s } }', 'impossible-distribution'],
    ['{ pick: { 1ms: 0, 20ms: 0 } }', 'impossible-weights'],
    ['{ pick: {} }', 'wrong-shape'],
    ['{ sequence: [] }', 'wrong-shape'],
    ['{ geometric: 4 }', 'impossible-distribution'],
    ['{ gamma: { mean: 1s, cv: 2000 } }', 'impossible-distribution'],
    ['{ gamma: { mean: 1s } }', 'missing-field'],
    ['{ weibull: { mean: 1s, shape: 0.01 } }', 'impossible-distribution'],
    ['{ weibull: { mean: 1s, shape: 0 } }', 'out-of-range'],
    ['{ pareto: { min: 1s, shape: 1 } }', 'impossible-distribution'],
    ['{ pareto: { min: 1s, shape: 2, max: 1s } }', 'impossible-distribution'],
    ['{ pareto: { shape: 2, max: 1s } }', 'missing-field'],
    ['{ exponential: 1s, uniform: [1s, 2s] }', 'one-of'],
    ['[1s]', 'wrong-shape'],
    ['{ empirical: { file: nowhere.csv, column: a } }', 'file-missing'],
  ])('%s is %s', (text, code) => {
    expect(codesOf(oneServer({ server: `{ kind: service, work: ${text} }` })).map((line) => line.split(' ')[1])).toEqual([code]);
  });
});
