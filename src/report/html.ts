import { createHash } from 'node:crypto';
import type { Results } from '../experiment/results.js';
import { formatCount } from './format.js';
import { ARROW_TIP } from './html/architecture/drawing.js';
import { Html, jsonForScript, markup } from './html/markup.js';
import type { Section } from './html/section.js';
import { againSection } from './html/sections/again.js';
import { architectureSection } from './html/sections/architecture.js';
import { assumptionsSection } from './html/sections/assumptions.js';
import { busySection } from './html/sections/busy.js';
import { capacitySection } from './html/sections/capacity.js';
import { certaintySection } from './html/sections/certainty.js';
import { costSection } from './html/sections/cost.js';
import { latencySection } from './html/sections/latency.js';
import { overTimeSection } from './html/sections/over-time.js';
import { slowestSection } from './html/sections/slowest.js';
import { theorySection } from './html/sections/theory.js';
import { tone, verdictSection, verdictSentence } from './html/sections/verdict.js';
import { whereTimeSection } from './html/sections/where-time.js';
import { whySection } from './html/sections/why.js';
import { intervalSentence, runSentence } from './text/head.js';
import { makePage } from './text/page.js';

/** What makes a page look and move: one style sheet and one script, made at build time from src/report/html/client. */
export interface PageAssets {
  readonly style: string;
  readonly script: string;
}

/**
 * The report as one page that needs nothing else: no network, no other file. Nothing may run or load but the style and the script in it, whose hashes
 * its security policy names. Without the script all sentences, tables and drawings are there.
 */
export function renderHtml(results: Results, { style, script }: PageAssets): string {
  const sections = sectionsOf(results);
  const figures = sections.flatMap((section) => section.figures);
  const policy = `default-src 'none'; style-src '${hashOf(style)}'; script-src '${hashOf(script)}'; base-uri 'none'; form-action 'none'`;
  const { title, question } = results.scenario;
  const page = makePage({ width: 80, colour: false, unicode: true, all: true });
  return markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="generator" content="queuelab ${results.version}">
<title>${title}: ${verdictSentence(results)}</title>
<style>${new Html(style)}</style>
</head>
<body>
<svg class="definitions" width="0" height="0" aria-hidden="true"><defs><pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><line class="hatching" x1="0" y1="0" x2="0" y2="6"/></pattern>${ARROW_TIP}</defs></svg>
<header>
<h1>${title}</h1>
${question === null ? '' : markup`<p class="question">${question}</p>`}
<p class="verdict ${tone(results)}">${verdictSentence(results)}</p>
<p class="run">${runSentence(results, page)} · seed ${results.seed} · ${intervalSentence(results, page)}${results.partial ? markup` · <b>partial: interrupted after ${formatCount(results.replications)} replications</b>` : ''}</p>
<nav aria-label="sections"><ol>${sections.map(({ id, name }) => markup`<li><a href="#${id}">${name}</a></li>`)}</ol></nav>
</header>
<main>
${sections.map(
  ({ id, question: asks, body }) => markup`<section id="${id}" aria-labelledby="${id}-asks">
<h2 id="${id}-asks">${asks}</h2>
${body}
</section>
`,
)}</main>
<footer><p>${results.scenario.file} · queuelab ${results.version} · fingerprint ${results.fingerprint}</p></footer>
<script type="application/json" id="figures">${jsonForScript(figures)}</script>
<script>${new Html(script)}</script>
</body>
</html>
`.text;
}

/** In the order in which people ask. */
function sectionsOf(results: Results): Section[] {
  return [
    verdictSection(results),
    whySection(results),
    architectureSection(results),
    latencySection(results),
    whereTimeSection(results),
    overTimeSection(results),
    busySection(results),
    theorySection(results),
    capacitySection(results),
    costSection(results),
    slowestSection(results),
    assumptionsSection(results),
    certaintySection(results),
    againSection(results),
  ].filter((section) => section !== null);
}

/** As a security policy names it. */
function hashOf(text: string): string {
  return `sha256-${createHash('sha256').update(text, 'utf8').digest('base64')}`;
}
