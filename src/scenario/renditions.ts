import { ladderOf, type Rendition } from '../models/transcoder/ladder.js';
import type { ComponentDeclaration } from './scenario.js';

/** What a transcoder makes of each video: the renditions with their cost in CPU seconds per video second. */
export function renditionsOf({ settings }: ComponentDeclaration): readonly Rendition[] {
  return ladderOf((field) => settings[field] ?? null);
}
