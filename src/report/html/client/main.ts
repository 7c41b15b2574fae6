import { drawFigure, repaint, type Drawn } from './draw-figure.js';
import type { Figure } from '../figure.js';
import { walkWithKeys } from './keyboard.js';
import { choosePalette } from './theme.js';

/** Draws every figure of the page into its place, and again when the ground changes: dark, light, paper. */
const figures = JSON.parse(document.getElementById('figures')!.textContent) as Figure[];
const drawn: Drawn[] = [];
for (const figure of figures) {
  const place = document.querySelector<HTMLElement>(`[data-figure="${figure.id}"]`);
  if (place === null) continue;
  const one = drawFigure(figure, place, choosePalette('screen'));
  drawn.push(one);
  walkWithKeys(one, () => drawn);
}

matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => {
  for (const one of drawn) repaint(one, choosePalette('screen'));
});

const folded: HTMLDetailsElement[] = [];
addEventListener('beforeprint', () => {
  for (const details of document.querySelectorAll<HTMLDetailsElement>('details.print:not([open])')) {
    details.open = true;
    folded.push(details);
  }
  for (const one of drawn) repaint(one, choosePalette('paper'), PAPER_WIDTH);
});
addEventListener('afterprint', () => {
  for (const details of folded.splice(0)) details.open = false;
  for (const one of drawn) repaint(one, choosePalette('screen'), null);
});

/** 16 cm in px. */
const PAPER_WIDTH = 605;
