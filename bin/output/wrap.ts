/** Width of a pipe or a file: committed reports do not depend on a terminal. */
export const PIPE_WIDTH = 80;

/** A terminal that does not say how wide it is (0 columns: one without a size, as under `script` in a job) counts as a pipe. */
export function widthOf(stream: Pick<NodeJS.WriteStream, 'isTTY' | 'columns'>): number {
  return stream.isTTY && stream.columns > 0 ? stream.columns : PIPE_WIDTH;
}

/** Breaks a row between its parts; what does not fit goes to the next line, behind `indent` spaces. A part that is too long stays whole. */
export function wrapParts(parts: readonly string[], separator: string, width: number, indent: number): string[] {
  const lines: string[] = [];
  let line: string | null = null;
  for (const part of parts) {
    const longer: string = line === null ? part : line + separator + part;
    if (line !== null && [...longer].length > width) {
      lines.push(line);
      line = ' '.repeat(indent) + part;
    } else line = longer;
  }
  return line === null ? lines : [...lines, line];
}

/** Breaks a sentence between its words. */
export function wrapWords(text: string, width: number, indent = 0): string[] {
  return wrapParts(text.split(' '), ' ', width, indent);
}
