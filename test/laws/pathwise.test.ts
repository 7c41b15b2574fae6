import { pathwiseLaws } from './pathwise-suite.js';

pathwiseLaws(60);
