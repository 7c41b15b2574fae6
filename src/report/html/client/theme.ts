import { DARK, LIGHT, PAPER, type Palette } from '../palette.js';

/** The colours for what the page is shown on at present. */
export function choosePalette(medium: 'screen' | 'paper'): Palette {
  if (medium === 'paper') return PAPER;
  return matchMedia('(prefers-color-scheme: dark)').matches ? DARK : LIGHT;
}
