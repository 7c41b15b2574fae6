import { defineGroup } from './field.js';

/** Something that goes wrong. */
export const faultGroup = defineGroup({
  what: 'a fault',
  fields: {
    at: { type: { of: 'part', part: 'fault-times' }, summary: 'When it begins, from the start of the run: a time, or several in order.', example: '5min' },
    every: {
      type: { of: 'distribution', unit: 'time' },
      summary: 'Again and again: the time from the start of the run to the first, and from the end of one to the start of the next.',
      example: '{ exponential: 6h }',
    },
    for: {
      type: { of: 'distribution', unit: 'time' },
      summary: 'How long it lasts, each time. Required, except for `flush`, which is over at once.',
      example: '2min',
    },
    instances: {
      type: { of: 'part', part: 'fault-instances' },
      summary:
        'Which instances of the components that it names: a list of their names (a zone), or a number of them, drawn anew each time. Default: all of them.',
      example: '[eu]',
    },
    crash: {
      type: { of: 'part', part: 'fault-targets' },
      summary:
        'A component, component/instance, or a list of them: down for this time. The jobs inside are lost, their callers see `failed` at that instant; what it kept is lost. ' +
        'Calls to it end `failed` at once; a balance that does not go by a key leaves instances that are down out, at once. Then it starts again, empty.',
      example: 'web/2',
    },
    freeze: {
      type: { of: 'part', part: 'fault-targets' },
      summary: 'Stands still for this time: work stops where it is, and goes on from there. Calls still come in and wait. Nobody is told.',
      example: 'database',
    },
    slow: {
      type: { of: 'part', part: 'fault-targets' },
      needs: 'factor',
      summary: 'Work takes `factor` times as long, that which has begun too; of a link: the bandwidth is divided by it.',
      example: 'database',
    },
    factor: {
      type: { of: 'number', min: 1 },
      summary: 'Of `slow`: how many times as long work takes. Of `spike`: how many times as often requests come.',
      example: '3',
    },
    errors: {
      type: { of: 'part', part: 'fault-targets' },
      needs: 'share',
      summary: 'Calls of a component, component/instance or component.operation end `failed` at once, without a server and without work, a `share` of them.',
      example: 'store.write',
    },
    share: { type: { of: 'share' }, needs: 'errors', summary: 'Of `errors`: the share of the calls that fail, by chance.', example: '20%' },
    full: {
      type: { of: 'part', part: 'fault-targets' },
      summary:
        'No room is left: calls that store something end `rejected` at once, and reads go on. A component or component/instance of a kind that stores (mailbox.put, broker.publish, list.append, …), or component.operation of a service.',
      example: 'mailbox',
    },
    flush: {
      type: { of: 'part', part: 'fault-targets' },
      summary: 'What a cache holds is gone, at once; writes that it alone had are lost.',
      example: 'cache',
    },
    cut: {
      type: { of: 'part', part: 'fault-targets' },
      summary:
        'Two components, one of which calls the other: nothing gets through between them, neither calls nor answers. A caller with a time-out waits for that; one without is told `failed` at once. ' +
        'A link alone: the same of all calls that would pass it; transfers that are under way stand still and go on afterwards.',
      example: '[web, database]',
    },
    spike: {
      type: { of: 'part', part: 'fault-targets' },
      needs: 'factor',
      summary:
        'A workload, or several: requests come `factor` times as often for this time. Of independent arrivals (`poisson`, also with phases) and of gaps (`every`); an exact change of time, so that a factor of 1 changes nothing.',
      example: 'shoppers',
    },
  },
  later: {},
});

/** What goes wrong: exactly one of them. */
export const faultVerbs = ['crash', 'freeze', 'slow', 'errors', 'full', 'flush', 'cut', 'spike'] as const;
