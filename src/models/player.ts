import { createSampler, type Sampler } from '../sim/chance/create-sampler.js';
import type { Law } from '../sim/chance/law.js';
import type { Job, Step } from '../sim/job.js';
import { FirstBytes } from '../sim/network/first-bytes.js';
import { defineComponent, type FieldProblem, type KindBehaviour, type KindContext } from './define.js';
import type { FieldValue } from './field-value.js';
import { fixedRung } from './player/fixed-rung.js';
import { bitrateRules } from './player/index.js';
import { Ladder } from './player/ladder.js';
import { createNetwork, unlimited } from './player/network.js';
import { checkPlayer } from './player/rules.js';
import { Screen } from './player/screen.js';
import { SegmentKey } from './player/segments.js';
import { playerStatistics } from './player/statistics.js';
import { type Player, Viewing } from './player/viewing.js';

export const player = defineComponent({
  kind: 'player',
  summary: 'Plays a video to a viewer: fetches it in segments at a bitrate that adapts to the network, and stalls when the buffer runs empty.',
  explanation:
    'A play calls `start`, then fetches one segment after the other: it chooses a rung of `ladder` by `abr`, calls `fetch` for the segment, and when that answers the bytes come over the view’s own `network`. ' +
    'The picture begins with the first whole segment (the lowest rung, or the fixed one) and goes on after a stall as soon as one more is there; the player asks for the next segment when `buffer` has room for it. ' +
    'Throughput is estimated as in dash.js, by the smaller of two moving averages with half-lives of 3 s and 8 s; throughput, bola, bola-e and dynamic stop a segment that comes too slowly, and choose its rung afresh. ' +
    'The rules equal those of the Sabre simulator (Spiteri, Sitaraman, Sparacio, MMSys 2018) on its traces. A fetch that ends badly is tried again a rung lower after 1 s; after the third retry in a row the view ends `failed`. ' +
    'Where segments come over links (`via` of the call of `fetch`, with the bytes of the answer), views share these, and the throughput is that of the bytes from the first to the last; such a download is not given up before it is there. ' +
    'With `live` segments exist only when the event has come so far, and a viewer who stalls falls behind for good. ' +
    'Left out: sizes that vary within a rung (every segment of a rung has its bandwidth × `segment` bytes; a video is cut or filled to whole segments), seeking, replacing segments in the buffer, and catching up with a live event.',
  defaults: { servers: Infinity, async: true },
  operations: {
    play: {
      summary: 'Watch the video to its end.',
      good: [],
      bad: ['abandoned', 'failed'],
      ok: true,
      calls: ['start'],
      handles: ['fetch'],
      sends: ['watched'],
      onlyWith: { abandoned: ['abandon'] },
    },
  },
  fields: {
    video: { type: { of: 'key' }, required: true, summary: 'The key whose items are watched.', example: 'video' },
    length: {
      type: { of: 'attribute', unit: 'time' },
      required: true,
      summary: 'How long a video is (live: how long a viewer watches), an attribute of a key; rounded to whole segments, at least one.',
      example: 'video.length',
    },
    segment: { type: { of: 'time' }, default: '4s', summary: 'How long a segment plays (Pensieve: 4 s; Sabre: 3 s).', example: '2s' },
    ladder: {
      type: { of: 'map', what: 'a rung', value: { of: 'bandwidth' } },
      required: true,
      summary: 'Rung → bandwidth that it needs. The order does not matter: the lowest bandwidth is the lowest rung.',
      example: '{ 234p: 145kb/s, 360p: 365kb/s, 540p: 2Mb/s, 720p: 4.5Mb/s }',
    },
    buffer: {
      type: { of: 'time' },
      default: '25s',
      summary: 'Seconds of video that the buffer holds at most (Sabre: 25 s, Pensieve: 60 s); at least one segment.',
      example: '60s',
    },
    abr: {
      type: {
        of: 'choice',
        choices: [...Object.keys(bitrateRules), 'fixed'],
        meanings: {
          throughput: 'the highest rung that 0.9 of the estimated throughput sustains, and of which a segment comes before the buffer is empty',
          buffer: 'the lowest rung below 5 s of buffer, the highest from 15 s on, evenly spread between (buffer-based, as Pensieve compares itself with)',
          bola: 'BOLA: by buffer, as Lyapunov optimisation spreads the rungs over it (Spiteri, Urgaonkar, Sitaraman, INFOCOM 2016)',
          'bola-e': 'BOLA with a placeholder, that starts at the sustained rung and waits without losing it (MMSys 2018)',
          dynamic: 'by throughput while the buffer is below 10 s, by BOLA above (dash.js)',
          fixed: 'always `rung`',
        },
      },
      default: 'dynamic',
      summary: 'How the rung of the next segment is chosen: adaptive bitrate.',
      example: 'bola',
    },
    rung: { type: { of: 'word' }, summary: 'The rung of `abr: fixed`, a name of the ladder.', example: '540p' },
    network: {
      type: { of: 'bandwidth-over-time' },
      summary:
        'Bandwidth of the way to the viewer, whose own it is: drawn once for each view, or a trace over time in which each view begins anywhere. Default: no limit but the links (`via`) on the way of `fetch`, which views share.',
      example: '{ lognormal: { median: 5Mb/s, p99: 40Mb/s } }',
    },
    start: {
      type: { of: 'reference' },
      summary: 'Operation that is called before the first segment; where it ends badly, so does the view.',
      example: 'gateway.start',
    },
    fetch: { type: { of: 'reference' }, required: true, summary: 'Operation that is called for each segment, with the key `segment`.', example: 'edge.get' },
    watched: {
      type: { of: 'reference', verb: 'send' },
      summary: 'Operation that is sent to when a view that had a picture is over.',
      example: 'history.publish',
    },
    abandon: {
      type: {
        of: 'record',
        what: 'an end of patience',
        fields: {
          startup: {
            type: { of: 'distribution', unit: 'time' },
            summary: 'How long a viewer waits for the first picture. Viewers begin to leave after 2 s (Krishnan and Sitaraman, IMC 2012). Default: for ever.',
            example: '{ exponential: 30s }',
          },
          stall: { type: { of: 'distribution', unit: 'time' }, summary: 'How long one stall may last. Default: for ever.', example: '20s' },
        },
      },
      summary: 'When a viewer leaves: the outcome is `abandoned`, and nobody waits for the segment that was asked for.',
      example: '{ startup: { exponential: 30s }, stall: 20s }',
    },
    live: {
      type: { of: 'time' },
      summary: 'A live event: how far behind it a viewer begins. Default: the whole video exists.',
      example: '12s',
    },
  },
  sets: {
    segment: {
      summary: 'the segment that is fetched, one item for each (video, number, rung). Of a video, 65,536 segments have numbers of their own (72 h of 4 s).',
      attributes: { size: { unit: 'size', summary: 'Its bytes.' } },
      carriedBy: ['fetch'],
    },
  },
  givesUpBy: 'abandon',
  carried: { reference: 'fetch', unless: 'network' },
  statistics: playerStatistics,
  example:
    'player: { kind: player, video: video, length: video.length, ladder: { low: 400kb/s, high: 4Mb/s }, network: { lognormal: { median: 5Mb/s, p99: 40Mb/s } }, fetch: edge.get }',
  check: (settings: Readonly<Record<string, FieldValue>>): FieldProblem | null => checkPlayer(settings),
  create(context: KindContext): KindBehaviour {
    const shared = sharedBy(context);
    const screens = Array.from({ length: context.instances }, () => new Screen(shared.live !== null));
    for (const one of screens) context.engine.observe(one);
    const begin: Step = { run: (job: Job) => new Viewing(job, shared, screens[job.station!.index]).begin() };
    return { operations: { play: context.work('play', begin) }, statistics: (instance) => screens[instance].statistics() };
  },
});

function sharedBy(context: KindContext): Player {
  const rungs = Object.entries(context.setting('ladder') as Readonly<Record<string, number>>).sort(([, one], [, other]) => one - other);
  const ladder = new Ladder(
    rungs.map(([, bandwidth]) => bandwidth),
    context.setting('segment') as number,
  );
  const buffer = context.setting('buffer') as number;
  const abr = context.setting('abr') as string;
  const fixed = rungs.findIndex(([name]) => name === context.setting('rung'));
  const firstBytes = new FirstBytes();
  const video = context.keyIndex(context.setting('video') as string);
  return {
    ladder,
    rule: abr === 'fixed' ? fixedRung(fixed) : bitrateRules[abr](ladder, buffer),
    buffer,
    first: abr === 'fixed' ? fixed : 0,
    live: context.setting('live') as number | null,
    network:
      context.setting('network') === null
        ? unlimited
        : createNetwork(context.setting('network') as Parameters<typeof createNetwork>[0], context.stream('network')),
    key: new SegmentKey(context.setKey('segment'), video, rungs.length),
    video,
    length: context.attribute(context.setting('length') as { key: string; attribute: string }),
    start: context.setting('start') === null ? null : context.ask('start'),
    fetch: context.ask('fetch', firstBytes),
    firstBytes,
    startupPatience: patience(context, 'startup'),
    stallPatience: patience(context, 'stall'),
    ends: { seen: endOf(context, 'ok'), left: endOf(context, 'abandoned'), failed: endOf(context, 'failed') },
  };
}

function patience(context: KindContext, of: 'startup' | 'stall'): Sampler | null {
  const law = context.setting(`abandon.${of}`) as { law: Law } | null;
  return law === null ? null : createSampler(law.law, context.stream(`${of} patience`));
}

function endOf(context: KindContext, outcome: string): { withPicture: Step; without: Step } {
  const without = context.end(outcome);
  return { withPicture: context.setting('watched') === null ? without : context.send('watched', without), without };
}
