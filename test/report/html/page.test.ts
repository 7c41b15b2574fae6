import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Results } from '../../../src/experiment/results.js';
import type { Figure } from '../../../src/report/html/figure.js';
import { renderHtml } from '../../../src/report/html.js';
import { everyExample, oneServer, shop, threeVerdicts } from '../examples.js';
import { unbalanced } from './tags.js';

const assets = { style: 'p { color: red }', script: "document.title = 'drawn'" };
const examples = Object.entries(everyExample).map(([name, results]) => ({ name, results }));

function figuresOf(page: string): Figure[] {
  return JSON.parse(/<script type="application\/json" id="figures">(.*)<\/script>/.exec(page)![1]) as Figure[];
}

describe('the page', () => {
  it.each(examples)('$name: every element is closed, every figure has its place, nothing is undefined or not a number', ({ results }) => {
    const page = renderHtml(results, assets);
    expect(unbalanced(page)).toEqual([]);
    expect(page).not.toMatch(/undefined|\bNaN\b|\bInfinity\b|\[object/);
    const places = [...page.matchAll(/data-figure="([^"]*)"/g)].map(([, id]) => id);
    expect(figuresOf(page).map(({ id }) => id)).toEqual(places);
    const ids = [...page.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const [, target] of page.matchAll(/href="#([^"]*)"/g)) expect(ids).toContain(target);
  });

  it.each(examples)('$name: figures are finite numbers, in order along their lines, and log axes are positive', ({ results }) => {
    for (const { x, y, series } of figuresOf(renderHtml(results, assets))) {
      for (const axis of [x, y]) {
        expect(axis.max).toBeGreaterThan(axis.min);
        if (axis.scale === 'log') expect(axis.min).toBeGreaterThan(0);
        expect(axis.ticks.length).toBeGreaterThan(0);
      }
      for (const { kind, points, name } of series) {
        expect(name).not.toBe('');
        if (kind === 'line') expect(points.map(([at]) => at)).toEqual(points.map(([at]) => at).sort((left, right) => left - right));
      }
    }
  });

  it('names the hashes of its one style and its one script, and lets nothing else run or load', () => {
    const page = renderHtml(oneServer, assets);
    const hash = (text: string): string => `sha256-${createHash('sha256').update(text).digest('base64')}`;
    const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(page)![1].replaceAll('&#39;', "'");
    expect(policy).toBe(`default-src 'none'; style-src '${hash(assets.style)}'; script-src '${hash(assets.script)}'; base-uri 'none'; form-action 'none'`);
    expect(page).toContain(`<style>${assets.style}</style>`);
    expect(page).toContain(`<script>${assets.script}</script>`);
    expect(page.match(/<script/g)).toHaveLength(2);
    expect(page).not.toMatch(/ (style|on[a-z]+)="|javascript:|<(link|img|iframe|object|embed|base)\b|https?:/);
  });

  it('shows hostile names as text, in words, attributes and data', () => {
    const hostile = `</script><img src=x onerror="alert(1)">'&<!--\u2028`;
    // A slash or a dot would make it the name of an operation or an instance.
    const name = `<img src=x onerror="alert(1)">'&<!--`;
    const named: Results = {
      ...threeVerdicts,
      scenario: { ...threeVerdicts.scenario, title: hostile, question: hostile, file: hostile },
      requests: { [name]: threeVerdicts.requests['web'] },
      components: { [name]: threeVerdicts.components['server'] },
      advice: [{ code: 'x', sentence: `${hostile} --replications 5` }],
      theory: threeVerdicts.theory.map((row) => ({ ...row, subject: hostile, reason: hostile })),
      objectives: threeVerdicts.objectives.map((one) => ({ ...one, statistic: `${hostile}.latency.p95` })),
    };
    const page = renderHtml(named, assets);
    expect(unbalanced(page)).toEqual([]);
    expect(page).not.toContain('<img');
    expect(page.match(/<script/g)).toHaveLength(2);
    expect(page.match(/<!--/g)).toBeNull();
    expect(JSON.stringify(figuresOf(page))).toContain('onerror');
  });

  it('says the verdict first', () => {
    const words = (results: Results): string =>
      renderHtml(results, assets)
        .replace(/[\s\S]*<h1>/, '')
        .replace(/<[^>]*>/g, ' ')
        .replace(/\s+/g, ' ')
        .slice(0, 200);
    expect(words(threeVerdicts)).toContain('1 of 3 objectives is not met, 1 is undecided.');
    expect(words(oneServer)).toMatch(/objective/);
  });

  it('has each number of a chart in a table behind it', () => {
    const page = renderHtml(shop, assets);
    for (const [name, row] of Object.entries(shop.requests)) {
      expect(page).toContain(`>${name}</th>`);
      expect(row.latency_s.percentiles['p99']).toBeDefined();
    }
    for (const name of Object.keys(shop.components).filter((one) => !/[./]/.test(one)))
      expect(page).toMatch(new RegExp(`<th scope="row">(<b>)?${name}(</b>)?</th>`));
  });

  it('is the same for the same results', () => {
    expect(renderHtml(shop, assets)).toBe(renderHtml(structuredClone(shop), assets));
  });
});
