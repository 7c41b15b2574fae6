import { robustness } from './robustness.js';

robustness(1000);
