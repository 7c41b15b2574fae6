import { expect, test } from 'vitest';
import { checkLock } from '../../scripts/check-lock.mjs';

const address = 'https://registry.npmjs.org/a/-/a-1.0.0.tgz';

test('a complete lock has no mistakes', () => {
  const packages = {
    '': { optionalDependencies: { a: '1' } },
    'node_modules/a': { resolved: address, optionalDependencies: { inner: '1', hoisted: '1' } },
    'node_modules/a/node_modules/inner': { optionalDependencies: { hoisted: '1' } },
    'node_modules/hoisted': {},
    'node_modules/local': { resolved: 'vendor/local', link: true },
  };
  expect(checkLock({ packages })).toEqual([]);
});

test('an optional package without an entry is found, also where a namesake is out of reach', () => {
  const packages = {
    'node_modules/a': { optionalDependencies: { 'a-darwin': '1' } },
    'node_modules/b': {},
    'node_modules/b/node_modules/a-darwin': {},
  };
  expect(checkLock({ packages })).toEqual([expect.stringContaining('a-darwin has no entry')]);
});

test('an address elsewhere is found', () => {
  const packages = { 'node_modules/a': { resolved: 'https://mirror.example/a-1.0.0.tgz' }, 'node_modules/b': { resolved: '../b', link: true } };
  expect(checkLock({ packages })).toEqual([expect.stringContaining('mirror.example'), expect.stringContaining('outside the repository')]);
});
