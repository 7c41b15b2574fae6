import { robustness } from './robustness.js';

robustness(120);
