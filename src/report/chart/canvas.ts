import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { GlobalFonts, createCanvas, loadImage } from '@napi-rs/canvas';
import type { ChartConfiguration } from 'chart.js';
import { ChartJSNodeCanvas } from 'chartjs-node-canvas';
import { FAMILY, WIDTH } from './look.js';

/** A chart and its height, px. */
export interface Panel {
  readonly configuration: ChartConfiguration;
  readonly height: number;
}

/** The panels, one below the other, as one PNG. */
export async function drawPng(panels: readonly Panel[]): Promise<Buffer> {
  registerFonts();
  const canvas = createCanvas(
    WIDTH,
    panels.reduce((sum, panel) => sum + panel.height, 0),
  );
  const context = canvas.getContext('2d');
  context.fillStyle = 'white';
  context.fillRect(0, 0, canvas.width, canvas.height);
  let top = 0;
  for (const panel of panels) {
    context.drawImage(await loadImage(await chartist(panel.height, 'image').renderToBuffer(panel.configuration)), 0, top);
    top += panel.height;
  }
  return canvas.encode('png');
}

/** The panels as one SVG with a title and a description for those who do not see it. Text is outlines: it needs no font. */
export function drawSvg(panels: readonly Panel[], title: string, description: string): Buffer {
  registerFonts();
  let top = 0;
  const parts = panels.map((panel, index) => {
    const document = chartist(panel.height, 'svg').renderToBufferSync(panel.configuration, 'image/svg+xml').toString('utf8');
    // Names of clip paths are unique within one document only.
    const part = document
      .replace(/^<\?xml[^>]*\?>\s*/, '')
      .replace(/\bid="/g, `id="panel${index}-`)
      .replace(/url\(#/g, `url(#panel${index}-`)
      .replace(/href="#/g, `href="#panel${index}-`)
      .replace(/^<svg /, `<svg y="${top}" `);
    top += panel.height;
    return part;
  });
  const words = `<title>${escape(title)}</title>\n<desc>${escape(description)}</desc>`;
  const ground = `<rect width="${WIDTH}" height="${top}" fill="white"/>`;
  return Buffer.from(
    `<?xml version="1.0" encoding="utf-8"?>\n<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" role="img" width="${WIDTH}" height="${top}" viewBox="0 0 ${WIDTH} ${top}">\n${words}\n${ground}\n${parts.join('\n')}\n</svg>\n`,
  );
}

/** One for each size: each new one would hold its memory for good. */
const chartists = new Map<string, ChartJSNodeCanvas>();

function chartist(height: number, type: 'image' | 'svg'): ChartJSNodeCanvas {
  const key = `${height} ${type}`;
  const known = chartists.get(key);
  if (known !== undefined) return known;
  const made = new ChartJSNodeCanvas(type === 'svg' ? { width: WIDTH, height, type } : { width: WIDTH, height });
  chartists.set(key, made);
  return made;
}

let areFontsRegistered = false;

/** The font that ships with the program: on a machine without fonts all text would silently vanish. */
function registerFonts(): void {
  if (areFontsRegistered) return;
  for (const file of ['DejaVuSans.ttf', 'DejaVuSans-Bold.ttf']) {
    if (GlobalFonts.registerFromPath(join(fontFolder(), file), FAMILY) === null) throw new Error(`the font ${file} cannot be read`);
  }
  areFontsRegistered = true;
}

/** assets/fonts of the package: a different number of folders above this file in src and in dist. */
function fontFolder(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  for (;;) {
    const candidate = join(folder, 'assets', 'fonts');
    if (existsSync(candidate)) return candidate;
    const above = dirname(folder);
    if (above === folder) throw new Error('the folder assets/fonts is missing: the package is incomplete');
    folder = above;
  }
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
