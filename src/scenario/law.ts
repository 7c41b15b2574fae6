import { log, log1p, sqrt } from '../sim/elementary.js';
import type { Law } from '../sim/chance/law.js';
import { lawMean } from '../sim/chance/moments.js';
import { listed, suggest } from './did-you-mean.js';
import type { Issues } from './issue.js';
import { distributions, type Argument } from './language/distributions.js';
import { guessUnit, parseQuantity, quantityWords } from './quantity.js';
import { readQuantity, type QuantityLimits } from './read-quantity.js';
import type { Place } from './source-file.js';
import { describe, isNull, type MapNode, type ScalarNode, type TreeNode } from './tree.js';

/** What the values of a law measure. */
export type LawUnit = 'time' | 'count' | 'size' | 'number' | 'bandwidth';

/** Where `empirical` gets its values from; says itself what is wrong with the file. */
export interface NumberColumns {
  readNumberColumn(file: ScalarNode, column: ScalarNode, issues: Issues): readonly number[] | null;
}

const names = Object.keys(distributions);
const mostStages = 10_000; // each is a random number: one draw takes a tenth of a millisecond then
const normal99 = 2.3263478740408408; // 99th percentile of the standard normal distribution

/** Reads a distribution, or a bare quantity as a constant, into inside units; null with issues where it is wrong. */
export function readLaw(node: TreeNode, unit: LawUnit, issues: Issues, columns: NumberColumns): Law | null {
  return new LawReader(unit, issues, columns).read(node);
}

/** Reads a law where the place does not say what it measures (attributes of keys): the values tell, and words are allowed in `pick`. */
export function readAnyLaw(node: TreeNode, issues: Issues, columns: NumberColumns): { readonly law: Law; readonly unit: LawUnit | 'word' } | null {
  if (isNamedValue(node)) {
    issues.add('not-a-number', node.place, `an attribute of one word says nothing`, {
      expected: 'a quantity or a distribution',
      got: describe(node),
      suggestion: `write { pick: { ${(node as ScalarNode).text}: 100% } }`,
    });
    return null;
  }
  const labels = wordsOfPick(node);
  const unit = guessLawUnit(node) ?? 'number';
  const law = labels === null ? readLaw(node, unit, issues, columns) : readPickOfWords(labels, issues);
  return law === null ? null : { law, unit: labels === null ? unit : 'word' };
}

const isNamedValue = (node: TreeNode): boolean => node.type === 'scalar' && !isNull(node) && /^[a-z][a-z-]*$/.test(node.text);

/** The pick of a node if its values are words. */
function wordsOfPick(node: TreeNode): MapNode | null {
  if (node.type !== 'map' || node.entries.length !== 1) return null;
  const only = node.entries[0];
  if (only.key !== 'pick' || only.value.type !== 'map') return null;
  return only.value.entries.some((entry) => guessUnit(entry.key) === null && /^[a-z]/i.test(entry.key)) ? only.value : null;
}

function readPickOfWords(map: MapNode, issues: Issues): Law | null {
  const weights = readWeights(map, issues);
  return weights === null ? null : { law: 'pick', values: map.entries.map((_, index) => index), weights, labels: map.entries.map((entry) => entry.key) };
}

/** The unit of the first quantity inside. */
function guessLawUnit(node: TreeNode): LawUnit | null {
  if (node.type === 'scalar') return guessUnit(node.text);
  if (node.type === 'list') return node.items.map(guessLawUnit).find((unit) => unit !== null) ?? null;
  for (const entry of node.entries) {
    if (['cv', 'stages', 'shape', 'file', 'column'].includes(entry.key)) continue;
    const unit = guessLawUnit(entry.value);
    if (entry.key === 'pick' && entry.value.type === 'map')
      return entry.value.entries.map((inner) => guessUnit(inner.key)).find((inner) => inner !== null) ?? null;
    if (unit !== null) return unit;
  }
  return null;
}

class LawReader {
  constructor(
    private readonly unit: LawUnit,
    private readonly issues: Issues,
    private readonly columns: NumberColumns,
  ) {}

  read(node: TreeNode): Law | null {
    if (node.type === 'scalar') {
      const value = readQuantity(node, this.unit, this.issues);
      return value === null ? null : { law: 'constant', value };
    }
    if (node.type === 'list') return this.refuse(node, `${quantityWords[this.unit].name} or a distribution is expected here, not a list`);
    const unknown = node.entries.filter((entry) => !names.includes(entry.key));
    for (const entry of unknown) {
      this.issues.add('unknown-distribution', entry.keyPlace, `there is no distribution "${entry.key}"`, {
        expected: listed(names),
        got: entry.key,
        suggestion: suggest(entry.key, names),
      });
    }
    if (unknown.length > 0) return null;
    if (node.entries.length !== 1) {
      this.issues.add(
        'one-of',
        node.place,
        `a distribution has one name, not ${node.entries.length === 0 ? 'none' : listed(node.entries.map((entry) => entry.key))}`,
        {
          expected: 'one of ' + listed(names),
          got: describe(node),
        },
      );
      return null;
    }
    const { key, value, keyPlace } = node.entries[0];
    return this.readNamed(key, value, keyPlace);
  }

  private readNamed(name: string, node: TreeNode, place: Place): Law | null {
    switch (name) {
      case 'exponential': {
        const mean = this.quantity(node, { isOpen: true });
        return mean === null ? null : { law: 'exponential', mean };
      }
      case 'geometric': {
        if (this.unit === 'time' || this.unit === 'size' || this.unit === 'bandwidth')
          return this.impossible(place, `a geometric distribution gives counts, and ${quantityWords[this.unit].name} is expected`);
        const mean = readQuantity(node, 'number', this.issues, { isOpen: true });
        return mean === null ? null : { law: 'geometric', mean };
      }
      case 'uniform':
        return this.readUniform(node);
      case 'pick':
        return this.readPick(node);
      case 'sequence':
        return this.readSequence(node);
      default:
        return this.readArguments(name, node, place);
    }
  }

  private readUniform(node: TreeNode): Law | null {
    if (node.type !== 'list' || node.items.length !== 2) return this.refuse(node, 'a uniform distribution has two limits', '[LOW, HIGH]');
    const low = this.quantity(node.items[0]);
    const high = this.quantity(node.items[1]);
    if (low === null || high === null) return null;
    return low > high ? this.impossible(node.place, 'the lower limit of this uniform distribution is above the upper one') : { law: 'uniform', low, high };
  }

  private readPick(node: TreeNode): Law | null {
    if (node.type !== 'map' || node.entries.length === 0) return this.refuse(node, 'pick holds values with their shares', '{ 1ms: 90%, 20ms: 10% }');
    const values: number[] = [];
    for (const entry of node.entries) {
      const value = this.value({ type: 'scalar', value: entry.key, text: entry.key, isQuoted: false, place: entry.keyPlace });
      if (value !== null) values.push(value);
    }
    const weights = readWeights(node, this.issues);
    return weights === null || values.length !== node.entries.length ? null : { law: 'pick', values, weights, labels: null };
  }

  private readSequence(node: TreeNode): Law | null {
    if (node.type !== 'list' || node.items.length === 0) return this.refuse(node, 'a sequence is a list of at least one value', '[1s, 2s, 3s]');
    const values = node.items.map((item) => this.value(item));
    return values.includes(null) ? null : { law: 'sequence', values: values as number[] };
  }

  /** Distributions with named arguments: one of the declared sets must be given, and all of it. */
  private readArguments(name: string, node: TreeNode, place: Place): Law | null {
    const sets = distributions[name].takes as readonly Readonly<Record<string, Argument>>[];
    const written = sets.map((set) => `{ ${Object.keys(set).join(', ')} }`).join(' or ');
    if (node.type !== 'map') return this.refuse(node, `${name} has named arguments`, written);
    const all = [...new Set(sets.flatMap((set) => Object.keys(set)))];
    const unknown = node.entries.filter((entry) => !all.includes(entry.key));
    for (const entry of unknown) {
      this.issues.add('unknown-field', entry.keyPlace, `unknown argument "${entry.key}" of ${name}`, {
        expected: written,
        got: entry.key,
        suggestion: suggest(entry.key, all),
      });
    }
    if (unknown.length > 0) return null;
    const given = node.entries.map((entry) => entry.key);
    const set = sets.find((candidate) => Object.keys(candidate).length === given.length && Object.keys(candidate).every((key) => given.includes(key)));
    if (set === undefined) {
      this.issues.add('missing-field', node.place, `${name} is given by ${written}`, { expected: written, got: describe(node) });
      return null;
    }
    if (name === 'empirical') return this.readEmpirical(node);
    const numbers = new Map<string, number>();
    for (const { key, value } of node.entries) {
      const argument = set[key];
      const number =
        argument === 'quantity'
          ? this.quantity(value, { isOpen: true })
          : readQuantity(value, argument === 'count' ? 'count' : 'number', this.issues, argument === 'count' ? { min: 1, max: mostStages } : { isOpen: true });
      if (number === null) return null;
      numbers.set(key, number);
    }
    return this.build(name, numbers, place);
  }

  private readEmpirical(node: MapNode): Law | null {
    const [file, column] = ['file', 'column'].map((key) => node.entries.find((entry) => entry.key === key)!.value);
    if (file.type !== 'scalar' || column.type !== 'scalar')
      return this.refuse(node, 'an empirical distribution names a file and a column', '{ file: times.csv, column: time_s }');
    const values = this.columns.readNumberColumn(file, column, this.issues);
    return values === null ? null : { law: 'empirical', values };
  }

  private build(name: string, numbers: ReadonlyMap<string, number>, place: Place): Law | null {
    const law = this.buildUnchecked(name, numbers, place);
    if (law !== null && !Number.isFinite(lawMean(law))) return this.impossible(place, `the mean of this ${name} distribution is too large to be a number`);
    return law;
  }

  private buildUnchecked(name: string, numbers: ReadonlyMap<string, number>, place: Place): Law | null {
    const mean = numbers.get('mean')!;
    if (name === 'erlang') return { law: 'erlang', mean, stages: numbers.get('stages')! };
    if (name === 'weibull') {
      const shape = numbers.get('shape')!;
      return shape < 0.02
        ? this.impossible(place, `the values of a weibull of shape ${shape} span more than numbers can hold`, 'shape: at least 0.02')
        : { law: 'weibull', mean, shape };
    }
    if (name === 'pareto') return this.buildPareto(numbers.get('min')!, numbers.get('shape')!, numbers.get('max') ?? Infinity, place);
    const cv = numbers.get('cv')!;
    if (name === 'gamma') {
      return cv < 1e-3 || cv > 1e3
        ? this.impossible(
            place,
            `the values of a gamma of cv ${cv} ${cv < 1 ? 'are all but constant' : 'are zero but for a few in a million'}`,
            'cv: 0.001 to 1000',
          )
        : { law: 'gamma', mean, cv };
    }
    if (name === 'hyperexponential') {
      return cv < 1
        ? this.impossible(place, `a hyperexponential distribution has a cv of at least 1, not ${cv}`, 'write erlang or lognormal')
        : { law: 'hyperexponential', mean, cv };
    }
    if (numbers.has('median')) {
      const median = numbers.get('median')!;
      const p99 = numbers.get('p99')!;
      if (p99 <= median) return this.impossible(place, 'the p99 of this lognormal distribution is not above its median');
      return { law: 'lognormal', mu: log(median), sigma: (log(p99) - log(median)) / normal99 };
    }
    const variance = log1p(cv * cv);
    return { law: 'lognormal', mu: log(mean) - variance / 2, sigma: sqrt(variance) };
  }

  private buildPareto(min: number, shape: number, max: number, place: Place): Law | null {
    if (max === Infinity && shape <= 1) return this.impossible(place, `a pareto of shape ${shape} has no finite mean`, 'give it a max, or a shape above 1');
    return max <= min ? this.impossible(place, 'the max of this pareto is not above its min') : { law: 'pareto', min, shape, max };
  }

  /** A parameter: a mean of counts need not be whole. */
  private quantity(node: TreeNode, limits: QuantityLimits = {}): number | null {
    return readQuantity(node, this.unit === 'count' ? 'number' : this.unit, this.issues, limits);
  }

  /** A value that is drawn as it stands. */
  private value(node: TreeNode): number | null {
    return readQuantity(node, this.unit, this.issues);
  }

  private refuse(node: TreeNode, message: string, expected = `${quantityWords[this.unit].written}, or a distribution`): null {
    this.issues.add('wrong-shape', node.place, message, { expected, got: describe(node) });
    return null;
  }

  private impossible(place: Place, message: string, suggestion: string | null = null): null {
    this.issues.add('impossible-distribution', place, message, { suggestion });
    return null;
  }
}

/** Weights by name: plain numbers in any proportion, or shares that are 100 % together. */
function readWeights(map: MapNode, issues: Issues): readonly number[] | null {
  const weights: number[] = [];
  for (const entry of map.entries) {
    const weight = readWeight(entry.value, issues);
    if (weight !== null) weights.push(weight);
  }
  if (weights.length !== map.entries.length) return null;
  return checkWeights(
    weights,
    map.entries.map((entry) => entry.value),
    map.place,
    issues,
  )
    ? weights
    : null;
}

/** One weight: a number, or a share in per cent. */
export function readWeight(node: TreeNode, issues: Issues): number | null {
  return readQuantity(node, 'share', issues, { max: Infinity });
}

/** Weights must not all be zero, and those written in per cent must be 100 % together. */
export function checkWeights(weights: readonly number[], nodes: readonly TreeNode[], place: Place, issues: Issues): boolean {
  const sum = weights.reduce((total, weight) => total + weight, 0);
  if (!(sum > 0) || !Number.isFinite(sum)) {
    issues.add('impossible-weights', place, sum > 0 ? 'these weights are too large' : 'all weights are zero', { expected: 'at least one weight above 0' });
    return false;
  }
  const allPercent = nodes.every((node) => node.type === 'scalar' && parseQuantity(node.text, 'share').isRight && node.text.endsWith('%'));
  if (allPercent && Math.abs(sum - 1) > 1e-9) {
    issues.add('impossible-weights', place, `these shares are ${Number((sum * 100).toPrecision(10))} % together`, {
      expected: '100 % together, or plain weights without %',
    });
    return false;
  }
  return true;
}
