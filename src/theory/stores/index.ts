export { quorumTime, staleAfterWrite, type QuorumStaleness, type QuorumTime } from './quorums.js';
export { staleInAnyOrder, staleInLogOrder, type StalenessAnswer } from './staleness.js';
