import { describe, expect, it } from 'vitest';
import { kinds } from '../../src/models/index.js';
import { groupsOfLanguage } from '../../src/scenario/explain.js';
import { DataFiles } from '../../src/scenario/trace.js';
import { Issues } from '../../src/scenario/issue.js';
import { readFields } from '../../src/scenario/check/fields.js';
import { readYaml } from '../../src/scenario/read-yaml.js';
import { SourceFile } from '../../src/scenario/source-file.js';
import type { MapNode } from '../../src/scenario/tree.js';
import { memoryReader, readText } from './reader.js';

const nameOf = (example: string): string => example.slice(0, example.indexOf(':'));
const fieldsOf = (example: string): string => example.slice(example.indexOf('{') + 1, example.lastIndexOf('}')).trim();

/** What the examples of the kinds name: keys, and services that they call. */
const keys = `  user: { items: 10k }
  stranger: { of: user }
  product: { items: 100, attributes: { units: { geometric: 100 } } }
  order: { items: new }
  row: { items: 4 }
  post: { items: 100 }
  conversation: { items: 100 }
  message: { items: new }
  group: { items: 50 }
  video: { items: 1k, attributes: { length: 10min, size: 1MB } }
  upload: { items: new, attributes: { length: 10min, size: 1MB } }`;
const services = [
  'origin: { kind: service, operations: { read: [work: 1ms], write: [work: 1ms], put: [work: 1ms] } }',
  'recommendations: { kind: service, operations: { learn: [work: 1ms] } }',
  'failures: { kind: service, operations: { publish: [work: 1ms] } }',
  'store: { kind: service, operations: { write: [work: 1ms] } }',
  'mailer: { kind: service, work: 1ms }',
  'roster: { kind: service, operations: { remove: [work: 1ms] } }',
  'catalogue: { kind: service, operations: { publish: [work: 1ms] } }',
  'gateway: { kind: service, operations: { start: [work: 1ms] } }',
  'posts: { kind: service, operations: { get: [work: 1ms] } }',
];

const known = new Map([...kinds.map(({ example }) => example), ...services].map((example) => [nameOf(example), example]));

/** A page with these examples, what they name, and somebody who calls a component. */
function pageWith(examples: readonly string[]): string {
  const shown = new Map(examples.map((example) => [nameOf(example), example]));
  for (const example of shown.values()) {
    for (const [, word] of example.matchAll(/[ []([a-z]+)\b/g)) if (known.has(word) && !shown.has(word)) shown.set(word, known.get(word)!);
  }
  return `title: Examples
keys:
${keys}
components:
${[...shown.values()].map((example) => `  ${example}`).join('\n')}
  called: { kind: service, work: 1ms }
workload: { jobs: { arrivals: { poisson: 1/s }, call: called } }
`;
}

describe('the examples of the kinds are fragments of a valid page', () => {
  it('all of them together', () => {
    expect(readText(pageWith([...known.values()])).issues.map(({ message }) => message)).toEqual([]);
  });

  /** A field may need others, or exclude one of the example: that is told; its value is right all the same. */
  const others = new Set(['not-together', 'one-of', 'missing-field', 'needs-one-work', 'needs-synchronous', 'key-not-drawn', 'impossible-distribution']);
  const cases = kinds.flatMap((kind) => Object.entries(kind.fields).map(([name, { example }]) => [kind.kind, name, example] as const));
  it.each(cases)('%s.%s: %s', (kindName, field, value) => {
    const { example } = kinds.find(({ kind }) => kind === kindName)!;
    const without = fieldsOf(example);
    const before = new RegExp(`(^|, )${field}: `).exec(without);
    const fields = before === null ? `${without}, ${field}: ${value}` : `${removeField(without, field)}, ${field}: ${value}`;
    const { issues } = readText(pageWith([`${nameOf(example)}: { ${fields} }`]));
    expect(issues.filter(({ code }) => !others.has(code)).map(({ message }) => message)).toEqual([]);
  });
});

/** The text of flow fields without one of them. */
function removeField(fields: string, name: string): string {
  const parts: string[] = [];
  let depth = 0;
  let part = '';
  for (const letter of fields) {
    if ('{['.includes(letter)) depth++;
    if ('}]'.includes(letter)) depth--;
    if (letter === ',' && depth === 0) {
      parts.push(part.trim());
      part = '';
    } else part += letter;
  }
  parts.push(part.trim());
  return parts.filter((one) => !one.startsWith(`${name}: `)).join(', ');
}

describe('the example of each field of the language is a value of it', () => {
  /** A fragment does not have its neighbours, nor what it names. */
  const elsewhere = /^(unknown-(component|key|attribute|operation|set)|missing-field|file-missing|never-called|operation-needed)$/;
  const cases = groupsOfLanguage().flatMap(({ place, group }) =>
    Object.entries(group.fields).map(([name, { example }]) => [`${place}.${name}`, group, name, example] as const),
  );
  it.each(cases)('%s', (_, group, name, example) => {
    const issues = new Issues();
    const node = readYaml(new SourceFile('example.yaml', 'example.yaml', `{ ${name}: ${example} }`), issues) as MapNode;
    const context = {
      issues,
      files: new DataFiles(memoryReader({})),
      keys: new Map(),
      components: new Map(),
      strangeMaps: new WeakSet(),
      stepPlaces: new Map(),
    };
    readFields(group, node, context as never);
    expect(issues.all.filter(({ code }) => !elsewhere.test(code)).map(({ message }) => message)).toEqual([]);
  });
});
