import { describe, expect, it } from 'vitest';
import { evictions } from '../../../src/models/eviction/index.js';
import { createStream } from '../../../src/sim/chance/stream.js';

/** Item, `+` for a hit or `-` for a miss, and what was evicted to store it. Worked by hand from the papers; the state is in the comments, newest first. */
const cases: readonly (readonly [name: string, capacity: number, story: string])[] = [
  ['lru', 3, 'a- b- c- a+ d-b b-c a+'],
  ['fifo', 3, 'a- b- c- a+ d-a a-b'],
  // d finds a used: it goes round, b goes. So at f. At h nobody was used since: a, now the oldest, goes.
  ['clock', 3, 'a- b- c- a+ d-b e-c a+ f-d g-e h-a a-f'],
  // The same, but a stays at the back and the hand is past it: h sifts f out, and a is there.
  ['sieve', 3, 'a- b- c- a+ d-b e-c a+ f-d g-e h-f a+'],
  // c and d have one use and go for each other; then all have two, and a was not used for longest.
  ['lfu', 3, 'a- b- a+ b+ c- d-c c-d c+ d-a'],
  // a b c d fill the lists from the lowest up; e takes the place of a. Used, it rises and b falls to the lowest; used again, c falls; c changes places with e.
  ['slru', 4, 'a- b- c- d- e-a e+ f-b e+ g-f c+ h-g d+'],
  // Room for one in the queue, two remembered. a, c … fetched while remembered go to the main list (main f e d at the end); b comes too late.
  ['2q', 4, 'a- b- c- d- e-a b+ f-b a-c d+ g-d b-e d-f e-g f-a'],
  // T1 c, T2 a, B1 b → b moves the border to 1: a goes, not c → a, remembered in B2, moves it back to 0: c goes → c to 1 …
  ['arc', 2, 'a- b- a+ c-b b-a a-c c-b d-a'],
  // LIR a b, queue c. c comes again while it is in the stack: LIR, and a, the oldest, falls into the queue. a is used there, and again in the stack: LIR; b falls.
  ['lirs', 3, 'a- b- c- d-c c-d a+ a+ d-b c+ e-d'],
  // a was used twice in the small queue and moves on, b once and goes. b, c and d come again while they are remembered. a goes round, b goes.
  ['s3-fifo', 4, 'a- b- c- d- a+ a+ b+ e-b f-c b-d c-e d-f a+ g-b'],
  // Main c b a. d, e and f were asked for as often as the one that would go, and are not let in; e, asked for twice, is, for a.
  ['w-tinylfu', 4, 'a- b- c- d- e-d c+ f-e e-f g-a e+'],
];

describe('requests worked by hand', () => {
  it.each(cases)('%s with room for %i: %s', (name, capacity, story) => {
    const contents = evictions[name](capacity, createStream(1, 0, 'cache', 'eviction'));
    let evicted = '';
    contents.onEvict = (item) => (evicted += String.fromCharCode(item));
    const seen = story.split(' ').map((step) => {
      const item = step.charCodeAt(0);
      const isHit = contents.get(item);
      evicted = '';
      if (!isHit) contents.put(item, 1);
      return `${step[0]}${isHit ? '+' : '-'}${evicted}`;
    });
    expect(seen.join(' ')).toBe(story);
  });

  it('has all but random, which is held to its formula elsewhere', () => {
    expect(cases.map(([name]) => name).toSorted()).toEqual(
      Object.keys(evictions)
        .filter((name) => name !== 'random')
        .toSorted(),
    );
  });

  it('evicts as many as the size needs, and does not store what is larger than all the room', () => {
    const contents = evictions['lru'](10, createStream(1, 0, 'cache', 'eviction'));
    const evicted: number[] = [];
    contents.onEvict = (item) => evicted.push(item);
    contents.put(1, 4);
    contents.put(2, 4);
    contents.put(3, 2);
    contents.put(4, 6);
    expect([evicted, contents.used, contents.count]).toEqual([[1, 2], 8, 2]);
    contents.put(5, 11);
    expect([evicted, contents.has(5), contents.used]).toEqual([[1, 2], false, 8]);
  });
});
