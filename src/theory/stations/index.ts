export { availability, availabilityOfGroup, unitsDown, type Group } from './availability.js';
export { batchArrivals, fixedBatch, geometricBatch, type BatchSize } from './batches.js';
export { breakdowns, breakdownsWhileWorking, type BreakableServers } from './breakdowns.js';
export { erlangA, type ImpatientAnswer, type ImpatientStation } from './erlang-a.js';
export { erlangB, erlangBLoad, erlangBServers, lossStation } from './erlang-b.js';
export { erlangC, erlangCServers, type WaitTarget } from './erlang-c.js';
export { engset, finiteSource, type FiniteSource } from './finite-source.js';
export {
  allenCunneen,
  kingmanApproximation,
  kingmanBound,
  kramerLangenbachBelz,
  whittApproximation,
  type TwoMoments,
  type TwoMomentsManyServers,
} from './ggc.js';
export { gimc, type RenewalStation } from './gimc.js';
export { infiniteServers, infiniteServersAt } from './infinite-servers.js';
export type { MarkovStation, ServiceMoments } from './input.js';
export { mdc, type ConstantService } from './mdc.js';
export { mg1, mg1WaitVariance } from './mg1.js';
export { mg1PreemptiveShortestJobFirst, mg1ShortestJobFirst, mg1ShortestRemaining } from './mg1-by-size.js';
export { mg1LifoPreemptive, mg1ProcessorSharing } from './mg1-sharing.js';
export { mm1 } from './mm1.js';
export { mmc } from './mmc.js';
export { mmck } from './mmck.js';
export { mmpp, type ModulatedStation } from './mmpp.js';
export { mph1 } from './mph1.js';
export { erlangPhases, hyperexponentialPhases, phaseTypeMoments, phaseTypeTail, type PhaseType } from './phase-type.js';
export { powerOfChoices } from './power-of-choices.js';
export {
  mmcPriorityNonPreemptive,
  mmcPriorityPreemptive,
  priorityNonPreemptive,
  priorityPreemptive,
  type MultiServerPriority,
  type PriorityClass,
} from './priority.js';
export { diagonal, solveQbd, withDiagonal, type Level, type Qbd, type QbdAnswer } from './qbd.js';
export { multipleVacations, setUp, singleVacation } from './vacations.js';
