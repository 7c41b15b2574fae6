import type { FieldProblem } from '../define.js';
import { encoderOf, encoders } from './costs.js';
import { codecOf, type Settings } from './ladder.js';

/** What the fields of a transcoder must be together. */
export function checkTranscoder(settings: Settings): FieldProblem | null {
  return checkRenditions(settings) ?? checkNumbers(settings) ?? checkLosses(settings);
}

function checkRenditions(settings: Settings): FieldProblem | null {
  const { ladder, heights, codec, preset } = settings;
  if ((ladder === null) === (heights === null)) {
    const message = ladder === null ? 'a transcoder needs one of ladder and heights' : 'a transcoder has ladder and heights, and may have one of them';
    return { code: 'one-of', field: 'heights', message, expected: 'one of ladder and heights', suggestion: 'add heights: [240p, 480p, 1080p]' };
  }
  if (heights === null) {
    const extra = codec === null ? (preset === null ? null : 'preset') : 'codec';
    if (extra === null) return null;
    const message = `${extra} says what heights cost, and the ladder says that itself`;
    return {
      code: 'not-together',
      field: extra,
      message,
      expected: `ladder without ${extra}`,
      suggestion: `remove ${extra}, or write heights instead of ladder`,
    };
  }
  const twice = heights.find((height, index) => heights.indexOf(height) < index);
  if (twice !== undefined) return { code: 'not-together', field: 'heights', message: `${twice} is there twice`, expected: 'each height once' };
  return checkMeasured(heights, codecOf(codec, preset));
}

function checkMeasured(heights: readonly string[], { codec, preset }: { readonly codec: string; readonly preset: string }): FieldProblem | null {
  const encoder = encoderOf(codec, preset);
  if (encoder === undefined) {
    const there = encoders.filter((one) => one.codec === codec).map((one) => one.preset);
    const message = `${codec} has not been measured with the preset ${preset}`;
    return { code: 'not-together', field: 'preset', message, expected: there.join(', '), suggestion: 'write ladder: { HEIGHT: COST } with costs of your own' };
  }
  const missing = heights.find((height) => !(height in encoder.costs));
  if (missing === undefined) return null;
  const message = `${codec} ${preset} has not been measured at ${missing}`;
  const expected = Object.keys(encoder.costs).join(', ');
  return { code: 'not-together', field: 'heights', message, expected, suggestion: 'write ladder: { HEIGHT: COST } with costs of your own' };
}

function checkNumbers({ chunk, ladder, overhead }: Settings): FieldProblem | null {
  if (chunk === 0) return { code: 'out-of-range', field: 'chunk', message: 'a chunk cannot have no length', expected: 'more than 0s' };
  if (ladder !== null && overhead === 0 && Object.values(ladder).every((cost) => cost === 0))
    return { code: 'out-of-range', field: 'ladder', message: 'the renditions cost nothing', expected: 'a cost above 0' };
  return null;
}

function checkLosses(settings: Settings): FieldProblem | null {
  const { lost, lostAfter, attempts } = settings;
  if (lost === null && lostAfter === null) {
    const idle = ['detect', 'attempts'].find((field) => settings[field] !== null);
    if (idle === undefined) return null;
    const message = `no worker is ever lost, so ${idle} does nothing`;
    return { code: 'not-together', field: idle, message, expected: 'lost or lostAfter beside it', suggestion: 'add lost: 2%' };
  }
  if (lost === 1 && attempts === Infinity)
    return { code: 'out-of-range', field: 'lost', message: 'every worker is lost, so no piece is ever done', expected: 'less than 100%' };
  return null;
}
