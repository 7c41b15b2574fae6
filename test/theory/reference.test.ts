import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { cases, waitingShares } from './cases.js';

const path = resolve(import.meta.dirname, '../../../shared/reference/theory-cases.yaml');

interface ReferenceCase {
  readonly id: string;
  readonly se?: number;
  readonly expect: unknown;
}

/** Cases whose answers are no long-run means: overload.long.test.ts. */
const elsewhere = ['queue-fills', 'retry-metastable'];

describe.skipIf(!existsSync(path))('the theory cases are those of ../shared/reference/theory-cases.yaml (skipped where that is absent)', () => {
  const reference = existsSync(path) ? (parse(readFileSync(path, 'utf8')) as Readonly<Record<string, readonly ReferenceCase[]>>) : {};
  const stochastic = ['open_single_station', 'networks', 'caches', 'overload'].flatMap((section) => reference[section] ?? []);
  const find = (id: string): ReferenceCase => {
    const found = stochastic.find((each) => each.id === id);
    if (found === undefined) throw new Error(`the reference has no case ${id}`);
    return found;
  };

  test('none is forgotten', () => {
    const ours = new Set([...cases.map(({ id }) => id), ...elsewhere]);
    expect(stochastic.map(({ id }) => id).filter((id) => !ours.has(id))).toEqual([]);
  });

  test.each(cases.map((each) => [`${each.id} ${each.part ?? ''}`, each] as const))('%s', (_, { id, se, expected }) => {
    const { expect: numbers, se: bound } = find(id);
    expect(se).toBe(bound);
    for (const { reference: steps, value } of expected) {
      const theirs = steps.slice(1).reduce<unknown>((at, step) => (at as Readonly<Record<string | number, unknown>>)[step], numbers);
      expect(value).toBe(theirs);
    }
  });

  test.each(waitingShares.map((each) => [each.id, each.share] as const))('%s: share that waits', (id, share) => {
    expect((find(id).expect as { readonly C: number }).C).toBe(share);
  });
});
