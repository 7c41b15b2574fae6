import { rank, type Ticket, type Timed } from '../../sim/calendar.js';
import type { Sampler } from '../../sim/chance/create-sampler.js';
import type { Job, Reply, Step } from '../../sim/job.js';
import type { FirstBytes } from '../../sim/network/first-bytes.js';
import { startBranch } from '../../sim/steps/branch.js';
import type { Question } from '../define.js';
import type { BitrateRule, Download } from './bitrate-rule.js';
import type { Ladder } from './ladder.js';
import { LiveEvent } from './live.js';
import type { Network } from './network.js';
import { Playback } from './playback.js';
import { chooseRung, downloadEnded, untilRoom, waitedForRoom } from './progress.js';
import type { Screen } from './screen.js';
import { type SegmentKey, segmentsMost } from './segments.js';
import { transfer } from './transfer.js';
import { View } from './view.js';

/** Seconds between a request that ended badly and the next, and how many more there are in a row (dash.js: retryIntervals 1000 ms, retryAttempts 3 of a media segment). */
const retryAfter = 1;
const retriesMost = 3;

/** What the views of a component share. */
export interface Player {
  readonly ladder: Ladder;
  readonly rule: BitrateRule;
  /** Seconds of video that the buffer holds at most. */
  readonly buffer: number;
  /** Rung of the first segment. */
  readonly first: number;
  /** Seconds behind the event; null: not live. */
  readonly live: number | null;
  readonly network: Network;
  readonly key: SegmentKey;
  /** Index of the key of the video. */
  readonly video: number;
  /** Seconds that a viewer wants to see, by the keys of the job. */
  readonly length: { read(keys: Job['keys']): number };
  readonly start: Question | null;
  readonly fetch: Question;
  /** Where segments come over links: when the first byte of each was there. */
  readonly firstBytes: FirstBytes;
  /** Seconds that a viewer waits for the first picture, and in a stall; null: for ever. */
  readonly startupPatience: Sampler | null;
  readonly stallPatience: Sampler | null;
  /** How a view ends, with and without a picture. */
  readonly ends: Readonly<Record<'seen' | 'left' | 'failed', { readonly withPicture: Step; readonly without: Step }>>;
}

/** What a view is waiting for. */
type Waiting = 'start' | 'room' | 'event' | 'delay' | 'answer' | 'bytes' | 'retry' | 'end';

/** All views look at their downloads through this one. */
const download: Download = { rung: 0, size: 0, received: 0, latency: 0, seconds: 0 };

/**
 * One view: asks `start`, then for one segment after the other, each when the buffer has room for it (and, live, when it exists), and ends when the last one is played. It is the step at which its job goes on, the reply
 * that its requests tell, and its viewer's patience.
 */
export class Viewing implements Step, Reply, Timed {
  readonly id: number;
  readonly label: number;
  /** A request is on its way. */
  isOpen = false;
  private readonly began: number;
  private readonly view: View;
  private readonly place: number;
  private waiting: Waiting = 'start';
  private event: LiveEvent | null = null;
  /** Up to when the playback has been followed. */
  private followed: number;
  private asked = 0;
  private answer = 0;
  /** When the first byte of the answer was here; links bring the others from then on. */
  private firstByte = 0;
  private failures = 0;
  /** The download that is on its way: what will have come of it, and whether it will be given up. */
  private received = 0;
  private latency = 0;
  private seconds = 0;
  private betterRung = -1;
  private readonly stallPatience: number;
  private ticket: Ticket = -1;
  private patienceTicket: Ticket = -1;

  constructor(
    private readonly job: Job,
    private readonly player: Player,
    private readonly screen: Screen,
  ) {
    this.id = job.id;
    this.label = job.label;
    const { ladder, live } = player;
    const segments = Math.min(segmentsMost, Math.max(1, Math.round(player.length.read(job.keys) / ladder.segment)));
    this.began = job.engine.calendar.now;
    this.followed = this.began;
    this.view = new View(new Playback(ladder.bandwidths, ladder.segment, screen.totals), ladder, segments, live === null ? segments : Infinity);
    this.place = player.network.begin();
    this.stallPatience = player.stallPatience?.sample() ?? Infinity;
  }

  /** The view begins. */
  begin(): Step | null {
    const { job, player } = this;
    if (player.startupPatience !== null) this.leaveAt(this.began + player.startupPatience.sample());
    if (player.start === null) return this.next();
    this.ask(player.start, job.keys);
    return null;
  }

  /** What it was waiting for has come. */
  run(): Step | null {
    const { view, player } = this;
    this.ticket = -1;
    switch (this.waiting) {
      case 'start':
        this.follow();
        return player.start!.isGood[this.answer] ? this.next() : this.over(player.start!.ends[this.answer]);
      case 'room':
        waitedForRoom(view, player.rule, this.sinceFollowed());
        return this.afterRoom();
      case 'event':
        this.follow();
        return this.choose();
      case 'delay':
      case 'retry':
        return this.request();
      case 'answer':
        return player.fetch.isGood[this.answer] ? this.receive() : this.retry();
      case 'bytes':
        return this.arrive();
      case 'end':
        this.follow();
        return this.over(this.endOf('seen'));
    }
  }

  /** An answer: of `start`, or of a request for a segment. */
  ended(branch: Job): void {
    if (!this.isOpen) return;
    this.isOpen = false;
    this.answer = branch.outcome;
    this.firstByte = this.player.firstBytes.of(branch) ?? branch.engine.calendar.now;
    this.job.next = this;
    this.job.engine.ready(this.job);
  }

  /** The viewer's patience is at its end: whatever was asked for is not waited for any more. */
  fire(): void {
    const { job } = this;
    this.patienceTicket = -1;
    this.isOpen = false;
    if (this.ticket >= 0) job.engine.calendar.cancel(this.ticket, job);
    this.follow();
    job.next = this.over(this.endOf('left'));
    job.engine.ready(job);
  }

  private next(): Step | null {
    const { view, player } = this;
    if (view.number === view.segments) return this.pause(view.playback.level, 'end');
    if (player.live !== null) this.event ??= new LiveEvent(this.job.keys[player.video], this.followed, player.live, player.ladder.segment);
    const room = untilRoom(view, player.buffer);
    return room > 0 ? this.pause(room, 'room') : this.afterRoom();
  }

  private afterRoom(): Step | null {
    const early = this.event === null ? 0 : this.event.completeAt(this.view.number) - this.followed;
    return early > 0 ? this.pause(early, 'event') : this.choose();
  }

  private choose(): Step | null {
    const { view, player } = this;
    chooseRung(view, player.rule, player.first);
    return view.delay > 0 ? this.pause(view.delay, 'delay') : this.request();
  }

  private request(): null {
    const { view, player, job } = this;
    this.follow();
    this.asked = this.followed;
    const number = this.event === null ? view.number : this.event.numberOf(view.number);
    this.ask(player.fetch, player.key.keysFor(job.keys, number, view.rung, this.size()));
    this.waiting = 'answer';
    return null;
  }

  /** The first byte is here, or all that came over links; when the last one comes, or the rule gives up, is known now. */
  private receive(): Step | null {
    const { view, player, job } = this;
    const { now } = job.engine.calendar;
    this.failures = 0;
    this.latency = this.firstByte - this.asked;
    download.rung = view.rung;
    download.size = this.size();
    download.received = 0;
    download.latency = this.latency;
    download.seconds = this.latency;
    const rule = view.playback.hasBegun ? player.rule : null;
    this.betterRung = transfer(download, player.network.at(this.place, this.firstByte - this.began), rule, view, view.playback.level);
    this.received = download.received;
    // Links and the viewer's own network pass the bytes on as they come: the slower of them says how long it takes. What is here cannot be given up.
    const overLinks = now - this.asked;
    if (overLinks >= download.seconds) {
      this.betterRung = -1;
      this.received = download.size;
      download.seconds = overLinks;
    }
    this.seconds = download.seconds;
    return this.pause(this.seconds - overLinks, 'bytes');
  }

  private arrive(): Step | null {
    const { view, player, screen } = this;
    const { playback } = view;
    download.rung = view.rung;
    download.size = this.size();
    download.received = this.received;
    download.latency = this.latency;
    download.seconds = this.seconds;
    if (!playback.hasBegun) screen.startup.record(this.job.engine.calendar.now - this.began);
    downloadEnded(view, player.rule, download, this.betterRung, this.sinceFollowed());
    if (this.betterRung !== -1) screen.givenUp++;
    else {
      if (this.event !== null) screen.liveLatency.record(this.event.latency(this.followed, view.number, playback.level));
      this.leaveAt(playback.isComplete ? Infinity : this.followed + playback.level + this.stallPatience);
    }
    return this.next();
  }

  /** A request ended badly: a rung lower, after a while, and not for ever. */
  private retry(): Step | null {
    const { view } = this;
    this.follow();
    this.failures++;
    if (this.failures > retriesMost) return this.over(this.endOf('failed'));
    view.rung = Math.max(0, view.rung - 1);
    return this.pause(retryAfter, 'retry');
  }

  /** Bytes of the segment that is being fetched. */
  private size(): number {
    const { ladder } = this.player;
    return ladder.bandwidths[this.view.rung] * ladder.segment;
  }

  private ask(question: Question, keys: Job['keys']): void {
    this.isOpen = true;
    startBranch(this.job, this, question.first, keys);
  }

  private pause(seconds: number, waiting: Waiting): null {
    const { job } = this;
    this.waiting = waiting;
    job.next = this;
    this.ticket = job.engine.calendar.schedule(job.engine.calendar.now + seconds, rank.end, job);
    return null;
  }

  /** Seconds since the playback was followed last; it is followed up to now by whoever asks. */
  private sinceFollowed(): number {
    const { now } = this.job.engine.calendar;
    const seconds = now - this.followed;
    this.followed = now;
    return seconds;
  }

  private follow(): void {
    this.view.playback.advance(this.sinceFollowed());
  }

  /** The viewer leaves at this instant if nothing comes until then; what was said before is forgotten. */
  private leaveAt(time: number): void {
    const { calendar } = this.job.engine;
    if (this.patienceTicket >= 0) calendar.cancel(this.patienceTicket, this);
    this.patienceTicket = time === Infinity ? -1 : calendar.schedule(time, rank.timeout, this);
  }

  private over(end: Step): Step {
    this.leaveAt(Infinity);
    this.view.playback.endStall();
    return end;
  }

  private endOf(how: 'seen' | 'left' | 'failed'): Step {
    const { withPicture, without } = this.player.ends[how];
    return this.view.playback.hasBegun ? withPicture : without;
  }
}
