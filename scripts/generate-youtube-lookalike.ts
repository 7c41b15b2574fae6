/**
 * Writes scenarios/video-streaming/youtube-lookalike.csv: one day of requests for videos that looks like the YouTube traffic of a campus
 * (Zink, Suh, Gu & Kurose, "Characteristics of YouTube network traffic at a campus network", Computer Networks 53(4), 2009; traces in the
 * UMass Trace Repository). Not one row of the original is in it: it is drawn from summary numbers of the trace of September 2007, by the
 * project's own streams, so every run of this program writes the same bytes.
 *
 *   npx tsx scripts/generate-youtube-lookalike.ts
 *
 * What the original has, and what is built in here (test/real/youtube-lookalike.test.ts measures it in the file):
 * - 8,461 videos in 15,970 requests; 73 % of them asked for once. The others fall with rank as k^-0.45 between ranks 10 and 1000; the top 1 % of the
 *   videos get 10 % of the requests, the top 10 % get 37 %.
 * - 1,979 clients; 2.9 sessions each (more than 30 min apart) of 2.8 videos in the mean, one video in the median, 6 at the 90th percentile.
 * - 12 % of the requests are for a video that the same client had before.
 * - between 79 and 1,863 requests an hour (the original covers 16.7 h; here a whole day with its quietest hour in the morning).
 * Sizes are not in the original. Each video gets one, lognormal with median 13 kB and 99th percentile 274 kB: the objects of Meta's content
 * delivery network (CacheBench workload `cdn`, facebook/CacheLib; mean 33 kB, 90th percentile 78 kB). They serve to compare caches by bytes,
 * not to say how large a video was in 2007.
 */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createSampler } from '../src/sim/chance/create-sampler.js';
import type { Law } from '../src/sim/chance/law.js';
import { createStream, type Uniform } from '../src/sim/chance/stream.js';
import { log, pow } from '../src/sim/elementary.js';

const seed = 2007;
const clients = 1979;
const videos = 8477;
const repeatedVideos = 2265;
const rewatchShare = 0.165;
/** Requests wanted in each hour from midnight: 384 exp(1.58 cos(h - 20)), hours as 24ths of a turn; the least is 79, the most 1,864, the sum 15,950. */
const hourly = [846, 578, 384, 255, 174, 126, 98, 83, 79, 83, 98, 126, 174, 255, 384, 578, 846, 1174, 1509, 1767, 1864, 1767, 1509, 1174];
const sessionGap = 1800;
const day = 86_400;

const stream = (purpose: string): Uniform => createStream(seed, 0, 'youtube-lookalike', purpose);
const lognormal = (median: number, sigma: number): Law => ({ law: 'lognormal', mu: log(median), sigma });

interface Request {
  readonly time: number;
  readonly client: number;
}

/** The whole file as text. */
export function youtubeLookalike(): string {
  const plays = playsByRank();
  const total = plays.reduce((sum, count) => sum + count, 0);
  const requests = drawRequests(total);
  const sizes = createSampler(lognormal(13_000, log(274 / 13) / 2.3263478740408408), stream('size'));
  const sizeOf = plays.map(() => Math.max(1, Math.round(sizes.sample())));
  const shown = dealVideos(requests, plays);
  // Names by first appearance: neither a number says how popular a video or how busy a client is.
  const clientNames = new Map<number, string>();
  const videoNames = new Map<number, string>();
  const rows = requests.map(({ time, client }, index) => {
    const video = shown[index];
    return `${time.toFixed(3)},${name(clientNames, client, 'c')},${name(videoNames, video, 'v')},${sizeOf[video]}`;
  });
  return `t_s,client,video,size_bytes\n${rows.join('\n')}\n`;
}

/** How often each video is asked for, the most popular first. */
function playsByRank(): number[] {
  const uniform = stream('plays');
  return Array.from({ length: videos }, (_, index) => {
    const rank = index + 1;
    if (rank > repeatedVideos) return 1;
    // From rank 1000 on it falls faster, to the two requests of the last video that is asked for more than once.
    const expected = rank <= 1000 ? 3.6 * pow(rank / 1000, -0.453) : 3.6 * pow(rank / 1000, -0.72);
    return Math.max(2, Math.floor(expected + uniform.double()));
  });
}

/** When whose requests come: `total` of them in time order, in sessions of the clients. */
function drawRequests(total: number): Request[] {
  const sessionCounts = createSampler({ law: 'geometric', mean: 1.9 }, stream('sessions of a client'));
  const isSingle = stream('single');
  const extra = createSampler(lognormal(1.4, 1.6), stream('videos of a session'));
  const gaps = createSampler(lognormal(120, 1.75), stream('gap'));
  const hours = stream('hour');
  const wanted = [...hourly];
  const within = stream('within the hour');
  const requests: Request[] = [];
  // Client after client has its day; where the requests run out, the last ones come once.
  for (let client = 0; requests.length < total; client++) {
    const sessions = client < clients ? 1 + sessionCounts.sample() : 1;
    const busy: { readonly from: number; readonly to: number }[] = [];
    for (let s = 0; s < sessions && requests.length < total; s++) {
      const length = isSingle.double() < 0.63 ? 1 : 2 + Math.min(118, Math.floor(extra.sample()));
      const offsets = [0];
      while (offsets.length < length) {
        const gap = gaps.sample();
        if (gap < sessionGap) offsets.push(offsets[offsets.length - 1] + gap);
      }
      const duration = offsets[offsets.length - 1];
      // A session of its own: not within 30 min of another of this client, unless ten attempts fail.
      let from = 0;
      for (let attempt = 0; attempt < 10; attempt++) {
        from = (pickHour(wanted, hours.double()) + within.double()) * 3600;
        if (busy.every((other) => from > other.to + sessionGap || from + duration < other.from - sessionGap)) break;
      }
      busy.push({ from, to: from + duration });
      // What runs past midnight belongs to the small hours of the same day.
      for (const offset of offsets.slice(0, total - requests.length)) {
        const time = Math.round(((from + offset) % day) * 1000) / 1000;
        requests.push({ time, client });
        wanted[Math.floor(time / 3600) % 24]--;
      }
    }
  }
  return requests.sort((a, b) => a.time - b.time || a.client - b.client);
}

/** An hour for a session, by what its hours still want: long sessions are rare and would else make the quiet hours a matter of luck. */
function pickHour(wanted: readonly number[], u: number): number {
  const weights = wanted.map((count, hour) => Math.max(count, hourly[hour] / 100));
  let left = u * weights.reduce((sum, weight) => sum + weight, 0);
  const hour = weights.findIndex((weight) => (left -= weight) < 0);
  return hour < 0 ? weights.length - 1 : hour; // rounding, where u is almost 1
}

/**
 * Which video each request is for: the plays of all videos are shuffled and dealt in time order, but a client sometimes takes a play of a video that it had before.
 */
function dealVideos(requests: readonly Request[], plays: readonly number[]): number[] {
  const uniform = stream('deal');
  const rewatch = stream('rewatch');
  const deck = plays.flatMap((count, video) => Array<number>(count).fill(video));
  for (let i = deck.length - 1; i > 0; i--) {
    const j = Math.floor(uniform.double() * (i + 1));
    [deck[i], deck[j]] = [deck[j], deck[i]];
  }
  const left = [...plays];
  const had = new Map<number, number[]>();
  let top = 0;
  return requests.map(({ client }) => {
    const own = had.get(client) ?? [];
    had.set(client, own);
    const again = rewatch.double() < rewatchShare ? own.findLast((video) => left[video] > 0) : undefined;
    while (again === undefined && left[deck[top]] === 0) top++;
    const video = again ?? deck[top++];
    left[video]--;
    own.push(video);
    return video;
  });
}

function name(names: Map<number, string>, item: number, letter: string): string {
  const known = names.get(item);
  if (known !== undefined) return known;
  const given = `${letter}${names.size}`;
  names.set(item, given);
  return given;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const target = fileURLToPath(new URL('../scenarios/video-streaming/youtube-lookalike.csv', import.meta.url));
  writeFileSync(target, youtubeLookalike());
  console.log(`wrote ${target}`);
}
