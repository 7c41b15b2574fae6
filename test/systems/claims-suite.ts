import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import type { Claim, Look } from '../../src/experiment/claims/claim.js';
import { judgeClaim } from '../../src/experiment/claims/judge-claim.js';
import { allLooks, lookName } from '../../src/experiment/claims/looks.js';
import { printedNumbers } from '../../src/experiment/claims/printed-number.js';
import { see, type Seen } from '../../src/experiment/claims/seen.js';
import { diskReader } from '../../src/node/disk-reader.js';
import { readScenario } from '../../src/scenario/read-scenario.js';
import { renderIssues } from '../../src/scenario/render-issues.js';
import type { Scenario } from '../../src/scenario/scenario.js';

/** What the lessons of the scenarios in one folder claim. */
export interface SystemClaims {
  /** Folder below scenarios/. */
  readonly folder: string;
  /** Files of it that are looked at elsewhere: name → where. */
  readonly elsewhere?: Readonly<Record<string, string>>;
  /** By file name without `.yaml`; in each claim `scenario` is left out, and other scenarios are named in the same way. */
  readonly claims: Readonly<Record<string, readonly FileClaim[]>>;
  /** Numbers in a lesson that are given, not found: by file name, as printed. */
  readonly given?: Readonly<Record<string, readonly string[]>>;
}
export type FileClaim = Omit<Claim, 'scenario'>;

/** The file's own seed first: the numbers that are printed are those of `queuelab run`. */
const SEEDS: readonly (number | null)[] = [null, 2, 3, 4, 5];
const root = resolve(import.meta.dirname, '../..');

const names = ({ folder }: SystemClaims): string[] =>
  readdirSync(join(root, 'scenarios', folder))
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => file.slice(0, -'.yaml'.length))
    .sort((a, b) => (a < b ? -1 : 1));

const lessonOf = ({ folder }: SystemClaims, name: string): string =>
  (parse(readFileSync(join(root, 'scenarios', folder, `${name}.yaml`), 'utf8')) as { readonly lesson?: string }).lesson ?? '';

const extendsOf = ({ folder }: SystemClaims, name: string): string | undefined =>
  (parse(readFileSync(join(root, 'scenarios', folder, `${name}.yaml`), 'utf8')) as { readonly extends?: string }).extends;

function withFiles({ folder, claims }: SystemClaims, name: string): Claim[] {
  const file = (other: string): string => join('scenarios', folder, `${other}.yaml`);
  return (claims[name] ?? []).map((claim) => {
    const against = claim.against;
    if (against === undefined) return { ...claim, scenario: file(name) };
    return { ...claim, scenario: file(name), against: { ...against, scenario: file(against.scenario ?? name) } };
  });
}

/** Without a simulation: every lesson is claimed, and what it prints is what is claimed. */
export function claimsAreWhole(system: SystemClaims): void {
  const own = names(system).filter((name) => system.elsewhere?.[name] === undefined);
  describe(`the lessons of ${system.folder}`, () => {
    test.each(own)('%s: each number in it is claimed', (name) => {
      const lesson = lessonOf(system, name);
      expect(lesson, 'a lesson').toMatch(/\S/);
      const claims = system.claims[name] ?? [];
      const printed = claims.flatMap(({ says = {} }) => Object.values(says) as string[]);
      for (const number of printed) expect(lesson).toContain(number);
      const known = new Set([...printed, ...(system.given?.[name] ?? [])].flatMap(printedNumbers));
      expect(printedNumbers(lesson).filter((number) => !known.has(number))).toEqual([]);
      if (extendsOf(system, name) === undefined) return;
      expect(
        claims.some(
          ({ against, removed, relation }) => against !== undefined && (removed !== undefined || (typeof relation === 'object' && 'same' in relation)),
        ),
        'a variant has an effect that is gone where what it teaches is removed, or makes no difference',
      ).toBe(true);
    });

    test('every claim is of a scenario, and what is looked at elsewhere is there', () => {
      expect(names(system)).toEqual(expect.arrayContaining([...Object.keys(system.claims), ...Object.keys(system.elsewhere ?? {})]));
      for (const file of Object.values(system.elsewhere ?? {})) readFileSync(join(root, file));
    });
  });
}

/** Without a simulation: every scenario can be read with all that is claimed of it, and whatever it is changed to. */
export function claimsCanBeAsked(system: SystemClaims): void {
  const own = names(system).filter((name) => system.elsewhere?.[name] === undefined);
  describe(`the lessons of ${system.folder}`, () => {
    test.each(own)('%s: what is claimed can be asked for', (name) => {
      for (const { look, statistics } of allLooks(withFiles(system, name), [null]).values()) readLook(look, statistics);
    });
  });
}

/** Simulates all that is claimed, on several seeds; each simulation once. */
export function claimsHold(system: SystemClaims): void {
  const own = names(system).filter((name) => system.claims[name] !== undefined);
  const all = own.flatMap((name) => withFiles(system, name));
  const asked = allLooks(all, SEEDS);
  const seen = new Map<string, Promise<Seen>>();
  const look = (one: Look): Promise<Seen> => {
    const name = lookName(one);
    if (!seen.has(name)) seen.set(name, see(readLook(one, asked.get(name)?.statistics ?? [])));
    return seen.get(name)!;
  };
  describe(`the lessons of ${system.folder} hold on ${SEEDS.length} seeds`, () => {
    describe.each(own)('%s', (name) => {
      test('its objectives are met', async () => {
        const verdicts = await Promise.all(SEEDS.map(async (seed) => (await look({ ...lookOf(system, name), seed })).objectives));
        expect(verdicts[0].filter(({ verdict }) => verdict !== 'met')).toEqual([]);
        expect(verdicts.flat().filter(({ verdict }) => verdict === 'failed')).toEqual([]);
      });
      test.each(withFiles(system, name).map((claim) => [title(claim), claim] as const))('%s', async (_title, claim) => {
        const found = new Map<string, Seen>();
        for (const { look: one } of allLooks([claim], SEEDS).values()) found.set(lookName(one), await look(one));
        expect(judgeClaim(claim, SEEDS, (one) => found.get(lookName(one))!).faults).toEqual([]);
      });
    });
  });
}

const lookOf = ({ folder }: SystemClaims, name: string): Look => ({ scenario: join('scenarios', folder, `${name}.yaml`), set: [], seed: null });

function title({ statistic, says = {}, against, set = [], relation, expected }: Claim): string {
  const words: string[] = [
    statistic,
    ...set,
    ...(Object.values(says) as string[]),
    ...(relation === undefined ? [] : [typeof relation === 'string' ? relation : JSON.stringify(relation)]),
  ];
  if (against !== undefined) words.push('against', against.scenario?.replace(/^.*\/|\.yaml$/g, '') ?? '', ...(against.set ?? []));
  if (expected !== undefined) words.push('expected', String(expected.value));
  return words.join(' ').replaceAll('%', ' per cent');
}

function readLook(look: Look, statistics: readonly string[]): Scenario {
  const overrides = look.seed === null ? {} : { seed: look.seed };
  const { scenario, issues } = readScenario({ file: join(root, look.scenario), sets: look.set, reader: diskReader, overrides, statistics });
  if (scenario === null) throw new Error(`${lookName(look)}\n${renderIssues(issues)}`);
  return scenario;
}
