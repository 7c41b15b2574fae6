import { describe, expect, it } from 'vitest';
import { codesOf } from '../scenario/reader.js';
import { eventList } from '../support/event-list.js';

/** Event lists worked out by hand: a booking of a flight, a room and a car, the last of which fails. */
const booking = (steps: string, more = '', rest = '') => `title: t
run: { duration: 30s, warmup: 0s, replications: 1 }
components:
  trip: { kind: service, operations: { book: [${steps}] }${more} }
  flight: { kind: service, operations: { book: [work: 1s], cancel: [work: 0.5s] } }
  room: { kind: service, operations: { book: [work: 2s], cancel: [work: 0.25s] } }
  car: { kind: service, operations: { book: [work: 1s, return: none-left] } }
workload: { w: { arrivals: { at: [0s] }, call: trip } }
${rest}`;
const flight = '{ call: flight.book, undo: flight.cancel }';
const room = '{ call: room.book, undo: room.cancel }';
const lines = (yaml: string) => eventList(yaml).lines;

describe('an operation that ends badly', () => {
  it('first takes back what had ended well, the latest first, one after the other', () => {
    const { lines: all, system } = eventList(booking(`${flight}, ${room}, call: car, work: 9s`));
    expect(all).toEqual([
      '0 trip.book enters',
      '0 flight.book enters',
      '1 flight.book leaves ok',
      '1 room.book enters',
      '3 room.book leaves ok',
      '3 car.book enters',
      '4 car.book leaves none-left',
      '4 room.cancel enters',
      '4.25 room.cancel leaves ok',
      '4.25 flight.cancel enters',
      '4.75 flight.cancel leaves ok',
      '4.75 trip.book leaves none-left',
    ]);
    const { cell } = system.workloads[0].requests[0];
    expect(cell.badLatency[system.outcomes.code('none-left')]!.tally.mean).toBe(4.75);
  });

  it('takes back nothing where it ends well', () => {
    const yaml = booking(`${flight}, ${room}, { call: car, on: { none-left: [{ choose: { go: { weight: 1 }, stop: { weight: 0, do: [return: gone] } } }] } }`);
    // A branch of weight 0 is never taken, and the operation could not end badly: this one is as good as never drawn.
    expect(lines(yaml.replace('weight: 0,', 'weight: 1e-12,')).filter((line) => line.includes('cancel'))).toEqual([]);
  });

  it('takes back only what had ended well', () => {
    expect(lines(booking(`${flight}, { call: car, undo: room.cancel }, ${room}`)).slice(-4)).toEqual([
      '2 car.book leaves none-left',
      '2 flight.cancel enters',
      '2.5 flight.cancel leaves ok',
      '2.5 trip.book leaves none-left',
    ]);
  });

  it('takes back the calls of its branches, and every turn of a repetition', () => {
    const all = lines(booking(`{ parallel: [${flight}, ${room}] }, { repeat: 2, do: [${flight}] }, call: car`));
    expect(all.filter((line) => line.includes('cancel enters'))).toEqual([
      '5 flight.cancel enters',
      '5.5 flight.cancel enters',
      '6 room.cancel enters',
      '6.25 flight.cancel enters',
    ]);
  });

  it('goes on with the next undo when one ends badly', () => {
    const all = lines(booking(`${flight}, { call: room.book, undo: car }, call: car`));
    expect(all.slice(-5)).toEqual([
      '4 car.book enters',
      '5 car.book leaves none-left',
      '5 flight.cancel enters',
      '5.5 flight.cancel leaves ok',
      '5.5 trip.book leaves none-left',
    ]);
  });

  it('does so also where its caller has gone, and where it was told to stop', () => {
    const caller = (cancel: boolean) =>
      booking(`${flight}, ${room}, call: car`)
        .replace('call: trip }', `call: desk }`)
        .replace(
          'components:',
          `components:\n  desk: { kind: service, operations: { serve: [call: trip] }, calls: { trip: { timeout: 2s, cancel: ${cancel} } } }`,
        );
    expect(lines(caller(false)).filter((line) => line.includes('cancel ')).length).toBe(4);
    // At 2 s the desk gives up: the room, in work, is finished at 3 s; the car is not asked any more.
    expect(lines(caller(true)).slice(-6)).toEqual([
      '3 room.book leaves ok',
      '3 room.cancel enters',
      '3.25 room.cancel leaves ok',
      '3.25 flight.cancel enters',
      '3.75 flight.cancel leaves ok',
      '3.75 trip.book leaves cancelled',
    ]);
  });

  it('may be a session', () => {
    const all = lines(booking('work: 1s').replace('call: trip', `do: [${flight}, call: car, call: trip]`));
    expect(all.slice(-2)).toEqual(['2 flight.cancel enters', '2.5 flight.cancel leaves ok']);
  });
});

it('undo with the keys that the call was made with', () => {
  const { system } = eventList(`title: t
run: { duration: 30s, warmup: 0s, replications: 1 }
keys: { item: { items: 4 } }
components:
  order: { kind: service, operations: { place: [{ each: [a, b, c], as: item, concurrency: 1, do: [{ call: stock.take, undo: stock.give }] }, return: refused] } }
  stock: { kind: service, instances: 4, balance: { range: item }, operations: { take: [work: 1s], give: [work: 1s] } }
workload: { w: { arrivals: { at: [0s] }, call: order } }`);
  const stock = system.components[1].component;
  const counts = stock.stations.map(({ cells }) => cells.map(({ arrivals }) => arrivals));
  expect(counts).toEqual([[1, 1], [1, 1], [1, 1], [0, 0]]); // prettier-ignore
});

it('undo of an operation that always ends well is an error', () => {
  expect(codesOf(booking(`${flight}, work: 1s`))).toEqual(['4:55 cannot-happen']);
});
