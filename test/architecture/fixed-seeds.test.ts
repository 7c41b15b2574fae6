import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import ts from 'typescript';
import { expect, test } from 'vitest';

const folder = resolve(import.meta.dirname, '..');
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));

/** What draws cases from a seed of its own, another one each time, unless it is given one. */
const draws = /^fc\.(assert|check|sample|statistics)$/;
/** What is another value each time, whatever it is given. */
const chance = /^(Math\.random|Date|Date\.now|(crypto\.)?(randomUUID|randomBytes|randomInt|getRandomValues))$/;

/** A test that fails once in a thousand runs says nothing to whom it fails: the same commit draws the same cases. */
test('every property is given a seed, and no test takes its data from chance or the clock', () => {
  const found = files.flatMap((file) => faultsIn(file, readFileSync(join(folder, file), 'utf8')));
  expect(found.filter(({ fault }) => fault !== null).map(({ place, fault }) => `${place}: ${String(fault)}`)).toEqual([]);
  expect(found.length).toBeGreaterThan(30);
});

test('a seed that is taken away, or taken from the clock, is noticed', () => {
  const faultsOf = (text: string): unknown[] => faultsIn('a.ts', text).flatMap(({ fault }) => fault ?? []);
  expect(faultsOf('fc.assert(fc.property(fc.nat(), (n) => n >= 0), { numRuns: 9, seed: 1 });')).toEqual([]);
  expect(faultsOf('fc.assert(fc.property(fc.nat(), (n) => n >= 0), { numRuns: 9 });')).toEqual(['fc.assert without a seed']);
  expect(faultsOf('fc.assert(fc.property(fc.record({ seed: 1 }), () => true));')).toEqual(['fc.assert without a seed']);
  expect(faultsOf('fc.assert(law, { seed: Date.now() });')).toEqual(['fc.assert without a seed', 'Date.now']);
  expect(faultsOf("import { assert } from 'fast-check';")).toEqual(['fast-check by another name than fc']);
  expect(faultsOf('const a = Math.random() + Number(new Date());')).toEqual(['Math.random', 'Date']);
  expect(faultsOf("const a = Date.parse('2020-01-01') + Number(new Date(0)); // Math.random(), and 'Date.now()'")).toEqual([]);
});

interface Found {
  /** `sim/calendar.test.ts:69` */
  readonly place: string;
  /** null: it has its seed. */
  readonly fault: string | null;
}

function faultsIn(file: string, text: string): Found[] {
  if (!/fast-check|\bfc\.|Math\.random|\bDate\b|random(UUID|Bytes|Int)|getRandomValues/.test(text)) return [];
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const found: Found[] = [];
  const visit = (node: ts.Node): void => {
    const fault = faultOf(node);
    if (fault !== undefined) found.push({ place: `${file}:${source.getLineAndCharacterOfPosition(node.getStart()).line + 1}`, fault });
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** undefined: nothing that draws. */
function faultOf(node: ts.Node): string | null | undefined {
  if (ts.isImportDeclaration(node)) {
    const isOther = /^'fast-check'$/.test(node.moduleSpecifier.getText()) && node.importClause?.getText() !== 'fc';
    return isOther ? 'fast-check by another name than fc' : undefined;
  }
  if (!ts.isCallExpression(node) && !ts.isNewExpression(node)) return undefined;
  const callee = node.expression.getText();
  const given = node.arguments ?? [];
  if (draws.test(callee)) return isSeeded(given.at(-1)) ? null : `${callee} without a seed`;
  // `new Date(0)` is the same each time.
  if (!chance.test(callee) || (callee === 'Date' && ts.isNewExpression(node) && given.length > 0)) return undefined;
  return callee;
}

function isSeeded(settings: ts.Expression | undefined): boolean {
  if (settings === undefined || !ts.isObjectLiteralExpression(settings)) return false;
  return settings.properties.some(
    (property) => ts.isPropertyAssignment(property) && property.name.getText() === 'seed' && ts.isNumericLiteral(property.initializer),
  );
}
