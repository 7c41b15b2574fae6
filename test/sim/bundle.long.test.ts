import { describe } from 'vitest';
import { bundlesChangeNothing } from './random-bundles.js';

describe('members of an each that wait as one, on many pages', () => {
  bundlesChangeNothing(10, 150);
});
