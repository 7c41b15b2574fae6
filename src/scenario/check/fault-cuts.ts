import { listed, suggest } from '../did-you-mean.js';
import type { FaultEffect, OperationReference } from '../scenario.js';
import type { Place } from '../source-file.js';
import type { TreeNode } from '../tree.js';
import type { ComponentDraft } from './components.js';
import type { Context } from './context.js';
import { refuseBlocking } from './fault-targets.js';
import { policyFor } from './policies.js';
import { readText, unknownComponent } from './references.js';
import { usesOfComponent, usesOfWorkload } from './uses.js';
import type { WorkloadDraft } from './workloads.js';

/** The names in a field: one, or a list. null where one is no name. */
function readNames(node: TreeNode, what: string, context: Context): readonly { readonly name: string; readonly place: Place }[] | null {
  const items = node.type === 'list' ? node.items : [node];
  const names = items.flatMap((item) => {
    const name = readText(item, what, context);
    return name === null ? [] : [{ name, place: item.place }];
  });
  return names.length < items.length ? null : names;
}

/** What a cut is between. */
export function readCut(node: TreeNode, components: readonly ComponentDraft[], workloads: readonly WorkloadDraft[], context: Context): FaultEffect | null {
  const names = readNames(node, 'a component', context);
  if (names === null) return null;
  for (const { name, place } of names) if (!context.components.has(name)) return unknownComponent(name, name, place, context);
  const [one, other] = names.map(({ name }) => components.find((component) => component.name === name));
  if (names.length === 1 && one !== undefined && (one.kind.faults ?? []).includes('cut'))
    return { verb: 'cut-link', link: one.name, calls: callsOver(one.name, components, workloads, context) };
  if (names.length !== 2) {
    context.issues.add('wrong-shape', node.place, 'a cut is of a link, or between two components', { expected: '[web, database]' });
    return null;
  }
  if (one === undefined || other === undefined) return null;
  const calls = (from: ComponentDraft, to: ComponentDraft): boolean => usesOfComponent(from, context).some(({ target }) => target.component === to.name);
  if (!calls(one, other) && !calls(other, one)) {
    context.issues.add('never-called', node.place, `neither of ${one.name} and ${other.name} calls the other: there is nothing to cut`, {
      expected: 'two components, one of which calls the other',
    });
    return null;
  }
  const blocking = [one, other].find(({ station }) => station.blocks);
  if (blocking !== undefined) return refuseBlocking(blocking, 'cut', node.place, context);
  return { verb: 'cut', between: [one.name, other.name] };
}

/** Operations that somebody calls over a link. */
function callsOver(link: string, components: readonly ComponentDraft[], workloads: readonly WorkloadDraft[], context: Context): readonly OperationReference[] {
  const callers = [
    ...components.map((component) => ({ uses: usesOfComponent(component, context), policies: component.policies })),
    ...workloads.map((workload) => ({ uses: usesOfWorkload(workload, context), policies: workload.policies })),
  ];
  return callers.flatMap(({ uses, policies }) =>
    uses.flatMap(({ target }) => {
      const via = policyFor(target, policies)?.policy.via ?? null;
      return via !== null && [...via.request.links, ...via.answer.links].includes(link) ? [target] : [];
    }),
  );
}

/** Whose requests come more often. */
export function readSpike(node: TreeNode, factor: number | null, workloads: readonly WorkloadDraft[], context: Context): FaultEffect | null {
  const names = readNames(node, 'a workload', context);
  if (names === null || factor === null) return null;
  for (const { name, place } of names) {
    const workload = workloads.find((one) => one.name === name);
    if (workload === undefined) {
      const known = workloads.map((one) => one.name);
      context.issues.add('unknown-choice', place, `there is no workload "${name}"`, { expected: listed(known), got: name, suggestion: suggest(name, known) });
      return null;
    }
    const { load } = workload;
    if (load === null) return null;
    const law = load.type === 'closed' ? 'users' : load.arrivals.law;
    if (!spikeable.has(law)) {
      const what = law === 'users' ? 'of users who think' : `of arrivals by \`${law}\``;
      context.issues.add('not-yet-supported', place, `a spike ${what} is not yet supported`, {
        expected: 'arrivals: { poisson: … } or { every: … }',
        got: name,
        suggestion: law === 'users' ? 'a second workload that comes `at` a time brings more' : 'say it in the arrivals themselves',
      });
      return null;
    }
  }
  return { verb: 'spike', workloads: names.map(({ name }) => name), factor };
}

/** Arrivals whose time can be changed. */
const spikeable: ReadonlySet<string> = new Set(['poisson', 'poisson-phases', 'every']);
