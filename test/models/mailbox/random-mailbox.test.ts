import { describe } from 'vitest';
import { losesNoMessage } from './random-mailbox-suite.js';

describe('a mailbox under random comings and goings', () => losesNoMessage(100));
