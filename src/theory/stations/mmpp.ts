import { completeStation, type StationAnswer } from '../answer.js';
import { requireNonNegative, requirePositive, requireStable, requireWhole } from '../numeric/check.js';
import { stationary, sum, type Matrix } from '../numeric/matrix.js';
import { fifoTails } from './fifo-tails.js';
import { diagonal, solveQbd, withDiagonal, type QbdAnswer } from './qbd.js';

export interface ModulatedStation {
  /** Arrivals per second in each phase. */
  readonly arrivalRates: readonly number[];
  /** Rates per second from phase to phase; what stands on the diagonal is not looked at. */
  readonly changes: Matrix;
  /** Mean of the exponential service time, seconds. */
  readonly serviceMean: number;
  readonly servers: number;
}

/**
 * MMPP/M/c, first come, first served: Poisson arrivals whose rate is modulated by a Markov chain, as a quasi-birth–death chain (Neuts 1981; Fischer &
 * Meier-Hellstern 1993). On/off sources are two phases of which one has the rate 0. Valid for mean load < 1.
 */
export function mmpp({ arrivalRates, changes, serviceMean, servers }: ModulatedStation): StationAnswer {
  requirePositive('The mean service time', serviceMean);
  requireWhole('The number of servers', servers, 1);
  for (const rate of arrivalRates) requireNonNegative('The arrival rate', rate);
  const modulation = withDiagonal(changes.map((row, i) => row.map((x, j) => (i === j ? 0 : x))));
  const shares = stationary(modulation);
  const throughput = shares.reduce((all, share, i) => all + share * arrivalRates[i], 0);
  requirePositive('The mean arrival rate', throughput);
  requireStable((throughput * serviceMean) / servers);
  const up = diagonal(arrivalRates);
  const level = (busy: number): { up: Matrix; local: Matrix; down: Matrix } => {
    const down = diagonal(arrivalRates.map(() => busy / serviceMean));
    return { up, down, local: modulation.map((row, i) => row.map((x, j) => (i === j ? x - arrivalRates[i] - busy / serviceMean : x))) };
  };
  const boundary = Array.from({ length: servers }, (_, busy) => level(busy));
  const qbd = solveQbd({ boundary, repeated: level(servers) });
  const departures = foundByArrivals(qbd, arrivalRates, throughput, servers);
  const queueLengthMean = excess(qbd, servers);
  return completeStation({
    exactness: 'exact',
    source: 'MMPP/M/c as a quasi-birth–death chain (Neuts 1981; Latouche & Ramaswami 1993)',
    servers,
    throughput,
    serviceMean,
    waitProbability: sum(qbd.atLeast(servers).map((x, i) => x * arrivalRates[i])) / throughput,
    waitMean: queueLengthMean / throughput,
    ...fifoTails(servers, serviceMean, departures),
    presentProbability: (n) => sum(qbd.level(n)),
  });
}

/** Mean number of jobs beyond `servers`: Σ P(level >= n) over n > servers, as a geometric series in R. */
function excess(qbd: QbdAnswer, servers: number): number {
  const busy = qbd.boundary.reduce((all, level, n) => all + Math.min(n, servers) * sum(level), 0);
  return qbd.meanLevel - busy - servers * sum(qbd.atLeast(servers));
}

/** An arrival in phase i comes at rate λ_i: it finds level n with probability Σ π(n, i) λ_i / λ. Cut where the rest is below 1e-18. */
function foundByArrivals(qbd: QbdAnswer, arrivalRates: readonly number[], throughput: number, servers: number): Float64Array {
  const weigh = (level: readonly number[]): number => level.reduce((all, x, i) => all + x * arrivalRates[i], 0) / throughput;
  const departures = [qbd.boundary.slice(0, servers).reduce((all, level) => all + weigh(level), 0)];
  let level = qbd.level(servers);
  for (let n = servers; n < MOST_LEVELS; n++) {
    const found = weigh(level);
    departures.push(found);
    if (found < 1e-19) break;
    level = level.map((_, j) => level.reduce((all, x, i) => all + x * qbd.rateMatrix[i][j], 0));
  }
  return Float64Array.from(departures);
}

const MOST_LEVELS = 2_000_000;
