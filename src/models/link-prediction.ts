import type { Job, Step } from '../sim/job.js';
import { defineComponent, type FieldProblem, type KindBehaviour, type KindContext } from './define.js';
import { PredictionBooks } from './link-prediction/books.js';
import { HiddenLinks } from './link-prediction/hidden-links.js';
import { Neighbourhood } from './link-prediction/neighbourhood.js';
import { scores, type ScoreName } from './link-prediction/scores.js';

export const linkPrediction = defineComponent({
  kind: 'link-prediction',
  summary:
    'Whom a user may know: friends of friends ranked by a score, with what it costs (links touched) and how good it is (friendships that were hidden from it and found again).',
  explanation:
    'A suggest goes through the friends of the user and through theirs: each of these who is not a friend yet is a candidate, and those with the best scores are the page. It takes its `work`, and `perEdge` for every link that it touches on the way: ' +
    'so a user with many friends, whose friends have many, costs hundreds of times more than most. Without a candidate it ends `empty` (also good). ' +
    'With `hidden`, that share of the links is held back, and the page is judged by them: how much of it are hidden friends, and how far up the first of them stands. Each link is hidden or not by chance of its own, the same in all replications; users without a hidden link are not judged. ' +
    'Candidates of one score stand in an order that has nothing to do with them. The graph is that of the instant at which the work begins. ' +
    'At once or ahead is made of common parts: a workload that calls suggest for `each: graph.members` every night and sends to a cache, which is asked instead. Left out: what users do with suggestions.',
  defaults: { servers: Infinity, async: true },
  faults: ['crash', 'freeze', 'slow', 'errors'],
  operations: { suggest: { summary: 'Rank the candidates of the user; `empty` where there is none.', good: ['empty'], bad: [], ok: true } },
  fields: {
    set: { type: { of: 'set' }, required: true, summary: 'The links, which go both ways: for each user a set of users.', example: 'graph.friends' },
    score: {
      type: {
        of: 'choice',
        choices: ['common-neighbours', 'adamic-adar', 'resource-allocation', 'jaccard', 'preferential-attachment'],
        meanings: {
          'common-neighbours': 'How many friends both have.',
          'adamic-adar': 'Of the friends that both have, the sum of 1 / ln(their friends): one with few says more (Adamic and Adar 2003).',
          'resource-allocation': 'The same with 1 / (their friends) (Zhou, Lü and Zhang 2009).',
          jaccard: 'Friends that both have, of those that either has.',
          'preferential-attachment': 'How many friends the candidate has (Barabási and Albert 1999).',
        },
      },
      default: 'common-neighbours',
      summary: 'What the candidates are ranked by; Liben-Nowell and Kleinberg (2007) compare these.',
      example: 'adamic-adar',
    },
    pageSize: { type: { of: 'count', min: 1 }, default: '10', summary: 'Suggestions on a page.', example: '20' },
    perEdge: {
      type: { of: 'time' },
      default: '0.2us',
      summary: 'Work for each link touched: two accesses to memory, of 100 ns each (Dean, numbers everyone should know).',
      example: '1us',
    },
    hidden: { type: { of: 'share' }, summary: 'Share of the links that are held back to judge by. Default: none, and nothing is judged.', example: '10%' },
  },
  statistics: [
    { name: 'edgesPerSuggest', resultName: 'edges_per_suggest', unit: 'count', estimator: 'mean', summary: 'Links touched by one suggest, in the mean.' },
    {
      name: 'candidatesPerSuggest',
      resultName: 'candidates_per_suggest',
      unit: 'count',
      estimator: 'mean',
      summary: 'Candidates of one suggest, in the mean.',
    },
    {
      name: 'judged',
      resultName: 'judged',
      unit: 'count',
      estimator: 'count',
      needs: 'hidden',
      summary: 'Suggests for users with a hidden link, over all replications.',
    },
    {
      name: 'precision',
      resultName: 'precision',
      unit: 'share',
      estimator: 'ratio',
      needs: 'hidden',
      summary: 'Of the places on a page, the share with a hidden friend (precision at `pageSize`), of judged suggests.',
    },
    {
      name: 'recall',
      resultName: 'recall',
      unit: 'share',
      estimator: 'ratio',
      needs: 'hidden',
      summary: 'Of the hidden friends of judged suggests, the share that is on the page.',
    },
    {
      name: 'reciprocalRank',
      resultName: 'reciprocal_rank',
      unit: 'share',
      estimator: 'ratio',
      needs: 'hidden',
      summary: '1 / the rank of the first hidden friend among the candidates (0 where none is a candidate), in the mean over judged suggests.',
    },
  ],
  example: 'suggestions: { kind: link-prediction, set: graph.friends, score: adamic-adar, pageSize: 10, perEdge: 0.2us, servers: 16 }',
  check(settings): FieldProblem | null {
    const { component, set, key, by, isMutual } = settings['set'] as {
      readonly component: string;
      readonly set: string;
      readonly key: string;
      readonly by: string | null;
      readonly isMutual: boolean;
    };
    if (settings['hidden'] === 1)
      return { code: 'out-of-range', field: 'hidden', message: 'with all links hidden there is nobody to suggest', expected: 'less than 100%' };
    if (by === key && isMutual) return null;
    return {
      code: 'unknown-choice',
      field: 'set',
      message:
        by === key
          ? `the scores are of links that go both ways, and those of ${component}.${set} go one way`
          : `${component}.${set} is no set of users for each user`,
      expected: 'such as graph.friends',
    };
  },
  create(context: KindContext): KindBehaviour {
    const { by } = context.setting('set') as { readonly by: string };
    const user = context.keyIndex(by);
    const share = context.setting('hidden') as number | null;
    const hidden =
      share === null
        ? null
        : new HiddenLinks(
            share,
            context.shared('hidden', (uniform) => Math.floor(uniform.double() * 2 ** 32)),
          );
    const neighbourhood = new Neighbourhood(context.memberSet('set'), user, hidden, scores[context.setting('score') as ScoreName]);
    const pageSize = context.setting('pageSize') as number;
    const perEdge = context.setting('perEdge') as number;
    const books = Array.from({ length: context.instances }, () => new PredictionBooks(pageSize, hidden !== null));
    for (const one of books) context.engine.observe(one);
    const isEmpty = new WeakSet<Job>();
    const [ok, empty] = [context.end('ok'), context.end('empty')];
    const time = {
      of(job: Job): number {
        neighbourhood.explore(job.keys[user]);
        books[job.station!.index].count(neighbourhood);
        if (neighbourhood.count === 0) isEmpty.add(job);
        return neighbourhood.touched * perEdge;
      },
    };
    const answer: Step = { run: (job) => (isEmpty.has(job) ? empty : ok) };
    return {
      operations: { suggest: context.work('suggest', context.workOf('suggest', time, answer)) },
      statistics: (instance) => books[instance].statistics(),
    };
  },
});
