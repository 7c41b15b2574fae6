import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createCanvas, loadImage } from '@napi-rs/canvas';
import { describe, expect, it } from 'vitest';
import { renderChart } from '../../src/report/chart.js';
import { busyPanel } from '../../src/report/chart/busy-panel.js';
import { tailCurve, thin } from '../../src/report/chart/curve.js';
import { overlap, placeLabel } from '../../src/report/chart/labels.js';
import { latencyPanel, timeMarks } from '../../src/report/chart/latency-panel.js';
import { overTimePanels } from '../../src/report/chart/over-time-panel.js';
import { WARMUP_HEIGHT, warmupPanel, warmupSentence } from '../../src/report/chart/warmup-panel.js';
import type { Results } from '../../src/experiment/results.js';
import { everyExample, large, oneServer, shop, threeVerdicts } from './examples.js';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Pixels that are not white, in a part of the picture. */
async function inkIn(png: Uint8Array, part: { left: number; top: number; width: number; height: number }): Promise<number> {
  const image = await loadImage(png);
  const context = createCanvas(image.width, image.height).getContext('2d');
  context.drawImage(image, 0, 0);
  const { data } = context.getImageData(part.left, part.top, part.width, part.height);
  let ink = 0;
  for (let place = 0; place < data.length; place += 4) if ((data[place] ?? 255) + (data[place + 1] ?? 255) + (data[place + 2] ?? 255) < 600) ink += 1;
  return ink;
}

const TITLE = { left: 0, top: 10, width: 600, height: 40 };

function canHideFonts(): boolean {
  try {
    execFileSync('unshare', ['-rm', 'sh', '-c', 'mount -t tmpfs none /usr/share/fonts'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

describe('the chart', () => {
  it.each(Object.entries(everyExample))('%s is a PNG of 1200 px width', async (_name, results) => {
    const png = await renderChart(results, 'png');
    expect([...png.subarray(1, 4)]).toEqual([...Buffer.from('PNG')]);
    const image = await loadImage(png);
    expect(image.width).toBe(1200);
    expect(image.height).toBeGreaterThan(700);
    expect(await inkIn(png, TITLE)).toBeGreaterThan(300);
  });

  it('is an SVG that carries its words for those who do not see it, and no text that needs a font', async () => {
    const svg = (await renderChart({ ...shop, scenario: { ...shop.scenario, title: 'a < b & c' } }, 'svg')).toString('utf8');
    expect(svg).toContain('<title>a &lt; b &amp; c</title>');
    expect(svg).toContain('<desc>db limits.');
    expect(svg).not.toContain('<text');
    const names = [...svg.matchAll(/\bid="([^"]*)"/g)].map(([, name]) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const [, name] of svg.matchAll(/url\(#([^)]*)\)/g)) expect(names).toContain(name);
  });

  it.skipIf(!canHideFonts())('has its text on a machine without fonts (skipped where the system lets nobody hide its fonts: unshare, Linux)', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'queuelab-fonts-'));
    try {
      writeFileSync(join(folder, 'results.json'), JSON.stringify(oneServer));
      const program = `
        import { readFileSync, writeFileSync } from 'node:fs';
        import { GlobalFonts } from '@napi-rs/canvas';
        import { renderChart } from '${root}src/report/chart.ts';
        console.log(GlobalFonts.families.length);
        writeFileSync('${folder}/chart.png', await renderChart(JSON.parse(readFileSync('${folder}/results.json', 'utf8')), 'png'));`;
      const script = `mount -t tmpfs none /usr/share/fonts && exec "$0" --import tsx --input-type=module -e "$1"`;
      const installed = execFileSync('unshare', ['-rm', 'sh', '-c', script, process.execPath, program], {
        cwd: root,
        env: { ...process.env, HOME: folder },
        encoding: 'utf8',
      });
      expect(Number(installed)).toBe(0);
      expect(readFileSync(join(folder, 'chart.png')).equals(await renderChart(oneServer, 'png'))).toBe(true);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it('draws with the fonts that ship with the package, whose licence is beside them', () => {
    expect(readdirSync(join(root, 'assets', 'fonts'))).toEqual(['DejaVuSans-Bold.ttf', 'DejaVuSans.ttf', 'LICENSE.txt']);
  });
});

describe('the curve of those who take longer', () => {
  it('steps down at each bucket and ends where fewer than 10 requests are beyond', () => {
    const curve = tailCurve([
      [0.01, 50],
      [0.02, 30],
      [0.05, 12],
      [0.1, 8],
    ]);
    expect(curve).toEqual([
      { time: 0.01, share: 1 },
      { time: 0.01, share: 0.5 },
      { time: 0.02, share: 0.5 },
      { time: 0.02, share: 0.2 },
      { time: 0.05, share: 0.2 },
      { time: 0.05, share: 0 },
    ]);
  });
  it('lets times of 0 lower the curve, and nothing else', () => {
    expect(
      tailCurve([
        [0, 50],
        [1, 50],
      ]),
    ).toEqual([
      { time: 1, share: 0.5 },
      { time: 1, share: 0 },
    ]);
    expect(tailCurve([[0, 100]])).toEqual([]);
    expect(tailCurve([])).toEqual([]);
  });
  it('joins neighbouring buckets by a line without steps', () => {
    expect(
      tailCurve([
        [1, 50],
        [1.01, 20],
        [1.02, 20],
      ]),
    ).toEqual([
      { time: 1, share: 1 },
      { time: 1, share: 4 / 9 },
      { time: 1.01, share: 2 / 9 },
      { time: 1.02, share: 2 / 9 },
      { time: 1.02, share: 0 },
    ]);
  });
  it('keeps ends and corners when it is thinned', () => {
    const curve = tailCurve(oneServer.requests['web'].latency_s.histogram);
    const thinned = thin(curve, 100);
    expect(thinned.length).toBeLessThan(curve.length);
    expect(thinned[0]).toEqual(curve[0]);
    expect(thinned.at(-1)).toEqual(curve.at(-1));
    const corners = thin([...curve, { time: 5, share: 1e-4 }, { time: 5, share: 1e-5 }], 100);
    expect(corners.slice(-2)).toEqual([
      { time: 5, share: 1e-4 },
      { time: 5, share: 1e-5 },
    ]);
  });
});

describe('the panels', () => {
  it('draw one line for each workload, eight at most', () => {
    const labels = latencyPanel(large).data.datasets.map(({ label }) => label);
    expect(labels).toEqual(['search', 'browse', 'basket', 'checkout', 'recommend', 'review', 'upload', 'report']);
    expect(latencyPanel(shop).data.datasets.map(({ label }) => label)).toEqual(['visitors', 'gateway.browse', 'gateway.checkout']);
    expect(latencyPanel(threeVerdicts).data.datasets.map(({ label }) => label)).toEqual(['web']);
  });
  it('draw the busiest component first, and the limiting one in another colour', () => {
    const data = busyPanel(large)!.configuration.data;
    expect(data.labels).toHaveLength(20);
    const shares = (data.datasets[0].data as number[]).slice(0, 19);
    expect(shares).toEqual([...shares].sort((left, right) => right - left));
    const colours = data.datasets[0].backgroundColor as string[];
    expect(colours.filter((colour) => colour !== colours[1])).toEqual([colours[0]]);
  });
  it('have nothing to draw where there are no components', () => {
    expect(busyPanel({ ...oneServer, components: {} })).toBeNull();
  });
});

describe('marks on a log axis', () => {
  it.each([
    [0.001, 0.1, [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1]],
    [0.0003, 40, [0.001, 0.01, 0.1, 1, 10]],
  ])('from %d to %d s', (from, to, marks) => {
    expect(timeMarks(from, to)).toEqual(marks);
  });
});

describe('labels of lines', () => {
  const area = { left: 0, top: 0, width: 400, height: 300 };
  const diagonal = Array.from({ length: 30 }, (_unused, step) => ({ x: step * 12, y: step * 9 }));
  it('stand inside the area, on no other label and on no line', () => {
    const size = { width: 60, height: 16 };
    const first = placeLabel(diagonal, [], size, [], area)!;
    const second = placeLabel(diagonal, [], size, [first], area)!;
    expect(overlap(first, second)).toBe(false);
    for (const box of [first, second]) {
      expect(box.left).toBeGreaterThanOrEqual(0);
      expect(box.left + box.width).toBeLessThanOrEqual(400);
      expect(diagonal.some(({ x, y }) => x >= box.left && x <= box.left + box.width && y >= box.top && y <= box.top + box.height)).toBe(false);
    }
  });
  it('are left out where there is no room', () => {
    expect(placeLabel(diagonal, [], { width: 500, height: 16 }, [], area)).toBeNull();
  });
});

describe('what was deleted', () => {
  const curve = { bin_s: 3, jobs: Array.from({ length: 200 }, (_, bin) => 4 - 4 * Math.exp(-bin / 10)) };
  const settled: Results = { ...oneServer, warmup: { ...oneServer.warmup, curve } };

  it('is hatched on the curve, and no more than that', async () => {
    const without = await loadImage(await renderChart(oneServer, 'png'));
    const png = await renderChart(settled, 'png');
    const { height } = await loadImage(png);
    expect(height).toBe(without.height + WARMUP_HEIGHT);
    const part = (left: number) => ({ left, top: height - WARMUP_HEIGHT + 100, width: 80, height: 90 });
    // Both parts have the curve and grid; the first tenth of about 1,100 px has the hatching, too.
    expect(await inkIn(png, part(75))).toBeGreaterThan(2 * (await inkIn(png, part(600))));
  });

  it.each([
    [{}, 'The first 1 min of each replication (10 %): at least a tenth is deleted, and MSER-5 on the curves says 45 s.'],
    [{ mser_s: 60 }, 'The first 1 min of each replication (10 %): MSER-5 on the curves finds that what follows is stationary.'],
    [{ source: 'given' as const }, 'The first 1 min of each replication (10 %): that was given; MSER-5 on this curve says 45 s.'],
    [
      { found: false, mser_s: null, deleted_share: 0.5 },
      'The first 1 min of each replication (50 %), as no part of this curve was seen to be stationary: the numbers are marked.',
    ],
  ])('is explained: %j', (warmup, sentence) => {
    expect(warmupSentence({ ...settled, warmup: { ...settled.warmup, ...warmup } })).toBe(sentence);
  });

  it('is not shown of a finite study, in which nothing is', () => {
    expect(warmupPanel({ ...settled, study: 'finite' })).toBeNull();
    expect(warmupPanel(oneServer)).toBeNull();
    expect(warmupPanel(settled)).not.toBeNull();
  });
});

describe('what happened over time', () => {
  const flat = (value: number) => Array.from({ length: 50 }, () => ({ value, low: value, high: value }));
  const overTime: Results['over_time'] = {
    bin_s: 2,
    intervals: 'pointwise',
    jobs: flat(1),
    requests: { web: { offered_per_s: flat(4), throughput_per_s: flat(4), latency_s: { mean: flat(0.1), p50: flat(0.1), p99: flat(0.1) } } },
  };
  const time = (value: number, recovered = 2) => ({
    recovered,
    replications: 2,
    unrecovered: { value: 1 - recovered / 2, low: 0, high: 1 },
    time_s: recovered === 2 ? { value, low: value - 2, high: value } : null,
  });
  const finite: Results = {
    ...oneServer,
    study: 'finite',
    over_time: overTime,
    faults: [{ name: 'lost', fault: 'crash', random: false, spans: [{ start_s: 40, end_s: 60 }] }],
    recovery: { web: { bin_s: 2, all: time(4), after: { lost: time(4) } } },
  };

  it('is drawn of a finite study, with faults as shaded spans: in the span, and not beside it', async () => {
    const ground = async (results: Results): Promise<(second: number) => string> => {
      const png = await renderChart(results, 'png');
      const image = await loadImage(png);
      const context = createCanvas(image.width, image.height).getContext('2d');
      context.drawImage(image, 0, 0);
      // In the second panel over time; 104 px of axis and padding at the left, 28 px at the right.
      const y = 620 + 310 + 310 - 100;
      return (second) => [...context.getImageData(Math.round(120 + (second / 100) * 1052), y, 1, 1).data.subarray(0, 3)].join(' ');
    };
    const at = await ground(finite);
    expect([at(31), at(69)]).toEqual(['255 255 255', '255 255 255']);
    expect(at(51)).not.toBe('255 255 255');
    const without = await ground({ ...finite, faults: [{ ...finite.faults![0], random: true }] });
    expect(without(51)).toBe('255 255 255');
  });

  it('says how workloads came out of the faults: one sentence each, those that did not first, three at most', () => {
    const heading = (results: Results): string => (overTimePanels(results)[0].configuration.options!.plugins!.title!.text as string[]).join(' ');
    expect(heading(finite)).toContain('web is as before ~4 ±2 s after the last of them (in steps of 2 s).');
    const many = {
      ...finite,
      recovery: Object.fromEntries(['a', 'b', 'c', 'd', 'e'].map((name) => [name, { bin_s: 2, all: time(4, name === 'e' ? 1 : 2), after: {} }])),
    };
    expect(heading(many)).toMatch(
      /offered\. e is not as before again after the last of them in 1 of 2 replications .* a is as before .* b is as before .* tells of 2 workloads more\.$/,
    );
  });

  it('is not drawn of a long-run study', () => {
    expect(overTimePanels({ ...finite, study: 'long-run' })).toEqual([]);
    expect(overTimePanels({ ...finite, over_time: null })).toEqual([]);
  });
});
