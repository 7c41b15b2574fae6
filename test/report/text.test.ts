import { describe, expect, it } from 'vitest';
import { renderText } from '../../src/report/text.js';
import type { Estimate, Results } from '../../src/experiment/results.js';
import type { TextOptions } from '../../src/report/text.js';
import { visibleLength } from '../../src/report/text/page.js';
import { everyExample, interrupted, large, oneServer, ownKinds, shop, threeVerdicts, unstable } from './examples.js';

const plain: TextOptions = { width: 80, colour: false, unicode: true, quiet: false, all: false };
const cases = Object.entries(everyExample).flatMap(([name, results]) => [50, 80, 120].map((width) => ({ name, results, width })));

const COLOURS = /\u001b\[\d+m/g;

describe('the text report', () => {
  it.each(cases)('$name at $width columns', async ({ name, results, width }) => {
    await expect(renderText(results, { ...plain, width })).toMatchFileSnapshot(`snapshots/${name}-${width}.txt`);
  });

  it.each(cases)('$name keeps within $width columns', ({ results, width }) => {
    for (const unicode of [true, false]) {
      for (const line of renderText(results, { ...plain, width, unicode }).split('\n')) expect(visibleLength(line), line).toBeLessThanOrEqual(width);
    }
  });

  it.each(cases)('$name at $width columns is the same in colour', ({ results, width }) => {
    const coloured = renderText(results, { ...plain, width, colour: true });
    expect(coloured).toMatch(COLOURS);
    expect(coloured.replace(COLOURS, '')).toBe(renderText(results, { ...plain, width }));
  });

  it.each(cases)('$name at $width columns has only ASCII where nothing else can be shown', ({ results, width }) => {
    expect(renderText(results, { ...plain, width, unicode: false })).toMatch(/^[\n -~]*$/);
  });

  it.each(cases)('$name at $width columns does not hedge', ({ results, width }) => {
    for (const quiet of [false, true]) {
      expect(renderText(results, { ...plain, width, quiet, all: true })).not.toMatch(
        /\b(may|might|maybe|perhaps|possibly|probably|could|should|seems?|likely)\b/i,
      );
    }
  });

  it('takes a width that no terminal has for 80', () => {
    expect(renderText(threeVerdicts, { ...plain, width: 0 })).toBe(renderText(threeVerdicts, plain));
  });

  it('quiet is the objectives and the last line', () => {
    expect(renderText(threeVerdicts, { ...plain, quiet: true })).toBe(
      [
        'OBJECTIVES',
        '  ✓ web.latency.p95 < 200ms   146 ±5 ms',
        '  ? web.latency.p99 < 240ms   233 ±15 ms   interval holds the limit',
        '  ✗ server.utilisation < 75%  79.8 ±0.4 %  over by 4.8 points',
        '1 met, 1 undecided, 1 failed (exit 3)',
        '',
      ].join('\n'),
    );
    expect(renderText(everyExample['oneServer'], { ...plain, quiet: true })).toBe('no objectives (exit 0)\n');
  });

  it('all shows every component, instance, operation and statistic', () => {
    const every = renderText(large, { ...plain, all: true });
    for (const name of Object.keys(large.components)) expect(every).toContain(`  ${name} `);
    expect(every).not.toContain('--all');
    expect(renderText(shop, { ...plain, all: true })).toContain('    .checkout ');
    expect(renderText(everyExample['cacheReplay'], { ...plain, all: true })).toMatch(/missedBytes GB +182/);
  });

  it('shows what only some kinds count, and leaves to --all what is said elsewhere, what never happened and the sums over groups', () => {
    const text = renderText(ownKinds, plain);
    expect(text).toMatch(/ {4}rate Mb\/s +30\.2 ±0\.8\n/);
    expect(text).toMatch(/ {4}groups\.mail\.age ms +16\.9 ±0\.4 +108 ±3 +760\n/);
    expect(text).toMatch(/ {4}groups\.mail\.redelivered +12\n/);
    expect(text).not.toMatch(/ {4}(lag|published|groups\.report\.redelivered|groups\.mail\.delivered|stalls) /);
    const every = renderText(ownKinds, { ...plain, all: true });
    expect(every).toMatch(/ {4}lag +8\.2 ±0\.7/);
    expect(every).toMatch(/ {4}published +80,000/);
    expect(every).toMatch(/ {4}groups\.report\.redelivered +0/);
    expect(text).toContain('wan limits. It is 95 % busy, and requests spend 91 % of their time there');
  });

  it('shows the first of many statistics, and always those that objectives name', () => {
    const many = Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`thing_${String.fromCharCode(97 + index)}`, index + 1]));
    const wan = { ...ownKinds.components['wan'], ...many };
    const half: Estimate = { value: 0.5, low: 0.4, high: 0.6 };
    const uploads = {
      ...ownKinds.requests['uploads'],
      calls: { 'wan.put': { calls_per_s: half, retries_per_call: half, rate_limited: { value: 0, low: 0, high: 0 } } },
    };
    const objective = (statistic: string) => ({ statistic, bound: { atLeast: 1 }, observed: half, verdict: 'met', unit: 'count' }) as const;
    const objectives = ['wan.thingT', 'player.stalls', 'uploads.calls.wan.put.rateLimited'].map(objective);
    const text = renderText({ ...ownKinds, components: { ...ownKinds.components, wan }, requests: { uploads }, objectives }, plain);
    const block = text.slice(text.indexOf('STATISTICS'), text.indexOf('WHY')).split('\n');
    expect(block.filter((line) => line.startsWith('    ')).length).toBe(16);
    expect(block.join('\n')).toMatch(/ {4}thingT +20\n/);
    expect(block.join('\n')).toMatch(/ {4}stalls +/);
    // The calls of a workload stand first: those that happened, and those that are named.
    expect(block.slice(1, 4).map((line) => line.trim().split(' ')[0])).toEqual(['uploads', 'calls.wan.put.retriesPerCall', 'calls.wan.put.rateLimited']);
    expect(block.join('\n')).not.toContain('thingS');
    expect(block.join('\n')).toMatch(/ {2}\d+ more: --all/);
  });

  it('shows the 8 busiest of many components, and how busy the rest is', () => {
    const text = renderText(large, plain);
    expect(text).toContain('  12 more below 57 % busy: --all');
    expect(text).not.toContain('recommendation-2');
  });

  it('says how much wider the intervals of an interrupted run are', () => {
    expect(renderText(interrupted, { ...plain, replicationsAsked: 20 })).toContain('PARTIAL  6 of 20 replications, so intervals are about 1.8 times as wide\n');
    expect(renderText(interrupted, plain)).toContain('PARTIAL  6 replications had ended when it was interrupted');
  });

  it('prints no saturation and no share of latency for what never settles', () => {
    const text = renderText({ ...unstable, bottleneck: threeVerdicts.bottleneck }, plain);
    expect(text).toContain('✗ The system is unstable');
    expect(text).not.toContain('saturates');
  });

  it('has a row of stated numbers for each statistic that it names: each interval shown is the one of the results', () => {
    expect(renderText(threeVerdicts, plain)).toMatch(/ {2}web +49\.1 ±1\.2 +34\.0 ±0\.8 +147 ±5 +233 ±15 +~340 ±40\n/);
  });
});

describe('the line of an outcome', () => {
  const timeout = (mean: Estimate): Results => {
    const visitors = shop.requests['visitors'];
    const outcome = visitors.outcomes['timeout'];
    const timed = { ...outcome, latency_s: { ...outcome.latency_s!, mean } };
    return { ...shop, requests: { ...shop.requests, visitors: { ...visitors, outcomes: { ...visitors.outcomes, timeout: timed } } } };
  };

  it.each([
    [{ value: 1, low: 1, high: 1 }, 'after 1 s on average'],
    [{ value: 1.613, low: 1.608, high: 1.618 }, 'after 1.613 ±0.005 s on average'],
    [{ value: 1.6, low: 1.3, high: 1.9 }, 'after ~1.6 ±0.3 s on average'],
  ])('keeps the interval of its time, unless there is none to speak of: %j', (mean, words) => {
    expect(renderText(timeout(mean), plain).replace(/\n\s+/g, ' ')).toContain(words);
  });
});

describe('on a wide page', () => {
  it('each latency has its effective size', () => {
    expect(renderText(threeVerdicts, { ...plain, width: 100, all: true })).toMatch(/LATENCY ms .* worth\n {2}web .* 820\n/);
    expect(renderText(threeVerdicts, { ...plain, width: 99 })).not.toContain('worth');
  });

  it('p99 over the run stands beside the latencies where there is room: the greater of two bins, nothing where there are too few', () => {
    const at = (value: number | null) => (value === null ? null : { value, low: value, high: value });
    const none = new Array<null>(50).fill(null);
    const p99 = Array.from({ length: 50 }, (_, bin) => at(bin < 4 ? null : bin === 30 ? 0.8 : 0.2));
    const row = { offered_per_s: none, throughput_per_s: none, latency_s: { mean: none, p50: none, p99 } };
    const results: Results = { ...oneServer, over_time: { bin_s: 12, intervals: 'pointwise', jobs: none, requests: { web: row } } };
    const wide = renderText(results, { ...plain, width: 120 });
    expect(wide).toMatch(/LATENCY ms .* p99 over time, 25 slices\n {2}web .* {5}▃{13}█▃{9}\n/);
    expect(renderText(results, { ...plain, width: 100 })).not.toContain('over time');
    expect(renderText({ ...results, over_time: null }, { ...plain, width: 120 })).not.toContain('over time');
  });

  it('a look says what holds up the slowest requests, of components that are not busy, too', () => {
    const part = (component: string | null, wait_s: number, work_s: number) => ({ component, wait_s, work_s, other_s: 0 });
    const slowest = { requests: 100, longer_than_s: 0.5, latency_s: 1, parts: [part('server', 0.12, 0.05), part(null, 0, 0.03), part('tiny20', 0.1, 0.7)] };
    const time = [{ workload: 'web', requests: 10_000, latency_s: 0.1, parts: [], slowest }];
    const row = oneServer.components['server'];
    const components = Object.fromEntries([
      ['server', row] as const,
      ...Array.from({ length: 20 }, (_, k) => [`tiny${k + 1}`, { ...row, utilisation: estimateOf(0.01) }] as const),
    ]);
    const results: Results = { ...oneServer, components, look: { replications: [1], window_s: 1, calls: [], time, slowest: [] } };
    const wide = renderText(results, { ...plain, width: 120 });
    expect(wide).toMatch(/COMPONENTS .* slowest 1 % of web\n {2}server .* ██░░░░░░░░ wait 12 %\n/);
    expect(wide).toMatch(/ {2}tiny20 .* ████████░░ work 70 %\n/);
    expect(wide).not.toContain('tiny9 ');
    expect(renderText(results, plain)).not.toContain('slowest');
  });
});

const estimateOf = (value: number): Estimate => ({ value, low: value, high: value });
