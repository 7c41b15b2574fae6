import { describe, expect, it } from 'vitest';
import { classify } from '../../src/predict/index.js';
import { scenarioOf } from '../scenario/reader.js';

const page = (call: string) => `
title: feeds
keys: { user: { items: 40 }, friend: { of: user } }
components:
  graph: { kind: graph, key: user, followers: { preferential: 3 } }
  feed: { kind: fan-out, set: graph.followers, as: user, append: lists.append, page: lists.read }
  app: { kind: service, servers: unlimited, operations: { greet: [{ each: graph.followers, as: friend, do: [call: lists.append] }], plain: [call: lists.append] } }
  lists: { kind: list, key: user, servers: 1, work: { exponential: 5ms } }
workload: { jobs: { arrivals: { poisson: 40/s }, call: ${call} } }
`;
const saidOf = (call: string) =>
  classify(scenarioOf(page(call))).flatMap(({ forecasts, unknowns }) => [
    ...forecasts.filter(({ subject }) => subject === 'lists' || subject === 'jobs').map(({ subject, statistic, model }) => `${subject}.${statistic} ${model}`),
    ...unknowns.map(({ subject, reason }) => `${subject}: ${reason}`),
  ]);

describe('theory of what sets decide', () => {
  it.each([
    ['feed.publish', 'how often feed calls others depends on who follows whom'],
    ['feed.read', 'how often feed calls others depends on who follows whom'],
    ['app.greet', 'it does several things at the same time'],
    ['lists.append', 'a list has a behaviour of its own'],
  ])('%s: no number, and why', (call, why) => {
    const said = saidOf(call);
    expect(said.filter((one) => one.startsWith('lists.') || one.startsWith('jobs.'))).toEqual([]);
    expect(said.filter((one) => one.startsWith('lists: '))).toEqual([`lists: ${why}`]);
  });

  it('near miss: the same station without lists has a formula', () => {
    const plain = page('lists')
      .replace('kind: list, key: user, servers: 1', 'kind: service')
      .replaceAll('lists.append', 'lists')
      .replaceAll('lists.read', 'lists');
    const forecasts = classify(scenarioOf(plain)).flatMap((group) => group.forecasts);
    expect(forecasts.find(({ subject, statistic }) => subject === 'jobs' && statistic === 'latency')).toMatchObject({ exactness: 'exact', model: 'M/M/1' });
  });
});
