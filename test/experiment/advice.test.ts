import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Results } from '../../src/experiment/results.js';
import { run } from './run.js';

interface Case {
  readonly with: string;
  readonly without: string;
  /** What the sentence has to say: the numbers and the remedy. */
  readonly says: RegExp;
}

const shop = (parts: { load?: string; server?: string; run?: string; rest?: string }): string => `title: One server
components:
  server: { kind: service, ${parts.server ?? 'work: { exponential: 10ms }'} }
workload: { web: { ${parts.load ?? 'arrivals: { poisson: 50/s }'}, call: server } }
run: ${parts.run ?? '{ duration: 100s }'}
${parts.rest ?? ''}
`;
const rate = (perSecond: number): string => `arrivals: { poisson: ${perSecond}/s }`;
const objective = (bound: string): string => `objectives: { web.latency.mean: { ${bound} } }`;
/** Two stations that call each other with full waiting rooms: a second arrival after a second finds the first on its way back. */
const circle = (second: string): string => `title: A circle
components:
  left: { kind: service, async: true, queue: 0, whenFull: block, operations: { serve: [work: 1s, call: right.serve], again: 1s } }
  right: { kind: service, async: true, queue: 0, whenFull: block, operations: { serve: [work: 1s, call: left.again] } }
workload: { w: { arrivals: { at: [0s, ${second}] }, call: left.serve } }
run: { duration: 30s, replications: 2 }
`;

/** Each code of the catalogue: a scenario that brings it, and one close by that does not. */
const catalogue: Readonly<Record<string, Case>> = {
  unstable: { with: shop({ load: rate(120) }), without: shop({}), says: /offered 120\/s and can serve 100\/s.*servers: 2 \(60 % busy\)/ },
  'warm-up-not-found': {
    with: shop({ load: rate(96), run: '{ duration: 8s }' }),
    without: shop({ run: '{ duration: 200s }' }),
    says: /run at least 4 times as long \(--duration 32s\)/,
  },
  'warm-up-too-short': {
    // It takes 30 s to fill.
    with: shop({ server: 'servers: unlimited, work: 30s', run: '{ duration: 200s, warmup: 3s }' }),
    without: shop({ run: '{ duration: 100s, warmup: 3s }' }),
    says: /after the 3 s that were deleted there are \d{3} jobs inside at first and 1,\d{3} later\. Delete at least 3\d(\.\d+)? s \(run\.warmup\)/,
  },
  'at-the-edge': {
    with: shop({ load: rate(99.5), run: '{ duration: 20s, warmup: 2s }' }),
    without: shop({}),
    says: /server is at the edge.*0\.995.*4 times as long/,
  },
  saturated: {
    with: shop({ load: rate(150), server: 'work: { exponential: 10ms }, queue: 20' }),
    without: shop({ load: rate(70), server: 'work: { exponential: 10ms }, queue: 20' }),
    says: /offered 150\/s and can serve 100\/s: 33.* % of its jobs.*offer less than 100\/s/,
  },
  'hidden-overload': {
    with: shop({ load: rate(120), run: '{ duration: 100s, study: finite }' }),
    without: shop({ load: rate(60), run: '{ duration: 100s, study: finite }' }),
    says: /grows by \d+(\.\d+)? jobs a second until the end, when about [\d,]+ wait, and jobs wait \d+ times as long as they are served\. A shorter queue/,
  },
  'closed-load-throttles': {
    with: shop({ load: 'users: 30, think: { exponential: 100ms }' }),
    without: shop({ load: 'users: 3, think: { exponential: 100ms }' }),
    says: /The 30 users of web throttle themselves: server is (9\d(\.\d)?|100) % busy.*arrivals: \{ poisson/,
  },
  'one-replication': {
    with: shop({ run: '{ duration: 100s, study: finite, replications: 1 }' }),
    without: shop({ run: '{ duration: 100s, study: finite }' }),
    says: /--replications 20/,
  },
  'few-replications': {
    with: shop({ run: '{ duration: 100s, replications: 5 }' }),
    without: shop({ run: '{ duration: 100s, replications: 10 }' }),
    says: /^5 replications give wide intervals: --replications 20/,
  },
  'short-replications': {
    with: shop({ load: rate(90), run: '{ duration: 20s }' }),
    without: shop({ load: rate(20), run: '{ duration: 100s }' }),
    says: /worth \d+(\.\d+)? independent ones \(25 are needed\)/,
  },
  'batches-correlate': {
    with: shop({ load: rate(99), run: '{ duration: 40s, replications: 1, warmup: 0s }', rest: 'seed: 2' }),
    without: shop({ load: rate(20), run: '{ duration: 1000s, replications: 1, warmup: 100s }' }),
    says: /10 batches.*--duration 160s.*--replications 20/,
  },
  'too-few-for-percentile': {
    with: shop({ rest: 'objectives: { web.latency.p99.99: { below: 10s } }' }),
    without: shop({ rest: 'objectives: { web.latency.p99.9: { below: 10s } }' }),
    says: /p99\.99 of web is not printed: 100,000 requests are needed/,
  },
  'no-upper-limit': {
    with: shop({ load: rate(80), run: '{ duration: 20s, replications: 3 }' }),
    without: shop({}),
    says: /no upper limit for p9\d of web: run \d+ times longer/,
  },
  'wide-interval': {
    with: shop({ load: rate(90), run: '{ duration: 20s }' }),
    without: shop({ load: rate(20) }),
    says: /is known to \d+(\.\d)? % only: --(replications \d+|precision)/,
  },
  'objective-within-noise': {
    with: shop({ rest: objective('below: 20.1ms') }),
    without: shop({ rest: objective('below: 40ms') }),
    says: /web\.latency\.mean differs from its limit/,
  },
  'busy-station': {
    with: shop({ load: rate(85), run: '{ duration: 200s }' }),
    without: shop({ load: rate(75) }),
    says: /8\d(\.\d)? % busy.*1\.1\d* times this load/,
  },
  'heavy-tail': {
    with: shop({ server: 'servers: 9, work: { pareto: { min: 3ms, shape: 1.4 } }' }),
    without: shop({ server: 'servers: 9, work: { pareto: { min: 3ms, shape: 1.4, max: 10s } }' }),
    says: /\(server\).*Give it a max/,
  },
  'few-requests': { with: shop({}), without: shop({ load: rate(70), run: '{ duration: 900s, replications: 10 }' }), says: /about 4,\d{3} requests of web/ },
  deadlock: { with: circle('1s'), without: circle('5s'), says: /^Deadlock at left and right after 2 s:/ },
};

type Advice = Results['advice'];
const given = new Map<string, Promise<Advice>>();
/** What is advised on a page, which is run once: several cases ask the same one. */
function adviceOn(yaml: string): Promise<Advice> {
  const advice = given.get(yaml) ?? run(yaml).then((results) => results.advice);
  given.set(yaml, advice);
  return advice;
}

describe('advice', () => {
  it.each(Object.entries(catalogue))('%s', async (code, { with: yaml, without, says }) => {
    const ours = (await adviceOn(yaml)).filter((one) => one.code === code);
    expect(ours.length).toBeGreaterThan(0);
    expect(ours[0].sentence).toMatch(says);
    expect((await adviceOn(without)).map((one) => one.code)).not.toContain(code);
  });

  it('has a case here for each code, or elsewhere: lenient traces and precision', () => {
    const folder = resolve(import.meta.dirname, '../../src/experiment');
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
      (file) => /(^|\/)(advice|precision)(\.ts$|\/)/.test(file) && file.endsWith('.ts'),
    );
    const codes = files.flatMap((file) => [...readFileSync(join(folder, file), 'utf8').matchAll(/code: '([a-z-]+)'/g)].map((found) => found[1]));
    expect(new Set(codes)).toEqual(new Set([...Object.keys(catalogue), 'skipped-rows', 'precision-not-reached']));
  });

  it('does not hedge', async () => {
    for (const { with: yaml } of Object.values(catalogue)) {
      for (const { sentence } of await adviceOn(yaml))
        expect(sentence).not.toMatch(/\b(may|might|maybe|perhaps|possibly|probably|could|should|seems?|likely)\b/i);
    }
  });
});
