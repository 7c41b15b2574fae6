import { describe, expect, test } from 'vitest';
import { mg1ProcessorSharing } from '../../src/theory/stations/index.js';
import { compare, mistakes } from './judge.js';
import { simulate } from './simulate.js';

/** A link of 10 MB/s with transfers of 1 MB in the mean, 70 % busy: 0.1 s alone, a third of a second among the others. */
const answer = mg1ProcessorSharing({ arrivalRate: 7, service: { mean: 0.1 } });
const responseMean = answer.responseMean;

describe('a link is M/G/1 processor sharing, whatever the law of sizes', () => {
  test.each([
    ['constant', '1MB'],
    ['hyperexponential, cv 2', '{ hyperexponential: { mean: 1MB, cv: 2 } }'],
    // (min^1.5 · 1.5/0.5) (min^-0.5 - max^-0.5) / (1 - (min/max)^1.5) is a mean of 1 MB to the digits shown.
    ['Pareto of shape 1.5 up to 100 MB', '{ pareto: { min: 354357B, shape: 1.5, max: 100MB } }'],
  ])('%s', async (_, bytes) => {
    const results = await simulate({
      text: `title: A link
components: { wan: { kind: link, bandwidth: 80Mb/s }, store: { kind: service, servers: unlimited, work: 0s } }
workload: { jobs: { arrivals: { poisson: 7/s }, call: store, calls: { store: { via: wan, bytes: ${bytes} } } } }
run: { duration: 4000s, warmup: 400s, replications: 20 }
`,
    });
    const expected = {
      'requests.jobs.latency_s.mean': responseMean,
      'components.wan.response_s.mean': responseMean,
      'components.wan.utilisation': 0.7,
    };
    const findings = Object.entries(expected).map(([path, value]) => compare(results, { quantity: path, statistic: [path], value, reference: [] }));
    expect(findings.flatMap((finding) => mistakes(finding, 3))).toEqual([]);
    expect(results.theory.map(({ verdict }) => verdict)).not.toContain('deviates');
  });

  test('segments that are lost: one in fifty of the bytes is sent again, and the load and the time-outs of the last ones grow by as much', async () => {
    const results = await simulate({
      text: `title: A lossy link
components: { wan: { kind: link, bandwidth: 80Mb/s, loss: 2%, segment: 1kB, retransmitAfter: 200ms }, store: { kind: service, servers: unlimited, work: 0s } }
workload: { jobs: { arrivals: { poisson: 7/s }, call: store, calls: { store: { via: wan, bytes: 1MB } } } }
run: { duration: 2000s, warmup: 200s, replications: 20 }
`,
    });
    // 1,000 segments of which each is sent 1/(1 - p) times; a time-out of 200 ms, doubling, at both ends of the call, the request being one small segment.
    const timeouts = 2 * 0.98 * [1, 2, 3, 4, 5].reduce((sum, losses) => sum + 0.02 ** losses * 0.2 * (2 ** losses - 1), 0);
    const load = 0.7 / 0.98;
    const expected = {
      'components.wan.retransmitted': 0.02,
      'components.wan.utilisation': load,
      'requests.jobs.latency_s.mean': 0.1 / 0.98 / (1 - load) + timeouts,
    };
    const findings = Object.entries(expected).map(([path, value]) => compare(results, { quantity: path, statistic: [path], value, reference: [] }));
    expect(findings.flatMap((finding) => mistakes(finding, 3))).toEqual([]);
  });

  test('the mean of the Pareto law above is 1 MB', () => {
    const [min, max] = [354_357, 1e8];
    expect((3 * min ** 1.5 * (min ** -0.5 - max ** -0.5)) / (1 - (min / max) ** 1.5)).toBeCloseTo(1e6, -2);
  });
});
