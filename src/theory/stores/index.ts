export { staleInAnyOrder, staleInLogOrder, type StalenessAnswer } from './staleness.js';
