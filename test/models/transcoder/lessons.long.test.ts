import { describe, expect, it } from 'vitest';
import { lesson } from './lesson.js';

describe('what the scenarios of the transcoder say', () => {
  it('chunks of 1 s', async () => {
    const { makespan, first } = await lesson('-short-chunks');
    expect([makespan.toFixed(1), first.toFixed(1)]).toEqual(['102.2', '12.7']);
  });

  it('slow workers and backups', async () => {
    const slow = await lesson('-stragglers');
    const backed = await lesson('-backups');
    expect([Math.round(slow.makespan), Math.round(slow.first), Math.round(slow.work / 10) * 10]).toEqual([176, 25, 2180]);
    expect([Math.round(backed.makespan), Math.round(backed.first), Math.round(backed.work / 10) * 10]).toEqual([101, 25, 2040]);
  });

  it('lost workers, cut and not', async () => {
    const cut = await lesson('-lost');
    const whole = await lesson('-lost-whole');
    expect([cut.makespan.toFixed(1), Math.round(whole.makespan)]).toEqual(['79.8', 857]);
  });
});
