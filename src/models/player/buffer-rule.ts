import type { BitrateRule } from './bitrate-rule.js';
import type { View } from './view.js';

/** Seconds of video in the buffer up to which the lowest rung is chosen. */
const reservoir = 5;
/** Seconds beyond it over which the rungs are spread. */
const cushion = 10;

/**
 * By buffer alone, in the form that Pensieve compares itself with (Mao, Netravali, Alizadeh, SIGCOMM 2017): the lowest rung below 5 s of buffer, the highest from 15 s on, evenly spread and
 * rounded down between. The idea is BBA's (Huang et al., SIGCOMM 2014), which maps the buffer on a bandwidth and not on the number of a rung. It gives no download up.
 */
export const bufferRule: BitrateRule = {
  choose(view: View): void {
    const { top } = view.ladder;
    const share = (view.playback.level - reservoir) / cushion;
    view.rung = share < 0 ? 0 : share >= 1 ? top : Math.floor(top * share);
    view.delay = 0;
  },
  waited(): void {},
  giveUp: null,
  ended(): void {},
};
