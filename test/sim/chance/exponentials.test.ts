import { expect, it } from 'vitest';
import { exponentialsOf } from '../../../src/sim/chance/exponentials.js';
import { createStream } from '../../../src/sim/chance/stream.js';

const stream = () => createStream(1, 0, 'web', 'work');

it('a stream makes the exponential numbers that inversion makes of its uniform ones', () => {
  const uniform = stream();
  const own = exponentialsOf(stream());
  const inverted = exponentialsOf({ double: () => uniform.double() });
  for (let i = 0; i < 1000; i++) expect(own.exponential()).toBe(inverted.exponential());
});

it('each takes one draw, whatever is asked for between', () => {
  const mixed = stream();
  const exponentials = exponentialsOf(mixed);
  const uniform = stream();
  for (let i = 0; i < 1000; i++) {
    const u = uniform.double();
    if (i % 3 === 0 || i % 7 === 0) expect(exponentials.exponential()).toBeCloseTo(-Math.log(1 - u), 12);
    else expect(mixed.double()).toBe(u);
  }
});

it('at u = 0 it is 0, not -0', () => {
  expect(exponentialsOf({ double: () => 0 }).exponential()).toBe(0);
});
