import { existsSync, readdirSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { packageFolder } from './package-folder.js';

export interface ShippedScenario {
  /** Path below scenarios/ without extension, with slashes. */
  readonly name: string;
  readonly file: string;
}

/** The scenarios that come with the program, by name. */
export function shippedScenarios(): ShippedScenario[] {
  const root = join(packageFolder(), 'scenarios');
  if (!existsSync(root)) return [];
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.yaml'))
    .map((path) => ({ name: path.slice(0, -'.yaml'.length).split(sep).join('/'), file: join(root, path) }))
    .sort((left, right) => (left.name < right.name ? -1 : 1));
}

export type FoundScenario = { readonly file: string } | { readonly problem: string };

/** A file wins; else a name from `list`, of which a unique last part suffices. */
export function findScenario(word: string): FoundScenario {
  if (existsSync(word) && statSync(word).isFile()) return { file: word };
  const shipped = shippedScenarios();
  const exact = shipped.find((one) => one.name === word);
  if (exact !== undefined) return { file: shownPath(exact.file) };
  const byLastPart = shipped.filter((one) => one.name.endsWith(`/${word}`));
  if (byLastPart.length === 1) return { file: shownPath(byLastPart[0].file) };
  if (byLastPart.length > 1) return { problem: `"${word}" is the name of several scenarios: ${byLastPart.map((one) => one.name).join(', ')}` };
  return { problem: `there is no file "${word}" and no scenario of that name (queuelab list)` };
}

/** Relative to the working directory, with slashes: what results and messages show. */
export function shownPath(file: string): string {
  return relative(process.cwd(), file).split(sep).join('/') || file;
}
