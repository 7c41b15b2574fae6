import { createSampler } from '../sim/chance/create-sampler.js';
import type { Law } from '../sim/chance/law.js';
import { lengthBiasedSampler } from '../sim/chance/length-biased.js';
import { lawMean } from '../sim/chance/moments.js';
import type { Sampler } from '../sim/chance/sampler.js';
import type { Step } from '../sim/job.js';
import { exponentialBackoff } from '../sim/steps/backoff.js';
import { connectionFields } from './connections/fields.js';
import { Crowd } from './connections/crowd.js';
import { Gateway, type GatewayRules } from './connections/gateway.js';
import { ByConnection, Opened, Push, Wake } from './connections/steps.js';
import { Multicast, Spread } from './connections/multicast.js';
import { Roll } from './connections/roll.js';
import { defineComponent, type FieldProblem, type KindBehaviour, type KindContext } from './define.js';

/** More users than typed arrays of one run should hold. */
const USERS_MOST = 20_000_000;

export const connections = defineComponent({
  kind: 'connections',
  summary: 'Persistent connections of users to gateways: people come and go, connections break, gateways find out by heartbeats.',
  explanation:
    'Each item of the key is a person with a device, there for a time `online` and gone for a time `away`, again and again, whatever becomes of the connection. Who comes connects to the instance that `balance` chooses (`least-connections`: ' +
    'fewest open ones): it waits in the line of an instance that accepts so many a second, is refused where that is full and tries again after a pause, and then takes the work of `connect` (or of the cheaper `resume` soon after a loss). ' +
    'A connection ends with a goodbye, or silently: then the gateway has a ghost, until the answers to `missed` heartbeats are lacking (the last time-out included) or the user is back. `push` reaches a user: `ok`, or `offline` (also good); ' +
    'to a ghost it waits for an answer that does not come, until the loss is found or `timeout` is over. A `wake` (a notification, or something that the person does) brings who is away after `wakeDelay`, and has who is there stay for a new time. ' +
    'A gateway that crashes cuts its devices off: they notice at once and reconnect elsewhere by the law of `reconnect`; its ghosts are gone, and nobody is told `lost`. Heartbeats are computed and take no work. A `multicast` goes to all `members` of a group: one copy for each gateway at which one of them is, with the work of `spread` there, and from there a push to each. ' +
    'The set `online` has the users who are connected. ' +
    'Left out: the network between device and gateway, and devices that notice a loss later than it happens.',
  defaults: { servers: Infinity, async: true },
  operations: {
    push: { summary: 'Send to the user over the connection.', good: ['offline'], bad: [], ok: true, ignores: ['members'] },
    multicast: {
      summary: 'Send to all `members`: one copy for each gateway, which pushes it to those who are there. It ends when the copies are on their way.',
      good: [],
      bad: [],
      ok: true,
      needs: 'members',
      ignores: ['key'],
      sends: ['reached', 'unreached'],
    },
    spread: {
      summary: 'The work of a gateway with its copy of a multicast, before it pushes; the component itself brings it.',
      good: [],
      bad: [],
      ok: true,
      isInternal: true,
      needs: 'members',
      ignores: ['key'],
    },
    wake: {
      summary: 'Bring the person, who is there after `wakeDelay`; `awake` where it was there.',
      good: ['awake'],
      bad: [],
      ok: true,
      needs: 'online',
      ignores: ['members'],
    },
    connect: {
      summary: 'The handshake of a new connection; the component itself brings it.',
      good: [],
      bad: [],
      ok: true,
      isInternal: true,
      ignores: ['members'],
      sends: ['connected', 'lost'],
    },
    resume: {
      summary: 'The handshake that resumes a session; the component itself brings it.',
      good: [],
      bad: [],
      ok: true,
      isInternal: true,
      needs: 'resume',
      ignores: ['members'],
      sends: ['connected', 'resumed', 'lost'],
    },
  },
  faults: ['crash', 'slow', 'errors'],
  starts: { fields: ['connected', 'resumed', 'lost'], key: 'key' },
  gives: { key: 'key', carriedBy: ['reached', 'unreached'] },
  memberSets: { online: { summary: 'The users who are connected.', of: 'key' } },
  fields: connectionFields,
  check(settings, keys): FieldProblem | null {
    const users = keys.items(settings['key'] as string);
    if (users === null) return { code: 'key-not-drawn', field: 'key', message: 'its users need a number', expected: 'a key with items: COUNT' };
    if (users > USERS_MOST) return { code: 'out-of-range', field: 'key', message: `${users} users are too many`, expected: `at most ${USERS_MOST}` };
    const members = settings['members'] as { readonly component: string; readonly set: string; readonly key: string } | null;
    if (members !== null && keys.items(members.key) !== users)
      return {
        code: 'key-not-drawn',
        field: 'members',
        message: `the members of ${members.component}.${members.set} are items of ${members.key}, and there are others of its own`,
        expected: `a set of items of ${settings['key'] as string}`,
      };
    const start = settings['start'] as string;
    if (settings['online'] !== null && settings['away'] === null && start !== 'away')
      return {
        code: 'missing-field',
        field: 'online',
        message: '"online" without "away" is for people who come only when they are woken',
        expected: 'away beside online, or start: away',
      };
    if (settings['online'] === null && start === 'away')
      return { code: 'missing-field', field: 'start', message: 'with start: away nobody ever comes: there is no "online"', expected: 'online' };
    for (const field of ['online', 'away', 'breaks']) {
      const value = settings[field] as { readonly law: Law } | null;
      const mean = value === null ? 1 : lawMean(value.law);
      if (!(mean > 0 && mean < Infinity))
        return { code: 'out-of-range', field, message: `the mean of ${field} is ${mean === 0 ? '0' : 'infinite'}`, expected: 'a mean above 0, and finite' };
    }
    for (const field of ['heartbeat', 'accept'])
      if (settings[field] === 0) return { code: 'out-of-range', field, message: `${field} is 0`, expected: 'more than 0' };
    return null;
  },
  statistics: [
    { name: 'online', resultName: 'online', unit: 'count', estimator: 'level', recovers: 'up', summary: 'Users who are connected.' },
    {
      name: 'ghosts',
      resultName: 'ghosts',
      unit: 'count',
      estimator: 'level',
      summary: 'Open connections whose user is gone without a word, or reconnecting.',
    },
    {
      name: 'memoryBytes',
      resultName: 'memory_bytes',
      unit: 'bytes',
      estimator: 'level',
      needs: 'memory',
      summary: 'Memory of the open connections, ghosts included.',
    },
    {
      name: 'heartbeats',
      resultName: 'heartbeats_per_s',
      unit: '1/s',
      estimator: 'level',
      summary: 'Heartbeats sent a second: open connections over the interval.',
    },
    {
      name: 'connectTime',
      resultName: 'connect_time_s',
      unit: 's',
      estimator: 'times',
      summary: 'From the wish to be connected, or the loss of a connection, to the connection: pauses, the line, and the handshake.',
    },
    {
      name: 'reconnectTime',
      resultName: 'reconnect_time_s',
      unit: 's',
      estimator: 'times',
      summary: 'The same after a loss alone: a connection that broke, or was cut off by the crash of its gateway.',
    },
    {
      name: 'lossDetection',
      resultName: 'loss_detection_s',
      unit: 's',
      estimator: 'times',
      summary: 'From a silent loss until the gateway finds it by heartbeats.',
    },
    {
      name: 'connected',
      resultName: 'connected',
      unit: 'count',
      estimator: 'count',
      summary: 'New connections, resumed ones included, over all replications.',
    },
    { name: 'resumed', resultName: 'resumed', unit: 'count', estimator: 'count', summary: 'Those of them that resumed a session.' },
    {
      name: 'refused',
      resultName: 'refused',
      unit: 'count',
      estimator: 'count',
      summary: 'Attempts that found the line of those to be accepted full, over all replications.',
    },
    { name: 'broken', resultName: 'broken', unit: 'count', estimator: 'count', summary: 'Connections that the network broke, over all replications.' },
    {
      name: 'cutOff',
      resultName: 'cut_off',
      unit: 'count',
      estimator: 'count',
      summary: 'Connections that were lost with a gateway that crashed, over all replications.',
    },
  ],
  example: 'phones: { kind: connections, key: user, online: { exponential: 7min }, away: { exponential: 8min }, instances: 4, connected: inbox.drain }',
  create(context: KindContext): ConnectionsBehaviour {
    const keyIndex = context.keyIndex(context.setting('key') as string);
    const users = context.items(context.setting('key') as string)!;
    const gatewayRules: GatewayRules = {
      accept: (context.setting('accept') as number | null) ?? Infinity,
      backlog: (context.setting('backlog') as number | null) ?? Infinity,
      memory: context.setting('memory') as number | null,
      heartbeat: context.setting('heartbeat') as number,
    };
    const gateways = Array.from({ length: context.instances }, () => new Gateway(context.engine, gatewayRules));
    const sampler = (field: string): Sampler | null => samplerOf(context, field, createSampler);
    const stay = sampler('online');
    const resume = (context.setting('resume') as number | null) ?? 0;
    const jitter = (context.setting('reconnect.jitter') as 'none' | 'full' | 'equal' | 'decorrelated' | null) ?? 'full';
    const instances = gateways.map((_, instance) => instance);
    const crowd = new Crowd(
      context.engine,
      context.label,
      {
        users,
        keyIndex,
        presence: stay === null ? null : { stay, away: sampler('away') },
        wakeDelay: sampler('wakeDelay'),
        breaks: sampler('breaks'),
        silent: context.setting('silent') as number,
        silence: context.stream('silent'),
        heartbeat: gatewayRules.heartbeat,
        missed: context.setting('missed') as number,
        timeout: context.setting('timeout') as number,
        resume,
        backoff: exponentialBackoff(
          (context.setting('reconnect.exponential') as number | null) ?? 1,
          (context.setting('reconnect.most') as number | null) ?? 60,
          jitter,
        ),
        jitter: context.stream('jitter'),
        choose: (job) => (gateways.length === 1 ? 0 : context.choose('connect', job)),
        isDown: (gateway) => context.isDown(gateway),
        connect: instances.map((instance) => context.enterAt('connect', instance)),
        resumption: resume > 0 ? instances.map((instance) => context.enterAt('resume', instance)) : [],
        lost: context.setting('lost') === null ? null : context.send('lost', null),
      },
      gateways,
    );
    const ok = context.end('ok');
    const told = context.setting('connected') === null ? ok : context.send('connected', ok);
    const push = context.work('push', new Push(crowd, keyIndex, ok, context.end('offline')));
    const multicast = context.setting('members') === null ? null : makeMulticast(context, crowd, keyIndex, ok);
    const toldResumed = context.setting('resumed') === null ? told : context.send('resumed', ok);
    return {
      balancer: (balance) => new ByConnection(balance, crowd, gateways, keyIndex, 0, (gateway) => context.isDown(gateway)),
      begin: () => begin(context, crowd, gatewayRules.heartbeat),
      operations: {
        push,
        ...(multicast === null ? {} : { multicast: context.work('multicast', multicast), spread: context.work('spread', new Spread(multicast, ok)) }),
        connect: context.work('connect', new Opened(crowd, false, told)),
        ...(resume > 0 ? { resume: context.work('resume', new Opened(crowd, true, toldResumed)) } : {}),
        ...(stay === null ? {} : { wake: context.work('wake', new Wake(crowd, keyIndex, ok, context.end('awake'))) }),
      },
      memberSets: { online: new Roll(crowd) },
      statistics: (instance) => gateways[instance].statistics(),
      lose: (instance) => crowd.loseGateway(instance),
      crowd,
      gateways,
    };
  },
});

function makeMulticast(context: KindContext, crowd: Crowd, keyIndex: number, done: Step): Multicast {
  const instances = Array.from({ length: context.instances }, (_, instance) => instance);
  const send = (field: string): Step | null => (context.setting(field) === null ? null : context.send(field, null));
  const rules = {
    set: context.memberSet('members'),
    keyIndex,
    placeOf: (user: number) => crowd.placeOf(user),
    spread: instances.map((instance) => context.enterAt('spread', instance)),
    push: instances.map((instance) => context.enterAt('push', instance)),
    reached: send('reached'),
    unreached: send('unreached'),
  };
  return new Multicast(context.engine, rules, done);
}

/** The connections while they run: presence asks them, tests look at them. */
export interface ConnectionsBehaviour extends KindBehaviour {
  readonly crowd: Crowd;
  readonly gateways: readonly Gateway[];
}

function samplerOf(context: KindContext, field: string, make: typeof createSampler, purpose = field): Sampler | null {
  const value = context.setting(field) as { readonly law: Law } | null;
  return value === null ? null : make(value.law, context.stream(purpose));
}

/** The alternating renewal process of each person in its steady state (Cox 1962): there with the share of the means, for what is left of a time of that kind. */
function begin(context: KindContext, crowd: Crowd, heartbeat: number): void {
  const uniform = context.stream('start');
  const rest = (field: string): (() => number) => {
    const biased = samplerOf(context, field, lengthBiasedSampler, `start ${field}`);
    return () => biased!.sample() * uniform.double();
  };
  const mean = (field: string): number => lawMean((context.setting(field) as { readonly law: Law }).law);
  const share = context.setting('away') === null ? 1 : mean('online') / (mean('online') + mean('away'));
  crowd.start({
    as: context.setting('start') as 'steady' | 'lost' | 'away',
    isThere: () => share === 1 || uniform.double() < share,
    stay: rest('online'),
    away: rest('away'),
    life: rest('breaks'),
    phase: () => uniform.double() * heartbeat,
  });
}
