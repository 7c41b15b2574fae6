import { readdirSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { titleIn } from '../commands/list.js';
import { shippedScenarios } from '../scenario-files.js';
import type { Offer } from './offer.js';

/** Titles are read for so many scenarios at the most: two hundred take too long for a key. */
const MOST_TITLES = 30;

/** Scenarios that begin as what is typed does: of the folder, and those that come with the program, also by their last part where it is theirs alone. */
export function scenarioOffers(typed: string, endings: readonly string[] = ['.yaml', '.yml']): readonly Offer[] {
  const all = shippedScenarios();
  const lastPart = (name: string): string => name.slice(name.lastIndexOf('/') + 1);
  const whole = all.filter(({ name }) => name.startsWith(typed)).map(({ name, file }) => ({ value: name, file }));
  const parts = typed === '' ? [] : all.filter(({ name }) => lastPart(name).startsWith(typed)).map(({ name, file }) => ({ value: lastPart(name), file }));
  const own = parts.filter(({ value }) => all.filter(({ name }) => lastPart(name) === value).length === 1);
  const shipped = [...own, ...whole];
  return [
    ...fileOffers(typed, endings),
    ...shipped.map(({ value, file }) => ({ value, text: shipped.length <= MOST_TITLES ? titleIn(readFileSync(file, 'utf8')) : '' })),
  ];
}

/** Files with those endings and folders, where what is typed leads. */
export function fileOffers(typed: string, endings: readonly string[]): readonly Offer[] {
  const folder = typed.slice(0, typed.lastIndexOf('/') + 1);
  try {
    return readdirSync(folder === '' ? '.' : fromHome(folder), { withFileTypes: true })
      .filter((entry) => !entry.name.startsWith('.') && entry.name !== 'node_modules')
      .filter((entry) => entry.isDirectory() || endings.some((ending) => entry.name.toLowerCase().endsWith(ending)))
      .map((entry) => ({ value: `${folder}${entry.name}${entry.isDirectory() ? '/' : ''}`, text: '' }))
      .sort((left, right) => (left.value < right.value ? -1 : 1));
  } catch {
    return [];
  }
}

/** Shells only expand `~` later. */
export function fromHome(path: string): string {
  return path.startsWith('~/') ? join(homedir(), path.slice(2)) : path;
}
