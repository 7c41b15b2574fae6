/** The colours of charts and of the page's script, for one ground. Lines have a contrast of at least 3:1 to the ground, texts of 4.5:1 (a test holds it). */
export interface Palette {
  readonly ground: string;
  readonly ink: string;
  readonly faint: string;
  readonly grid: string;
  /** Eight that remain apart for colour-blind readers (after Okabe & Ito 2008, made darker or lighter for their ground). */
  readonly lines: readonly string[];
  readonly fault: string;
  readonly bad: string;
}

export const LIGHT: Palette = {
  ground: '#fdfcfa',
  ink: '#1d1d1f',
  faint: '#63625e',
  grid: '#e6e3dd',
  lines: ['#0067a5', '#c24e00', '#007d5c', '#b2568b', '#8a5d00', '#3f93c4', '#1d1d1f', '#767676'],
  fault: '#c24e00',
  bad: '#b3261e',
};

export const DARK: Palette = {
  ground: '#17181b',
  ink: '#ebe9e4',
  faint: '#a3a19b',
  grid: '#33353a',
  lines: ['#58aef0', '#ff8f4a', '#2fbf93', '#e59ac4', '#d3a13c', '#a8d8f5', '#ffffff', '#8f8f8f'],
  fault: '#ff8f4a',
  bad: '#ff8a80',
};

/** Paper: dark ink on white, whatever the screen shows. */
export const PAPER: Palette = { ...LIGHT, ground: '#ffffff', ink: '#000000', faint: '#444444', grid: '#dddddd' };

/** Dashes tell the lines apart without colour. */
export const DASHES: readonly (readonly number[])[] = [[], [8, 4], [2, 3], [10, 4, 2, 4], [14, 4], [5, 3], [1, 2], [2, 5]];
