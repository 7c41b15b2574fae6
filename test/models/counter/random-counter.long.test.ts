import { describe } from 'vitest';
import { countsEveryAdd } from './random-counter-suite.js';

describe('a counter under random adds and crashes', () => countsEveryAdd(3000));
