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
