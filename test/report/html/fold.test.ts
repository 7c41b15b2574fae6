import { describe, expect, it } from 'vitest';
import type { CallsSeen, Look } from '../../../src/experiment/results.js';
import { foldedPicture, MOST_COMPONENTS } from '../../../src/report/html/architecture/fold.js';
import { wholePicture, type Picture } from '../../../src/report/html/architecture/picture.js';

function lookAt(calls: readonly (readonly [caller: string, component: string, perSecond: number])[], links: Look['links'] = undefined): Look {
  return {
    replications: [1],
    window_s: 1,
    calls: calls.map(([caller, component, perSecond]): CallsSeen => ({ caller, component, operation: 'get', sent: false, per_s: perSecond })),
    ...(links === undefined ? {} : { links }),
    time: [],
    slowest: [],
  };
}
const numbers = (count: number): number[] => Array.from({ length: count }, (_unused, index) => index + 1);
function fold(look: Look, busy: (name: string) => number = () => 0.1): Picture | null {
  const whole = wholePicture(look);
  return foldedPicture(
    whole,
    whole.boxes.map(({ name }) => name).filter((name) => name !== 'users'),
    busy,
  );
}
const namesOf = (picture: Picture | null): string[] => picture!.boxes.map(({ name }) => name);

/** users → web → so many parts, by name. */
const star = (names: readonly string[]): Look => lookAt([['users', 'web', 10], ...names.map((name, index) => ['web', name, index + 1] as const)]);

describe('the picture of a large system', () => {
  it('is whole up to twenty components, and folded beyond', () => {
    const parts = numbers(MOST_COMPONENTS - 1).map((number) => `shard-${number}`);
    expect(fold(star(parts))).toBeNull();
    expect(namesOf(fold(star([...parts, 'extra'])))).toEqual(['users', 'web', `shard… (${parts.length})`, 'extra']);
  });

  it('folds no more groups than needed: the largest first, of equally large ones the least busy', () => {
    const team = (name: string, size: number): string[] => numbers(size).map((number) => `${name}-${'abcdefghij'[number - 1]}`);
    const names = [...team('orders', 8), ...team('stock', 8), ...team('mail', 4), 'flags'];
    const picture = fold(star(names), (name) => (name === 'orders-c' ? 0.9 : 0.2));
    expect(namesOf(picture)).toEqual(['users', 'web', ...team('orders', 8), 'stock… (8)', ...team('mail', 4), 'flags']);
  });

  it('adds up the calls between groups, keeps those within as its own, and the links of all', () => {
    const names = [...numbers(12).map((number) => `eu-${number}`), ...numbers(12).map((number) => `us-${number}`)];
    const look = lookAt(
      [['users', 'eu-1', 5], ...names.slice(1).map((name, index) => [names[index], name, 1] as const), ['eu-2', 'us-3', 2]],
      [{ link: 'cable', latency_s: 0.04, passed_by: [{ caller: 'eu-2', component: 'us-3', operation: 'get', sent: false, request: true, answer: true }] }],
    );
    const picture = fold(look)!;
    // One group is enough; the other is then what it was.
    expect(picture.boxes).toHaveLength(1 + 1 + 12);
    expect(picture.own.get('eu… (12)')).toBe(11);
    expect(picture.arrows).toContainEqual({ from: 'users', to: 'eu… (12)', perSecond: 5, isSent: false, links: [] });
    expect(picture.arrows).toContainEqual({ from: 'eu… (12)', to: 'us-3', perSecond: 2, isSent: false, links: ['cable'] });
    const total = (of: Picture): number => [...of.arrows.map(({ perSecond }) => perSecond), ...of.own.values()].reduce((sum, one) => sum + one, 0);
    expect(total(picture)).toBe(total(wholePicture(look)));
  });

  it('does not fold all into one by a word that all have in common', () => {
    const names = ['orders', 'stock'].flatMap((team) => numbers(11).map((number) => `app-${team}-${number}`));
    const look = lookAt([['users', names[0], 1], ...names.slice(1).map((name) => [names[0], name, 1] as const)]);
    expect(namesOf(fold(look))).toContain('app-orders… (11)');
  });

  it('folds what one component alone calls where names say nothing, and lets the busiest be seen', () => {
    const words = 'abcdefghijklmnopqrstuvwxyz'.split('').map((letter) => `${letter}${letter}`);
    const picture = fold(star(words), (name) => words.indexOf(name) / 100)!;
    const [group] = picture.boxes.filter(({ members }) => members.length > 1);
    expect(group).toEqual({ name: 'behind web (8)', members: words.slice(0, 8) });
    expect(picture.boxes).toHaveLength(1 + MOST_COMPONENTS);
    expect(picture.arrows.find(({ to }) => to === group.name)!.perSecond).toBe(1 + 2 + 3 + 4 + 5 + 6 + 7 + 8);
  });

  it('leaves a chain as it is: nothing in it is a group', () => {
    const words = 'abcdefghijklmnopqrstuvwxyz'.split('').map((letter) => `${letter}${letter}`);
    expect(fold(lookAt([['users', 'aa', 1], ...words.slice(1).map((word, index) => [words[index], word, 1] as const)]))).toBeNull();
  });
});
