import { Ajv } from 'ajv';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import type { Results } from '../../src/experiment/results.js';
import { renderCsv } from '../../src/report/csv.js';
import { renderJson } from '../../src/report/json.js';
import { renderMarkdown } from '../../src/report/markdown.js';
import schema from '../../schema/results.json' with { type: 'json' };
import { cacheReplay, everyExample, oneServer, shop, threeVerdicts } from './examples.js';

const examples = Object.entries(everyExample).map(([name, results]) => ({ name, results }));
const isValid = new Ajv({ allErrors: true, strict: true, allowUnionTypes: true }).compile(schema);

describe('JSON', () => {
  it.each(examples)('$name reads back as it was, in the same order', ({ results }) => {
    const text = renderJson(results);
    expect(JSON.parse(text)).toEqual(results);
    expect(JSON.stringify(JSON.parse(text))).toBe(JSON.stringify(results));
    expect(text.endsWith('}\n')).toBe(true);
  });

  it('has one line for each estimate and each bucket', () => {
    const text = renderJson(threeVerdicts);
    const { histogram, mean } = threeVerdicts.requests['web'].latency_s;
    expect(text).toContain(`"mean": { "value": ${mean!.value}, "low": ${mean!.low!}, "high": ${mean!.high!} },\n`);
    for (const [edge, count] of histogram) expect(text).toContain(`\n          [${edge}, ${count}]`);
  });

  it.each([NaN, Infinity, -Infinity])('%d is refused, with its place', (value) => {
    const broken: Results = { ...oneServer, objectives: [{ ...threeVerdicts.objectives[0], observed: { value, low: null, high: null } }] };
    expect(() => renderJson(broken)).toThrow(/^results\.objectives\.0\.observed\.value is /);
  });
});

describe('the schema of the results', () => {
  it.each(examples)('holds $name', ({ results }) => {
    expect(isValid(JSON.parse(renderJson(results))), JSON.stringify(isValid.errors)).toBe(true);
  });

  it.each<[string, string, unknown]>([
    ['another schema', 'schema', 'queuelab/results/2'],
    ['a field too many', 'extra', 1],
    ['a field too few', 'fingerprint', undefined],
    ['a fingerprint of another length', 'fingerprint', 'abc'],
    ['a word for a number', 'seed', '1'],
    ['a field too many in a row of requests', 'requests plays p99', 1],
    ['a row of requests without latency', 'requests plays latency_s', undefined],
    ['an estimate without its interval', 'requests plays offered_per_s low', undefined],
    ['an upper limit without a lower', 'requests plays offered_per_s high', 2],
    ['a bare number for an estimate', 'requests plays offered_per_s', 1.42],
    ['a percentile that is none', 'requests plays latency_s percentiles median', null],
    ['half a count', 'requests plays outcomes hit count', 0.5],
    ['a bucket of three', 'requests plays latency_s histogram 0 2', 1],
    ['a word as a statistic of the kind', 'components edge hit_ratio', 'high'],
    ['a component without a kind', 'components edge kind', undefined],
    ['a fourth verdict', 'objectives 0 verdict', 'nearly'],
    ['an objective without a bound', 'objectives 0 bound', {}],
    ['advice without a sentence', 'advice 0', { code: 'x' }],
    ['a third study', 'study', 'endless'],
  ])('refuses %s', (_what, path, value) => {
    const document: unknown = JSON.parse(renderJson(cacheReplay));
    expect(isValid(document)).toBe(true);
    put(document, path.split(' '), value);
    expect(isValid(document)).toBe(false);
  });
});

/** Sets one place of a document, or removes it (undefined). */
function put(document: unknown, path: readonly string[], value: unknown): void {
  const [last, ...above] = [...path].reverse();
  let place = document as Record<string, unknown>;
  for (const key of above.reverse()) place = place[key] as Record<string, unknown>;
  if (value === undefined) Reflect.deleteProperty(place, last ?? '');
  else place[last ?? ''] = value;
}

describe('CSV', () => {
  it.each(examples)('$name has one row for each statistic, every name once', ({ results }) => {
    const rows = parse<{ statistic: string; value: string; low: string; high: string; unit: string }>(renderCsv(results), { columns: true });
    expect(new Set(rows.map(({ statistic }) => statistic)).size).toBe(rows.length);
    for (const row of rows) {
      expect(Object.keys(row)).toEqual(['statistic', 'value', 'low', 'high', 'unit']);
      expect(['s', '1/s', 'share', 'count', 'bytes', 'bytes/s', 'jobs']).toContain(row.unit);
      for (const field of [row.value, row.low, row.high]) expect(Number.isFinite(Number(field))).toBe(true);
    }
  });

  it('names statistics as objectives do', () => {
    const lines = renderCsv(shop).split('\n');
    const checkout = shop.requests['visitors/gateway.checkout'];
    const tail = checkout.latency_s.percentiles['p95']!;
    expect(lines).toContain(`visitors/gateway.checkout.latency.p95,${tail.value},${String(tail.low)},${String(tail.high)},s`);
    expect(lines).toContain('payment.utilisation,,,,share');
    expect(lines).toContain('visitors/gateway.checkout.outcome.timeout.count,3570,,,count');
    const cached = renderCsv(cacheReplay).split('\n');
    expect(cached).toContain('edge.hitRatio,0.5768,,,share');
    expect(cached).toContain('edge.missedBytes,182400000000,,,bytes');
    // Every objective of the examples is found in their CSV under its own name.
    for (const results of [threeVerdicts, shop, cacheReplay]) {
      const names = new Set(
        renderCsv(results)
          .split('\n')
          .map((line) => line.split(',')[0]),
      );
      for (const { statistic } of results.objectives.filter(({ observed }) => (observed?.value ?? 0) > 0)) expect(names).toContain(statistic);
    }
  });

  it('quotes what has commas and quotes', () => {
    const odd: Results = { ...oneServer, components: { 'a, "b"': oneServer.components['server'] } };
    expect(renderCsv(odd)).toContain('\n"a, ""b"".utilisation",0.798,');
    const rows = parse<{ statistic: string }>(renderCsv(odd), { columns: true });
    expect(rows.map(({ statistic }) => statistic)).toContain('a, "b".utilisation');
  });

  it('refuses what is no number', () => {
    const broken: Results = { ...oneServer, components: { server: { ...oneServer.components['server'], wasted: { value: NaN, low: null, high: null } } } };
    expect(() => renderCsv(broken)).toThrow('server.wasted is NaN');
  });
});

describe('Markdown', () => {
  it.each(examples)('$name begins with the verdict', async ({ name, results }) => {
    const text = renderMarkdown(results);
    expect(text.split('\n')[2]).toMatch(/^\*\*.*\(exit \d+\)\*\*$/);
    await expect(text).toMatchFileSnapshot(`snapshots/${name}-markdown.txt`);
  });

  it.each(examples)('$name has tables whose rows have as many cells as their heads', ({ results }) => {
    const blocks = renderMarkdown(results)
      .split('\n\n')
      .filter((block) => block.startsWith('|'));
    expect(blocks.length).toBeGreaterThan(0);
    for (const block of blocks) {
      const widths = block.split('\n').map((line) => line.replaceAll('\\|', '').split('|').length);
      expect(new Set(widths).size).toBe(1);
    }
  });

  it('shows titles as text, not as markup', () => {
    expect(renderMarkdown({ ...oneServer, scenario: { ...oneServer.scenario, title: 'a *b* <c>' } })).toContain('# a \\*b\\* \\<c\\>\n');
  });
});
