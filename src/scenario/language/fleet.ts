import type { StatisticDescriptor } from '../../models/define.js';
import { defineGroup } from './field.js';

/** Defaults: readiness probes of Kubernetes (periodSeconds 10, timeoutSeconds 1, failureThreshold 3, successThreshold 1). */
export const healthGroup = defineGroup({
  what: 'health checks',
  fields: {
    every: {
      type: { of: 'time' },
      default: '10s',
      summary: 'From one check of an instance to its next; the first comes at a random instant of this time, for each instance another.',
      example: '5s',
    },
    timeout: {
      type: { of: 'time' },
      default: '1s',
      summary: 'A check without an answer has failed after so long: that of an instance that stands still. One that is down refuses at once.',
      example: '2s',
    },
    failures: { type: { of: 'count', min: 1 }, default: '3', summary: 'After so many failed checks in a row calls are sent to other instances.', example: '2' },
    successes: { type: { of: 'count', min: 1 }, default: '1', summary: 'After so many answered checks in a row calls are sent to it again.', example: '2' },
  },
  later: {},
});

/** Names and defaults: slow start mode of Envoy. */
export const slowStartGroup = defineGroup({
  what: 'a slow start',
  fields: {
    window: { type: { of: 'time' }, required: true, summary: 'So long an instance that is back, or new, counts for less.', example: '30s' },
    least: { type: { of: 'share' }, default: '10%', summary: 'Share of its weight that it has at least.', example: '10%' },
    aggression: {
      type: { of: 'number', min: 0.1 },
      default: '1',
      summary: 'Its weight is the share (time since it came / window)^(1 / aggression) of what it is later: 1 rises evenly, more rises faster at first.',
      example: '2',
    },
  },
  later: {},
});

/**
 * Defaults: 1,000 are the concurrent executions of an AWS account in a region; 10 minutes the fixed keep-alive of AWS Lambda in Shahrad et al., Serverless in the
 * Wild (ATC 2020).
 */
export const serverlessGroup = defineGroup({
  what: 'serverless execution',
  fields: {
    coldStart: {
      type: { of: 'distribution', unit: 'time' },
      required: true,
      summary: 'Time that a new environment needs before it begins with the call that started it.',
      example: '{ lognormal: { median: 300ms, p99: 2s } }',
    },
    concurrency: {
      type: { of: 'count', min: 1, unlimited: true },
      default: '1000',
      summary: 'Environments at once, per instance; a call that would need one more ends `rejected` (is throttled).',
      example: '100',
    },
    keepAlive: {
      type: { of: 'time' },
      default: '10min',
      summary: 'An environment that was not used for so long is gone.',
      example: '5min',
    },
  },
  later: {},
});

/** Defaults: horizontal pod autoscaler of Kubernetes (sync period 15 s, tolerance 0.1, downscale stabilisation 5 min); names of cooldowns: AWS Application Auto Scaling. */
export const scaleGroup = defineGroup({
  what: 'a scale',
  fields: {
    utilisation: {
      type: { of: 'share' },
      summary: 'Target: the share of the servers of the instances in service that is held. Exactly one of this and `queue`.',
      example: '60%',
    },
    queue: {
      type: { of: 'number', min: 0 },
      summary: 'Target: jobs that wait for a server, on average, at each instance in service (a backlog per instance).',
      example: '5',
    },
    min: { type: { of: 'count', min: 1 }, default: '1', summary: 'Never fewer instances.', example: '2' },
    max: { type: { of: 'count', min: 2 }, required: true, summary: 'Never more instances, those that drain included.', example: '20' },
    every: {
      type: { of: 'time' },
      default: '15s',
      summary: 'From one evaluation to the next, the first after so long: wanted are ⌈instances in service × mean since the last evaluation / target⌉.',
      example: '1min',
    },
    tolerance: {
      type: { of: 'share' },
      default: '10%',
      summary: 'The number stays while the mean is so near to the target; instances that boot count, with nothing to do.',
      example: '10%',
    },
    boot: {
      type: { of: 'distribution', unit: 'time' },
      required: true,
      summary:
        'From the decision until the new instance gets calls: 97 s for a virtual machine of EC2 (Mao & Humphrey, A Performance Study on the VM Startup Time in the Cloud, 2012).',
      example: '{ lognormal: { mean: 97s, cv: 0.2 } }',
    },
    scaleOutCooldown: { type: { of: 'time' }, default: '0s', summary: 'From one scale-out to the next at the earliest.', example: '1min' },
    scaleInCooldown: { type: { of: 'time' }, default: '5min', summary: 'From any change to a scale-in at the earliest.', example: '10min' },
  },
  later: {},
});

/** Statistics that components with one of these fields have; `needs` names the field. */
export const fleetStatistics: readonly (StatisticDescriptor & { readonly needs: string })[] = [
  {
    name: 'inRotation',
    resultName: 'in_rotation',
    unit: 'count',
    estimator: 'level',
    needs: 'health',
    summary: 'Instances to which calls are sent, as health checks have found them.',
  },
  {
    name: 'detection',
    resultName: 'detection_s',
    unit: 's',
    estimator: 'times',
    needs: 'health',
    summary: 'Time from the beginning of a crash or freeze of an instance to the instant from which on calls are sent elsewhere.',
  },
  {
    name: 'instances',
    resultName: 'instances',
    unit: 'count',
    estimator: 'level',
    needs: 'scale',
    summary: 'Instances that are paid for: booting, in service and draining.',
  },
  {
    name: 'instanceHoursPerRun',
    resultName: 'instance_hours_per_run',
    unit: 'count',
    estimator: 'mean',
    needs: 'scale',
    summary: 'Hours of all instances together, from the end of the warm-up to the end of the run.',
  },
  {
    name: 'underProvisioned',
    resultName: 'under_provisioned',
    unit: 'share',
    estimator: 'ratio',
    needs: 'scale',
    summary: 'Share of the time in which fewer instances were in service than the last evaluation wanted, also beyond max.',
  },
  {
    name: 'scaleOutsPerHour',
    resultName: 'scale_outs_per_hour',
    unit: 'count',
    estimator: 'mean',
    needs: 'scale',
    summary: 'Decisions to add instances, one or more at once.',
  },
  {
    name: 'scaleInsPerHour',
    resultName: 'scale_ins_per_hour',
    unit: 'count',
    estimator: 'mean',
    needs: 'scale',
    summary: 'Decisions to remove instances, one or more at once.',
  },
  {
    name: 'coldStarts',
    resultName: 'cold_starts',
    unit: 'share',
    estimator: 'ratio',
    needs: 'serverless',
    summary: 'Share of the calls let in that had to start an environment.',
  },
  {
    name: 'environments',
    resultName: 'environments',
    unit: 'count',
    estimator: 'level',
    needs: 'serverless',
    summary: 'Environments that are there: starting, at work, or idle.',
  },
];
