import type { QuantityUnit } from '../quantity.js';

/** A statistic that objectives can ask for. */
export interface Statistic {
  readonly of: 'workload' | 'component';
  /** Unit of its bounds. */
  readonly unit: QuantityUnit;
  /** 'times': mean, max and percentiles. 'lengths': mean and max. 'faults': names of faults. 'none': one number. */
  readonly parts: 'times' | 'lengths' | 'faults' | 'none';
  /** As results write it. */
  readonly resultName: string;
  readonly summary: string;
  /** A plain number over all replications, without an interval. */
  readonly isCounted?: boolean;
}

export const workloadStatistics: Readonly<Record<string, Statistic>> = {
  offered: { of: 'workload', unit: 'rate', parts: 'none', resultName: 'offered_per_s', summary: 'Requests that arrive.' },
  throughput: { of: 'workload', unit: 'rate', parts: 'none', resultName: 'throughput_per_s', summary: 'Good outcomes.' },
  latency: { of: 'workload', unit: 'time', parts: 'times', resultName: 'latency_s', summary: 'From the instant the request was due to its good outcome.' },
  outcome: {
    of: 'workload',
    unit: 'share',
    parts: 'none',
    resultName: 'outcomes.NAME.share',
    summary: 'Share of all requests that ended with the outcome: outcome.NAME.',
  },
};

/** Statistics of a whole workload, besides those that its operations have, too. */
export const wholeWorkloadStatistics: Readonly<Record<string, Statistic>> = {
  recovery: {
    of: 'workload',
    unit: 'time',
    parts: 'faults',
    resultName: 'recovery.NAME.all.time_s',
    summary:
      'Time from the end of the last fault until the workload is as it was before the first one (docs/statistics.md, Recovery): three of the fifty bins of the run in a row in which no smaller share of the requests ends well, ' +
      'and these take no longer, than in the worst bin before. recovery.FAULT: after the last time of that fault. It is known to a bin, a fiftieth of the run. ' +
      'An objective that bounds it from above fails where one replication or more did not recover. Not of faults that come at random (`every`).',
  },
};

export const componentStatistics: Readonly<Record<string, Statistic>> = {
  arrivals: { of: 'component', unit: 'rate', parts: 'none', resultName: 'arrivals_per_s', summary: 'Jobs that arrive.' },
  throughput: { of: 'component', unit: 'rate', parts: 'none', resultName: 'throughput_per_s', summary: 'Jobs that end with a good outcome.' },
  utilisation: { of: 'component', unit: 'share', parts: 'none', resultName: 'utilisation', summary: 'Held servers over servers.' },
  working: { of: 'component', unit: 'share', parts: 'none', resultName: 'working', summary: 'The part of the utilisation that is spent in `work`.' },
  queue: { of: 'component', unit: 'number', parts: 'lengths', resultName: 'queue_length', summary: 'Jobs that wait for a server.' },
  wait: { of: 'component', unit: 'time', parts: 'times', resultName: 'wait_s', summary: 'Time a job waits for a server.' },
  response: { of: 'component', unit: 'time', parts: 'times', resultName: 'response_s', summary: 'Time from the arrival of a job to its end.' },
  outcome: {
    of: 'component',
    unit: 'share',
    parts: 'none',
    resultName: 'outcomes.NAME.share',
    summary: 'Share of all jobs that ended with the outcome: outcome.NAME.',
  },
  wasted: { of: 'component', unit: 'share', parts: 'none', resultName: 'wasted', summary: 'Share of the work that nobody was waiting for when it ended.' },
};

/** Of a component whose kind has a level that says so, as a whole. */
export const recoveryOfComponents: Readonly<Record<string, Statistic>> = {
  recovery: {
    of: 'component',
    unit: 'time',
    parts: 'faults',
    resultName: 'recovery.NAME.all.time_s',
    summary:
      'Time from the end of the last fault until a level of the component is as it was before the first one: three of the fifty bins of the run in a row whose mean is no worse than that of the worst bin before. ' +
      'Of `connections` it is `online` (no fewer), of a `mailbox` what is `inside`, of a `broker` the `lag` (no more). The rest is as for a workload.',
  },
};

/** Parts of a statistic, as addresses end with them. */
export const parts: Readonly<Record<string, string>> = {
  mean: 'the mean over all requests or jobs after the warm-up; of a length over time. The default part.',
  max: 'the largest value after the warm-up. It grows with the length of the run, so it is no property of the system.',
  pNN: 'so many per cent of the values after the warm-up are smaller. From a histogram whose buckets are at most 0.39 % wide; the interval is over replications. Requests without a good outcome have no latency and are not in it: read it beside the outcomes.',
};

/** Statistics that a later release brings. */
export const laterStatistics: readonly string[] = ['inFlight'];
