import type { ChartConfiguration } from 'chart.js';
import { describe, expect, it } from 'vitest';
import type { Estimate } from '../../../src/experiment/results.js';
import type { Sweep } from '../../../src/experiment/sweep/document.js';
import { intervalWords, uprightInterval } from '../../../src/report/chart/intervals.js';
import type { Pen } from '../../../src/report/chart/look.js';
import { latencyPanel } from '../../../src/report/chart/latency-panel.js';
import { renderSweepChart } from '../../../src/report/sweep/chart.js';
import { curvePanels } from '../../../src/report/sweep/curve-panels.js';
import { heatPanels } from '../../../src/report/sweep/heat-panels.js';
import { tornadoPanels } from '../../../src/report/sweep/tornado-panels.js';
import { shop, threeVerdicts } from '../examples.js';

const closed = { value: 2, low: 1, high: 3 };
const open = { value: 2, low: 1, high: null };
const alone = { value: 2, low: null, high: null };

/** A sweep over two loads whose statistics have these values, the same at both. */
function sweepOf(values: Readonly<Record<string, Estimate>>, paths: readonly string[] = ['load']): Sweep {
  const axes = paths.map((path) => ({ path, values: ['1', '2'], numbers: [1, 2], unit: '' }));
  const settings = axes.reduce<Record<string, string>[]>(
    (all, axis) => all.flatMap((one) => axis.values.map((value) => ({ ...one, [axis.path]: value }))),
    [{}],
  );
  return {
    schema: 'queuelab/sweep/1',
    version: '0',
    scenario: { title: 'Swept', file: 'swept.yaml', sha256: '' },
    design: 'grid',
    seed: 1,
    replications: 2,
    study: 'long-run',
    duration_s: 1,
    partial: false,
    axes,
    statistics: Object.keys(values).map((statistic) => ({ statistic, unit: 's' })),
    points: settings.map((one) => ({
      ...{ settings: one, sha256: '', replications: 2, warmup_s: 0, warmup_not_found: false, fingerprint: '', partial: false, unstable: null },
      ...{ values, objectives: { met: 0, failed: 0, undecided: 0 } },
    })),
    knees: [],
    sensitivities: [],
    advice: [],
  };
}

const wordsOf = ({ options }: ChartConfiguration): string => [options!.plugins!.subtitle!.text].flat().join('\n');
const names = (count: number): string[] => Array.from({ length: count }, (_, index) => `w${index}.latency.p99`);

describe('the words of a picture', () => {
  it('say what its intervals look like, as far as it has such', () => {
    expect(intervalWords([closed], 'bands')).toBe('bands: 95 % intervals');
    expect(intervalWords([closed, open], 'bars')).toBe('bars: 95 % intervals · arrow: no upper limit');
    expect(intervalWords([open, alone], 'bars')).toBe('arrow: no upper limit · a value alone: no interval is known');
    expect(intervalWords([], 'bars')).toBe('');
    const words = wordsOf(curvePanels(sweepOf({ 'w.latency.p99': open, 'w.latency.mean': closed }))[0].configuration);
    expect(words).toMatch(/^bands: 95 % intervals · arrow: no upper limit · 2 replications/);
  });

  it('say how many lines or statistics are not drawn', () => {
    const drawn = (count: number): string => wordsOf(curvePanels(sweepOf(Object.fromEntries(names(count).map((name) => [name, closed]))))[0].configuration);
    expect([8, 9, 11].map((count) => /(\d+ more [a-z ]+ not drawn)?$/.exec(drawn(count))![0])).toEqual([
      '',
      '1 more line is not drawn',
      '3 more lines are not drawn',
    ]);
    const map = sweepOf(Object.fromEntries(names(4).map((name) => [name, closed])), ['load', 'servers']);
    expect(wordsOf(heatPanels(map)[0].configuration)).toContain('1 more statistic is not drawn');
  });

  it('say at which points no warm-up was found', () => {
    const some = (count: number, paths: readonly string[]): Sweep => {
      const whole = sweepOf({ 'w.latency.p99': closed }, paths);
      return { ...whole, points: whole.points.map((point, index) => ({ ...point, warmup_not_found: index < count })) };
    };
    const said = (count: number, paths: readonly string[] = ['load', 'servers']): readonly (string | undefined)[] => {
      const sweep = some(count, paths);
      return [curvePanels, heatPanels, tornadoPanels].map((panels) => /warm-up.*$/.exec(wordsOf(panels(sweep)[0].configuration))?.[0]);
    };
    const thrice = (words: string | undefined): readonly (string | undefined)[] => [words, words, words];
    expect(said(0)).toEqual(thrice(undefined));
    expect(said(1)).toEqual(thrice('warm-up not found: 1, 1'));
    expect(said(2)).toEqual(thrice('warm-up not found: 1, 1; 1, 2'));
    expect(said(4)).toEqual(thrice('warm-up not found: all 4 points'));
    expect(said(7, ['load', 'servers', 'queue'])).toEqual(thrice('warm-up not found: 1, 1, 1; 1, 1, 2; 1, 2, 1; 1, 2, 2; 2, 1, 1 and 2 more'));
  });

  it('count the curves of operations that are left out, and tell of percentiles without an upper limit', () => {
    const { latency_s: latency } = shop.requests['visitors'];
    const row = { ...shop.requests['visitors'], latency_s: { ...latency, percentiles: { p50: closed, p99: open } } };
    const many = { ...threeVerdicts, requests: { visitors: row, ...Object.fromEntries(names(9).map((name) => [`visitors/${name}`, row])) } };
    const words = wordsOf(latencyPanel(many));
    expect(words).toContain('whiskers: 95 % intervals · arrow: no upper limit');
    expect(words).toContain('8 of 10 curves are drawn.');
  });
});

it('an interval without an upper limit ends in an arrow above its value', () => {
  const drawn: number[][] = [];
  const pen = { beginPath: () => undefined, stroke: () => undefined, moveTo: (...at: number[]) => drawn.push(at), lineTo: (...at: number[]) => drawn.push(at) };
  uprightInterval(pen as unknown as Pen, 10, { low: 100, value: 80, high: 60 });
  expect(drawn.splice(0)).toEqual([
    [10, 100],
    [10, 60],
  ]);
  uprightInterval(pen as unknown as Pen, 10, { low: 100, value: 80, high: null });
  expect(drawn.slice(0, 2)).toEqual([
    [10, 100],
    [10, 50],
  ]);
  expect(drawn).toHaveLength(6);
});

it('a band ends where a limit is not known', async () => {
  const whole = sweepOf({ 'w.latency.p99': closed });
  const half: Sweep = { ...whole, points: whole.points.map((point, index) => (index === 0 ? point : { ...point, values: { 'w.latency.p99': open } })) };
  const [all, some] = await Promise.all([whole, half].map(async (sweep) => (await renderSweepChart(sweep, 'svg')).toString()));
  const bands = (svg: string): number => svg.match(/fill="[^"]*"[^>]*fill-opacity="0\.2"/g)?.length ?? 0;
  expect([bands(all), bands(some)]).toEqual([1, 0]);
});
