import { describe } from 'vitest';
import { namedAtOnce } from './broken-pages.js';

describe('broken scenarios on the command line', () => namedAtOnce(500));
