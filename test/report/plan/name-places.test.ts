import { expect, it } from 'vitest';
import { type NamedSpot, placeNames } from '../../../src/report/plan/name-places.js';

const area = { left: 0, right: 400, top: 0 };
const spot = (x: number, y: number, isChosen = false): NamedSpot => ({ x, y, width: 50, isChosen });

it('a name stands on the right, above its mark; at the right edge on the left', () => {
  expect(placeNames([spot(100, 100)], area)).toEqual([{ left: 109, middle: 84 }]);
  expect(placeNames([spot(380, 100)], area)).toEqual([{ left: 321, middle: 84 }]);
});

it('no name lies upon another mark: it goes to the left, and where that is no better it is left out', () => {
  const rising = [spot(100, 100), spot(120, 90)];
  expect(placeNames(rising, area)).toEqual([
    { left: 41, middle: 84 },
    { left: 129, middle: 74 },
  ]);
  expect(placeNames([spot(60, 90), ...rising], area)[1]).toBeNull();
});

it('no two names lie upon each other, and the chosen one has the first say', () => {
  expect(placeNames([spot(100, 100), spot(101, 100, true)], area)).toEqual([
    { left: 41, middle: 84 },
    { left: 110, middle: 84 },
  ]);
});

it('the chosen one is named in any case', () => {
  const crowd = [spot(60, 90), spot(100, 100, true), spot(120, 90)];
  expect(placeNames(crowd, area)[1]).toEqual({ left: 109, middle: 84 });
  expect(placeNames([spot(20, 5, true)], { ...area, right: 60 })).toEqual([{ left: 29, middle: 9 }]);
});
