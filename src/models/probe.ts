import { Times } from '../sim/statistics/times.js';
import { defineComponent, type KindBehaviour, type KindContext } from './define.js';

export const probe = defineComponent({
  kind: 'probe',
  summary: 'A point of measurement: the age of whatever arrives, from the start of its root request.',
  explanation:
    'Takes no time. Each `show` records the time since the root request was due, also through sends: call it where somebody can see the result (a message on a screen, a page in a browser).',
  defaults: { servers: Infinity, async: true },
  operations: { show: { summary: 'Record the age of the root request.', good: [], bad: [], ok: true } },
  fields: {},
  statistics: [{ name: 'age', resultName: 'age_s', unit: 's', estimator: 'times', summary: 'Time since the root request was due.' }],
  example: 'screen: { kind: probe }',
  create(context: KindContext): KindBehaviour {
    const ages = Array.from({ length: context.instances }, () => new Times());
    for (const one of ages) context.engine.observe(one);
    const shown = context.end('ok');
    return {
      operations: {
        show: context.work('show', {
          run(job) {
            ages[job.station!.index].record(job.engine.calendar.now - job.due);
            return shown;
          },
        }),
      },
      statistics: (instance) => ({ age_s: { type: 'times', times: ages[instance] } }),
    };
  },
});
