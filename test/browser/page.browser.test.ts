import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pageAssets } from '../../bin/output/page-assets.js';
import { studyWithLook } from '../../src/experiment/look/study-with-look.js';
import type { Results } from '../../src/experiment/results.js';
import { renderHtml } from '../../src/report/html.js';
import { threeVerdicts } from '../report/examples.js';
import { scenarioOf } from '../support/read.js';

/** Debian's; `npm run build` has to come before, for the script of the page. */
const CHROMIUM = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
const isThere = existsSync(CHROMIUM);
if (!isThere) process.stderr.write(`skipped: no browser at ${CHROMIUM} (apt-get install chromium, or CHROMIUM=path)\n`);

const folder = mkdtempSync(join(tmpdir(), 'queuelab-page-'));
const hostile = `</script><img src="http://example.org/x.png" onerror="document.title='owned'">`;
const system = `title: A shop
question: What limits it?
components:
  web: { kind: service, servers: 8, operations: { page: [work: { exponential: 5ms }, call: db.read] } }
  db: { kind: service, servers: 2, operations: { read: [work: { exponential: 30ms }] } }
workload: { users: { arrivals: { poisson: 50/s }, call: web.page } }
objectives: { users.latency.p95: { below: 100ms }, db.utilisation: { below: 60% } }
faults: { pause: { freeze: db, at: 20s, for: 2s } }
run: { duration: 60s, replications: 4 }
`;

/** More than are drawn one by one, and a link. */
const large = `title: A large system
components:
  wan: { kind: link, bandwidth: 10Mb/s, latency: 20ms }
  front: { kind: service, servers: 99, operations: { page: [${Array.from({ length: 24 }, (_unused, index) => `call: part-${index + 1}`).join(', ')}] }, calls: { part-3: { via: wan, bytes: 2kB } } }
${Array.from({ length: 24 }, (_unused, index) => `  part-${index + 1}: { kind: service, work: { exponential: ${index + 1}ms } }`).join('\n')}
workload: { users: { arrivals: { poisson: 20/s }, call: front.page } }
run: { duration: 20s, replications: 2 }
`;

describe.skipIf(!isThere)('the report in a browser', () => {
  let browser: Browser;
  let results: Results;

  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] });
    results = (await studyWithLook(scenarioOf(system), { sha256: '0'.repeat(64) }, { look: true, trace: false }))!.results;
  }, 120_000);
  afterAll(async () => browser?.close());

  /** Opens the page; what it says on the console, and what it asks of a network, is kept. */
  async function open(
    shown: Results,
    options: BrowserContextOptions = {},
  ): Promise<{ page: Page; said: string[]; asked: string[]; close: () => Promise<void> }> {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
    const page = await context.newPage();
    const said: string[] = [];
    const asked: string[] = [];
    const file = join(folder, `page-${Math.round(performance.now() * 1000)}.html`);
    writeFileSync(file, renderHtml(shown, pageAssets()));
    page.on('console', (message) => said.push(`${message.type()}: ${message.text()}`));
    page.on('pageerror', (error) => said.push(String(error)));
    page.on('request', (request) => asked.push(request.url()));
    await page.goto(pathToFileURL(file).href);
    await page.waitForTimeout(200);
    return { page, said, asked: asked.filter((url) => !url.startsWith('file:')), close: () => context.close() };
  }

  /** Of each canvas that is shown, how many colours there are on it. */
  function inks(page: Page, canvases = '.canvas canvas:visible'): Promise<number[]> {
    return page.locator(canvases).evaluateAll((all) =>
      all.map((one) => {
        const canvas = one as unknown as {
          width: number;
          height: number;
          getContext(kind: '2d'): { getImageData(...box: number[]): { data: Uint8ClampedArray } };
        };
        const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
        const colours = new Set<number>();
        for (let at = 0; at < data.length; at += 4) if (data[at + 3] > 0) colours.add((data[at] << 16) | (data[at + 1] << 8) | data[at + 2]);
        return colours.size;
      }),
    );
  }

  it.each([
    ['light, wide', { colorScheme: 'light', viewport: { width: 1280, height: 900 } }],
    ['dark, narrow', { colorScheme: 'dark', viewport: { width: 390, height: 844 } }],
  ] as const)('draws every chart, asks nothing of a network and says nothing on the console: %s', async (_name, options) => {
    const { page, said, asked, close } = await open(results, options);
    expect(said).toEqual([]);
    expect(asked).toEqual([]);
    const drawn = await inks(page);
    expect(drawn.length).toBeGreaterThanOrEqual(5);
    for (const colours of drawn) expect(colours).toBeGreaterThan(10);
    // Nothing makes the page itself wider than the window.
    expect(await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')).toBe(0);
    await close();
  });

  it('shows a hostile title as text, and runs nothing of it', async () => {
    const { page, said, asked, close } = await open({ ...threeVerdicts, scenario: { ...threeVerdicts.scenario, title: hostile, question: hostile } });
    expect(await page.locator('h1').textContent()).toBe(hostile);
    expect(await page.title()).toContain('</script>');
    expect(await page.locator('img').count()).toBe(0);
    expect([said, asked]).toEqual([[], []]);
    await close();
  });

  it('lets no script run that is not its own', async () => {
    const file = join(folder, 'changed.html');
    const text = renderHtml(results, pageAssets()).replace(
      '</main>',
      '<script>document.title = "owned"</script><p onclick="document.title = 1" id="trap">x</p></main>',
    );
    writeFileSync(file, text);
    const page = await browser.newPage();
    await page.goto(pathToFileURL(file).href);
    await page.click('#trap');
    expect(await page.title()).not.toMatch(/owned|^1$/);
    await page.close();
  });

  it('is read whole without its script: sentences, tables, drawings', async () => {
    const { page, said, close } = await open(results, { javaScriptEnabled: false });
    const words = await page.locator('body').innerText();
    expect(words).toContain('What limits it?');
    expect(words).toContain('db');
    expect(words).toMatch(/requests a second become \d/);
    expect(await page.locator('svg.architecture .box').count()).toBe(2);
    await page.locator('#latency summary').click();
    expect(await page.locator('#latency table').first().innerText()).toMatch(/p99/);
    expect(said).toEqual([]);
    await close();
  });

  it('walks along the points by the keys, and says each', async () => {
    const { page, close } = await open(results);
    const canvas = page.locator('#latency-curve canvas');
    const reading = page.locator('#latency-curve .reading');
    for (
      let tabs = 0;
      tabs < 40 && !(await canvas.evaluate((one) => one === (one as unknown as { ownerDocument: { activeElement: unknown } }).ownerDocument.activeElement));
      tabs++
    )
      await page.keyboard.press('Tab');
    expect(await reading.getAttribute('aria-live')).toBe('polite');
    const said = new Set<string>();
    for (const key of ['ArrowRight', 'ArrowRight', 'ArrowRight', 'End', 'ArrowDown']) {
      await page.keyboard.press(key);
      said.add((await reading.textContent()) ?? '');
    }
    expect(said.size).toBe(5);
    for (const sentence of said) expect(sentence).toMatch(/^users.*: [\d.]+ (µs|ms|s).* % take longer/);
    await page.keyboard.press('Escape');
    expect(await reading.textContent()).toBe('');
    await close();
  });

  it.each([true, false])('shows the curve or the histogram of latencies, by the keys alone; with a script: %s', async (javaScriptEnabled) => {
    const { page, said, close } = await open(results, { javaScriptEnabled });
    const [curve, histogram] = [page.locator('#latency-curve'), page.locator('#latency-histogram')];
    expect([await curve.isVisible(), await histogram.isVisible()]).toEqual([true, false]);
    const tab = page.getByRole('radio', { name: 'Curve' });
    for (let tabs = 0; tabs < 40 && (await page.locator('#latency input:focus').count()) === 0; tabs++) await page.keyboard.press('Tab');
    expect(await tab.isChecked()).toBe(true);
    await page.keyboard.press('ArrowRight');
    expect([await curve.isVisible(), await histogram.isVisible()]).toEqual([false, true]);
    if (javaScriptEnabled) {
      await page.waitForTimeout(100);
      expect((await inks(page, '#latency-histogram canvas'))[0]).toBeGreaterThan(10);
      await page.locator('#latency-histogram canvas').focus();
      for (const key of ['ArrowRight', 'ArrowRight', 'End']) {
        await page.keyboard.press(key);
        expect(await page.locator('#latency-histogram .reading').textContent()).toMatch(
          /^users.*: [\d.]+ (µs|ms|s) to [\d.]+ (µs|ms|s), [\d.]+ % of the requests$/,
        );
      }
    }
    // Paper has no tabs: both are there, drawn.
    await page.emulateMedia({ media: 'print' });
    expect([await curve.isVisible(), await histogram.isVisible(), await page.locator('.views > label').first().isVisible()]).toEqual([true, true, false]);
    expect(said).toEqual([]);
    await close();
  });

  it('folds the groups of a large system, and unfolds them without a script', async () => {
    const { results: many } = (await studyWithLook(scenarioOf(large), { sha256: '0'.repeat(64) }, { look: true, trace: false }))!;
    const { page, said, close } = await open(many, { javaScriptEnabled: false });
    const boxes = page.locator('svg.architecture .name:visible');
    expect((await boxes.allTextContents()).toSorted((left, right) => left.localeCompare(right, 'en'))).toEqual(['front', 'part… (24)', 'users']);
    expect(await page.locator('svg.architecture .kind:visible').allTextContents()).toContainEqual(expect.stringMatching(/^busiest: part-24 · /));
    expect(await page.locator('svg.architecture .link:visible').count()).toBe(1);
    await page.locator('#architecture summary').first().click();
    expect(await boxes.count()).toBe(3 + 26);
    expect(await page.locator('svg.architecture .link:visible').count()).toBe(2);
    // Nothing of the larger picture is cut off at the text's edge.
    expect(await page.evaluate("getComputedStyle(document.querySelector('#architecture details')).overflowX")).toBe('visible');
    await page.emulateMedia({ media: 'print' });
    expect(await boxes.count()).toBe(3);
    expect(said).toEqual([]);
    await close();
  });

  it('has one crosshair for all charts over time', async () => {
    const { page, close } = await open(results);
    const before = await page.locator('#time-jobs canvas').screenshot();
    await page.locator('#time-requests canvas').focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    expect((await page.locator('#time-jobs canvas').screenshot()).equals(before)).toBe(false);
    await close();
  });

  it('changes its colours with those of the system, and prints dark on white with what is folded for paper', async () => {
    const { page, close } = await open(results, { colorScheme: 'dark' });
    const ground = (): Promise<string> => page.evaluate('getComputedStyle(document.body).backgroundColor');
    const dark = [await ground(), await page.locator('#latency-curve canvas').screenshot()] as const;
    await page.emulateMedia({ colorScheme: 'light' });
    await page.waitForTimeout(100);
    expect(await ground()).not.toBe(dark[0]);
    expect((await page.locator('#latency-curve canvas').screenshot()).equals(dark[1])).toBe(false);
    const pdf = await page.pdf({ preferCSSPageSize: true });
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    expect(pdf.length).toBeGreaterThan(20_000);
    await page.emulateMedia({ media: 'print' });
    expect(await ground()).toBe('rgb(255, 255, 255)');
    expect(await page.locator('nav').isVisible()).toBe(false);
    await close();
  });

  it('is no larger than half a megabyte', () => {
    expect(Buffer.byteLength(renderHtml(results, pageAssets()))).toBeLessThan(500_000);
    expect(readFileSync('dist/page/main.js', 'utf8')).not.toMatch(/<\/script/i);
  });
});
