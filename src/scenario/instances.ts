import type { ComponentDeclaration } from './scenario.js';

/** One instance (from 0) of a component, as the component would be with all instances like it. */
export function instanceOf(component: ComponentDeclaration, index: number): ComponentDeclaration {
  return component.variants?.[index] ?? component;
}

/** The component as each of its instances is; of instances that are alike, once. */
export function asInstances(component: ComponentDeclaration): readonly ComponentDeclaration[] {
  return component.variants ?? [component];
}

/** Servers of all instances together; Infinity where those of one are unlimited. */
export function allServers(component: ComponentDeclaration): number {
  const { servers, instances, variants } = component;
  return variants === null ? servers * instances.length : variants.reduce((sum, one) => sum + one.servers, 0);
}
