import { rank, type Ticket, type Timed } from '../calendar.js';
import type { Sampler } from '../chance/sampler.js';
import type { Engine, Observed } from '../engine.js';
import { TimeAverage } from '../statistics/time-average.js';
import { Measure } from './measure.js';
import type { Judge } from './rotation.js';
import type { WatchedStation } from './watched-station.js';

export interface AutoscalerSettings {
  /** What is held near the target: the share of the servers that are held, or the jobs that wait at an instance. */
  readonly by: 'utilisation' | 'queue';
  readonly target: number;
  /** Of an instance. */
  readonly servers: number;
  /** Seconds from one evaluation to the next. */
  readonly every: number;
  /** A wanted number is not followed while what is measured is so near to the target, as a share. */
  readonly tolerance: number;
  readonly boot: Sampler;
  /** Seconds from a scale-out to the next one at the earliest. */
  readonly outCooldown: number;
  /** Seconds from any change to a scale-in at the earliest. */
  readonly inCooldown: number;
  readonly initial: number;
  readonly min: number;
  readonly max: number;
}

/** Share that a rounding error may make of a whole number of instances. */
const ROUNDING = 1e-9;

/**
 * Follows the load with the number of instances, as the horizontal pod autoscaler of Kubernetes does: at each evaluation it wants ⌈instances × measured / target⌉, where those
 * that boot count as idle. What is missing begins to boot; what is too much goes: first those that boot, then those that came last. An instance
 * that goes gets no more calls, and is gone when the last job inside has ended. At most `max` are there, those that drain included.
 */
export class Autoscaler implements Timed, Judge, Observed {
  readonly id = 0;
  /** Instances that are paid for: booting, in service, draining. */
  readonly instances = new TimeAverage();
  /** 1 while fewer are in service than the load asked for when it was evaluated last. */
  readonly short = new TimeAverage();
  /** Decisions. */
  scaleOuts = 0;
  scaleIns = 0;
  private places: Place[] = [];
  /** In the order in which they came into service. */
  private readonly inService: Place[] = [];
  /** In the order in which they began. */
  private readonly booting: Place[] = [];
  private draining = 0;
  private wanted: number;
  private outFrom = 0;
  private inFrom = 0;

  constructor(
    readonly engine: Engine,
    readonly label: number,
    readonly settings: AutoscalerSettings,
    /** Told when an instance comes into service, and when it is gone. */
    private readonly told: { readonly came: (instance: number) => void; readonly went: (instance: number) => void },
  ) {
    this.wanted = settings.initial;
    engine.observe(this);
  }

  start(stations: readonly WatchedStation[]): void {
    const { initial, every } = this.settings;
    this.places = stations.map((station) => new Place(this, station));
    for (const place of this.places.slice(0, initial)) {
      this.serve(place, 0);
    }
    this.instances.set(0, initial);
    this.engine.calendar.schedule(every, rank.control, this);
  }

  sendsTo(instance: number): boolean {
    return this.places[instance].isInService;
  }

  /** Instances with servers over time, 0 or 1: in service or draining. */
  presenceOf(instance: number): TimeAverage {
    return this.places[instance].presence;
  }

  /** An evaluation. */
  fire(): void {
    const { calendar } = this.engine;
    const { every, min, max, outCooldown, inCooldown } = this.settings;
    const { now } = calendar;
    calendar.schedule(now + every, rank.control, this);
    const present = this.inService.length + this.booting.length;
    this.wanted = this.want(now, present);
    for (const { measure } of this.places) measure.begin(now);
    const desired = Math.max(min, Math.min(max - this.draining, this.wanted));
    if (desired > present && now >= this.outFrom) {
      for (let count = present; count < desired; count++) this.boot();
      this.scaleOuts++;
      this.outFrom = now + outCooldown;
      this.inFrom = now + inCooldown;
    } else if (desired < present && now >= this.inFrom) {
      for (let count = present; count > desired; count--) this.remove();
      this.scaleIns++;
      this.inFrom = now + inCooldown;
    }
    this.noteShortage(now);
  }

  /** A place has booted. */
  booted(place: Place): void {
    const { now } = this.engine;
    this.booting.splice(this.booting.indexOf(place), 1);
    this.serve(place, now);
    place.measure.begin(now);
    this.told.came(place.station.index);
    this.noteShortage(now);
  }

  /** The last job inside has ended. */
  emptied(place: Place): void {
    if (!place.isDraining) return;
    place.isDraining = false;
    this.draining--;
    this.gone(place);
  }

  reset(now: number): void {
    this.instances.reset(now);
    this.short.reset(now);
    for (const { measure, presence } of this.places) {
      measure.interrupt(now);
      presence.reset(now);
    }
    this.scaleOuts = 0;
    this.scaleIns = 0;
  }

  /** How many instances what was measured since the last evaluation asks for. */
  private want(now: number, present: number): number {
    const { by, target, servers, tolerance, every } = this.settings;
    let amount = 0;
    let presence = 0;
    for (const { measure } of this.inService) {
      amount += by === 'queue' ? measure.queued(now) : measure.busy(now);
      presence += measure.present(now);
    }
    const load = by === 'queue' ? amount / every / target : ((amount / (servers * presence)) * this.inService.length) / target;
    if (Math.abs(load / present - 1) <= tolerance + ROUNDING) return present;
    return Math.ceil(load - load * ROUNDING);
  }

  private boot(): void {
    const { engine, settings } = this;
    const place = this.places.find((one) => one.isFree)!;
    this.booting.push(place);
    this.instances.add(engine.now, 1);
    place.boot(settings.boot.sample());
  }

  private serve(place: Place, now: number): void {
    place.isInService = true;
    place.presence.set(now, 1);
    this.inService.push(place);
  }

  private remove(): void {
    const starting = this.booting.pop();
    if (starting !== undefined) {
      starting.cancelBoot();
      this.instances.add(this.engine.now, -1);
      return;
    }
    const place = this.inService.pop()!;
    place.isInService = false;
    if (place.station.inside === 0) this.gone(place);
    else {
      place.isDraining = true;
      this.draining++;
    }
  }

  private gone(place: Place): void {
    const { now } = this.engine;
    place.presence.set(now, 0);
    this.instances.add(now, -1);
    this.told.went(place.station.index);
  }

  private noteShortage(now: number): void {
    this.short.set(now, this.inService.length < this.wanted ? 1 : 0);
  }
}

/** Where an instance is, or can be. */
class Place implements Timed {
  readonly id: number;
  readonly label: number;
  readonly presence = new TimeAverage();
  readonly measure: Measure;
  isInService = false;
  isDraining = false;
  private ticket: Ticket = -1;

  constructor(
    private readonly autoscaler: Autoscaler,
    readonly station: WatchedStation,
  ) {
    this.id = station.index + 1;
    this.label = autoscaler.label;
    this.measure = new Measure(station, this.presence);
    station.whenEmpty = () => autoscaler.emptied(this);
  }

  /** There is no instance here. */
  get isFree(): boolean {
    return this.ticket < 0 && !this.isInService && !this.isDraining;
  }

  boot(delay: number): void {
    const { calendar } = this.autoscaler.engine;
    this.ticket = calendar.schedule(calendar.now + delay, rank.control, this);
  }

  cancelBoot(): void {
    this.autoscaler.engine.calendar.cancel(this.ticket, this);
    this.ticket = -1;
  }

  fire(): void {
    this.ticket = -1;
    this.autoscaler.booted(this);
  }
}
