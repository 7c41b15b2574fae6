import { completeStation, type StationAnswer } from '../answer.js';
import { birthDeathProbabilities } from '../numeric/birth-death.js';
import { requirePositive, requireStable, requireWhole } from '../numeric/check.js';
import { sum, zeros, type Matrix } from '../numeric/matrix.js';
import { stableLoad, type MarkovStation, type ServiceMoments } from './input.js';
import { diagonal, solveQbd, withDiagonal } from './qbd.js';

export interface BreakableServers extends MarkovStation {
  readonly servers: number;
  /** Mean time from repair to the next breakdown of one server, seconds, exponential; it runs also while the server is idle. */
  readonly upMean: number;
  /** Mean repair time, seconds, exponential. */
  readonly downMean: number;
  /** How many servers can be under repair at a time; all of them by default. */
  readonly repairers?: number;
}

/**
 * M/M/c whose servers break down, working or idle; the job of a broken server goes on at another one or waits, and loses nothing (with exponential service the
 * same as drawing its work anew). A quasi-birth–death chain over the number of servers up (Mitrani & Avi-Itzhak 1968; one server: White & Christie 1958).
 * Valid for λ < μ E[servers up].
 */
export function breakdowns({ arrivalRate, serviceMean, servers, upMean, downMean, repairers = servers }: BreakableServers): StationAnswer {
  requirePositive('The arrival rate', arrivalRate);
  requirePositive('The mean service time', serviceMean);
  requirePositive('The mean time up', upMean);
  requirePositive('The mean time down', downMean);
  requireWhole('The number of servers', servers, 1);
  requireWhole('The number of repairers', repairers, 1);
  const size = servers + 1;
  const changes = zeros(size, size);
  for (let working = 0; working <= servers; working++) {
    if (working > 0) changes[working][working - 1] = working / upMean;
    if (working < servers) changes[working][working + 1] = Math.min(servers - working, repairers) / downMean;
  }
  const shares = birthDeathProbabilities(
    (n) => changes[n][n + 1],
    (n) => changes[n][n - 1],
    servers,
  );
  requireStable((arrivalRate * serviceMean) / shares.reduce((all, share, n) => all + share * n, 0));
  const up = diagonal(new Array<number>(size).fill(arrivalRate));
  const level = (present: number): { up: Matrix; local: Matrix; down: Matrix } => {
    const down = diagonal(Array.from({ length: size }, (_, working) => Math.min(present, working) / serviceMean));
    return { up, down, local: withDiagonal(changes, up, down) };
  };
  const qbd = solveQbd({ boundary: Array.from({ length: servers }, (_, n) => level(n)), repeated: level(servers) });
  return completeStation({
    exactness: 'exact',
    source: 'M/M/c with breakdowns as a quasi-birth–death chain (Mitrani & Avi-Itzhak 1968)',
    servers,
    throughput: arrivalRate,
    serviceMean,
    waitMean: null,
    responseMean: qbd.meanLevel / arrivalRate,
    presentProbability: (n) => sum(qbd.level(n)),
  });
}

/**
 * M/G/1 whose server breaks down only while it works, at rate 1/upMean, and resumes after the repair: M/G/1 with the completion time in place of the service,
 * E[C] = E[S](1 + r/u), E[C²] = E[S²](1 + r/u)² + E[S] E[D²]/u. Gaver 1962; Avi-Itzhak & Naor 1963. Valid for λE[C] < 1.
 */
export function breakdownsWhileWorking({
  arrivalRate,
  service,
  upMean,
  repair,
}: {
  readonly arrivalRate: number;
  readonly service: ServiceMoments;
  /** Mean working time from one breakdown to the next, seconds, exponential. */
  readonly upMean: number;
  readonly repair: ServiceMoments;
}): StationAnswer {
  requirePositive('The mean time up', upMean);
  requirePositive('The mean repair time', repair.mean);
  const stretch = 1 + repair.mean / upMean;
  const completion = { mean: service.mean * stretch, secondMoment: service.secondMoment * stretch ** 2 + (service.mean * repair.secondMoment) / upMean };
  const load = stableLoad(arrivalRate, completion.mean);
  const waitMean = (arrivalRate * completion.secondMoment) / (2 * (1 - load));
  return completeStation({
    exactness: 'exact',
    source: 'M/G/1 with breakdowns while working, completion times (Gaver 1962)',
    servers: 1,
    throughput: arrivalRate,
    serviceMean: service.mean,
    waitProbability: load,
    waitMean,
    responseMean: waitMean + completion.mean,
  });
}
