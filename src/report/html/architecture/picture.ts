import type { Look } from '../../../experiment/results.js';

/** What is drawn: boxes and the calls between them. */
export interface Picture {
  readonly boxes: readonly PictureBox[];
  readonly arrows: readonly PictureArrow[];
  /** By box: calls a second of what is in it to what is in it. */
  readonly own: ReadonlyMap<string, number>;
}
export interface PictureBox {
  /** Of a component, a workload, or a group. */
  readonly name: string;
  /** Components of a group; else the box itself. */
  readonly members: readonly string[];
}
export interface PictureArrow {
  readonly from: string;
  readonly to: string;
  readonly perSecond: number;
  /** Nobody waits for any of these calls. */
  readonly isSent: boolean;
  /** Links that any of them pass. */
  readonly links: readonly string[];
}

/** Every component that calls or is called, and every workload. */
export function wholePicture({ calls, links = [] }: Look): Picture {
  const names = [...new Set(calls.flatMap(({ caller, component }) => [caller, component]))];
  const arrows = calls.map(({ caller, component, operation, per_s: perSecond, sent }): PictureArrow => ({
    from: caller,
    to: component,
    perSecond,
    isSent: sent,
    links: links.flatMap(({ link, passed_by: passedBy }) =>
      passedBy.some((one) => one.caller === caller && one.component === component && one.operation === operation && one.sent === sent) ? [link] : [],
    ),
  }));
  return merged(
    names.map((name) => ({ name, members: [name] })),
    arrows,
  );
}

/** The picture with these boxes: calls between members of two of them are one arrow, with the sum of their loads; those within one have none. */
export function merged(boxes: readonly PictureBox[], calls: readonly PictureArrow[]): Picture {
  const boxOf = new Map(boxes.flatMap(({ name, members }) => members.map((member) => [member, name] as const)));
  const arrows = new Map<string, PictureArrow>();
  const own = new Map<string, number>();
  for (const { from: caller, to: called, perSecond, isSent, links } of calls) {
    const [from, to] = [boxOf.get(caller) ?? caller, boxOf.get(called) ?? called];
    if (from === to) {
      own.set(from, (own.get(from) ?? 0) + perSecond);
      continue;
    }
    const key = JSON.stringify([from, to]);
    const known = arrows.get(key);
    arrows.set(key, {
      from,
      to,
      perSecond: perSecond + (known?.perSecond ?? 0),
      isSent: isSent && (known?.isSent ?? true),
      links: [...new Set([...(known?.links ?? []), ...links])],
    });
  }
  return { boxes, arrows: [...arrows.values()], own };
}
