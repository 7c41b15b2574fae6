import type { StatisticDescriptor } from '../define.js';

export const playerStatistics: readonly StatisticDescriptor[] = [
  {
    name: 'startup',
    resultName: 'startup_s',
    unit: 's',
    estimator: 'times',
    summary: 'Time from the beginning of a view to its first picture, of views that got one.',
  },
  {
    name: 'stalled',
    resultName: 'stalled',
    unit: 'share',
    estimator: 'ratio',
    summary: 'Share of the watching time, from the first picture on, in which the picture stood still.',
  },
  { name: 'stalls', resultName: 'stalls_s', unit: 's', estimator: 'times', summary: 'How long a stall lasted, of stalls that are over.' },
  {
    name: 'bitrate',
    resultName: 'bitrate_bytes_per_s',
    unit: 'bytes/s',
    estimator: 'mean',
    summary: 'Bandwidth of the rung on the screen, mean over the playing time of all views. In results bytes per second; the report shows bits.',
  },
  { name: 'switches', resultName: 'switches_per_s', unit: '1/s', estimator: 'mean', summary: 'Changes of the rung on the screen in a second of playing time.' },
  {
    name: 'givenUp',
    resultName: 'given_up',
    unit: 'count',
    estimator: 'count',
    summary: 'Downloads that were stopped in favour of a lower rung, over all replications.',
  },
  {
    name: 'liveLatency',
    resultName: 'live_latency_s',
    unit: 's',
    estimator: 'times',
    needs: 'live',
    summary: 'How far the picture is behind the event, at each segment that comes; only with `live`.',
  },
];
