import { describe, expect, it } from 'vitest';
import { type ComparedSample, compareSamples } from '../../../src/experiment/compare/compare-samples.js';
import type { Comparison } from '../../../src/experiment/compare/document.js';
import type { SpreadResults } from '../../../src/experiment/results.js';
import { renderComparisonChart } from '../../../src/report/compare/chart.js';
import { renderComparisonMarkdown } from '../../../src/report/compare/markdown.js';
import { renderComparisonText } from '../../../src/report/compare/text.js';
import { comparisonExitCode, comparisonSentences, correlationText, pairingSentence } from '../../../src/report/compare/verdict.js';
import { nameParts } from '../../../src/report/compare/words.js';
import { oneServer } from '../examples.js';

const options = { width: 80, colour: false, unicode: true, quiet: false, all: false, asked: false };

/** Twenty replications around a value, each off by so much times a fixed pattern. */
function spread(statistic: string, value: number, scatter: number, shift = 0): SpreadResults {
  const each = Array.from({ length: 20 }, (_, r) => value + scatter * (((r * 7 + shift) % 20) - 9.5));
  const without = each.map((one) => (20 * value - one) / 19);
  const isShare = statistic.endsWith('utilisation');
  return { statistic, unit: isShare ? 'share' : 's', better: isShare ? null : 'lower', value, low: value * 0.99, high: value * 1.01, each, without };
}
const sample = (fingerprint: string, set: readonly string[], ...statistics: SpreadResults[]): ComparedSample => ({
  results: { ...oneServer, fingerprint, replications: 20, advice: [], objectives: [] },
  set,
  closed: new Set(),
  statistics,
});
const compare = (...samples: ComparedSample[]): Comparison => compareSamples(samples, { practical: 0.01, by: null, notes: [] });
const mean = (value: number, scatter = 1e-4, shift = 0): SpreadResults => spread('web.latency.mean', value, scatter, shift);
const a = sample('1'.repeat(16), [], mean(0.05), spread('web.utilisation', 0.8, 1e-4));

describe('a comparison in words', () => {
  it('reads from the bottom, the verdict last with the exit code', () => {
    const comparison = compare(a, sample('2'.repeat(16), ['web.servers=2'], mean(0.02, 5e-5), spread('web.utilisation', 0.4, 1e-4)));
    const lines = renderComparisonText(comparison, options).trimEnd().split('\n');
    expect(lines[0]).toMatch(/^A {2}.*B {2}A with web\.servers=2$/);
    expect(lines.at(-1)).toBe(
      'B is better: web.latency.mean falls by 30.00 ±0.16 ms; nothing is shown to be worse. (exit 0)'.slice(
        lines.at(-2)!.startsWith('B is') ? lines.at(-2)!.length + 1 : 0,
      ),
    );
    expect(lines.find((line) => line.includes('mean ms'))).toMatch(/web {2}mean ms +50\.00 +20\.00 +−30\.00 ±0\.\d+ +B better, 60 %$/);
    expect(lines.find((line) => line.includes('busy %'))).toMatch(/busy % +80 +40 +−40 ±0 +B lower, 50 %$/);
    expect(
      renderComparisonText(comparison, { ...options, quiet: true })
        .replaceAll('\n', ' ')
        .trim(),
    ).toBe(`${comparisonSentences(comparison).join(' ')} (exit 0)`);
  });

  it.each([
    ['unstable: db is offered 2/s.', 'B is unstable: db is offered 2/s.'],
    ['The system is unstable: it grows.', 'B: The system is unstable: it grows.'],
  ])('says what never comes to rest: %s', (sentence, expected) => {
    const plain = sample('2'.repeat(16), [], mean(0.08));
    const comparison = compare(a, { ...plain, results: { ...plain.results, advice: [{ code: 'unstable', sentence }] } });
    expect(renderComparisonText(comparison, options)).toContain(`\n✗ ${expected}\n`);
    expect(renderComparisonMarkdown(comparison)).toContain(expected);
  });

  it.each([
    ['better', mean(0.02), 'B is better: '],
    ['worse', mean(0.08), 'B is worse: '],
    ['no practical difference', mean(0.0501, 9e-5), 'No difference that matters between A and B: all that was compared is within ±1 % of A.'],
    ['perhaps', mean(0.0505, 9.9e-5), 'B differs from A, perhaps too little to matter: '],
    ['cannot tell', mean(0.0501, 1e-3, 3), 'It cannot be told whether B is better or worse than A'],
  ])('says of a design that is %s', (_name, other, expected) => {
    const comparison = compare(sample('1'.repeat(16), [], mean(0.05)), sample('2'.repeat(16), [], other));
    expect(comparisonSentences(comparison)[0].slice(0, expected.length)).toBe(expected);
  });

  it('never says the same of what it cannot tell', () => {
    const comparison = compare(sample('1'.repeat(16), [], mean(0.05)), sample('2'.repeat(16), [], mean(0.0501, 1e-3, 3)));
    const [sentence] = comparisonSentences(comparison);
    expect(sentence).toMatch(/about [\d,]+ replications would decide\. That is not to say that they are the same\.$/);
    expect([comparisonExitCode(comparison, false), comparisonExitCode(comparison, true)]).toEqual([0, 4]);
  });

  it('fits every width, in Unicode and in ASCII', () => {
    const comparison = compare(
      a,
      sample('2'.repeat(16), ['web.servers=2'], mean(0.02, 5e-5), spread('web.utilisation', 0.4, 1e-4)),
      sample('3'.repeat(16), ['web.servers=3'], mean(0.0501, 1e-3, 3)),
    );
    for (const width of [40, 59, 60, 80, 100, 120]) {
      for (const unicode of [true, false]) {
        const text = renderComparisonText(comparison, { ...options, width, unicode });
        const longest = Math.max(...text.split('\n').map((line) => [...line].length));
        expect(longest, `${width} columns`).toBeLessThanOrEqual(width);
        if (!unicode) expect(text).toMatch(/^[\x00-\x7f]*$/);
      }
    }
  });

  it('says of several which may be the best, and what pairing gains', () => {
    const comparison = compare(sample('1'.repeat(16), [], mean(0.05)), sample('2'.repeat(16), [], mean(0.03)), sample('3'.repeat(16), [], mean(0.03, 1e-4, 3)));
    expect(comparisonSentences(comparison).at(-1)).toBe('By web.latency.mean B and C may each be the best; the others are not (confidence 95 %).');
    expect(renderComparisonText(comparison, options)).toMatch(/BEST[^]*1 {2}[BC] +30 .*may be the best\n.*may be the best\n +3 {2}A +50/);
    expect(pairingSentence(comparison)).toMatch(
      /^With common random numbers the variance of the difference is [\d.]+ times \(web\.latency\.mean of C, correlation 0\.\d+\) smaller than with independent runs\.$/,
    );
    const alone = compare(sample('1'.repeat(16), [], mean(0.05)), sample('2'.repeat(16), [], mean(0.04)), sample('3'.repeat(16), [], mean(0.03, 9e-5)));
    expect(comparisonSentences(alone).at(-1)).toBe('C is the best by web.latency.mean (confidence above 99.99 %).');
  });

  it.each([
    [[1], 'variance of the difference is about as large as with independent runs (web.mean of B, correlation 0.50)'],
    [[0.96, 1.04], 'variance of the differences is about as large as with independent runs (web.p1 of C, correlation 0.50)'],
    [[0.5], 'is 2 times larger than with independent runs (web.mean of B,'],
    [[1.01, 24], 'is about as large as with independent runs (web.mean of B) to 24 times smaller (web.p1 of C, correlation 0.50)'],
    [[0.77, 3], 'is 1.3 times larger than with independent runs (web.mean of B) to 3 times smaller (web.p1 of C,'],
    [[1.1, 3], 'is 1.1 times (web.mean of B) to 3 times (web.p1 of C, correlation 0.50) smaller than with independent runs'],
  ])('says what pairing gains, also where that is nothing: %j', (gains, expected) => {
    const statistics = gains.map((gain, index) => ({
      statistic: index === 0 ? 'web.mean' : 'web.p1',
      against: { [index === 0 ? 'B' : 'C']: { variance_ratio: gain, correlation: 0.5 } },
    }));
    expect(pairingSentence({ paired: true, designs: [1, 2, 3], statistics } as unknown as Comparison)).toContain(expected);
  });

  it('shows no difference that has no limits', () => {
    const one = { value: 0.000125, low: 0.000125, high: null };
    const bare = (value: number): SpreadResults => ({ ...mean(value), ...one, value, without: null, each: [value, value * 1.1] });
    const comparison = compare(sample('1'.repeat(16), [], bare(0.05)), sample('2'.repeat(16), [], bare(0.049999875)));
    expect(comparison.statistics[0].against['B']).toMatchObject({ verdict: 'cannot tell', difference: { low: null } });
    expect(renderComparisonText(comparison, options)).toMatch(/mean ms +50 +50 +– +cannot tell\n/);
    expect(renderComparisonMarkdown(comparison)).not.toContain('0.000125');
  });

  it('says once what several designs have in common', () => {
    const warned = (one: ComparedSample, ...sentences: string[]): ComparedSample => ({
      ...one,
      results: { ...one.results, advice: sentences.map((sentence) => ({ code: 'warm-up-not-found', sentence })) },
    });
    const comparison = compare(
      warned(sample('1'.repeat(16), [], mean(0.05)), 'Too short.'),
      warned(sample('2'.repeat(16), [], mean(0.04)), 'Too short.', 'Much too short.'),
      warned(sample('3'.repeat(16), [], mean(0.03)), 'Too short.'),
    );
    const told = comparison.advice.filter(({ code }) => code === 'warm-up-not-found').map(({ sentence }) => sentence);
    expect(told).toEqual(['A, B and C: Too short.', 'B: Much too short.']);
  });

  it('writes Markdown with the verdict first, and text from outside as text', () => {
    const hostile = { ...a, results: { ...a.results, scenario: { ...a.results.scenario, title: '</td><img src=x> `*[_' } } };
    const page = renderComparisonMarkdown(compare(hostile, sample('2'.repeat(16), ['web.servers=2'], mean(0.02))));
    expect(page.split('\n').slice(0, 3)).toEqual(['# A against B: \\</td\\>\\<img src=x\\> \\`\\*\\[\\_', '', expect.stringMatching(/^\*\*B is better/)]);
    expect(page).toContain('| `web.latency.mean` | ms |');
    expect(page).toContain('web.utilisation');
  });

  it('shows a correlation to the digit in which it differs from 1', () => {
    expect([0.5, 0.99996, -0.3, 0.999, 1, 1 - 1e-12].map(correlationText)).toEqual(['0.50', '0.99996', '-0.30', '0.999', '1', '1']);
  });

  it('shortens names', () => {
    expect(
      ['web.latency.p99', 'web.latency', 'db.utilisation', 'web/db.read.latency.p95', 'a.outcome.rejected', 'b.calls.c.retriesPerCall'].map(nameParts),
    ).toEqual([
      ['web', 'p99'],
      ['web', 'mean'],
      ['db', 'busy'],
      ['web/db.read', 'p95'],
      ['a', 'rejected'],
      ['b', 'calls.c.retriesPerCall'],
    ]);
  });
});

describe('a comparison as a picture', () => {
  it('has each difference in words, the verdict for those who do not see it, and the band', async () => {
    const comparison = compare(a, sample('2'.repeat(16), ['web.servers=2'], mean(0.02, 5e-5), spread('web.utilisation', 0.4, 1e-4)));
    const svg = (await renderComparisonChart(comparison, 'svg')).toString();
    expect(svg).toContain('<desc>B is better: web.latency.mean falls by');
    expect(svg).toMatch(/fill-opacity="0\.0[78]/);
    expect(svg).not.toContain('NaN');
    const png = await renderComparisonChart(comparison, 'png');
    expect(png.subarray(1, 4).toString()).toBe('PNG');
  });
});
