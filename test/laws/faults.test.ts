import { faultsOnRandomScenarios } from './faults-suite.js';

faultsOnRandomScenarios(15);
