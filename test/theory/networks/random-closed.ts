import fc from 'fast-check';
import type { ClosedNetwork } from '../../../src/theory/networks/closed-exact.js';

const time = (least: number, most: number): fc.Arbitrary<number> => fc.double({ min: least, max: most, noNaN: true });

/** Closed networks with one to three classes and one to four stations with numbers of servers. */
export const randomClosed: fc.Arbitrary<ClosedNetwork> = fc.integer({ min: 1, max: 3 }).chain((classes) =>
  fc.record({
    classes: fc.array(fc.record({ clients: fc.integer({ min: 1, max: 8 }), think: fc.oneof(fc.constant(0), time(0.01, 20)) }), {
      minLength: classes,
      maxLength: classes,
    }),
    stations: fc.array(
      fc.record({
        servers: fc.oneof(fc.constant(1), fc.integer({ min: 1, max: 6 }), fc.constant(Infinity)),
        demands: fc.array(time(0.001, 3), { minLength: classes, maxLength: classes }),
      }),
      { minLength: 1, maxLength: 4 },
    ),
  }),
);
