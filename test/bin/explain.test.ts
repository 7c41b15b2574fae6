import { describe, expect, it } from 'vitest';
import { queuelab } from './cli.js';

describe('queuelab explain', () => {
  it('tells what a word means on standard output', async () => {
    const { code, stdout, stderr } = await queuelab('explain', 'cache.eviction');
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/^eviction of a cache: /);
  });

  it('suggests a word for an unknown one, on standard error, with code 2', async () => {
    expect(await queuelab('explain', 'utilization')).toEqual({
      code: 2,
      stdout: '',
      stderr: 'there is no word "utilization"; did you mean "utilisation"?\n(exit 2)\n',
    });
    expect((await queuelab('explain')).code).toBe(2);
  });

  it('is in the overview', async () => {
    expect((await queuelab()).stdout).toMatch(/queuelab new shop[^]*explain KIND\|WORD/);
  });
});
