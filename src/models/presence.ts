import type { Observed } from '../sim/engine.js';
import type { Job, Step } from '../sim/job.js';
import type { Roll } from './connections/roll.js';
import { defineComponent, type FieldProblem, type KindBehaviour, type KindContext, type OwnStatistic } from './define.js';

export const presence = defineComponent({
  kind: 'presence',
  summary: 'Who is online, as far as the gateways have told: asked before a message is pushed, and wrong for a while about those who went without a word.',
  explanation:
    'A `locate` ends `online` where a gateway has heard of the user (a connection, a heartbeat) no longer than `stale` ago, and `offline` else; both are good. A goodbye is known at once, and so is a loss that the gateway has found. ' +
    'What it cannot know it gets wrong, and both mistakes are counted by what is true at that instant: told `online` who is gone (a ghost, or a user whose gateway has crashed), and told `offline` who is there (a `stale` below the heartbeat). ' +
    'The work of an answer comes first; the answer is that of its end. ' +
    'To tell friends who comes and goes is `connected` and `lost` of the connections with `each: graph.friends` and `send`: as many messages for each coming and going as there are friends, which no field here makes fewer. ' +
    'To tell them less often is a `service` with `per: user`, `queue: 0` and a `wait` after it: what comes during the wait is rejected. Left out: the way from the gateways to here takes no time, and no work.',
  defaults: { servers: Infinity, async: true },
  operations: { locate: { summary: 'Ask where the user is.', good: ['online', 'offline'], bad: [], ok: false } },
  fields: {
    of: {
      type: { of: 'set', isAsked: true },
      required: true,
      summary: 'The connections whose users are asked for; the component alone, or its set `online`.',
      example: 'phones',
    },
    stale: {
      type: { of: 'time' },
      default: '30s',
      summary: 'Nobody is online of whom no gateway has heard for so long; 30 s is that of Synapse (gone without a sync).',
      example: '1min',
    },
  },
  statistics: [
    { name: 'wrongOnline', resultName: 'wrong_online', unit: 'share', estimator: 'ratio', summary: 'Share of the answers `online` about users who were gone.' },
    {
      name: 'wrongOffline',
      resultName: 'wrong_offline',
      unit: 'share',
      estimator: 'ratio',
      summary: 'Share of the answers `offline` about users who were connected.',
    },
  ],
  example: 'presence: { kind: presence, of: phones, servers: 16, work: { exponential: 0.3ms } }',
  check(settings): FieldProblem | null {
    const { component, set } = settings['of'] as { readonly component: string; readonly set: string };
    if (set === 'online') return null;
    return { code: 'unknown-choice', field: 'of', message: `${component}.${set} does not know who is online`, expected: 'a component of kind connections' };
  },
  create(context: KindContext): KindBehaviour {
    const { key } = context.setting('of') as { readonly key: string };
    const keyIndex = context.keyIndex(key);
    const roll = context.keptSet('of') as () => Roll;
    const stale = context.setting('stale') as number;
    const answers = Array.from({ length: context.instances }, () => new Answers());
    for (const one of answers) context.engine.observe(one);
    const online = context.end('online');
    const offline = context.end('offline');
    const locate: Step = {
      run(job: Job): Step {
        const user = job.keys[keyIndex];
        const isTold = job.engine.now - roll().lastHeard(user) <= stale;
        answers[job.station!.index].count(isTold, roll().isConnected(user));
        return isTold ? online : offline;
      },
    };
    return { operations: { locate: context.work('locate', locate) }, statistics: (instance) => answers[instance].statistics() };
  },
});

/** Answers by what was told and what was true. */
class Answers implements Observed {
  private online = 0;
  private offline = 0;
  private wrongOnline = 0;
  private wrongOffline = 0;

  count(isTold: boolean, isThere: boolean): void {
    if (isTold) this.online++;
    else this.offline++;
    if (isTold && !isThere) this.wrongOnline++;
    if (!isTold && isThere) this.wrongOffline++;
  }

  reset(): void {
    this.online = 0;
    this.offline = 0;
    this.wrongOnline = 0;
    this.wrongOffline = 0;
  }

  statistics(): Record<string, OwnStatistic> {
    return {
      wrong_online: { type: 'ratio', numerator: this.wrongOnline, denominator: this.online },
      wrong_offline: { type: 'ratio', numerator: this.wrongOffline, denominator: this.offline },
    };
  }
}
