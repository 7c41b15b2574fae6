import { lawsOnRandomScenarios } from './laws-suite.js';

lawsOnRandomScenarios(3000);
