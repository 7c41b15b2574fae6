import { lawsOnRandomScenarios } from './laws-suite.js';

lawsOnRandomScenarios(20);
