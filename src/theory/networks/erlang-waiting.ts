import { erlangB } from '../stations/erlang-b.js';

/**
 * Stretch of an M/M/c station: mean response time over mean service time, R/S = 1 + C(c, a) / (c - a), Erlang's
 * C = c B / (c - a (1 - B)) by his B (Cooper, Introduction to Queueing Theory, 1981).
 *
 * @param servers c, a whole number, or Infinity
 * @param offered a = arrival rate × mean service time, 0 <= a < c
 * @returns the stretch, and its derivative with respect to the offered load, from dB/da = B (c/a - 1 + B)
 */
export function erlangStretch(servers: number, offered: number): { readonly stretch: number; readonly slope: number } {
  if (servers === Infinity || offered === 0) return { stretch: 1, slope: servers === 1 ? 1 : 0 };
  if (servers === 1) return { stretch: 1 / (1 - offered), slope: 1 / (1 - offered) ** 2 };
  const blocking = erlangB(servers, offered);
  const spare = servers - offered;
  const below = spare + offered * blocking;
  const waiting = (servers * blocking) / below;
  const blockingSlope = blocking * (servers / offered - 1 + blocking);
  const waitingSlope = (servers * (blockingSlope * below - blocking * (-1 + blocking + offered * blockingSlope))) / below ** 2;
  return { stretch: 1 + waiting / spare, slope: waitingSlope / spare + waiting / spare ** 2 };
}
