import { eventList } from '../../support/event-list.js';

export const head = 'title: t\nrun: { duration: 100s, warmup: 0s, replications: 1 }\nkeys: { item: { items: 5, popularity: uniform } }\n';

/** Runs a page and gives its events and the cache's own statistics, as numbers: a ratio as [part, whole]. */
export function run(yaml: string, name = 'cache') {
  const { lines, system } = eventList(yaml);
  const { behaviour } = system.components.find(({ declaration }) => declaration.name === name)!;
  const own = Object.fromEntries(
    Object.entries(behaviour!.statistics(0)).map(([key, one]) => [
      key,
      one.type === 'ratio' ? [one.numerator, one.denominator] : one.type === 'count' ? one.count : null,
    ]),
  );
  return { lines, system, own };
}
