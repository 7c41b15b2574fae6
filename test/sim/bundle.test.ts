import { describe } from 'vitest';
import { bundlesChangeNothing } from './random-bundles.js';

describe('members of an each that wait as one', () => {
  bundlesChangeNothing(0, 10);
});
