import { describe, expect, it } from 'vitest';
import { madeOfCommonFields } from '../../src/scenario/language/made-of.js';
import { readText } from './reader.js';

describe('what is made of common fields', () => {
  it.each(madeOfCommonFields.map(({ name, example }) => [name, example] as const))('%s', (_, example) => {
    const components = example.split('\n');
    const first = components[0].slice(0, components[0].indexOf(':'));
    const operation = /operations: \{ ([a-z]+):/.exec(components[0])?.[1];
    const text = `title: An example
keys:
  user: { items: 10k }
  row: { items: 4 }
  object: { items: 1M, attributes: { size: 1MB } }
components:
${components.map((line) => `  ${line}`).join('\n')}
workload: { jobs: { arrivals: { poisson: 1/s }, call: ${operation === undefined ? first : `${first}.${operation}`} } }
`;
    expect(readText(text).issues.map(({ message }) => message)).toEqual([]);
  });
});
