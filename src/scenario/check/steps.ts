import { listed, suggest } from '../did-you-mean.js';
import type { ValuesOf } from '../language/field.js';
import { branchGroup, stepFields, verbNames, verbs, type Verb } from '../language/steps.js';
import { checkWeights, readLaw } from '../law.js';
import { stepNames } from '../path.js';
import { guessUnit } from '../quantity.js';
import { readQuantity } from '../read-quantity.js';
import type { Count, KeyBinding, StepDeclaration, Until } from '../scenario.js';
import type { Place } from '../source-file.js';
import { describe, entryOf, isNull, valueOf, type MapNode, type TreeNode } from '../tree.js';
import type { Context } from './context.js';
import { readFields, readMap } from './fields.js';
import { checkName } from './names.js';
import { attributeSymbol, declaredKey, isKnownKey, mayBeSet, readKey, readText, resolveAttribute } from './references.js';
import { checkMemberKey, resolveSet } from './sets.js';

/** Where steps stand: a workload has no server to hold. */
export type StepOwner = 'component' | 'workload';

export interface StepsResult {
  readonly steps: readonly StepDeclaration[];
  /** true where a step could not be read: then nothing follows from what is missing. */
  readonly isBroken: boolean;
}

/** Reads the steps of one operation, or of one workload. */
export function readOperationSteps(node: TreeNode, owner: StepOwner, context: Context): StepsResult {
  const reader = new StepReader(owner, new Set(stepNames(node)), context);
  const steps = reader.readSteps(node);
  return { steps, isBroken: reader.isBroken };
}

class StepReader {
  isBroken = false;
  private readonly given = new Set<string>();
  private readonly ordinals = new Map<Verb, number>();

  constructor(
    private readonly owner: StepOwner,
    private readonly explicitNames: ReadonlySet<string>,
    private readonly context: Context,
  ) {}

  readSteps(node: TreeNode): readonly StepDeclaration[] {
    if (node.type !== 'list') {
      const remedy = node.type === 'map' ? 'write it as a list: [{ … }]' : null;
      this.refuse('wrong-shape', node.place, `steps are a list, not ${describe(node)}`, {
        expected: '[call: store.read]',
        got: describe(node),
        suggestion: remedy,
      });
      return [];
    }
    return node.items.flatMap((item) => {
      const step = this.readStep(item);
      return step === null ? [] : [step];
    });
  }

  private readStep(node: TreeNode): StepDeclaration | null {
    if (node.type !== 'map')
      return this.refuse('wrong-shape', node.place, `a step is a map with one verb, not ${describe(node)}`, {
        expected: listed(verbNames),
        got: describe(node),
        suggestion: stepRemedy(node),
      });
    const verb = this.verbOf(node);
    if (verb === null) return null;
    if (this.owner === 'workload' && verb === 'work') {
      return this.refuse('verb-not-here', entryOf(node, 'work')!.keyPlace, 'a workload has no server to hold: `work` stands in components', {
        suggestion: 'write wait, or call a component',
      });
    }
    const step = this.readVerb(verb, node);
    if (step === null) {
      this.isBroken = true;
      return null;
    }
    const handlers = entryOf(node, 'on')?.value;
    this.context.stepPlaces.set(step, {
      place: entryOf(node, verb)!.value.place,
      handlers: new Map(handlers?.type === 'map' ? handlers.entries.map((entry) => [entry.key, entry.keyPlace]) : []),
    });
    return step;
  }

  private verbOf(map: MapNode): Verb | null {
    const found = map.entries.filter((entry) => verbNames.some((verb) => verb === entry.key));
    if (found.length === 1) return found[0].key as Verb;
    if (found.length > 1) {
      return this.refuse('several-verbs', found[1].keyPlace, `a step has one verb, and this one has ${found.map((entry) => entry.key).join(' and ')}`, {
        expected: 'one verb',
        got: found.map((entry) => entry.key).join(', '),
        suggestion: 'make two steps of it',
      });
    }
    const first = map.entries[0];
    const place = first?.keyPlace ?? map.place;
    if (first !== undefined && stepFields.includes(first.key)) {
      return this.refuse('no-verb', place, `this step has no verb: "${first.key}" belongs to a step`, {
        expected: listed(verbNames),
        got: first.key,
        suggestion: `[work: 8ms, ${first.key}: …] is two steps; write [{ work: 8ms, ${first.key}: … }]`,
      });
    }
    return this.refuse('no-verb', place, first === undefined ? 'this step is empty' : `there is no verb "${first.key}"`, {
      expected: listed(verbNames),
      got: first?.key ?? 'nothing',
      suggestion: suggest(first?.key ?? '', verbNames),
    });
  }

  private readVerb(verb: Verb, map: MapNode): StepDeclaration | null {
    switch (verb) {
      case 'work': {
        const values = readFields(verbs.work, map, this.context);
        const name = this.nameOf(verb, values.name, map);
        const per = values.per === null ? null : this.readPer(values.per);
        return values.work === null || per === 'broken' ? null : { verb, name, time: values.work, per };
      }
      case 'call': {
        const values = readFields(verbs.call, map, this.context);
        const name = this.nameOf(verb, values.name, map);
        const on = this.readHandlers(values.on);
        return values.call === null ? null : { verb, name, target: values.call, with: this.readWith(values.with), on, undo: values.undo };
      }
      case 'send': {
        const values = readFields(verbs.send, map, this.context);
        const name = this.nameOf(verb, values.name, map);
        return values.send === null ? null : { verb, name, target: values.send, with: this.readWith(values.with) };
      }
      case 'parallel':
        return this.readParallel(map);
      case 'each':
        return this.readEach(readFields(verbs.each, map, this.context), map);
      case 'repeat': {
        const values = readFields(verbs.repeat, map, this.context);
        const name = this.nameOf(verb, values.name, map);
        const count = values.repeat === null ? null : this.readCount(values.repeat);
        const steps = values.do === null ? null : this.readSteps(values.do);
        return count === null || steps === null ? null : { verb, name, count, do: steps };
      }
      case 'choose':
        return this.readChoose(map);
      case 'wait': {
        const values = readFields(verbs.wait, map, this.context);
        const name = this.nameOf(verb, values.name, map);
        return values.wait === null ? null : { verb, name, time: values.wait };
      }
      case 'draw': {
        const values = readFields(verbs.draw, map, this.context);
        const name = this.nameOf(verb, values.name, map);
        return values.draw === null || !this.isDrawable(values.draw, entryOf(map, 'draw')!.value.place) ? null : { verb, name, key: values.draw };
      }
      case 'return': {
        const values = readFields(verbs.return, map, this.context);
        const name = this.nameOf(verb, values.name, map);
        return values.return === null || !this.isOutcome(values.return, entryOf(map, 'return')!.value.place) ? null : { verb, name, outcome: values.return };
      }
    }
  }

  private readParallel(map: MapNode): StepDeclaration | null {
    const values = readFields(verbs.parallel, map, this.context);
    const name = this.nameOf('parallel', values.name, map);
    if (values.parallel === null) return null;
    if (values.parallel.type !== 'list' || values.parallel.items.length === 0) {
      return this.refuse('wrong-shape', values.parallel.place, `branches are a list of steps, not ${describe(values.parallel)}`, {
        expected: '[call: a, call: b]',
        got: describe(values.parallel),
      });
    }
    const branches = values.parallel.items.map((item) =>
      item.type === 'list' ? this.readSteps(item) : this.readSteps({ type: 'list', items: [item], isFlow: true, place: item.place }),
    );
    const until = this.readUntil(values.until, branches.length);
    if (until === null || !this.mayCancel(values.cancel, until, map)) return null;
    return { verb: 'parallel', name, branches, until, cancel: values.cancel === true };
  }

  /** @param branches how many there are; null: that is known only in the run */
  private readUntil(node: TreeNode | null, branches: number | null): Until | null {
    if (node === null || (node.type === 'scalar' && node.text === 'all')) return 'all';
    const expected = 'all, first, or how many must end well';
    if (node.type !== 'scalar' || !/^(first|\d+)$/.test(node.text)) {
      const suggestion = node.type === 'scalar' ? suggest(node.text, ['all', 'first']) : null;
      return this.refuse('unknown-choice', node.place, `${describe(node)} cannot stand here`, { expected, got: describe(node), suggestion });
    }
    const needed = node.text === 'first' ? 1 : Number(node.text);
    if (needed >= 1 && (branches === null || needed <= branches)) return needed;
    const why = needed < 1 ? 'at least one branch must end well' : `there ${branches === 1 ? 'is' : 'are'} only ${branches ?? 0}`;
    return this.refuse('out-of-range', node.place, `until: ${node.text} can not be: ${why}`, { expected, got: node.text });
  }

  /** Where all branches end, none is late. */
  private mayCancel(cancels: boolean | null, until: Until, map: MapNode): boolean {
    if (cancels !== true || until !== 'all') return true;
    this.refuse('cannot-happen', entryOf(map, 'cancel')!.keyPlace, 'no branch is ever late: all of them are waited for', {
      expected: 'until: first, or a number',
      suggestion: 'add until: first',
    });
    return false;
  }

  private readEach(values: ValuesOf<typeof verbs.each.fields>, map: MapNode): StepDeclaration | null {
    const name = this.nameOf('each', values.name, map);
    const steps = values.do === null ? null : this.readSteps(values.do);
    const set = values.each === null ? null : this.readMembers(values.each, map);
    if (values.as !== null) mayBeSet(values.as, entryOf(map, 'as')!.value.place, this.context);
    const until = this.readUntil(values.until, set !== null && 'words' in set ? set.words.length : null);
    if (set === null || steps === null || values.concurrency === null || until === null || !this.mayCancel(values.cancel, until, map)) return null;
    return { verb: 'each', name, set, as: values.as, concurrency: values.concurrency, until, cancel: values.cancel === true, do: steps };
  }

  private readMembers(node: TreeNode, map: MapNode): Extract<StepDeclaration, { verb: 'each' }>['set'] | null {
    if (node.type === 'list') {
      const words = node.items.map((item) => readText(item, 'a word', this.context));
      if (words.length === 0) return this.refuse('wrong-shape', node.place, 'there is nothing in this list', { expected: '[eu, us]' });
      if (entryOf(map, 'as') === undefined)
        return this.refuse('missing-field', node.place, 'a step for each of some words needs the key that the word becomes', {
          expected: 'as: KEY',
          suggestion: 'add as: with the name of a key',
        });
      return words.includes(null) ? null : { words: words as string[] };
    }
    const text = readText(node, 'KEY.ATTRIBUTE, COMPONENT.SET or a list of words', this.context);
    if (text === null) return null;
    const first = text.split('.')[0];
    if (!this.context.keys.has(first) && this.context.components.has(first)) {
      const set = resolveSet(text, node.place, this.context);
      if (set === null) this.isBroken = true;
      if (set !== null) this.checkAs(set, map);
      return set === null ? null : { component: set.component, set: set.set, by: set.by };
    }
    return this.attributeCount(text, node.place);
  }

  private checkAs(set: { readonly component: string; readonly set: string; readonly key: string }, map: MapNode): void {
    const as = valueOf(map, 'as');
    if (as?.type === 'scalar' && this.context.keys.has(as.text)) checkMemberKey(set, as.text, as.place, this.context);
  }

  private readCount(node: TreeNode): Count | null {
    if (node.type === 'scalar' && /^[a-z][a-z0-9-]*\.[a-z]/i.test(node.text)) return this.attributeCount(node.text, node.place);
    const law = readLaw(node, 'count', this.context.issues, this.context.files);
    return law === null ? null : { law };
  }

  private attributeCount(text: string, place: Place): { readonly key: string; readonly attribute: string } | null {
    const attribute = resolveAttribute(text, place, this.context);
    if (attribute === null) return null;
    const { unit } = attributeSymbol(attribute, this.context);
    if (unit === null || unit === 'number' || unit === 'count') return attribute;
    return this.refuse('unit-wrong', place, `"${text}" is ${unit === 'word' ? 'a word' : `a ${unit}`}, and a count is expected`, {
      expected: 'an attribute that is a plain number',
      got: text,
    });
  }

  private readPer(node: TreeNode): { readonly key: string; readonly attribute: string; readonly unit: number } | null | 'broken' {
    const entry = node.type === 'map' && node.entries.length === 1 ? node.entries[0] : null;
    if (entry === null) {
      this.refuse('wrong-shape', node.place, '`per` has one attribute with its unit', { expected: '{ upload.size: 1MB }', got: describe(node) });
      return 'broken';
    }
    const attribute = resolveAttribute(entry.key, entry.keyPlace, this.context);
    if (attribute === null) return 'broken';
    const symbol = attributeSymbol(attribute, this.context);
    if (symbol.unit === 'word') {
      this.refuse('unit-wrong', entry.keyPlace, `"${entry.key}" is a word, which has no unit`, { expected: 'an attribute that is a number', got: entry.key });
      return 'broken';
    }
    const guessed = entry.value.type === 'scalar' ? guessUnit(entry.value.text) : null;
    const measured = symbol.unit === 'count' ? 'number' : (symbol.unit ?? guessed ?? 'number');
    const unit = readQuantity(entry.value, measured, this.context.issues, { isOpen: true });
    return unit === null ? 'broken' : { ...attribute, unit };
  }

  private readChoose(map: MapNode): StepDeclaration | null {
    const values = readFields(verbs.choose, map, this.context);
    const name = this.nameOf('choose', values.name, map);
    const choices =
      values.choose === null ? null : readMap(values.choose, '`choose`', '{ buys: { weight: 15%, do: […] }, leaves: { weight: 85% } }', this.context);
    if (choices === null) return null;
    if (choices.entries.length === 0)
      return this.refuse('wrong-shape', choices.place, 'there is nothing to choose from', { expected: '{ buys: { weight: 1 } }' });
    const branches: { name: string; weight: number; do: readonly StepDeclaration[] }[] = [];
    const weightNodes: TreeNode[] = [];
    for (const entry of choices.entries) {
      checkName(entry, 'a branch', this.context);
      const branch = readMap(entry.value, 'a branch', '{ weight: 15%, do: […] }', this.context);
      if (branch === null) continue;
      const weight = this.readBranchWeight(branch);
      const steps = entryOf(branch, 'do') === undefined || isNull(entryOf(branch, 'do')!.value) ? [] : this.readSteps(entryOf(branch, 'do')!.value);
      if (weight === null) continue;
      branches.push({ name: entry.key, weight, do: steps });
      weightNodes.push(entryOf(branch, 'weight')!.value);
    }
    if (branches.length !== choices.entries.length) return null;
    const weights = branches.map((branch) => branch.weight);
    return checkWeights(weights, weightNodes, choices.place, this.context.issues) ? { verb: 'choose', name, branches } : null;
  }

  private readBranchWeight(branch: MapNode): number | null {
    return readFields(branchGroup, branch, this.context).weight;
  }

  private readHandlers(node: TreeNode | null): ReadonlyMap<string, readonly StepDeclaration[]> {
    const handlers = new Map<string, readonly StepDeclaration[]>();
    const map = node === null ? null : readMap(node, '`on`', '{ timeout: [] }', this.context);
    if (node !== null && map === null) this.isBroken = true;
    for (const entry of map?.entries ?? []) {
      checkName(entry, 'an outcome', this.context);
      handlers.set(entry.key, this.readSteps(entry.value));
    }
    return handlers;
  }

  private readWith(node: TreeNode | null): readonly KeyBinding[] {
    const map = node === null ? null : readMap(node, '`with`', '{ user: recipient }', this.context);
    if (node !== null && map === null) this.isBroken = true;
    const bindings: KeyBinding[] = [];
    for (const entry of map?.entries ?? []) {
      const from = readKey(entry.value, this.context);
      if (isKnownKey(entry.key, entry.keyPlace, this.context) && mayBeSet(entry.key, entry.keyPlace, this.context) && from !== null)
        bindings.push({ key: declaredKey(entry.key, this.context), from });
    }
    return bindings;
  }

  private isDrawable(key: string, place: Place): boolean {
    const source = this.context.keys.get(key)?.source;
    if (source === undefined || source === null || source.from === 'items' || source.from === 'new') return true;
    const why = {
      of: `is set by \`with\` or \`as\``,
      column: 'comes from a column of a trace',
      is: 'is always the same item',
      kind: 'is set by a component',
      set: 'is drawn when a request arrives',
      self: 'is the user',
    }[source.from];
    this.refuse('key-not-drawn', place, `there is no new item to draw: ${key} ${why}`, { expected: 'a key with items', got: key });
    return false;
  }

  private isOutcome(outcome: string, place: Place): boolean {
    if (outcome === 'any') {
      this.refuse('bad-name', place, '"any" is not an outcome: it stands for every bad one', { got: outcome });
      return false;
    }
    return checkName({ key: outcome, keyPlace: place }, 'an outcome', this.context);
  }

  /** The step's own name, or its verb with its ordinal among the steps without a name. */
  private nameOf(verb: Verb, name: string | null, map: MapNode): string {
    if (name === null) {
      let ordinal = this.ordinals.get(verb) ?? 0;
      do ordinal += 1;
      while (this.explicitNames.has(`${verb}-${ordinal}`));
      this.ordinals.set(verb, ordinal);
      return `${verb}-${ordinal}`;
    }
    const { place } = entryOf(map, 'name')!.value;
    checkName({ key: name, keyPlace: place }, 'a step', this.context);
    if (this.given.has(name))
      this.context.issues.add('duplicate-step-name', place, `two steps of this operation are called "${name}"`, {
        got: name,
        suggestion: 'give each its own name',
      });
    this.given.add(name);
    return name;
  }

  private refuse(...[code, place, message, details]: Parameters<Context['issues']['add']>): null {
    this.isBroken = true;
    this.context.issues.add(code, place, message, details);
    return null;
  }
}

/** `- call` without its colon, or a text that begins with a verb. */
function stepRemedy(node: TreeNode): string | null {
  if (node.type !== 'scalar') return null;
  const verb = verbNames.find((name) => node.text === name || node.text.startsWith(`${name} `));
  if (verb !== undefined) return `write ${verb}: with a colon`;
  return /^[a-z][a-z0-9.-]*$/.test(node.text) ? `write call: ${node.text}` : null;
}
