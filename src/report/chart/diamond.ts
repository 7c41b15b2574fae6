/** What draws a path; a canvas of a browser or of the server. */
interface PathPen {
  beginPath(): void;
  moveTo(x: number, y: number): void;
  lineTo(x: number, y: number): void;
  closePath(): void;
  fill(): void;
}

/** A limit where it meets the curve that it is about, `radius` pixels from its middle to its points, in the pen's fill colour. */
export function fillDiamond(pen: PathPen, x: number, y: number, radius: number): void {
  pen.beginPath();
  pen.moveTo(x, y - radius);
  pen.lineTo(x + radius, y);
  pen.lineTo(x, y + radius);
  pen.lineTo(x - radius, y);
  pen.closePath();
  pen.fill();
}
