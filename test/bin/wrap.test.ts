import { expect, it } from 'vitest';
import { PIPE_WIDTH, widthOf } from '../../bin/output/wrap.js';

it.each([
  [true, 132, 132],
  [true, 0, PIPE_WIDTH],
  [false, 132, PIPE_WIDTH],
])('a terminal (%s) of %d columns is %d wide', (isTTY, columns, width) => expect(widthOf({ isTTY, columns })).toBe(width));
