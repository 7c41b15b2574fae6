import { describe } from 'vitest';
import { wakesAtOneInstant } from './equal-instants.js';

describe('loops', () => wakesAtOneInstant(1_000_000));
