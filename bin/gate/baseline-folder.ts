import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { readBaseline, type Baseline } from '../../src/experiment/gate/baseline.js';
import { renderDocument } from '../../src/report/gate/document.js';
import { reason, writeWhole } from '../output/write-whole.js';

/**
 * A folder of committed baselines: one file for each scenario, under the path that the scenario has as seen from the folder that holds this one. So it does not matter from where
 * the program is started.
 */
export class BaselineFolder {
  private readonly parent: string;

  constructor(readonly folder: string) {
    this.parent = dirname(resolve(folder));
  }

  /** The scenario as this folder sees it, with slashes. */
  nameOf(scenario: string): string {
    return relative(this.parent, resolve(scenario)).split(sep).join('/');
  }

  /** Where the baseline of a scenario is, or would be. */
  pathOf(scenario: string): string {
    const parts = this.nameOf(scenario)
      .split('/')
      .map((part) => (part === '..' ? 'outside' : part));
    return join(this.folder, ...parts).replace(/\.ya?ml$/i, '') + '.json';
  }

  /** null: there is none. A text: why it cannot be read. */
  read(scenario: string): Baseline | string | null {
    const path = this.pathOf(scenario);
    let text: string;
    try {
      text = readFileSync(path, 'utf8');
    } catch (error) {
      return (error as NodeJS.ErrnoException).code === 'ENOENT' ? null : `${path}: ${reason(error, dirname(path))}`;
    }
    const read = readBaseline(text);
    return typeof read === 'string' ? `${path}: ${read}` : read;
  }

  /** Baselines in here whose scenario is gone, of those that lie in one of the folders. */
  orphans(within: readonly string[]): { readonly scenario: string; readonly baseline: string }[] {
    const roots = within.map((one) => resolve(one));
    return jsonBelow(this.folder).flatMap((path) => {
      const baseline = readBaseline(readFileSync(path, 'utf8'));
      if (typeof baseline === 'string') return [];
      const scenario = resolve(this.parent, baseline.scenario.file);
      const isMeant = roots.some((root) => scenario.startsWith(root + sep));
      return isMeant && !existsSync(scenario) ? [{ scenario: relative('', scenario).split(sep).join('/'), baseline: path }] : [];
    });
  }

  /** @returns whether it was written (a baseline that says the same stays), or in words why not */
  async write(scenario: string, baseline: Baseline): Promise<boolean | string> {
    const path = this.pathOf(scenario);
    const text = renderDocument(baseline);
    if (existsSync(path) && readFileSync(path, 'utf8') === text) return false;
    try {
      mkdirSync(dirname(path), { recursive: true });
    } catch (error) {
      return `${path}: ${reason(error, dirname(path))}`;
    }
    return (await writeWhole(path, text)) ?? true;
  }

  async remove(path: string): Promise<string | null> {
    return rm(path).then(
      () => null,
      (error: unknown) => `${path}: ${reason(error, dirname(path))}`,
    );
  }
}

function jsonBelow(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.json'))
    .sort((left, right) => (left < right ? -1 : 1))
    .map((name) => join(folder, name));
}
