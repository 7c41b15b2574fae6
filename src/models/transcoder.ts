import { createSampler } from '../sim/chance/create-sampler.js';
import type { Law } from '../sim/chance/law.js';
import type { Job, Step } from '../sim/job.js';
import { outcome } from '../sim/outcome.js';
import { defineComponent, type FieldProblem, type KindBehaviour, type KindContext } from './define.js';
import type { FieldValue } from './field-value.js';
import { Books } from './transcoder/books.js';
import { Encode, type Workshop } from './transcoder/encode.js';
import { codecs, costsInWords, heights, overheadPerChunk, presets } from './transcoder/costs.js';
import { ladderOf, type Settings } from './transcoder/ladder.js';
import { Luck } from './transcoder/luck.js';
import { cut, orders } from './transcoder/pieces.js';
import { checkTranscoder } from './transcoder/rules.js';
import { transcoderStatistics } from './transcoder/statistics.js';

/** Lost workers of one piece after which Hadoop gives a job up (mapreduce.map.maxattempts). */
const ATTEMPTS = 4;

export const transcoder = defineComponent({
  kind: 'transcoder',
  summary: 'Cuts each video into chunks, encodes every chunk in every rendition on its servers, and publishes a rendition when all its chunks are done.',
  explanation:
    'An encode (after `work`, the time to split it) puts chunks × renditions pieces into the queue of its instance, in the order of `order`; each piece holds one server, a worker, for its CPU time: cost of the rendition × length of the chunk, ' +
    '+ `overhead` for every chunk but the first, × a factor drawn from `slowest`. A lost worker (`lost`, `lostAfter`) is replaced at once, its loss is noticed after `detect`, and the piece is done again from its start; ' +
    'after `attempts` losses of one piece the video is given up and the outcome is `failed`. With `backup` a slow piece is begun a second time, and whichever ends first counts, the other is stopped (MapReduce, Dean and Ghemawat 2004). ' +
    'A piece is done once and a rendition published once; of each rendition there are `ready`, `published` and `unpublished` by name, as in transcoder.renditions.1080p.ready.p95. A piece that finds no place in a limited queue makes the whole video `rejected`. ' +
    'Left out: the bytes that chunks cost (2.6–16 % more in the same measurement), moving chunks between machines, and content that is harder to encode.',
  defaults: { servers: Infinity, async: true },
  station: 'line',
  branches: () => true,
  operations: {
    encode: {
      summary: 'Encode the video in all renditions; ends when the last one is published.',
      good: [],
      bad: ['failed'],
      ok: true,
      sends: ['published'],
      onlyWith: { failed: ['lost', 'lostAfter'] },
    },
  },
  fields: {
    length: { type: { of: 'attribute', unit: 'time' }, required: true, summary: 'Length of a video, an attribute of its key.', example: 'upload.length' },
    chunk: {
      type: { of: 'time' },
      summary: 'Length of a chunk; the last one of a video is shorter. Default: the video is not cut.',
      example: '10s',
    },
    ladder: {
      type: { of: 'map', what: 'a rendition', value: { of: 'number', min: 0 } },
      summary: 'Rendition → CPU seconds of one worker per video second, lowest first. One of `ladder` and `heights`.',
      example: '{ 240p: 0.25, 480p: 0.39, 1080p: 1.21 }',
    },
    heights: {
      type: { of: 'list', item: { of: 'choice', choices: heights } },
      summary: `Renditions at the measured costs of \`codec\` and \`preset\`, in CPU seconds per video second (1080p source, one thread, decoding included): ${costsInWords}.`,
      example: '[240p, 480p, 1080p]',
    },
    codec: { type: { of: 'choice', choices: codecs }, summary: 'Codec of `heights`. Default: h264.', example: 'vp9' },
    preset: {
      type: { of: 'choice', choices: presets },
      summary: 'Preset of the codec. Default: veryfast of h264, medium of h265, cpu-used-4 of vp9.',
      example: 'medium',
    },
    overhead: {
      type: { of: 'time' },
      default: `${overheadPerChunk * 1000}ms`,
      summary:
        'CPU time that every chunk but the first costs more, in each rendition: another start, and decoding from the last keyframe. Default measured at 480p.',
      example: '0s',
    },
    order: {
      type: { of: 'choice', choices: Object.keys(orders) },
      default: 'rendition-first',
      summary:
        'In which order the pieces of a video queue up: all chunks of the first rendition of the ladder first, all renditions of the first chunk first, or by their time.',
      example: 'longest-first',
    },
    slowest: {
      type: { of: 'distribution', unit: 'number' },
      summary: 'Stragglers: so many times as long as on a good worker, drawn for each execution of a piece. Default: all are alike.',
      example: '{ pick: { 1: 97%, 3: 3% } }',
    },
    lost: {
      type: { of: 'share' },
      summary: 'Share of executions whose worker is lost on the way, at any moment of it alike. Default: none.',
      example: '2%',
    },
    lostAfter: {
      type: { of: 'distribution', unit: 'time' },
      summary: 'A worker is lost when it has worked on a piece for so long, drawn for each execution: long pieces are lost more often. Default: never.',
      example: '{ exponential: 1h }',
    },
    detect: {
      type: { of: 'time' },
      summary: 'Time until a lost worker is missed and its piece queues up again, at the end. Default: 0s.',
      example: '30s',
    },
    attempts: {
      type: { of: 'count', min: 1, unlimited: true },
      summary: 'Lost workers of one piece after which its video is given up. Default: 4, as in Hadoop.',
      example: 'unlimited',
    },
    backup: {
      type: { of: 'number', min: 1 },
      summary: 'A piece that has worked for so many times its time is begun a second time, at the end of the queue. Default: never.',
      example: '1.5',
    },
    published: {
      type: { of: 'reference', verb: 'send' },
      summary: 'Operation that is sent to for every rendition that is complete.',
      example: 'catalogue.publish',
    },
  },
  statistics: transcoderStatistics,
  parts: {
    field: 'renditions',
    statistics: ['ready', 'published', 'unpublished'],
    names: (settings: Readonly<Record<string, FieldValue>>) => ladderOf((field) => settings[field] ?? null).map(({ name }) => name),
  },
  example: 'transcoder: { kind: transcoder, servers: 8, length: upload.length, chunk: 10s, heights: [240p, 480p, 1080p] }',
  check: (settings: Readonly<Record<string, FieldValue>>): FieldProblem | null => checkTranscoder(settings as Settings),
  create(context: KindContext): KindBehaviour {
    const ladder = ladderOf(context.setting.bind(context));
    const names = ladder.map(({ name }) => name);
    const books = Array.from({ length: context.instances }, () => new Books(names));
    for (const one of books) context.engine.observe(one);
    const cutting = {
      chunk: (context.setting('chunk') as number | null) ?? Infinity,
      costs: ladder.map(({ cost }) => cost),
      overhead: context.setting('overhead') as number,
    };
    const length = context.attribute(context.setting('length') as { key: string; attribute: string });
    const compare = orders[context.setting('order') as string];
    const workshop = workshopOf(context);
    const split: Step = {
      run(job) {
        const pieces = cut(length.read(job.keys), cutting);
        new Encode(job, books[job.station!.index], workshop, pieces, ladder.length, compare).start();
        return null;
      },
    };
    return {
      operations: { encode: context.work('encode', split) },
      statistics: (instance) => books[instance].statistics(),
    };
  },
});

function workshopOf(context: KindContext): Workshop {
  const canLose = context.setting('lost') !== null || context.setting('lostAfter') !== null;
  const publish = context.setting('published') === null ? null : context.send('published', null);
  return {
    luck: luckOf(context, ''),
    luckAgain: luckOf(context, ' again'),
    detect: (context.setting('detect') as number | null) ?? 0,
    attempts: (context.setting('attempts') as number | null) ?? ATTEMPTS,
    backup: (context.setting('backup') as number | null) ?? Infinity,
    publish(job: Job): void {
      publish?.run(job);
    },
    done: context.end('ok'),
    failed: canLose ? context.end('failed') : null,
    rejected: rejection(context.end('rejected')),
  };
}

/** A video that finds no place at the instant at which it came has no time here to be counted. */
function rejection(end: Step): Step {
  return {
    run(job) {
      if (job.engine.now > job.entered) return end;
      job.station!.turnAway(job, outcome.rejected);
      return null;
    },
  };
}

function luckOf(context: KindContext, which: string): Luck {
  const samplerOf = (field: string) => {
    const law = context.setting(field) as { law: Law } | null;
    return law === null ? null : createSampler(law.law, context.stream(`${field}${which}`));
  };
  const share = context.setting('lost') as number | null;
  return new Luck(samplerOf('slowest'), share === null ? null : { share, stream: context.stream(`lost${which}`) }, samplerOf('lostAfter'));
}
