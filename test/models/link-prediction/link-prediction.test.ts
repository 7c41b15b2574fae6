import { describe, expect, it } from 'vitest';
import { HiddenLinks } from '../../../src/models/link-prediction/hidden-links.js';
import { Neighbourhood } from '../../../src/models/link-prediction/neighbourhood.js';
import { scores, type ScoreName } from '../../../src/models/link-prediction/scores.js';
import { createStream } from '../../../src/sim/chance/stream.js';
import { eventList } from '../../support/event-list.js';
import { scenarioOf } from '../../support/read.js';

/** 0–1, 0–2, 1–3, 2–3, 2–4, 3–5. */
const links = [[1, 2], [0, 3], [0, 3, 4], [1, 2, 5], [2], [3]];
const setOf = (rows: readonly (readonly number[])[]) => ({ members: (keys: readonly number[]) => rows[keys[0]], sample: () => -1 });

describe('a neighbourhood', () => {
  it('finds the friends of friends who are no friends, and counts the links on the way', () => {
    const found = new Neighbourhood(setOf(links), 0, null, scores['common-neighbours']);
    found.explore(0);
    // Candidates 3 (by 1 and 2) and 4 (by 2); 2 links of 0, 2 of 1, 3 of 2.
    expect([found.count, found.touched]).toEqual([2, 7]);
    found.explore(4);
    // By 2: 0 and 3; 1 link and 3.
    expect([found.count, found.touched]).toEqual([2, 4]);
  });

  it('has the scores of the textbook', () => {
    expect(scores['adamic-adar'].through(3)).toBeCloseTo(0.910239, 6);
    expect(scores['resource-allocation'].through(2)).toBe(0.5);
    // Of 0 and 3: two in common, of whom three are different; 2 and 3 friends.
    expect(scores.jaccard.of!(2, 2, 3)).toBeCloseTo(2 / 3, 12);
    expect(scores['preferential-attachment'].of!(2, 2, 3)).toBe(6);
  });

  it.each(Object.keys(scores) as ScoreName[])('ranks hidden friends by %s as a plain program does, on random graphs', (score) => {
    const random = createStream(1, 0, 'random graph', score);
    for (let run = 0; run < 40; run++) {
      const users = 5 + Math.floor(random.double() * 25);
      const rows: number[][] = Array.from({ length: users }, () => []);
      for (let one = 0; one < users; one++)
        for (let other = 0; other < one; other++)
          if (random.double() < 0.25) {
            rows[one].push(other);
            rows[other].push(one);
          }
      for (const row of rows) row.sort((left, right) => left - right);
      const hidden = new HiddenLinks(0.3, run);
      const found = new Neighbourhood(setOf(rows), 0, hidden, scores[score]);
      const seen = rows.map((row, user) => new Set(row.filter((other) => !hidden.has(user, other))));
      for (let user = 0; user < users; user++) {
        found.explore(user);
        const scoreOf = (candidate: number): number => {
          const common = [...seen[user]].filter((friend) => seen[candidate].has(friend));
          switch (score) {
            case 'common-neighbours':
              return common.length;
            case 'adamic-adar':
              return common.reduce((sum, friend) => sum + 1 / Math.log(seen[friend].size), 0);
            case 'resource-allocation':
              return common.reduce((sum, friend) => sum + 1 / seen[friend].size, 0);
            case 'jaccard':
              return common.length / new Set([...seen[user], ...seen[candidate]]).size;
            case 'preferential-attachment':
              return seen[user].size * seen[candidate].size;
          }
        };
        const candidates = rows.flatMap((_, other) =>
          other !== user && !seen[user].has(other) && [...seen[user]].some((friend) => seen[friend].has(other)) ? [other] : [],
        );
        const own = rows[user].filter((other) => hidden.has(user, other));
        expect([found.count, found.hiddenCount]).toEqual([candidates.length, own.length]);
        const wanted = own.filter((friend) => candidates.includes(friend));
        expect(found.hiddenRanks.length).toBe(wanted.length);
        wanted.forEach((friend, place) => {
          // Behind those that are better, and among those that are as good (sums in another order included).
          const better = candidates.filter((other) => scoreOf(other) > scoreOf(friend) + 1e-9).length;
          const asGood = candidates.filter((other) => Math.abs(scoreOf(other) - scoreOf(friend)) <= 1e-9).length;
          expect(found.hiddenRanks[place]).toBeGreaterThan(better);
          expect(found.hiddenRanks[place]).toBeLessThanOrEqual(better + asGood);
        });
      }
    }
  });

  it('hides the share that it is told, the same both ways', () => {
    const hidden = new HiddenLinks(0.1, 12345);
    let count = 0;
    let differ = 0;
    for (let one = 0; one < 400; one++)
      for (let other = 0; other < one; other++) {
        if (hidden.has(one, other)) count++;
        if (hidden.has(one, other) !== hidden.has(other, one)) differ++;
      }
    const all = (400 * 399) / 2;
    expect(differ).toBe(0);
    expect(Math.abs(count - 0.1 * all)).toBeLessThan(4 * Math.sqrt(all * 0.1 * 0.9));
  });
});

describe('a suggest', () => {
  const ring = (users: number, more: string, times: string) =>
    eventList(`title: Suggestions
keys: { user: { items: ${users} } }
components:
  graph: { kind: graph, key: user, friends: { smallWorld: { neighbours: 2, rewired: 0 } } }
  suggestions: { kind: link-prediction, set: graph.friends, perEdge: 100ms${more} }
workload: { visits: { arrivals: { at: [${times}] }, call: suggestions.suggest } }
run: { duration: 100s, replications: 1, study: finite }
`).lines.filter((line) => line.includes('leaves'));

  it('takes its work, and a time for each link touched', () => {
    // A ring of four: 2 + 2 + 2 links, one candidate. One server: 1–2 and 2–3 the works of both, then 0.6 s for the links of each.
    expect(ring(4, ', servers: 1, work: 1s', '1s, 1.5s')).toEqual(['3.6 suggestions.suggest leaves ok', '4.2 suggestions.suggest leaves ok']);
  });

  it('ends empty where everybody is a friend', () => {
    expect(ring(3, '', '1s')).toEqual(['1.6 suggestions.suggest leaves empty']);
  });
});

describe('links that go one way', () => {
  it.each(['followers', 'following'])('are refused: 1 / ln(their friends) of one with a single follow would be without end (%s)', (set) => {
    const yaml = `title: t
keys: { user: { items: 100 } }
components:
  graph: { kind: graph, key: user, followers: { preferential: 3 } }
  suggestions: { kind: link-prediction, set: graph.${set} }
workload: { visits: { arrivals: { every: 1s }, call: suggestions.suggest } }
run: { duration: 100s }
`;
    expect(() => scenarioOf(yaml)).toThrow(`the scores are of links that go both ways, and those of graph.${set} go one way`);
  });
});
