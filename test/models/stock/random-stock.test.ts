import { describe } from 'vitest';
import { keepsItsUnits } from './random-stock-suite.js';

describe('a stock under random orders', () => keepsItsUnits(40));
