import pc from 'picocolors';
import { ASCII, UNICODE, joinShown, showEstimate } from '../format.js';
import type { DisplayUnit, Glyphs } from '../format.js';
import type { MaybeEstimate } from '../../experiment/results.js';

/** What every block of the text report knows about the page it is printed on. */
export interface Page {
  readonly width: number;
  /** narrow (< 60): one fact a line; normal; wide (>= 100): more columns. */
  readonly layout: 'narrow' | 'normal' | 'wide';
  readonly all: boolean;
  readonly isUnicode: boolean;
  readonly glyphs: Glyphs;
  readonly paint: Paint;
}

/** What colour is for: verdicts, what is known roughly, full bars, the limiting component, and what is secondary. */
export interface Paint {
  readonly good: (text: string) => string;
  readonly bad: (text: string) => string;
  readonly unsure: (text: string) => string;
  readonly strong: (text: string) => string;
  readonly faint: (text: string) => string;
}

const LEAST_WIDTH = 30;

export function makePage(options: { width: number; colour: boolean; unicode: boolean; all: boolean }): Page {
  const colours = pc.createColors(options.colour);
  // Some terminals say that they are 0 columns wide.
  const width = options.width >= LEAST_WIDTH ? options.width : 80;
  return {
    width,
    layout: width < 60 ? 'narrow' : width < 100 ? 'normal' : 'wide',
    all: options.all,
    isUnicode: options.unicode,
    glyphs: options.unicode ? UNICODE : ASCII,
    paint: { good: colours.green, bad: colours.red, unsure: colours.yellow, strong: colours.bold, faint: colours.dim },
  };
}

/** An estimate in the one number format, with its colours. */
export function cell(estimate: MaybeEstimate, unit: DisplayUnit, page: Page): string {
  const shown = showEstimate(estimate, unit, page.glyphs);
  if (shown.half === null) return joinShown(shown, page.glyphs);
  return `${shown.isRough ? page.paint.unsure('~') : ''}${shown.value} ${page.paint.faint(`${page.glyphs.plusMinus}${shown.half}`)}`;
}

/** Text from outside (titles, sentences) as this terminal can show it. */
export function plain(text: string, page: Page): string {
  if (page.isUnicode) return text;
  const known = text
    .replaceAll('±', '+-')
    .replaceAll('≥', '>=')
    .replaceAll('≤', '<=')
    .replaceAll('×', 'x')
    .replaceAll('·', '|')
    .replaceAll('…', '...')
    .replaceAll('µ', 'u')
    .replaceAll('√', 'sqrt ')
    .replace(/[–—−]/g, '-')
    .replace(/[‘’]/g, "'")
    .replace(/[“”]/g, '"');
  // One question mark for each character (not for each UTF-16 unit) that ASCII does not have.
  return known.replace(/[^\n -~\u001b]/gu, '?');
}

/** Columns that the text takes: colour codes take none. */
export function visibleLength(text: string): number {
  return [...text.replace(/\u001b\[\d+m/g, '')].length;
}

export function padEnd(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - visibleLength(text)));
}

export function padStart(text: string, width: number): string {
  return ' '.repeat(Math.max(0, width - visibleLength(text))) + text;
}

/** The spaces inside `2.10 ±0.15 %`: no line ends there. */
const NUMBER_AND_UNIT = /(?<=\d) (?=(?:%|±|\+-|ns|µs|us|ms|s|min|h|d)(?:[\d.,:;)]| |$))/g;

/** Words broken into lines of at most `width` columns; the first begins with `first`, the others with `rest`. A longer word stays whole. */
export function wrap(text: string, width: number, first: string, rest = ' '.repeat(visibleLength(first))): string[] {
  const lines: string[] = [];
  let line = first;
  let isEmpty = true;
  const words = text.replace(NUMBER_AND_UNIT, '\u00a0').split(/[ \n]+/);
  for (const word of words.filter((part) => part !== '').map((part) => part.replaceAll('\u00a0', ' '))) {
    if (!isEmpty && visibleLength(line) + 1 + visibleLength(word) > width) {
      lines.push(line);
      line = rest;
      isEmpty = true;
    }
    line += isEmpty ? word : ` ${word}`;
    isEmpty = false;
  }
  return isEmpty ? lines : [...lines, line];
}
