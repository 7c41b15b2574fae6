import { describe, expect, it } from 'vitest';
import type { Results } from '../../../src/experiment/results.js';
import { latencyHistogram } from '../../../src/report/html/latency-histogram.js';
import { latencySection } from '../../../src/report/html/sections/latency.js';
import { threeVerdicts } from '../examples.js';

type Counts = Results['requests'][string]['latency_s']['histogram'];

function counted(histogram: Counts): Results {
  const web = threeVerdicts.requests['web'];
  return { ...threeVerdicts, requests: { web: { ...web, latency_s: { ...web.latency_s, histogram } } } };
}
const spread = (each: number): Counts => [0.01, 0.02, 0.04, 0.08].map((edge) => [edge, each]);

describe('the histogram of latencies', () => {
  it('has a limit for each objective on a latency, inside the picture, and the shares of its steps in the table', () => {
    const { figure, table, caption } = latencyHistogram(threeVerdicts)!;
    expect(figure.limits.length).toBeGreaterThan(0);
    for (const { at, text } of figure.limits) {
      expect(at).toBeGreaterThan(figure.x.min);
      expect(at).toBeLessThan(figure.x.max);
      expect(caption).toContain(text);
    }
    const [{ points }] = figure.series;
    expect(points.reduce((sum, [, share]) => sum + share!, 0)).toBeCloseTo(1, 2);
    for (const [, share, end] of points) expect([share! <= figure.y.max, end! <= figure.x.max]).toEqual([true, true]);
    expect(table.text.match(/<tr>/g)!.length).toBeGreaterThanOrEqual(points.length);
  });

  it('says where its steps are mostly chance, how much took no time, and that there are no intervals', () => {
    expect(latencyHistogram(counted(spread(10)))!.caption).toContain('Few requests, so that single steps are mostly chance: web (40).');
    expect(latencyHistogram(counted(spread(100)))!.caption).not.toContain('chance');
    expect(latencyHistogram(counted([[0, 100], ...spread(75)]))!.caption).toContain('25 % of web');
    expect(latencyHistogram(threeVerdicts)!.caption).toContain('no intervals');
  });

  it('has no shares of a workload none of whose requests was counted', () => {
    const { requests } = counted(spread(100));
    const idle = { ...requests['web'], latency_s: { ...requests['web'].latency_s, histogram: [] } };
    const { table, figure } = latencyHistogram({ ...threeVerdicts, requests: { ...requests, idle } })!;
    expect(figure.series.map(({ name }) => name)).toEqual(['web']);
    for (const [row] of table.text.matchAll(/<tr><th scope="row">.*?<\/tr>/g)) expect(row).toMatch(/<td class="n">(0|25 %)<\/td><td class="n">–<\/td>/);
    expect(table.text.match(/–/g)!.length).toBeGreaterThan(4);
  });

  it('is a tab beside the curve; where there is no curve, or neither, the page says why', () => {
    const bodyOf = (results: Results): string => latencySection(results).body.text;
    expect(bodyOf(threeVerdicts).match(/<input type="radio"/g)).toHaveLength(2);
    const hardly = bodyOf(
      counted([
        [0, 10_000],
        [0.1, 5],
      ]),
    );
    expect(hardly).toContain('There is no curve: hardly any request takes any time.');
    expect(hardly).toContain('id="latency-histogram"');
    expect(hardly).not.toContain('<input');
    const none = latencySection(counted([]));
    expect(none.body.text).toContain('There is no curve and no histogram: no latency above zero was counted.');
    expect([none.figures, none.body.text.includes('<figure')]).toEqual([[], false]);
  });
});
