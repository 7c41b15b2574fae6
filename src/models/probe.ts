import type { Engine, Observed } from '../sim/engine.js';
import { Times } from '../sim/statistics/times.js';
import { defineComponent, type KindBehaviour, type KindContext, type OwnStatistic } from './define.js';
import { Order, Seen } from './probe/seen.js';

export const probe = defineComponent({
  kind: 'probe',
  summary: 'A point of measurement: the age of whatever arrives, from the start of its root request; how much came twice, or out of order.',
  explanation:
    'Takes no time. Each `show` records the time since the root request was due, also through sends: call it where somebody can see the result (a message on a screen, a page in a browser). ' +
    'With `once` it is a device that shows the same message to the same user once: what comes again is counted, not shown, and ends `repeat` (also good). ' +
    'With `inOrder` it counts what is shown after something later of the same conversation: by the instants at which their requests were due.',
  defaults: { servers: Infinity, async: true },
  operations: { show: { summary: 'Record the age of the root request; `repeat` where it was shown before.', good: ['repeat'], bad: [], ok: true } },
  fields: {
    once: {
      type: {
        of: 'record',
        what: 'once',
        fields: {
          keys: {
            type: { of: 'list', item: { of: 'key' } },
            required: true,
            summary: 'What comes again with the same items of all these keys is a repeat.',
            example: '[user, message]',
          },
          for: { type: { of: 'time' }, default: '1h', summary: 'So long is remembered what was shown.', example: '10min' },
        },
      },
      summary: 'Repeats are suppressed and counted. Default: everything is shown.',
      example: '{ keys: [user, message], for: 1h }',
    },
    inOrder: {
      type: { of: 'list', item: { of: 'key' } },
      summary: 'What is shown for the same items of all these keys should come in the order in which its requests were due. Default: nobody counts.',
      example: '[user, conversation]',
    },
  },
  statistics: [
    { name: 'age', resultName: 'age_s', unit: 's', estimator: 'times', summary: 'Time since the root request was due.' },
    { name: 'shown', resultName: 'shown', unit: 'count', estimator: 'count', needs: ['once', 'inOrder'], summary: 'What was shown, over all replications.' },
    {
      name: 'repeats',
      resultName: 'repeats',
      unit: 'count',
      estimator: 'count',
      needs: 'once',
      summary: 'What came again and was not shown, over all replications.',
    },
    {
      name: 'disordered',
      resultName: 'disordered',
      unit: 'count',
      estimator: 'count',
      needs: 'inOrder',
      summary: 'What was shown after something later, over all replications.',
    },
  ],
  example: 'screen: { kind: probe }',
  create(context: KindContext): KindBehaviour {
    const indicesOf = (path: string): number[] | null => {
      const keys = context.setting(path) as readonly string[] | null;
      return keys === null ? null : keys.map((key) => context.keyIndex(key));
    };
    const once = indicesOf('once.keys');
    const inOrder = indicesOf('inOrder');
    // What a device has shown is the device's, whichever instance counts it.
    const seen = once === null ? null : new Seen(once, context.setting('once.for') as number);
    const order = inOrder === null ? null : new Order(inOrder);
    const screens = Array.from({ length: context.instances }, () => new Screen(context.engine, seen !== null, order !== null));
    const shown = context.end('ok');
    const repeated = context.end('repeat');
    return {
      operations: {
        show: context.work('show', {
          run(job) {
            const screen = screens[job.station!.index];
            const { now } = job.engine.calendar;
            if (seen !== null && !seen.show(job.keys, now)) {
              screen.repeats++;
              return repeated;
            }
            if (order !== null && !order.show(job.keys, job.due)) screen.disordered++;
            screen.ages.record(now - job.due);
            return shown;
          },
        }),
      },
      statistics: (instance) => screens[instance].statistics(),
    };
  },
});

/** What one instance has counted. */
class Screen implements Observed {
  readonly ages = new Times();
  repeats = 0;
  disordered = 0;

  constructor(
    engine: Engine,
    private readonly countsRepeats: boolean,
    private readonly countsOrder: boolean,
  ) {
    engine.observe(this);
  }

  reset(): void {
    this.ages.reset();
    this.repeats = 0;
    this.disordered = 0;
  }

  statistics(): Record<string, OwnStatistic> {
    return {
      age_s: { type: 'times', times: this.ages },
      ...(this.countsRepeats || this.countsOrder ? { shown: { type: 'count', count: this.ages.count } as const } : {}),
      ...(this.countsRepeats ? { repeats: { type: 'count', count: this.repeats } as const } : {}),
      ...(this.countsOrder ? { disordered: { type: 'count', count: this.disordered } as const } : {}),
    };
  }
}
