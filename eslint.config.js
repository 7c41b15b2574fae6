import { builtinModules } from 'node:module';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

/** What would make two runs of one seed differ: chance from elsewhere, the clock, orders that nobody stated. */
const unrepeatable = [
  { selector: 'ForInStatement', message: 'The order of for…in is nobody’s promise: use for…of over Object.keys, an array or a Map.' },
  {
    selector: 'CallExpression[arguments.length=0] > MemberExpression.callee[property.name=/^(sort|toSorted)$/]',
    message: 'Sort with a comparator: without one, numbers are sorted as text.',
  },
  { selector: "MemberExpression[object.name='Math'][property.name='random']", message: 'Chance comes from a named stream (src/sim/chance/stream.ts).' },
];
const unrepeatableGlobals = [
  { name: 'Date', message: 'Simulated time comes from the calendar; nothing here reads the wall clock.' },
  { name: 'performance', message: 'Simulated time comes from the calendar; nothing here reads the wall clock.' },
  { name: 'crypto', message: 'Chance comes from a named stream (src/sim/chance/stream.ts).' },
];
/** Math functions whose last digit the language leaves to the browser; + - * / and Math.sqrt are exact everywhere. */
const inexact = 'log|exp|pow|log1p|expm1|log2|log10|cbrt|hypot|sin|cos|tan|asin|acos|atan|atan2|sinh|cosh|tanh|asinh|acosh|atanh';
const engineMathematics = {
  selector: `MemberExpression[object.name='Math'][property.name=/^(${inexact})$/]`,
  message: 'Only src/sim/elementary.ts calls this function: its last digit may differ between browsers.',
};
const engineModules = builtinModules.flatMap((name) => [name, `node:${name}`]);

export default defineConfig(
  { ignores: ['dist/**', 'coverage/**', 'vendor/**', 'reports/**', 'node_modules/**'] },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true, allowNullish: false }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', caughtErrors: 'all' }],
      eqeqeq: 'error',
      'prefer-const': 'error',
      'no-var': 'error',
    },
  },
  {
    files: ['src/sim/**/*.ts', 'src/models/**/*.ts', 'src/theory/**/*.ts', 'src/scenario/**/*.ts', 'src/experiment/**/*.ts'],
    rules: {
      'no-restricted-syntax': ['error', ...unrepeatable],
      'no-restricted-globals': ['error', ...unrepeatableGlobals],
    },
  },
  {
    files: ['src/sim/**/*.ts', 'src/models/**/*.ts'],
    ignores: ['src/sim/elementary.ts'],
    rules: { 'no-restricted-syntax': ['error', ...unrepeatable, engineMathematics] },
  },
  {
    files: ['src/sim/**/*.ts', 'src/models/**/*.ts', 'src/theory/**/*.ts', 'src/scenario/**/*.ts'],
    rules: {
      'no-restricted-imports': ['error', { paths: engineModules.map((name) => ({ name, message: 'This room runs in a browser: no Node modules.' })) }],
    },
  },
);
