import type { SystemClaims } from '../claims-suite.js';

/** Only what is uploaded, or only what is played: where a claim is about one of them, the other need not be simulated without what is taught. */
const UPLOADS_ALONE = ['objectives=null', 'workload.plays=null', 'workload.browsing=null', 'workload.downloads=null'];
const VIEWERS_ALONE = ['objectives=null', 'workload.uploads=null', 'workload.browsing=null'];

/** Small effects that the evening of a scenario does not know well enough are judged on more of the same: uploads for two hours, viewers on more evenings. */
const LONG_UPLOADS = [...UPLOADS_ALONE, 'run.duration=2h'];
const TWENTY_EVENINGS = [...VIEWERS_ALONE, 'workload.downloads=null', 'run.replications=20'];
const BROWSING_EVENINGS = ['objectives=null', 'workload.uploads=null', 'workload.downloads=null', 'run.replications=10'];

/** Hardly a part of an upload breaks. */
const NOTHING_BREAKS = ['arrives.weight=99.99%', 'breaks.weight=0.01%'].map((set) => `ingress.operations.part.1.choose.${set}`);
/** A premiere that hardly anybody comes to. */
const FEW_VIEWERS = 'premiere.arrivals.poisson.phases=[{ for: 8min, rate: 0/s }, { for: 5s, rate: 10/s }]';

/** Scenario → what its lesson claims. */
export const videoStreaming: SystemClaims = {
  folder: 'video-streaming',
  claims: {
    baseline: [
      { statistic: 'transcoder.utilisation', says: { here: 'about 80 %' }, limits: 'transcoder' },
      { statistic: 'edge.hitRatio', says: { here: '55 %' } },
      { statistic: 'backbone.utilisation', says: { here: '68 %' } },
      { statistic: 'player.startup', says: { here: '0.22 s' } },
      { statistic: 'transcoder.makespan', says: { here: '23 s' } },
      { statistic: 'transcoder.timeToFirst', says: { here: '3 s' } },
    ],
    'small-edge': [
      { statistic: 'edge.hitRatio', against: { scenario: 'baseline' }, relation: 'below', says: { here: '30 %', there: '55 %' } },
      // Where all watch the same few titles, they fit into either.
      {
        statistic: 'backbone.utilisation',
        against: { scenario: 'baseline' },
        relation: 'above',
        says: { here: '98 %', there: '68 %' },
        limits: 'backbone',
        removed: { set: [...VIEWERS_ALONE, 'video.popularity={ zipf: 3 }'], within: 0.02 },
      },
    ],
    'eviction-sieve': [
      {
        statistic: 'edge.hitRatio',
        against: { scenario: 'baseline' },
        relation: { same: 0.04 },
        says: { here: '54 %', there: '55 %' },
      },
    ],
    premiere: [
      { statistic: 'premiere.outcome.ok', says: { here: '100 %' } },
      {
        statistic: 'edge.hitRatio',
        against: { scenario: 'baseline' },
        relation: 'above',
        says: { here: '75 %', there: '55 %' },
        removed: { set: [...VIEWERS_ALONE, FEW_VIEWERS], against: VIEWERS_ALONE, within: 0.1 },
      },
    ],
    'premiere-no-coalescing': [
      {
        statistic: 'premiere.outcome.ok',
        against: { scenario: 'premiere' },
        relation: 'below',
        says: { here: '53 %' },
        removed: { set: [...VIEWERS_ALONE, FEW_VIEWERS], within: 0.05 },
      },
      { statistic: 'player.stalled', against: { scenario: 'premiere' }, relation: 'above', says: { here: '9 %', there: '0.04 %' } },
    ],
    'more-transcoders': [
      { statistic: 'transcoder.makespan', against: { scenario: 'baseline' }, relation: { same: 0.08 }, says: { here: '22 s', there: '23 s' } },
      { statistic: 'transcoder.utilisation', says: { here: '53 %' }, limits: 'backbone' },
    ],
    'fewer-transcoders': [
      {
        statistic: 'catalogue.throughput',
        against: { scenario: 'baseline' },
        relation: 'below',
        says: { here: '2.2 a second', there: '3.5 a second' },
        limits: 'transcoder',
        removed: { set: [...UPLOADS_ALONE, 'uploads.arrivals.every={ uniform: [4s, 8s] }'] },
      },
    ],
    'lost-transcoders': [
      {
        statistic: 'transcoder.makespan',
        against: { scenario: 'baseline' },
        relation: 'above',
        says: { here: '36 s', there: '23 s' },
        removed: { set: [...UPLOADS_ALONE, 'transcoder.lostAfter.exponential=100000h'], against: UPLOADS_ALONE },
      },
      { statistic: 'transcoder.utilisation', against: { scenario: 'baseline' }, relation: { same: 0.02 } },
    ],
    'whole-videos': [
      {
        statistic: 'transcoder.makespan',
        against: { scenario: 'baseline' },
        relation: 'above',
        says: { here: '2 min', there: '23 s' },
        // Videos of one chunk.
        removed: { set: [...UPLOADS_ALONE, 'upload.attributes.length=10s'] },
      },
      { statistic: 'transcoder.utilisation', against: { scenario: 'baseline' }, relation: { same: 0.05 } },
    ],
    'upload-from-scratch': [
      {
        statistic: 'ingress.arrivals',
        set: LONG_UPLOADS,
        against: { scenario: 'baseline', set: LONG_UPLOADS },
        relation: 'above',
        expected: { value: 2.02, of: 'ratio', from: 'parts sent: E[((1-p)^-n - 1) / p] over E[n] / (1-p), n the parts of an upload, p = 5 %' },
        removed: { set: NOTHING_BREAKS, within: 0.05 },
      },
      { statistic: 'ingress.arrivals', against: { scenario: 'baseline' }, says: { ratio: '2 times' } },
      { statistic: 'uploads.latency.p95', set: LONG_UPLOADS, against: { scenario: 'baseline', set: LONG_UPLOADS }, relation: 'above' },
      { statistic: 'uploads.latency.p95', against: { scenario: 'baseline' }, says: { ratio: '3 times' } },
    ],
    mobile: [
      {
        statistic: 'player.stalled',
        against: { scenario: 'baseline' },
        relation: 'above',
        says: { here: '5.8 %' },
        removed: { set: [...VIEWERS_ALONE, 'player.network=20Mb/s'] },
      },
      { statistic: 'player.bitrate', says: { here: '0.81 Mb/s' } },
    ],
    'mobile-throughput': [
      {
        statistic: 'player.stalled',
        against: { scenario: 'mobile' },
        relation: 'below',
        says: { here: '1.9 %', there: '5.8 %' },
        removed: { set: [...VIEWERS_ALONE, 'player.network=20Mb/s'], within: 0.01 },
      },
      { statistic: 'player.bitrate', against: { scenario: 'mobile' }, relation: 'below', says: { here: '0.42 Mb/s', there: '0.81 Mb/s' } },
    ],
    'mobile-buffer': [
      {
        statistic: 'player.stalled',
        against: { scenario: 'mobile' },
        relation: 'above',
        says: { here: '7.6 %', there: '5.8 %' },
        removed: { set: [...VIEWERS_ALONE, 'player.network=20Mb/s'], within: 0.01 },
      },
      { statistic: 'player.bitrate', against: { scenario: 'mobile' }, relation: 'above', says: { here: '0.87 Mb/s', there: '0.81 Mb/s' } },
    ],
    'mobile-bola': [
      {
        statistic: 'player.stalled',
        set: TWENTY_EVENINGS,
        against: { scenario: 'mobile', set: TWENTY_EVENINGS },
        relation: 'below',
        removed: { set: ['player.network=20Mb/s', 'run.replications=5'], within: 0.05 },
      },
      { statistic: 'player.stalled', against: { scenario: 'mobile' }, says: { here: '5.3 %', there: '5.8 %' } },
      { statistic: 'player.bitrate', against: { scenario: 'mobile' }, relation: 'below', says: { here: '0.73 Mb/s', there: '0.81 Mb/s' } },
    ],
    'mobile-fixed': [
      {
        statistic: 'player.stalled',
        against: { scenario: 'mobile' },
        relation: 'above',
        says: { here: '22 %', there: '5.8 %' },
        removed: { set: [...VIEWERS_ALONE, 'player.network=20Mb/s'], within: 0.01 },
      },
      { statistic: 'plays.outcome.abandoned', against: { scenario: 'mobile' }, relation: 'above', says: { here: '34 %', there: '9 %' } },
    ],
    live: [
      { statistic: 'player.liveLatency', says: { here: '18 s' } },
      {
        statistic: 'player.bitrate',
        against: { set: ['player.live=10min'] },
        relation: 'below',
        says: { here: '0.55 Mb/s', there: '0.77 Mb/s' },
        // A buffer that what exists fills at both distances.
        removed: { set: [...VIEWERS_ALONE, 'player.buffer=8s'] },
      },
      { statistic: 'backbone.utilisation', against: { scenario: 'mobile' }, relation: 'below', says: { here: '4 %', there: '15 %' } },
    ],
    'recommend-ahead': [
      {
        statistic: 'candidates.hitRatio',
        set: BROWSING_EVENINGS,
        against: { scenario: 'baseline', set: BROWSING_EVENINGS },
        relation: 'below',
        // Where tastes do not change, old candidates are as good.
        removed: { set: ['run.replications=5', 'video.popularity={ zipf: 0.9 }'], within: 0.1 },
      },
      { statistic: 'candidates.hitRatio', against: { scenario: 'baseline' }, says: { here: '52 %', there: '79 %' } },
      { statistic: 'browsing.latency', against: { scenario: 'baseline' }, relation: 'below', says: { here: '4 ms', there: '44 ms' } },
    ],
    'billing-down': [
      {
        statistic: 'player.startup',
        against: { scenario: 'baseline' },
        relation: 'above',
        says: { difference: '38 ms' },
        expected: {
          value: 0.0382,
          of: 'difference',
          within: 0.05,
          from: 'a fifth of the starts wait for the time-out of 200 ms instead of 9 ms for billing and profile',
        },
        removed: { set: [...VIEWERS_ALONE, 'faults.billing-down=null'], against: VIEWERS_ALONE },
      },
      { statistic: 'plays.outcome.ok', says: { here: '100 %' } },
    ],
    'billing-down-closed': [
      {
        statistic: 'plays.outcome.ok',
        against: { scenario: 'billing-down' },
        relation: 'below',
        says: { here: '80 %', there: '100 %' },
        expected: { value: 0.2, of: 'difference', within: 0.03, from: 'two of ten minutes' },
        removed: { set: [...VIEWERS_ALONE, 'faults.billing-down=null'] },
      },
    ],
    'edge-lost': [
      {
        statistic: 'plays.outcome.ok',
        against: { scenario: 'baseline' },
        relation: 'below',
        says: { here: '85 %', there: '100 %' },
        removed: { set: [...VIEWERS_ALONE, 'faults.site-down=null'], against: VIEWERS_ALONE },
      },
    ],
    'edge-lost-steered': [
      {
        statistic: 'backbone.utilisation',
        against: { scenario: 'baseline' },
        relation: 'above',
        says: { here: '78 %', there: '68 %' },
        removed: { set: [...VIEWERS_ALONE, 'faults.site-down=null'], against: VIEWERS_ALONE },
      },
      { statistic: 'plays.outcome.ok', says: { here: '100 %' } },
    ],
    'edge-cache': [
      { statistic: 'edge.hitRatio', says: { here: '23 %' }, limits: 'origin' },
      { statistic: 'origin.utilisation', against: { scenario: 'edge-cache-small' }, relation: 'below', says: { here: '32 %', there: '41 %' } },
      { statistic: 'views.latency.p95', against: { scenario: 'edge-cache-small' }, relation: 'below', says: { here: '0.12 s', there: '4.3 s' } },
    ],
    'edge-cache-bytes': [
      { statistic: 'edge.hitRatio', against: { scenario: 'edge-cache' }, relation: { same: 0.01 }, says: { here: '22.7 %' } },
      { statistic: 'edge.byteHitRatio', says: { here: '21.6 %' } },
    ],
    'edge-cache-fifo': [
      // With room for all nothing is thrown out.
      {
        statistic: 'edge.hitRatio',
        against: { scenario: 'edge-cache' },
        relation: 'below',
        says: { here: '21.1 %', there: '22.6 %' },
        removed: { set: ['edge.capacity=20000'] },
      },
      {
        statistic: 'origin.utilisation',
        against: { scenario: 'edge-cache' },
        relation: 'above',
        says: { change: '2 %' },
        removed: { set: ['edge.capacity=20000'] },
      },
    ],
    'edge-cache-sieve': [
      {
        statistic: 'edge.hitRatio',
        against: { scenario: 'edge-cache' },
        relation: 'above',
        says: { here: '24.0 %', there: '22.6 %' },
        removed: { set: ['edge.capacity=20000'] },
      },
      {
        statistic: 'origin.utilisation',
        against: { scenario: 'edge-cache' },
        relation: 'below',
        says: { change: '2 %' },
        removed: { set: ['edge.capacity=20000'] },
      },
    ],
    'edge-cache-small': [
      { statistic: 'edge.hitRatio', says: { here: '1.4 %' }, limits: 'origin' },
      { statistic: 'origin.utilisation', says: { here: '41 %' } },
      // A tenth of the load: no evening that the origin could not carry.
      {
        statistic: 'views.latency.p95',
        against: { scenario: 'edge-cache' },
        relation: 'above',
        says: { here: '4.3 s', there: '0.12 s' },
        removed: { set: ['views.arrivals.replay.speed=18'], within: 0.05 },
      },
    ],
  },
  given: { 'edge-cache': ['1.4 %'], live: ['10 min'], 'mobile-fixed': ['1.1 Mb/s'], 'lost-transcoders': ['10 s'], 'premiere-no-coalescing': ['1'] },
};
