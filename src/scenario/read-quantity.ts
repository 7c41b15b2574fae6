import type { Issues } from './issue.js';
import { parseQuantity, quantityWords, type QuantityUnit } from './quantity.js';
import { describe, isNull, type TreeNode } from './tree.js';

export interface QuantityLimits {
  readonly min?: number;
  readonly max?: number;
  /** true: `unlimited` may stand here and gives Infinity. */
  readonly unlimited?: boolean;
  /** true: the value must be above min, not equal to it. */
  readonly isOpen?: boolean;
}

/** Reads a scalar as a quantity in inside units; null with an issue where it is none. */
export function readQuantity(node: TreeNode, unit: QuantityUnit, issues: Issues, limits: QuantityLimits = {}): number | null {
  const words = quantityWords[unit];
  const expected = limits.unlimited === true ? `${words.written}, or unlimited` : words.written;
  if (node.type !== 'scalar') {
    issues.add('wrong-shape', node.place, `${words.name} is expected here, not ${describe(node)}`, { expected, got: describe(node) });
    return null;
  }
  if (isNull(node)) {
    issues.add('missing-value', node.place, `${words.name} is missing here`, { expected });
    return null;
  }
  if (node.text === 'unlimited') {
    if (limits.unlimited === true) return Infinity;
    issues.add('out-of-range', node.place, `this cannot be unlimited`, { expected, got: node.text });
    return null;
  }
  const quantity = parseQuantity(node.text, unit);
  if (!quantity.isRight) {
    issues.add(quantity.code, node.place, quantity.message, { expected, got: node.text, suggestion: quantity.suggestion });
    return null;
  }
  const { value } = quantity;
  const min = limits.min ?? 0;
  const max = limits.max ?? (unit === 'count' ? 2 ** 53 : unit === 'share' ? 1 : Infinity);
  if (unit === 'count' && !Number.isInteger(value)) {
    issues.add('not-whole', node.place, `${node.text} is not a whole number`, { expected, got: node.text });
    return null;
  }
  if (value < min || (limits.isOpen === true && value === min) || value > max) {
    const bound = value > max ? `at most ${inWords(max, unit)}` : limits.isOpen === true ? `more than ${inWords(min, unit)}` : `at least ${inWords(min, unit)}`;
    issues.add('out-of-range', node.place, `${node.text} is too ${value > max ? 'large' : 'small'} here`, { expected: bound, got: node.text });
    return null;
  }
  return value;
}

function inWords(value: number, unit: QuantityUnit): string {
  if (unit === 'share') return `${value * 100}%`;
  return `${value}${{ time: 's', rate: '/s', size: 'B', bandwidth: 'B/s' }[unit as 'time'] ?? ''}`;
}
