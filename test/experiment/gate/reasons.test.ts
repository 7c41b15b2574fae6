import { expect, test } from 'vitest';
import type { Baseline } from '../../../src/experiment/gate/baseline.js';
import { reasonsFor } from '../../../src/experiment/gate/reasons.js';
import { version } from '../../../src/experiment/version.js';

const before = { version, scenario: { sha256: 'a' }, seed: 1, utilisation: {} } as unknown as Baseline;

test('the same page does something else by other random numbers, or by what the page does not say', () => {
  expect(reasonsFor([], { before, now: {}, sha256: 'a', seed: 2 })).toEqual([
    'The page is the same as in the baseline, and the random numbers are others: seed 2, in the baseline 1.',
  ]);
  expect(reasonsFor([], { before, now: {}, sha256: 'a', seed: 1 })[0]).toContain('queuelab itself');
});
