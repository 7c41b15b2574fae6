import type { SystemClaims } from '../claims-suite.js';

/** Scenario → what its lesson claims. */
export const videoStreaming: SystemClaims = {
  folder: 'video-streaming',
  claims: {
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
      { statistic: 'origin.utilisation', against: { scenario: 'edge-cache' }, relation: { same: 0.04 }, says: { here: '32.5 %', there: '31.8 %' } },
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
  given: { 'edge-cache': ['1.4 %'] },
};
