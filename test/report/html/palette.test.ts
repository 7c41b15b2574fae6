import { describe, expect, it } from 'vitest';
import { DARK, DASHES, LIGHT, PAPER } from '../../../src/report/html/palette.js';

type Colour = readonly [red: number, green: number, blue: number];

/** Linear light, 0 … 1 (WCAG 2.2). */
function linear(hex: string): Colour {
  const of = (from: number): number => {
    const share = parseInt(hex.slice(from, from + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  };
  return [of(1), of(3), of(5)];
}

function contrast(one: string, other: string): number {
  const light = ([red, green, blue]: Colour): number => 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  const [more, less] = [light(linear(one)), light(linear(other))].sort((left, right) => right - left);
  return (more + 0.05) / (less + 0.05);
}

/** What people without one kind of cone see (Viénot, Brettel & Mollon 1999, in linear light). */
const EYES: Readonly<Record<string, (colour: Colour) => Colour>> = {
  all: (colour) => colour,
  protanopia: ([red, green, blue]) => [0.11238 * red + 0.88762 * green, 0.11238 * red + 0.88762 * green, 0.00401 * red - 0.00401 * green + blue],
  deuteranopia: ([red, green, blue]) => [0.29275 * red + 0.70725 * green, 0.29275 * red + 0.70725 * green, -0.02234 * red + 0.02234 * green + blue],
};

/** Distance in CIE L*a*b*. */
function distance(one: Colour, other: Colour): number {
  const lab = ([red, green, blue]: Colour): number[] => {
    const f = (t: number): number => (t > 216 / 24389 ? Math.cbrt(t) : (24389 / 27 / 116) * t + 16 / 116);
    const x = f((0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.9505);
    const y = f(0.2126 * red + 0.7152 * green + 0.0722 * blue);
    const z = f((0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.089);
    return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
  };
  const [left, right] = [lab(one), lab(other)];
  return Math.hypot(...left.map((value, index) => value - right[index]));
}

describe.each([
  ['light', LIGHT],
  ['dark', DARK],
  ['paper', PAPER],
])('on %s ground', (_name, palette) => {
  it('lines can be seen, and texts be read', () => {
    for (const colour of palette.lines) expect(contrast(colour, palette.ground)).toBeGreaterThanOrEqual(3);
    for (const colour of [palette.ink, palette.faint, palette.bad]) expect(contrast(colour, palette.ground)).toBeGreaterThanOrEqual(4.5);
  });

  it.each(Object.entries(EYES))('lines are apart for %s, by colour or at least by their dashes', (_eyes, seen) => {
    const colours = palette.lines.map((colour) => seen(linear(colour)));
    colours.forEach((colour, index) => {
      for (let other = 0; other < index; other++) {
        expect(DASHES[index]).not.toEqual(DASHES[other]);
        // The first four are apart by colour alone: 10 is seen at a glance.
        if (index < 4) expect(distance(colour, colours[other])).toBeGreaterThan(10);
      }
    });
  });
});
