/** A mark in a picture, in pixels, and how wide its name is. */
export interface NamedSpot {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly isChosen: boolean;
}

/** The left end and the middle of a name. */
export interface NamePlace {
  readonly left: number;
  readonly middle: number;
}

/** Half of a line of names, half of a mark, and room between a mark and its name, in pixels. */
const [HALF_LINE, RADIUS, GAP] = [9, 6, 9];

/**
 * Where the names of marks stand: above and on the right, else on the left. What would lie upon another mark or another name is left out (null); the chosen one has the first say, and is never left
 * out.
 */
export function placeNames(
  spots: readonly NamedSpot[],
  area: { readonly left: number; readonly right: number; readonly top: number },
): readonly (NamePlace | null)[] {
  const places = new Array<NamePlace | null>(spots.length).fill(null);
  const order = [...spots.keys()].sort((one, other) => Number(spots[other].isChosen) - Number(spots[one].isChosen));
  for (const index of order) {
    const { x, y, width, isChosen } = spots[index];
    const middle = Math.max(area.top + HALF_LINE, y - 16);
    const isFree = (left: number): boolean =>
      places.every((place, at) => place === null || Math.abs(place.middle - middle) >= 2 * HALF_LINE || !touch(left, width, place.left, spots[at].width)) &&
      spots.every((spot, at) => at === index || Math.abs(spot.y - middle) >= HALF_LINE + RADIUS || !touch(left, width, spot.x - RADIUS, 2 * RADIUS));
    const possible = [x + GAP, x - GAP - width].filter((left) => left >= area.left && left + width <= area.right);
    const left = possible.find(isFree) ?? (isChosen ? (possible[0] ?? x + GAP) : undefined);
    if (left !== undefined) places[index] = { left, middle };
  }
  return places;
}

function touch(one: number, width: number, other: number, otherWidth: number): boolean {
  return one < other + otherWidth && one + width > other;
}
