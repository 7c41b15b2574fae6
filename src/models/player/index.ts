import type { BitrateRule } from './bitrate-rule.js';
import { Bola } from './bola.js';
import { BolaE } from './bola-e.js';
import { bufferRule } from './buffer-rule.js';
import { Dynamic } from './dynamic.js';
import type { Ladder } from './ladder.js';
import { throughputRule } from './throughput-rule.js';

/** The adaptive rules by the word that a scenario writes; `buffer`: seconds of video that the buffer holds at most. */
export const bitrateRules: Readonly<Record<string, (ladder: Ladder, buffer: number) => BitrateRule>> = {
  throughput: () => throughputRule,
  buffer: () => bufferRule,
  bola: (ladder, buffer) => new Bola(ladder, buffer),
  'bola-e': (ladder, buffer) => new BolaE(ladder, buffer),
  dynamic: (ladder, buffer) => new Dynamic(ladder, buffer),
};
