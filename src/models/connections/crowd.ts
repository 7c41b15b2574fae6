import type { Sampler } from '../../sim/chance/sampler.js';
import type { Uniform } from '../../sim/chance/stream.js';
import { rank } from '../../sim/calendar.js';
import type { Engine } from '../../sim/engine.js';
import { Job, type Reply, type Step } from '../../sim/job.js';
import { outcome } from '../../sim/outcome.js';
import type { BackoffRule } from '../../sim/steps/backoff.js';
import type { Gateway } from './gateway.js';
import { OnlineSet } from './online-set.js';
import { UserTimers } from './user-timers.js';

export interface CrowdRules {
  readonly users: number;
  /** Place of the key among a job's keys. */
  readonly keyIndex: number;
  /** How long people stay and how long they are away (null: until they are woken); null: they stay for ever. */
  readonly presence: { readonly stay: Sampler; readonly away: Sampler | null } | null;
  /** From a wake-up to the person; null: at once. */
  readonly wakeDelay: Sampler | null;
  /** Life of a connection; null: it does not break. */
  readonly breaks: Sampler | null;
  /** Share of the departures without a word, with the chance for it. */
  readonly silent: number;
  readonly silence: Uniform;
  readonly heartbeat: number;
  readonly missed: number;
  readonly timeout: number;
  /** Seconds after a loss in which a session is resumed; 0: never. */
  readonly resume: number;
  readonly backoff: BackoffRule;
  readonly jitter: Uniform;
  /** Where the next connection goes. */
  choose(job: Job): number;
  /** A gateway that has crashed refuses at once. */
  isDown(gateway: number): boolean;
  /** Brings a handshake to a gateway, by gateway. */
  readonly connect: readonly Step[];
  readonly resumption: readonly Step[];
  /** Tells that a user is lost; null: nobody asks. */
  readonly lost: Step | null;
}

/** What a user's device does. */
const apart = 0;
/** In the line of a gateway, or in a pause before the next attempt. */
const waiting = 1;
const handshaking = 2;
const connected = 3;

const nobody: Reply = { isOpen: true, ended() {} };

/** How a run begins. */
export interface Beginning {
  /** Connected, cut off at that instant, or not there. */
  readonly as: 'steady' | 'lost' | 'away';
  isThere(user: number): boolean;
  /** Seconds that are left of a stay, of an absence, and of the life of a connection. */
  stay(): number;
  away(): number;
  life(): number;
  /** Seconds since the last heartbeat. */
  phase(): number;
}

/**
 * The users with their devices. People come and go by laws of their own, whatever happens to their connections (the same seed has the same people
 * online in two designs). Everything is a number in a typed array; a job exists for a handshake only.
 */
export class Crowd {
  readonly online: OnlineSet;
  private readonly people: UserTimers;
  private readonly devices: UserTimers;
  private readonly detections: UserTimers;
  private readonly wants: Uint8Array;
  private readonly states: Uint8Array;
  /** Of the connection as the gateway knows it; -1: none. */
  private readonly gatewayOf: Int32Array;
  /** The gateway that the device is at: in its line, or in the handshake; -1: none. */
  private readonly headingTo: Int32Array;
  private readonly openedAt: Float64Array;
  /** When the user of an open connection went without a word; NaN: it lives. */
  private readonly diedAt: Float64Array;
  /** When the last connection was lost; -Infinity: it was closed, or there was none. */
  private readonly lostAt: Float64Array;
  private readonly since: Float64Array;
  private readonly pauses: Float64Array;
  private readonly tries: Uint16Array;
  /** When a gateway that has crashed last heard of the user; null: none has. */
  private lastHeardBefore: Float64Array | null = null;
  /** Hears how handshakes end. */
  private readonly handshakes: Reply = { isOpen: true, ended: (job) => this.shaken(job) };
  /** Asks where to go. */
  private readonly asker: Job;
  private readonly askerKeys: number[];

  constructor(
    private readonly engine: Engine,
    private readonly label: number,
    private readonly rules: CrowdRules,
    private readonly gateways: readonly Gateway[],
  ) {
    const { users } = rules;
    this.online = new OnlineSet(users);
    this.people = new UserTimers(engine, label, rules.presence === null ? 0 : users, rank.arrival, (user) => this.turn(user));
    this.devices = new UserTimers(engine, label, users, rank.arrival, (user) => this.goOn(user));
    this.detections = new UserTimers(engine, label, users, rank.control, (user) => this.find(user));
    this.wants = new Uint8Array(users);
    this.states = new Uint8Array(users);
    this.gatewayOf = new Int32Array(users).fill(-1);
    this.headingTo = new Int32Array(users).fill(-1);
    this.openedAt = new Float64Array(users);
    this.diedAt = new Float64Array(users).fill(NaN);
    this.lostAt = new Float64Array(users).fill(-Infinity);
    this.since = new Float64Array(users);
    this.pauses = new Float64Array(users);
    this.tries = new Uint16Array(users);
    this.askerKeys = new Array<number>(rules.keyIndex + 1).fill(0);
    this.asker = new Job(engine, null, nobody, this.askerKeys, 0, null);
  }

  /** At time 0: who is there, and for how long still. */
  start(beginning: Beginning): void {
    const { rules } = this;
    for (let user = 0; user < rules.users; user++) {
      const wants = beginning.as !== 'away' && beginning.isThere(user);
      if (rules.presence !== null && (wants || rules.presence.away !== null)) this.people.set(user, wants ? beginning.stay() : beginning.away());
      if (!wants) continue;
      this.wants[user] = 1;
      if (beginning.as === 'lost') {
        this.lostAt[user] = 0;
        this.pause(user);
        continue;
      }
      const gateway = this.choose(user);
      this.states[user] = connected;
      this.gatewayOf[user] = gateway;
      this.openedAt[user] = -beginning.phase();
      this.online.add(user);
      this.gateways[gateway].change(1, 0);
      if (rules.breaks !== null) this.devices.set(user, beginning.life());
    }
  }

  /** Where somebody with a connection is; -1: nowhere. */
  placeOf(user: number): number {
    return this.gatewayOf[user];
  }

  isConnected(user: number): boolean {
    return this.states[user] === connected;
  }

  /** Seconds until a push to somebody without a living connection is given up: at once where there is none, else when the loss is found, at most the time-out. */
  untilGivenUp(user: number): number {
    if (this.gatewayOf[user] < 0) return 0;
    return Math.min(this.rules.timeout, this.detections.timeOf(user) - this.engine.now);
  }

  /** When a gateway last heard of the user, in seconds; -Infinity: it has said that the user is gone. The connection and each heartbeat are heard. */
  lastHeard(user: number): number {
    if (this.gatewayOf[user] < 0) return this.lastHeardBefore?.[user] ?? -Infinity;
    const { heartbeat } = this.rules;
    const opened = this.openedAt[user];
    const died = this.diedAt[user];
    const until = died === died ? died : this.engine.now;
    return opened + Math.floor((until - opened) / heartbeat) * heartbeat;
  }

  /** The person is there after a delay, or, where it is there, stays for a new time from now on. @returns false where it was there */
  wake(user: number): boolean {
    const { now } = this.engine;
    const { presence, wakeDelay } = this.rules;
    if (this.wants[user] === 1) {
      this.people.set(user, now + presence!.stay.sample());
      return false;
    }
    const delay = wakeDelay === null ? 0 : wakeDelay.sample();
    if (delay === 0) this.turn(user);
    else if (now + delay < this.people.timeOf(user)) this.people.set(user, now + delay);
    return true;
  }

  /** A gateway has crashed: its connections are gone, and so is its line. Devices notice at once; nobody says that anybody is lost. */
  loseGateway(gateway: number): void {
    const { now } = this.engine;
    const at = this.gateways[gateway];
    const heard = (this.lastHeardBefore ??= new Float64Array(this.rules.users).fill(-Infinity));
    at.forgetLine();
    for (let user = 0; user < this.rules.users; user++) {
      if (this.headingTo[user] === gateway && this.states[user] === waiting) {
        this.stopWaiting(user);
        this.pause(user);
      }
      if (this.gatewayOf[user] !== gateway) continue;
      heard[user] = this.lastHeard(user);
      const isGhost = this.states[user] !== connected;
      this.gatewayOf[user] = -1;
      if (isGhost) {
        this.detections.clear(user);
        this.diedAt[user] = NaN;
        at.change(0, -1);
        continue;
      }
      this.online.remove(user);
      at.change(-1, 0);
      at.cutOff++;
      this.lostAt[user] = now;
      this.since[user] = now;
      this.pause(user);
    }
  }

  /** The handshake of a user is over. */
  opened(job: Job, isResumed: boolean): void {
    const user = job.keys[this.rules.keyIndex];
    const gateway = job.station!.index;
    const { now } = this.engine;
    const at = this.gateways[gateway];
    // A ghost of the same user gives way.
    if (this.gatewayOf[user] >= 0) {
      this.gateways[this.gatewayOf[user]].change(0, -1);
      this.detections.clear(user);
      this.diedAt[user] = NaN;
    }
    at.coming--;
    this.headingTo[user] = -1;
    this.gatewayOf[user] = gateway;
    this.openedAt[user] = now;
    this.states[user] = connected;
    this.tries[user] = 0;
    this.pauses[user] = 0;
    this.online.add(user);
    at.change(1, 0);
    at.connected++;
    if (isResumed) at.resumed++;
    at.connectTime.record(now - this.since[user]);
    if (this.since[user] === this.lostAt[user]) at.reconnectTime.record(now - this.since[user]);
    if (this.wants[user] === 0) this.leave(user);
    else if (this.rules.breaks !== null) this.devices.set(user, now + this.rules.breaks.sample());
  }

  /** Somebody comes or goes. */
  private turn(user: number): void {
    const { now } = this.engine;
    const { stay, away } = this.rules.presence!;
    if (this.wants[user] === 1) {
      this.wants[user] = 0;
      if (away !== null) this.people.set(user, now + away.sample());
      else this.people.clear(user);
      const state = this.states[user];
      if (state === connected) this.leave(user);
      if (state === waiting) {
        this.devices.clear(user);
        this.stopWaiting(user);
        this.states[user] = apart;
      }
      return;
    }
    this.wants[user] = 1;
    this.people.set(user, now + stay.sample());
    this.since[user] = now;
    this.tries[user] = 0;
    this.pauses[user] = 0;
    if (this.states[user] === apart) this.attempt(user);
  }

  /** The device's own time has come. */
  private goOn(user: number): void {
    if (this.states[user] === connected) {
      this.break(user);
      return;
    }
    const gateway = this.headingTo[user];
    if (gateway < 0) this.attempt(user);
    else this.shake(user, gateway);
  }

  private attempt(user: number): void {
    const { now } = this.engine;
    const gateway = this.choose(user);
    const time = this.rules.isDown(gateway) ? -1 : this.gateways[gateway].acceptAt(now);
    if (time < 0) {
      this.gateways[gateway].refused++;
      this.pause(user);
      return;
    }
    this.states[user] = waiting;
    this.headingTo[user] = gateway;
    this.gateways[gateway].coming++;
    if (time > now) this.devices.set(user, time);
    else this.shake(user, gateway);
  }

  private shake(user: number, gateway: number): void {
    const { engine, rules } = this;
    this.states[user] = handshaking;
    const isResumed = rules.resume > 0 && engine.now - this.lostAt[user] <= rules.resume;
    engine.ready(this.jobOf(user, (isResumed ? rules.resumption : rules.connect)[gateway], this.handshakes));
  }

  /** A handshake that failed, at a gateway that crashed or makes errors, is an attempt that was refused. */
  private shaken(job: Job): void {
    if (job.outcome === outcome.ok) return;
    const user = job.keys[this.rules.keyIndex];
    const gateway = this.gateways[this.headingTo[user]];
    this.stopWaiting(user);
    gateway.refused++;
    if (this.wants[user] === 1) this.pause(user);
    else this.states[user] = apart;
  }

  /** The next attempt comes after a pause. */
  private pause(user: number): void {
    const { backoff, jitter } = this.rules;
    const number = Math.min(this.tries[user] + 1, 65_535);
    this.tries[user] = number;
    this.states[user] = waiting;
    this.headingTo[user] = -1;
    this.pauses[user] = backoff(number, this.pauses[user], jitter);
    this.devices.set(user, this.engine.now + this.pauses[user]);
  }

  private stopWaiting(user: number): void {
    if (this.headingTo[user] >= 0) this.gateways[this.headingTo[user]].coming--;
    this.headingTo[user] = -1;
  }

  /** The connection is lost on its way: the device knows at once, the gateway does not. */
  private break(user: number): void {
    this.gateways[this.gatewayOf[user]].broken++;
    this.die(user);
    this.since[user] = this.engine.now;
    this.pause(user);
  }

  /** The user goes: with a word, or without. */
  private leave(user: number): void {
    const { silent, silence } = this.rules;
    this.devices.clear(user);
    if (silent > 0 && silence.double() < silent) {
      this.die(user);
      this.states[user] = apart;
      return;
    }
    this.online.remove(user);
    this.states[user] = apart;
    this.lostAt[user] = -Infinity;
    this.gateways[this.gatewayOf[user]].change(-1, 0);
    this.drop(user);
  }

  /** The connection becomes a ghost, until `missed` heartbeats in a row have had no answer. */
  private die(user: number): void {
    const { heartbeat, missed, timeout } = this.rules;
    const { now } = this.engine;
    const opened = this.openedAt[user];
    this.online.remove(user);
    this.diedAt[user] = now;
    this.lostAt[user] = now;
    this.gateways[this.gatewayOf[user]].change(-1, 1);
    const next = opened + (Math.floor((now - opened) / heartbeat) + 1) * heartbeat;
    this.detections.set(user, Math.max(now, next + (missed - 1) * heartbeat + timeout));
  }

  /** The gateway finds that the user is gone. */
  private find(user: number): void {
    const gateway = this.gateways[this.gatewayOf[user]];
    gateway.detection.record(this.engine.now - this.diedAt[user]);
    gateway.change(0, -1);
    this.diedAt[user] = NaN;
    this.drop(user);
  }

  /** The gateway has no connection of the user any more, and says so. */
  private drop(user: number): void {
    this.gatewayOf[user] = -1;
    if (this.rules.lost !== null) this.engine.ready(this.jobOf(user, this.rules.lost));
  }

  private choose(user: number): number {
    this.askerKeys[this.rules.keyIndex] = user;
    return this.rules.choose(this.asker);
  }

  private jobOf(user: number, next: Step, reply: Reply = nobody): Job {
    const { engine, rules } = this;
    const keys = new Array<number>(rules.keyIndex + 1).fill(0);
    keys[rules.keyIndex] = user;
    const job = new Job(engine, null, reply, keys, engine.now, next);
    job.label = this.label;
    return job;
  }
}
