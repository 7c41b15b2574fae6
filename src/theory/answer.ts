import { quantileOfTail } from './numeric/quantile.js';

/**
 * What a formula is: exact under its conditions; an approximation, whose error nobody bounds; or a bound, on the side its source states.
 */
export type Exactness = 'exact' | 'approximation' | 'bound';

/** What every answer of theory says about itself. */
export interface Answer {
  readonly exactness: Exactness;
  /** The formula, and the book or paper it is from. */
  readonly source: string;
}

/** P(time > t), t in seconds. */
export type Tail = (time: number) => number;
/** The time that a share p of the jobs does not exceed, 0 < p < 1, in seconds. */
export type Quantile = (p: number) => number;

/** Long-run means of one station, or of one class of jobs at it. Seconds, jobs, jobs per second. */
export interface StationAnswer extends Answer {
  /** Share of the servers that work, 0 to 1 (for a class: that work for it); null where their number is unlimited. */
  readonly utilisation: number | null;
  /** Mean number of servers that work. */
  readonly busyServers: number;
  /** Jobs whose service ends, per second. */
  readonly throughput: number;
  /** Share of the accepted jobs that do not start at once; null where not known, or where the discipline knows no waiting. */
  readonly waitProbability: number | null;
  /** Mean time from arrival to the first start of service, over accepted jobs (with patience: over all jobs, those that give up included). */
  readonly waitMean: number | null;
  /** Mean time from arrival to departure, over accepted jobs (with patience: over all jobs). */
  readonly responseMean: number;
  /** Mean number of jobs present that no server works on (a preempted job waits again); null where all present are in service. */
  readonly queueLengthMean: number | null;
  /** Mean number of jobs present, waiting or in service. */
  readonly presentMean: number;
  /** Share of the arrivals that find no room. */
  readonly rejectedShare: number;
  /** Share of the arrivals that give up before their service starts. */
  readonly abandonedShare: number;
  /** P(wait > t) of accepted jobs under first come, first served. */
  readonly waitTail?: Tail;
  readonly waitQuantile?: Quantile;
  /** P(response > t) of accepted jobs under first come, first served. */
  readonly responseTail?: Tail;
  readonly responseQuantile?: Quantile;
  /** Mean response of a job whose work is `size` seconds. */
  readonly responseMeanOfSize?: (size: number) => number;
  /** P(n jobs present) at an arbitrary instant. */
  readonly presentProbability?: (n: number) => number;
}

/** What a formula has to say; the rest follows from Little's law and the utilisation law. */
export interface StationFacts extends Answer {
  readonly servers: number;
  /** Accepted jobs per second. */
  readonly throughput: number;
  /** Mean work of a job, seconds. */
  readonly serviceMean: number;
  readonly waitMean: number | null;
  /** Where it is more than waitMean + serviceMean. */
  readonly responseMean?: number;
  readonly waitProbability?: number | null;
  /** null: all present are in service. */
  readonly queueLengthMean?: number | null;
  readonly rejectedShare?: number;
  readonly waitTail?: Tail | undefined;
  readonly responseTail?: Tail | undefined;
  readonly responseMeanOfSize?: (size: number) => number;
  readonly presentProbability?: (n: number) => number;
}

/**
 * Completes an answer: response = wait + service unless given, present = throughput × response (Little 1961), busy = throughput × service
 * (utilisation law), queue = present - busy, quantiles by inverting the tails.
 */
export function completeStation(facts: StationFacts): StationAnswer {
  const { exactness, source, servers, throughput, serviceMean, waitMean, waitTail, responseTail } = facts;
  const responseMean = facts.responseMean ?? (waitMean ?? 0) + serviceMean;
  const busyServers = throughput * serviceMean;
  return {
    exactness,
    source,
    utilisation: servers === Infinity ? null : busyServers / servers,
    busyServers,
    throughput,
    waitProbability: facts.waitProbability ?? null,
    waitMean,
    responseMean,
    // Not present - busy, which loses its digits where hardly anybody waits.
    queueLengthMean:
      facts.queueLengthMean === undefined
        ? throughput * (facts.responseMean === undefined ? (waitMean ?? 0) : responseMean - serviceMean)
        : facts.queueLengthMean,
    presentMean: throughput * responseMean,
    rejectedShare: facts.rejectedShare ?? 0,
    abandonedShare: 0,
    ...(waitTail && { waitTail, waitQuantile: quantileOfTail(waitTail, responseMean) }),
    ...(responseTail && { responseTail, responseQuantile: quantileOfTail(responseTail, responseMean) }),
    ...(facts.responseMeanOfSize && { responseMeanOfSize: facts.responseMeanOfSize }),
    ...(facts.presentProbability && { presentProbability: facts.presentProbability }),
  };
}
