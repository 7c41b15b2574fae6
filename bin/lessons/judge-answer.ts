import { parseQuantity } from '../../src/scenario/quantity.js';
import type { Check } from './lesson-page.js';

/** An answer is right within this share of the exact number: it comes from simulations, and from reading a table. */
const TOLERANCE = 0.03;

export type Judgement =
  { readonly isRight: boolean; readonly text: string } | { readonly problem: string; readonly expected: string; readonly suggestion: string | null };

/** Is this the number that the lesson asks for? A wrong one is told its direction, not the number. */
export function judgeAnswer({ answer, unit }: Check, given: string): Judgement {
  const [asked, got] = [parseQuantity(answer, unit), parseQuantity(given, unit)];
  if (!asked.isRight) throw new Error(`the answer of the lesson is not a quantity: ${answer}`);
  if (!got.isRight) return { problem: got.message, expected: got.expected, suggestion: got.suggestion };
  if (Math.abs(got.value - asked.value) <= TOLERANCE * asked.value) return { isRight: true, text: `Right: ${answer} (you said ${given}).` };
  return { isRight: false, text: `${given} is too ${got.value > asked.value ? 'much' : 'little'}. Run it once more with another number.` };
}
