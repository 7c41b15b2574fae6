import { expect, it } from 'vitest';
import type { Results } from '../../../src/experiment/results.js';
import { overTimeSection } from '../../../src/report/html/sections/over-time.js';
import { estimate, oneServer } from '../examples.js';

it('latency over time: where there are faults, the caption says that failed requests are not in it', () => {
  const row = [estimate(1), estimate(1)];
  const web = { offered_per_s: row, throughput_per_s: row, latency_s: { mean: row, p50: row, p99: row } };
  const calm: Results = { ...oneServer, over_time: { bin_s: 2, intervals: 'pointwise', jobs: row, requests: { web } } };
  const lost: Results = { ...calm, faults: [{ name: 'lost', fault: 'crash', random: false, spans: [{ start_s: 1, end_s: 2 }] }] };
  expect(overTimeSection(lost)!.body.text).toContain('those that a fault makes fail are not in it');
  expect(overTimeSection(calm)!.body.text).not.toContain('a fault makes fail');
});
