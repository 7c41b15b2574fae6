import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { breaks, breakUp } from '../scenario/break-up.js';
import { fullPage } from '../scenario/full-page.js';
import { queuelab } from './cli.js';

/** The golden ratio strides evenly over all places of a page. */
export const broken = (number: number): string =>
  breakUp(fullPage, breaks[number % breaks.length], (number * 0.6180339887498949) % 1, Math.floor(number / breaks.length));

/** So many broken pages in one command. */
export function namedAtOnce(count: number): void {
  it(`are each named with a mistake, ${count} at once, and never a stack`, async () => {
    const folder = mkdtempSync(join(tmpdir(), 'queuelab-broken-'));
    const files = Array.from({ length: count }, (_, number) => join(folder, `broken-${number}.yaml`));
    files.forEach((file, number) => writeFileSync(file, broken(number)));
    const { code, stdout, stderr } = await queuelab('validate', ...files);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(new RegExp(String.raw` errors in ${count} files\. Nothing was run\. \(exit 2\)\n$`));
    for (let number = 0; number < count; number++) expect(stderr).toContain(`broken-${number}.yaml:`);
    expect(stderr).not.toMatch(/^ {4}at |TypeError|RangeError|our fault/m);
  });
}
