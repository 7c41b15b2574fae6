import { unitsInFormulas } from './formula-units.js';

/** What formulas ask of a variant: all in inside units. null: it does not follow from theory. */
export interface Quantities {
  /** A function of a name, such as saturation(db). */
  readonly of: (name: string, argument: string) => number | null;
}

/** The functions of a component, workload or drawn value. */
const namedFunctions: Readonly<Record<string, string>> = {
  saturation: 'arrivals a second at which the component is full',
  load: 'its offered load: 1 is full',
  arrivals: 'arrivals a second, of a component or a workload',
  servers: 'servers of the component, all instances together',
  work: 'seconds of work of a job there, on average',
  drawn: 'the drawn value of a path',
};
const plainFunctions: Readonly<Record<string, (...values: readonly number[]) => number>> = {
  min: (...values) => Math.min(...values),
  max: (...values) => Math.max(...values),
  floor: (value) => Math.floor(value),
  ceil: (value) => Math.ceil(value),
  round: (value) => Math.round(value),
  sqrt: (value) => Math.sqrt(value),
  ln: (value) => Math.log(value),
  exp: (value) => Math.exp(value),
};

export type FormulaResult = { readonly value: number } | { readonly problem: string };

const LONGEST = 500;
const DEEPEST = 40;

/**
 * Works out a formula: numbers with units, + - * / and brackets, a closed set of functions over what theory knows of the variant. Nothing else can be said in it, so a key from
 * elsewhere can do no harm.
 *
 * @example evaluate('floor(saturation(db) * 0.5s)', quantities)
 */
export function evaluate(text: string, quantities: Quantities): FormulaResult {
  if (text.length > LONGEST) return { problem: `a formula has at most ${LONGEST} characters` };
  const tokens = tokensOf(text);
  if (typeof tokens === 'string') return { problem: tokens };
  try {
    const parser = new Parser(tokens, quantities);
    const value = parser.whole();
    return Number.isFinite(value) ? { value } : { problem: 'the value is no finite number' };
  } catch (error) {
    if (error instanceof FormulaProblem) return { problem: error.message };
    throw error;
  }
}

class FormulaProblem extends Error {}

type Token =
  { readonly type: 'number'; readonly value: number } | { readonly type: 'name'; readonly text: string } | { readonly type: 'sign'; readonly text: string };

/** The name of a function is followed by a bracket; whatever stands in the bracket of a named function is one name, with dots and slashes. */
function tokensOf(text: string): readonly Token[] | string {
  const tokens: Token[] = [];
  let rest = text.trimStart();
  while (rest !== '') {
    const named = new RegExp(`^(${Object.keys(namedFunctions).join('|')})\\s*\\(\\s*([\\w./-]+)\\s*\\)`).exec(rest);
    const number = /^(\d+(?:\.\d+)?(?:e[+-]?\d+)?)(\/\s*(?:s|min|h)\b|%|[a-zA-Z]+)?/.exec(rest);
    const name = /^[a-z]+(?=\s*\()/.exec(rest);
    const sign = /^[-+*/(),]/.exec(rest);
    if (named !== null) tokens.push({ type: 'name', text: `${named[1]} ${named[2]}` });
    else if (number !== null) {
      const unit = (number[2] ?? '').replace(/\s/g, '');
      const factor = unitsInFormulas.get(unit);
      if (factor === undefined) return `"${number[0]}": there is no unit "${unit}" in formulas`;
      tokens.push({ type: 'number', value: Number(number[1]) * factor });
    } else if (name !== null) tokens.push({ type: 'name', text: name[0] });
    else if (sign !== null) tokens.push({ type: 'sign', text: sign[0] });
    else
      return `"${rest.slice(0, 20)}" is nothing that a formula can say: it has numbers, + - * / ( ), ${[...Object.keys(namedFunctions), ...Object.keys(plainFunctions)].join(', ')}`;
    rest = rest.slice((named ?? number ?? name ?? sign)![0].length).trimStart();
  }
  return tokens.length === 0 ? 'the formula is empty' : tokens;
}

/** Recursive descent: a sum of products of values. */
class Parser {
  private at = 0;

  constructor(
    private readonly tokens: readonly Token[],
    private readonly quantities: Quantities,
  ) {}

  whole(): number {
    const value = this.sum(0);
    if (this.at < this.tokens.length) throw new FormulaProblem('something stands behind the end of the formula');
    return value;
  }

  private sum(depth: number): number {
    if (depth > DEEPEST) throw new FormulaProblem(`brackets are nested deeper than ${DEEPEST}`);
    let value = this.product(depth);
    for (;;) {
      if (this.takes('+')) value += this.product(depth);
      else if (this.takes('-')) value -= this.product(depth);
      else return value;
    }
  }

  private product(depth: number): number {
    let value = this.value(depth);
    for (;;) {
      if (this.takes('*')) value *= this.value(depth);
      else if (this.takes('/')) value /= this.value(depth);
      else return value;
    }
  }

  private value(depth: number): number {
    if (depth > DEEPEST) throw new FormulaProblem(`signs are nested deeper than ${DEEPEST}`);
    if (this.takes('-')) return -this.value(depth + 1);
    const token = this.tokens.at(this.at);
    this.at++;
    if (token === undefined) throw new FormulaProblem('the formula ends where a value is expected');
    if (token.type === 'number') return token.value;
    if (token.type === 'name') return this.call(token.text, depth);
    if (token.text !== '(') throw new FormulaProblem(`a value is expected, not "${token.text}"`);
    const value = this.sum(depth + 1);
    this.expect(')');
    return value;
  }

  private call(name: string, depth: number): number {
    const [word, argument] = name.split(' ');
    if (argument !== undefined) {
      const value = this.quantities.of(word, argument);
      if (value === null) throw new FormulaProblem(`${word}(${argument}) is not known: there is no such name, or theory cannot tell`);
      return value;
    }
    if (!Object.hasOwn(plainFunctions, word)) throw new FormulaProblem(`there is no function "${word}"`);
    this.expect('(');
    const values = [this.sum(depth + 1)];
    while (this.takes(',')) values.push(this.sum(depth + 1));
    this.expect(')');
    return plainFunctions[word](...values);
  }

  private takes(sign: string): boolean {
    const token = this.tokens.at(this.at);
    const isThere = this.at < this.tokens.length && token?.type === 'sign' && token.text === sign;
    if (isThere) this.at++;
    return isThere;
  }

  private expect(sign: string): void {
    if (!this.takes(sign)) throw new FormulaProblem(`"${sign}" is missing`);
  }
}
