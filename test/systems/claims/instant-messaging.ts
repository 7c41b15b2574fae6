import type { SystemClaims } from '../claims-suite.js';

/** Nobody is cut off: on both sides the visits of every day. */
const nothingLost = { set: ['faults.lost-host=null'], within: 0.02 };

/** Scenario → what its lesson claims. */
export const instantMessaging: SystemClaims = {
  folder: 'instant-messaging',
  elsewhere: { million: 'bench/messenger.ts' },
  claims: {
    baseline: [
      { statistic: 'there.age.p95', says: { here: '0.39 s' }, limits: 'notifier' },
      { statistic: 'screen.age.p95', says: { here: '10.8 min' } },
      { statistic: 'screen.age.mean', says: { here: '124 s' } },
    ],
    polls: [
      {
        statistic: 'screen.age.mean',
        against: { scenario: 'baseline' },
        relation: 'below',
        says: { here: '66 s', there: '124 s' },
        // Nobody polls, and nobody is woken.
        removed: { set: ['polls.think=100h'], against: ['phones.wakeDelay=100h'], within: 0.2 },
      },
      { statistic: 'inbox.fetch.outcome.empty', says: { here: 'about 80 %' } },
    ],
    'lost-gateway': [
      {
        statistic: 'phones.connectTime.p99',
        against: { scenario: 'baseline' },
        relation: 'above',
        says: { here: '11.7 s' },
        removed: { ...nothingLost, against: [] },
      },
      // 640 phones at three gateways that accept 20 a second each take 10.7 s; the last twentieth of them comes after 10.1 s, and behind everybody else who comes.
      { statistic: 'phones.reconnectTime.p95', says: { here: '11.2 s' }, expected: { value: 10.1, from: '.95 × phones ÷ accept rate', within: 0.15 } },
    ],
    'lost-gateway-at-once': [
      {
        statistic: 'phones.connectTime.p99',
        against: { scenario: 'lost-gateway' },
        relation: 'above',
        says: { here: '16.0 s', there: '11.7 s' },
        removed: nothingLost,
      },
    ],
    'lost-gateway-spread-short': [
      { statistic: 'phones.connectTime.p95', against: { scenario: 'lost-gateway' }, relation: { same: 0.06 }, says: { here: '10.1 s', there: '9.9 s' } },
      { statistic: 'phones.connectTime.p99', against: { scenario: 'lost-gateway' }, says: { here: '13.1 s', there: '11.7 s' } },
      { statistic: 'phones.refused', against: { scenario: 'lost-gateway' }, relation: { ratio: 0.2, within: 0.1 } },
    ],
    'lost-gateway-spread': [
      {
        statistic: 'phones.connectTime.p99',
        against: { scenario: 'lost-gateway' },
        relation: 'above',
        says: { here: '29.2 s', there: '11.7 s' },
        removed: nothingLost,
      },
      { statistic: 'phones.reconnectTime.p95', says: { here: '28.5 s' }, expected: { value: 28.5, from: 'uniform over 30 s: .95 × 30 s', within: 0.01 } },
    ],
    'lost-gateway-no-limit': [
      {
        statistic: 'phones.wait.mean',
        against: { scenario: 'lost-gateway-at-once' },
        relation: 'above',
        says: { here: 'about 300 ms' },
        removed: nothingLost,
      },
      { statistic: 'phones.connectTime.p99', against: { scenario: 'lost-gateway-at-once' }, relation: 'below', says: { here: '5.2 s', there: '16.0 s' } },
    ],
    'lost-gateway-resume': [
      {
        statistic: 'phones.wait.mean',
        against: { scenario: 'lost-gateway-no-limit' },
        relation: 'below',
        says: { here: 'about 30 ms', there: 'about 300 ms' },
        removed: nothingLost,
      },
    ],
    'heartbeat-slow': [
      {
        statistic: 'presence.wrongOnline',
        against: { scenario: 'baseline' },
        relation: 'above',
        says: { here: '4 %', there: '0.5 %' },
        // Everybody says goodbye.
        removed: { set: ['phones.silent=0%'] },
      },
      { statistic: 'phones.heartbeats', against: { scenario: 'baseline' }, relation: 'below', says: { here: '9.4 a second', there: '107 a second' } },
    ],
    'huge-group': [
      {
        statistic: 'hall-screen.age.mean',
        against: { set: ['halls.size=25'] },
        relation: 'above',
        says: { here: '2.5 s' },
        expected: { value: 2.5, from: 'half of 2,500 copies of 2 ms', within: 0.04, of: 'here' },
        removed: { set: ['hall-copies.operations.serve.copy.work=0.001ms'], within: 0.08 },
      },
    ],
    'huge-group-multicast': [
      {
        statistic: 'hall-screen.age.mean',
        against: { scenario: 'huge-group' },
        relation: 'below',
        says: { here: '83 ms', there: '2.5 s' },
        removed: { set: [], against: ['hall-copies.operations.serve.copy.work=0.001ms'], within: 0.05 },
      },
    ],
    'hot-partition': [
      {
        statistic: 'channels.age.mean',
        against: { scenario: 'baseline' },
        relation: 'above',
        says: { here: 'about 230 ms' },
        // 18 a second of one group and an eighth of .5 of all others are 90.3 % of a partition; the others wait next to nothing.
        expected: { value: (18.0625 / 18.5) * ((0.903125 * 0.05) / (2 * 0.096875)), from: 'M/D/1', within: 0.02 },
        // As many messages, of all groups.
        removed: { set: ['fans.keys={ user: { from: phones.online } }'], against: [], within: 0.1 },
      },
      { statistic: 'router.utilisation', says: { here: '47 %' } },
    ],
    morning: [
      {
        statistic: 'phones.online',
        against: { scenario: 'baseline' },
        relation: 'above',
        says: { here: 'about 3,300', there: 'about 2,600' },
        removed: { set: ['alarm-clocks=null'], against: ['phones.wakeDelay=0s'], within: 0.3 },
      },
      { statistic: 'inbox.utilisation', says: { here: '5 %' } },
    ],
    'morning-slow-store': [
      {
        statistic: 'inbox.wait.mean',
        against: { scenario: 'morning' },
        relation: 'above',
        says: { here: '3 s' },
        removed: { set: ['inbox.work.drain=2ms'] },
      },
    ],
    'private-messages': [
      {
        statistic: 'phones.push.outcome.offline',
        says: { here: '89 %' },
        expected: { value: Math.exp(-(900 * 0.25) / 1900), from: 'nobody writes for 15 minutes: exp(-900 s × 0.25/s ÷ 1900)', within: 0.005 },
      },
    ],
    channel: [
      { statistic: 'copies.wait.mean', says: { here: '10.5 ms' } },
      { statistic: 'copies.throughput', says: { here: '2,387' }, expected: { value: 2480, from: '20 messages a second × 124 members', within: 0.05 } },
    ],
  },
  // Settings of the scenario, arithmetic with them, and (private messages) the log itself: test/real/instant-messaging.test.ts.
  given: {
    baseline: ['95', '100'],
    polls: ['16.7', '7'],
    'lost-gateway': ['99', '100', '95', '20', '11 s', '640', '20 a second'],
    'lost-gateway-at-once': ['99', '100'],
    'lost-gateway-spread-short': ['99', '95', '100', '5 s', '11 s'],
    'lost-gateway-spread': ['99', '100', '95'],
    'lost-gateway-no-limit': ['99', '100', '640', '20 ms'],
    'lost-gateway-resume': ['2 ms', '20 ms'],
    'heartbeat-slow': ['20 s'],
    'huge-group': ['2,500', '2 ms', '5 s'],
    'huge-group-multicast': ['2,500'],
    'hot-partition': ['50 ms', '18 a second'],
    'private-messages': ['61 %'],
    channel: ['20'],
  },
};
