import { compileTree, type Operation, type ParsedNode } from './formula/compileTree.ts';
import { FormulaError, functionNames, quoted } from './formula/formulaError.ts';
import { readLeaves } from './formula/leaves.ts';

/** A formula that was read, checked and found to be arithmetic. */
export interface Formula {
  readonly text: string;
  /** The inputs that it uses, sorted. */
  readonly inputs: readonly string[];
  /**
   * The formula's value.
   *
   * @throws FormulaError when an input that it uses is missing or not finite, or a step has no finite value, such as a division by 0
   */
  evaluate(values: Readonly<Record<string, number>>): number;
}

export interface FormulaOptions {
  /** The names that may stand in the formula: a letter, then letters, digits and underscores. */
  readonly inputs: readonly string[];
}

/** mathjs, its part for plain numbers: half the time of the whole to load, and nothing of it until a formula is read. */
const load = () => import('mathjs/number');
type MathNumbers = Awaited<ReturnType<typeof load>>;

/**
 * Reads a formula in the syntax of mathjs: arithmetic over named inputs, and nothing else. It is parsed once, every node of the
 * tree is held against an allow-list, and what is evaluated are functions of ours, a node each.
 *
 * Numbers, + - * / ^, parentheses, comparisons (worth 1 or 0; equal to 12 digits is equal, as in mathjs), a ? b : c, and, or, not;
 * abs, ceil, floor, max, min, round(x) or round(x, decimals) with half away from 0, sqrt.
 *
 * @param text    at most 1,000 characters of ASCII, parentheses at most 50 deep
 * @param inputs  the names that may stand in it
 * @returns       its text, the inputs that it uses, and its value for given inputs
 * @throws FormulaError with the column, the text at fault and what is allowed
 * @example compileFormula('premium * max(0, min(1, share))', { inputs: ['premium', 'share'] }).then((formula) => formula.evaluate({ premium: 200, share: 1.5 })) // 200
 * @example compileFormula('share * premum', { inputs: ['premium', 'share'] }) // throws formula, column 9: "premum" is not an input; did you mean premium?
 */
export async function compileFormula(text: string, { inputs }: FormulaOptions): Promise<Formula> {
  requireNames(inputs);
  const leaves = readLeaves(text);
  const math = await load();
  const { run, used } = compileTree(parse(math, text), { leaves, inputs, ...vocabularyOf(math) });
  const names = inputs.toSorted().filter((name) => used.has(name));
  return {
    text,
    inputs: names,
    evaluate: (values) => run(inputs.map((name) => (used.has(name) ? readInput(values, name) : 0))) + 0, // never −0
  };
}

function parse(math: MathNumbers, text: string): ParsedNode {
  try {
    return math.parse(text.replace(/\s/g, ' ')) as unknown as ParsedNode; // a line break would begin a second formula
  } catch (error) {
    const { char, message } = error as { readonly char?: number; readonly message: string };
    if (char === undefined) throw new FormulaError('it is nested too deeply');
    const rest = text.slice(char - 1);
    throw new FormulaError(`${message.replace(/ \(char \d+\)$/, '')}${rest.trim() === '' ? '' : ` at ${quoted(rest)}`}`, char);
  }
}

function readInput(values: Readonly<Record<string, number>>, name: string): number {
  const value = Object.hasOwn(values, name) ? values[name] : undefined;
  if (value === undefined) throw new FormulaError(`the input ${name} has no value`);
  if (!Number.isFinite(value)) {
    const got = typeof value === 'number' ? String(value) : `a ${typeof value}`;
    throw new FormulaError(`the input ${name} must be a finite number, got ${got}`);
  }
  return value;
}

/** Words of the parser: as inputs they would be read as something else. */
const reserved: ReadonlySet<string> = new Set([
  ...functionNames,
  ...'and or not xor mod to in true false null undefined NaN Infinity end'.split(' '),
]);

function requireNames(inputs: readonly string[]): void {
  for (const name of inputs) {
    if (!/^[A-Za-z][A-Za-z0-9_]*$/.test(name))
      throw new FormulaError(`an input is named by a letter, then letters, digits and underscores, got ${quoted(name)}`);
    if (reserved.has(name))
      throw new FormulaError(`an input cannot be named ${quoted(name)}, which means something in a formula`);
  }
}

/** Comparing and rounding are mathjs's, which forgive the last digits of a double: 0.7 + 0.1 >= 0.8 holds, and round(1.005, 2) is 1.01. */
function vocabularyOf(math: MathNumbers): {
  readonly operators: ReadonlyMap<string, Operation>;
  readonly functions: ReadonlyMap<string, Operation>;
} {
  const functions: Readonly<Record<(typeof functionNames)[number], Operation>> = {
    abs: fixed(1, Math.abs),
    ceil: fixed(1, (x) => math.ceil(x)),
    floor: fixed(1, (x) => math.floor(x)),
    max: { least: 1, most: null, run: Math.max },
    min: { least: 1, most: null, run: Math.min },
    round: { least: 1, most: 2, run: (x, decimals = 0) => (isPlaces(decimals) ? math.round(x, decimals) : NaN) },
    sqrt: fixed(1, Math.sqrt),
  };
  return {
    operators: new Map([
      ['add', fixed(2, (a, b) => a + b)],
      ['subtract', fixed(2, (a, b) => a - b)],
      ['multiply', fixed(2, (a, b) => a * b)],
      ['divide', fixed(2, (a, b) => a / b)],
      ['pow', fixed(2, (a, b) => a ** b)],
      ['unaryMinus', fixed(1, (a) => -a)],
      ['unaryPlus', fixed(1, (a) => a)],
      ['not', fixed(1, (a) => Number(a === 0))],
      ['equal', fixed(2, (a, b) => Number(math.equal(a, b)))],
      ['unequal', fixed(2, (a, b) => Number(math.unequal(a, b)))],
      ['smaller', fixed(2, (a, b) => Number(math.smaller(a, b)))],
      ['smallerEq', fixed(2, (a, b) => Number(math.smallerEq(a, b)))],
      ['larger', fixed(2, (a, b) => Number(math.larger(a, b)))],
      ['largerEq', fixed(2, (a, b) => Number(math.largerEq(a, b)))],
    ]),
    functions: new Map(Object.entries(functions)),
  };
}

function fixed(count: number, run: (a: number, b: number) => number): Operation {
  return { least: count, most: count, run };
}

function isPlaces(decimals: number): boolean {
  return Number.isInteger(decimals) && decimals >= 0 && decimals <= 15;
}
