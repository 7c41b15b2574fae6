/** A rectangle on the picture, px. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}
export interface Spot {
  readonly x: number;
  readonly y: number;
}

/**
 * Where to write the name of a line: beside one of its points, inside the area, on no label that is there already, and over as few points of
 * lines as possible. Greedy: a label once placed stays. Points are tried from the end of the line, where lines are far apart.
 */
export function placeLabel(
  own: readonly Spot[],
  others: readonly (readonly Spot[])[],
  size: { width: number; height: number },
  taken: readonly Box[],
  area: Box,
): Box | null {
  let best: { box: Box; cost: number } | null = null;
  const candidates = own.filter((_spot, index) => index % Math.ceil(own.length / 40) === 0).reverse();
  for (const [rank, spot] of candidates.entries()) {
    for (const [left, top] of [
      [spot.x + 8, spot.y - size.height - 2],
      [spot.x + 8, spot.y - size.height / 2],
      [spot.x - size.width - 8, spot.y + 4],
    ] as const) {
      const box = { left, top, ...size };
      if (!isInside(box, area) || taken.some((other) => overlap(box, other))) continue;
      const crossed = [own, ...others].reduce((sum, line) => sum + line.filter((point) => contains(box, point)).length, 0);
      const cost = crossed * 10 + rank;
      if (best === null || cost < best.cost) best = { box, cost };
    }
  }
  return best?.box ?? null;
}

function isInside(box: Box, area: Box): boolean {
  return box.left >= area.left && box.top >= area.top && box.left + box.width <= area.left + area.width && box.top + box.height <= area.top + area.height;
}

export function overlap(one: Box, other: Box): boolean {
  return one.left < other.left + other.width && other.left < one.left + one.width && one.top < other.top + other.height && other.top < one.top + one.height;
}

function contains(box: Box, spot: Spot): boolean {
  return spot.x >= box.left - 2 && spot.x <= box.left + box.width + 2 && spot.y >= box.top - 2 && spot.y <= box.top + box.height + 2;
}
