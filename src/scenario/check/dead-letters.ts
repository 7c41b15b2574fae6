import type { ComponentDraft } from './components.js';
import type { Context } from './context.js';

/** A message that nobody can handle must not go round between brokers: it would never be dead, and at one instant time would stand still. */
export function checkDeadLetters(components: readonly ComponentDraft[], context: Context): void {
  const byName = new Map(components.map((component) => [component.name, component]));
  const told = new Set<string>();
  for (const { name } of components) {
    const way = [name];
    for (let next = afterDeath(byName.get(name)); next !== undefined && !way.includes(next); next = afterDeath(byName.get(next))) way.push(next);
    if (afterDeath(byName.get(way.at(-1)!)) !== name || way.some((one) => told.has(one))) continue;
    for (const one of way) told.add(one);
    context.issues.add(
      'dead-letters-return',
      byName.get(name)!.references.get('deadLetter')!.place,
      `dead letters of ${name} come back to it: ${[...way, name].join(' → ')}`,
      {
        expected: 'a service, or another broker',
        suggestion: 'publish them to a broker of their own; to try again later, have a service wait before it publishes',
      },
    );
  }
}

/** Where the dead letters of a broker go directly. */
function afterDeath(component: ComponentDraft | undefined): string | undefined {
  return component?.references.get('deadLetter')?.target.component;
}
