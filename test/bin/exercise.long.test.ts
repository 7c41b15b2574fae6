import { expect, test } from 'vitest';
import { queuelab, root } from './cli.js';

test('the exercise that comes with the program teaches what it says', async () => {
  const { code, stdout } = await queuelab('exercise', 'lint', `${root}exercises/retry-storm/storm.exercise.yaml`, '--draws', '6');
  expect(stdout).toMatch(/all 8 claims hold \(exit 0\)\n$/);
  expect(code).toBe(0);
});
