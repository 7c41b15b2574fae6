import type { Discipline } from '../scenario.js';
import { defineGroup } from './field.js';

/** Ways to serve. */
export const disciplineSummaries: Readonly<Record<Discipline, string>> = {
  fifo: 'First come, first served.',
  lifo: 'Last come, first served; a service is not interrupted.',
  random: 'Anyone of those who wait, all equally likely.',
  priority: 'The highest priority first, of workloads and calls; equals as they came; a service is not interrupted.',
  'earliest-deadline': 'The earliest deadline first, of workloads; who has none comes last; a service is not interrupted.',
  'shortest-first': 'The least work first; a service is not interrupted.',
  'lifo-preemptive': 'Who comes interrupts who is served, who goes on later where it stopped.',
  'priority-preemptive': 'Who has a higher priority interrupts who is served, who goes on later where it stopped.',
  'shortest-remaining': 'Who has less work than another has left interrupts it; it goes on later where it stopped.',
  'processor-sharing': 'All jobs (or `sharers` of them) are in service at once and share the servers equally; none gets more than one server.',
};
export const disciplines = Object.keys(disciplineSummaries) as readonly Discipline[];

/** The fields that components of all kinds have; those of a kind are declared in src/models. */
export const componentGroup = defineGroup({
  what: 'a component',
  fields: {
    kind: { type: { of: 'part', part: 'kind' }, required: true, summary: 'What it is.', example: 'service' },
    servers: {
      type: { of: 'part', part: 'servers' },
      summary:
        'Jobs in service at once, per instance: a count, `unlimited`, or a schedule of how many are there when. Default: 1 for a service, else unlimited.',
      example: '8',
    },
    queue: {
      type: { of: 'count', min: 0, unlimited: true },
      default: 'unlimited',
      summary: 'Places to wait, per instance; beyond them a job ends `rejected`.',
      example: '200',
    },
    whenFull: {
      type: { of: 'choice', choices: ['reject', 'block'] },
      default: 'reject',
      summary:
        'What a full queue does: reject who comes; or block: who comes waits at the door, and its caller keeps its server until it is let in (blocking after service).',
      example: 'block',
    },
    discipline: {
      type: { of: 'choice', choices: disciplines },
      default: 'fifo',
      summary:
        'Who is served next: the first or the last to come, anyone, the highest priority, the earliest deadline, the least work; or who interrupts whom; or all at once (processor-sharing).',
      example: 'priority',
    },
    sharers: {
      type: { of: 'count', min: 1 },
      summary: 'Under processor-sharing: at most so many jobs in service at once, the others wait. Default: all.',
      example: '50',
    },
    speeds: {
      type: { of: 'part', part: 'speeds' },
      summary: 'Speed of each server, in seconds of work a second; the fastest free one serves. Default: all 1.',
      example: '[1, 1, 0.5]',
    },
    speedAt: {
      type: { of: 'part', part: 'speeds' },
      summary: 'Speed of each job in service when 1, 2, 3 … are in service; the last holds for all above. fifo and processor-sharing only.',
      example: '[1, 0.9, 0.8]',
    },
    setUp: {
      type: { of: 'distribution', unit: 'time' },
      summary: 'Time that an idle server needs before it serves again.',
      example: '{ exponential: 2s }',
    },
    vacation: {
      type: { of: 'distribution', unit: 'time' },
      summary: 'A server that finds nobody waiting goes away for so long, again and again.',
      example: '{ exponential: 1s }',
    },
    batch: {
      type: { of: 'part', part: 'batch' },
      summary: 'A server takes several jobs together, for the work of the first of them.',
      example: '{ least: 5, most: 10, wait: 5ms }',
    },
    patience: {
      type: { of: 'distribution', unit: 'time' },
      summary: 'A job that has waited for so long leaves the queue with the outcome `abandoned`.',
      example: '{ exponential: 30s }',
    },
    balking: {
      type: { of: 'part', part: 'balking' },
      summary: 'Jobs waiting → share of those who come then and turn away with the outcome `balked`; the highest number reached holds.',
      example: '{ 10: 50%, 20: 100% }',
    },
    lifoAbove: {
      type: { of: 'count', min: 0 },
      summary:
        'Adaptive LIFO: first come, first served while at most so many wait; while more do, the last to come goes first: those who waited longest have given up most likely (B. Maurer, Fail at Scale, 2015; HHVM). Default: never.',
      example: '100',
    },
    codel: {
      type: { of: 'part', part: 'codel' },
      summary:
        'Controlled delay: a job that has waited too long leaves the queue `rejected`, and too long is short while the queue does not empty (B. Maurer, Fail at Scale, 2015, after Nichols and Jacobson, Controlling Queue Delay, 2012).',
      example: '{ target: 5ms, interval: 100ms }',
    },
    adaptiveLimit: {
      type: { of: 'part', part: 'adaptive-limit' },
      summary:
        'A limit of the jobs inside that follows their response times; beyond it a job ends `rejected`. It falls while responses take longer than they did, and rises while they do not.',
      example: '{ least: 20, most: 200 }',
    },
    per: {
      type: { of: 'key' },
      summary:
        'One such station, with these servers and this queue, for each item of the key, made when a job comes for the item: a lock for each row, an order for each conversation. Utilisation is then not kept (how many servers there are changes all the time); the other statistics are sums over the items.',
      example: 'row',
    },
    breakdowns: {
      type: { of: 'part', part: 'breakdowns' },
      summary: 'Each server fails and is repaired, again and again, busy or not.',
      example: '{ up: { exponential: 1h }, down: { exponential: 5min } }',
    },
    work: {
      type: { of: 'part', part: 'work' },
      summary: 'Time that each operation holds a server: a distribution, or operation → distribution.',
      example: '{ exponential: 8ms }',
    },
    async: {
      type: { of: 'boolean' },
      summary: 'true: a server is held during `work` only; false: from the start of an operation to its end. Default: false for a service, else true.',
      example: 'true',
    },
    instances: {
      type: { of: 'part', part: 'instances' },
      default: '1',
      summary:
        'Separate copies, each with its own servers, queue and contents: a count, a list of names, or name → the fields in which it differs from what the component says. Of more than 1000 with unlimited servers, results have rows for those that objectives name.',
      example: '{ big: { servers: 8 }, small: {} }',
    },
    balance: {
      type: { of: 'part', part: 'balance' },
      default: 'round-robin',
      summary:
        'Which instance serves a call: round-robin, random, least-connections, two-choices, shortest-queue; or by a key: { hash: KEY }, { consistentHash: KEY }, { range: KEY } or { by: KEY.ATTRIBUTE }.',
      example: 'least-connections',
    },
    health: {
      type: { of: 'part', part: 'health' },
      summary:
        'Health checks: that an instance is down or stands still is learned from checks, some time after it happens; until then calls are sent to it, and fail or wait. Where none is in rotation, calls are sent to all. Default: who is down is known at once, and who stands still is never found out.',
      example: '{ every: 10s, failures: 3 }',
    },
    slowStart: {
      type: { of: 'part', part: 'slow-start' },
      summary:
        'An instance that is back in rotation, or new, gets fewer calls at first: its weight rises. With round-robin, random and least-connections, where it divides (jobs + 1). Default: none.',
      example: '{ window: 30s, least: 10% }',
    },
    calls: {
      type: { of: 'part', part: 'calls' },
      summary: 'How this component calls others: component or component.operation → policy.',
      example: '{ database: { timeout: 300ms } }',
    },
    cost: {
      type: { of: 'part', part: 'cost' },
      summary:
        'What it costs: prices of its instances, servers, bytes sent and room for bytes. Results then have the money of a month, and `plan` looks for the least.',
      example: '{ instanceHour: 0.34 }',
    },
    note: { type: { of: 'text' }, summary: 'Text for the reader.', example: 'sized for the evening' },
  },
  later: {},
});

export const scheduleGroup = defineGroup({
  what: 'a schedule',
  fields: {
    schedule: {
      type: { of: 'part', part: 'shifts' },
      required: true,
      summary: 'One after the other; a server that is taken away ends its job first.',
      example: '[{ for: 8h, servers: 2 }, { for: 16h, servers: 1 }]',
    },
    repeat: { type: { of: 'boolean' }, default: 'false', summary: 'true: again after the last; false: then the last one stays.', example: 'true' },
  },
  later: {},
});

export const shiftGroup = defineGroup({
  what: 'a shift',
  fields: {
    for: { type: { of: 'time' }, required: true, summary: 'Its length.', example: '8h' },
    servers: { type: { of: 'count', min: 0 }, required: true, summary: 'How many servers are there.', example: '2' },
  },
  later: {},
});

export const batchGroup = defineGroup({
  what: 'a batch',
  fields: {
    least: { type: { of: 'count', min: 1 }, default: '1', summary: 'A server starts when so many wait.', example: '5' },
    most: { type: { of: 'count', min: 1, unlimited: true }, required: true, summary: 'It takes so many at most; unlimited: all that wait.', example: '10' },
    wait: { type: { of: 'time' }, summary: 'It starts with fewer when the first has waited for so long; default: never.', example: '5ms' },
  },
  later: {},
});

export const breakdownGroup = defineGroup({
  what: 'breakdowns',
  fields: {
    up: { type: { of: 'distribution', unit: 'time' }, required: true, summary: 'From a repair to the next failure.', example: '{ exponential: 1h }' },
    down: { type: { of: 'distribution', unit: 'time' }, required: true, summary: 'From a failure to its repair.', example: '{ exponential: 5min }' },
    interrupted: {
      type: { of: 'choice', choices: ['resume', 'restart'] },
      default: 'resume',
      summary: 'What becomes of the job in service: it goes on where it stopped, or begins again.',
      example: 'restart',
    },
  },
  later: {},
});

/** What a service has besides: its steps are written in the scenario. */
export const serviceGroup = defineGroup({
  what: 'a service',
  fields: {
    operations: {
      type: { of: 'part', part: 'operations' },
      summary: 'Name → list of steps, or a distribution for one `work` step. Without it: `work`, and the operation is called `serve`.',
      example: '{ read: { exponential: 5ms } }',
    },
    scale: {
      type: { of: 'part', part: 'scale' },
      summary:
        'Autoscaling: the number of instances follows the load, from `instances` on. New ones boot; one that goes gets no more calls, its jobs end, then it is gone (it drains): the last that came goes first.',
      example: '{ utilisation: 60%, min: 2, max: 20, boot: 90s }',
    },
    serverless: {
      type: { of: 'part', part: 'serverless' },
      summary:
        'Its servers are execution environments that come with the calls and go when they are not used: a call gets the idle one that was used last, or starts one and waits for that. In place of `servers` and `queue`.',
      example: '{ coldStart: 400ms, concurrency: 100 }',
    },
    good: { type: { of: 'words' }, summary: 'Outcomes that its operations return and that count as good.', example: '[declined]' },
  },
  later: {},
});

/** Fields of single kinds that a later release brings. */
export const laterKindFields: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  service: {},
  cache: {},
  probe: {},
  transcoder: {},
};

/** Ways to choose an instance. */
export const balances = ['round-robin', 'random', 'least-connections', 'two-choices', 'shortest-queue', 'idle-queue'] as const;

/** Balance by a key (shards), or by weights. */
export const balanceGroup = defineGroup({
  what: 'a balance by a key or by weights',
  fields: {
    roundRobin: {
      type: { of: 'part', part: 'instance-weights' },
      summary:
        'In turn, each instance as often as its weight says, and spread out (smooth weighted round robin, as in nginx). An instance without a weight has 1.',
      example: '{ large: 3, small: 1 }',
    },
    random: {
      type: { of: 'part', part: 'instance-weights' },
      summary: 'At random, with shares in proportion to the weights. An instance without a weight has 1.',
      example: '{ large: 75%, small: 25% }',
    },
    hash: {
      type: { of: 'key' },
      summary: 'The instance by a hash of the item, modulo the number of instances: the same item, the same instance.',
      example: 'user',
    },
    consistentHash: {
      type: { of: 'key' },
      summary:
        'The instance whose point comes next to the hash of the item on a circle (Karger et al. 1997): of n instances a further one takes 1/(n+1) of the items, and no other item moves.',
      example: 'user',
    },
    virtual: {
      type: { of: 'count', min: 1 },
      default: '100',
      summary:
        'With consistentHash: points of each instance on the circle. The shares of the instances spread with a coefficient of variation of about 1/√virtual.',
      example: '100',
    },
    range: {
      type: { of: 'text' },
      summary: 'Ranges of the items of a KEY (item 0 is the most popular), or of a KEY.ATTRIBUTE that is a number: the first instance has the lowest.',
      example: 'order',
    },
    boundaries: {
      type: { of: 'part', part: 'boundaries' },
      summary: 'With range: where the second and each further range begins. Default: ranges of equally many items.',
      example: '[1000, 5000]',
    },
    by: { type: { of: 'attribute' }, summary: 'The instance that has the name that the attribute of the item says.', example: 'user.region' },
  },
  later: {},
});
