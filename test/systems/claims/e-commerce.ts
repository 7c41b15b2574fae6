import type { SystemClaims } from '../claims-suite.js';

const sale = { scenario: 'flash-sale' };
const slow = { scenario: 'slow-payment' };
/** On both sides: nobody comes for the sale in numbers. */
const noCrowd = { set: ['crowd.arrivals={ poisson: 1/s }'] };
/** Nothing lies between look and write. */
const noGap = { set: ['deals.gap=0s'] };
const noSlowness = { set: ['faults.slow-provider=null'] };

/** Scenario → what its lesson claims. */
export const eCommerce: SystemClaims = {
  folder: 'e-commerce',
  claims: {
    baseline: [
      { statistic: 'database.utilisation', says: { here: '50 %' }, limits: 'database' },
      { statistic: 'pages.hitRatio', says: { here: '63 %' } },
      { statistic: 'shoppers/frontend.checkout.latency', says: { here: '0.39 s' } },
      { statistic: 'payment.response', says: { here: '0.35 s' } },
    ],
    'flash-sale': [
      { statistic: 'crowd.outcome.sold-out', says: { here: '87 %' } },
      { statistic: 'shoppers.throughput', against: { scenario: 'baseline' }, relation: { same: 0.02 }, says: { here: '360/s' } },
    ],
    'flash-sale-open-transaction': [
      {
        statistic: 'shoppers.throughput',
        against: sale,
        relation: 'below',
        says: { here: '65/s', there: '360/s' },
        removed: { ...noCrowd, within: 0.02 },
        limits: 'frontend',
      },
      { statistic: 'crowd.throughput', against: sale, relation: 'below', says: { here: '2.2/s', there: '17/s' } },
    ],
    'flash-sale-row-lock': [
      { statistic: 'crowd.latency', against: sale, relation: 'above', says: { here: '1.70 s', there: '0.42 s' }, removed: { ...noGap, within: 0.05 } },
    ],
    'flash-sale-optimistic': [
      {
        statistic: 'crowd.latency',
        against: { scenario: 'flash-sale-row-lock' },
        relation: 'below',
        says: { here: '0.40 s', there: '1.70 s' },
        removed: { ...noGap, within: 0.05 },
      },
      { statistic: 'crowd.outcome.conflict', says: { here: '15 %' } },
    ],
    'flash-sale-unguarded': [
      {
        statistic: 'deals.oversoldShare',
        against: { set: ['deals.gap=0s'] },
        relation: 'above',
        says: { here: '1.8 %' },
        expected: { value: 20 / 1040, from: 'Little: 400/s × 50 ms are under way at the last write; some are declined and give theirs back', within: 0.05 },
        removed: noGap,
      },
    ],
    'flash-sale-waiting-room': [
      {
        statistic: 'shoppers.throughput',
        against: { scenario: 'flash-sale-open-transaction' },
        relation: 'above',
        says: { here: '360/s', there: '65/s' },
        removed: { ...noCrowd, within: 0.02 },
      },
      { statistic: 'crowd.throughput', against: { scenario: 'flash-sale-open-transaction' }, says: { here: '1.7/s', there: '2.2/s' } },
    ],
    'slow-payment': [
      {
        statistic: 'shoppers/frontend.checkout.latency.p95',
        against: { set: ['faults.slow-provider=null'] },
        relation: 'above',
        says: { here: '9.9 s', there: '1.0 s' },
        removed: { ...noSlowness, against: [] },
      },
      { statistic: 'shoppers/frontend.checkout.outcome.unpaid', says: { here: '11 %' } },
    ],
    'slow-payment-breaker': [
      {
        statistic: 'shoppers/frontend.checkout.latency',
        against: slow,
        relation: 'below',
        says: { here: '0.59 s', there: '1.55 s' },
        removed: { ...noSlowness, within: 0.05 },
      },
      { statistic: 'shoppers/frontend.checkout.outcome.rejected', says: { here: '17 %' } },
    ],
    'slow-payment-budget': [
      {
        statistic: 'shoppers/frontend.checkout.latency.p95',
        against: slow,
        relation: 'below',
        says: { here: '1.2 s', there: '9.9 s' },
        removed: { ...noSlowness, within: 0.05 },
      },
      { statistic: 'shoppers/frontend.checkout.outcome.unpaid', against: slow, relation: 'above', says: { here: '23 %', there: '11 %' } },
    ],
    // How many are charged twice is in e-commerce.laws.long.test.ts; here that nobody notices.
    'no-idempotency': [
      { statistic: 'shoppers/frontend.checkout.latency', against: { scenario: 'baseline' }, relation: { same: 0.05 }, says: { here: '0.39 s' } },
    ],
    'price-change': [
      {
        statistic: 'pages.hitRatio',
        against: { set: ['faults.price-change=null'] },
        relation: 'below',
        says: { here: '58 %', there: '62 %' },
        removed: { set: ['faults.price-change=null'], against: [] },
      },
    ],
    'price-change-lease': [
      { statistic: 'database.utilisation', against: { scenario: 'price-change' }, relation: { same: 0.03 }, says: { here: '56 %' }, limits: 'database' },
    ],
    'replica-lag': [
      {
        statistic: 'availability.staleShare',
        against: { set: ['availability.lag=1ms'] },
        relation: 'above',
        says: { here: '24 %' },
        removed: { set: ['availability.lag=1ms'] },
      },
    ],
    christmas: [
      {
        statistic: 'database.utilisation',
        against: { scenario: 'baseline' },
        relation: 'above',
        says: { here: '87 %', there: '50 %' },
        removed: { set: ['shoppers.mix.frontend.checkout=1'] },
        limits: 'database',
      },
      {
        statistic: 'shoppers/frontend.page.latency.p95',
        against: { scenario: 'baseline' },
        relation: 'above',
        says: { here: 'about 100 ms', there: '35 ms' },
      },
    ],
    'long-orders': [
      {
        statistic: 'wholesalers.latency',
        against: { set: ['order.attributes.lines=1'] },
        relation: 'above',
        says: { here: '2.0 s' },
        removed: { set: ['order.attributes.lines=1'] },
      },
    ],
    'long-orders-batch': [
      {
        statistic: 'wholesalers.latency',
        against: { scenario: 'long-orders' },
        relation: 'below',
        says: { here: '58 ms', there: '2.0 s' },
        removed: { set: ['order.attributes.lines=1'], within: 0.02 },
      },
    ],
    'abandoned-carts': [
      {
        statistic: 'crowd.outcome.sold-out',
        against: { set: ['deals.initial=1M'] },
        relation: 'above',
        says: { here: '73 %' },
        expected: { value: 1 - 1000 / (20 * 180), from: '1,000 pieces for 20/s × 180 s, none of which comes back', within: 0.02 },
        removed: { set: ['deals.initial=1M'] },
      },
    ],
    'abandoned-carts-short': [
      {
        statistic: 'crowd.outcome.sold-out',
        against: { scenario: 'abandoned-carts' },
        relation: 'below',
        says: { here: '26 %', there: '73 %' },
        removed: { set: ['deals.initial=1M'] },
      },
    ],
    'dead-letters': [
      {
        statistic: 'desk.throughput',
        against: { scenario: 'baseline' },
        relation: 'above',
        says: { here: '0.49/s' },
        expected: { value: 0.3 ** 3 * 18.28, from: 'three refusals in a row, of 18.28 orders a second', within: 0.03 },
        removed: { set: ['faults.refusals=null'], against: [] },
      },
    ],
  },
  given: {
    'flash-sale-row-lock': ['400 a second', '5 ms'],
    'flash-sale-unguarded': ['20', '50 ms', '400 a second'],
    'slow-payment': ['19 a second', '64'],
    'slow-payment-budget': ['19', '64'],
    'long-orders': ['377 times'],
    'abandoned-carts': ['50 s'],
    'dead-letters': ['37', '0.3'],
  },
};
