import { describe, expect, it } from 'vitest';
import { renderMarkdown } from '../../src/report/markdown.js';
import type { Results } from '../../src/experiment/results.js';
import { estimate, oneServer } from './examples.js';

describe('Markdown of a closer look', () => {
  const [name] = Object.keys(oneServer.requests);
  const looked: Results = {
    ...oneServer,
    look: {
      replications: [1],
      window_s: 540,
      calls: [{ caller: name, component: 'server', operation: 'serve', sent: false, per_s: 79.8 }],
      time: [
        {
          workload: name,
          requests: 43_000,
          latency_s: 0.05,
          parts: [{ component: 'server', wait_s: 0.04, work_s: 0.01, other_s: 0 }],
          slowest: { requests: 430, longer_than_s: 0.23, latency_s: 0.3, parts: [{ component: 'server', wait_s: 0.28, work_s: 0.02, other_s: 0 }] },
        },
      ],
      slowest: [],
    },
    load_curve: {
      saturation: 1.25,
      replications: 5,
      simulated: [{ factor: 0.5, workloads: { [name]: { mean_s: estimate(0.0167, 0.0005), p99_s: null } } }],
      theory: [],
    },
  };

  it('has the calls, the parts of the latency, and the load curve with the study itself at 1', () => {
    const text = renderMarkdown(looked);
    expect(text).toContain(`| \`${name}\` | \`server.serve\` | 79.8 |  |`);
    expect(text).toContain(`| \`${name}\` | \`server\` | 40 | 10 | 0 | 280 | 20 | 0 |`);
    expect(text).toContain('| 0.5 | 16.7 ±0.5 | – |');
    expect(text).toMatch(/\n\| 1 \| [\d.]+ ±/);
    expect(text).toContain('The bottleneck is full at 1.25 times.');
  });

  it('is as before where there is none', () => {
    expect(renderMarkdown(oneServer)).not.toContain('where the time goes');
  });
});
