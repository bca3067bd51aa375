import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { compileFormula, FormulaError } from '@equipoise/benchmark';
import { describe, expect, test } from 'vitest';

const inputs = ['premium', 'share', 'weight', 'achieved', 'earned', 'possible'];
const values = { premium: 100_000_000, share: 0.008, weight: 0.25, achieved: 0.25, earned: 3, possible: 4 };

async function valueOf(text: string): Promise<number> {
  return (await compileFormula(text, { inputs })).evaluate(values);
}

async function faultOf(text: string): Promise<{ readonly column: number | null; readonly message: string }> {
  const error = await compileFormula(text, { inputs }).catch((caught: unknown) => caught);
  if (!(error instanceof FormulaError)) throw new Error(`${text} is not refused`);
  return error;
}

test.for([
  ['premium * share * weight * (1 - achieved)', 150_000],
  ['-2 ^ 2', -4], // as on paper: the power first
  ['2 ^ 3 ^ 2', 512], // from the right
  ['8 / 4 / 2', 1],
  ['1 - 2 - 3', -4],
  ['earned >= 3 ? 10 : 20', 10],
  ['earned < 1 ? 1 : earned < 2 ? 2 : 3', 3],
  ['premium *\n  share', 800_000],
  ['min(4, 2, 3) + max(1, 5)', 7],
  ['abs(-2) + floor(2.7) + ceil(2.1) + sqrt(9)', 10],
  ['round(2.5) - round(-2.5)', 6], // half away from 0
  ['round(1.005, 2)', 1.01], // by the digits as written: the double beneath is 1.00499…
  ['0.7 + 0.1 >= 0.8', 1], // doubles alone say 0.7999999999999999
  ['(earned > 1) * 5 + (earned > 100) * 7', 5],
  ['not (earned == 3) or earned != 3 and 1', 0],
  ['+.5e1 + 1.', 6],
  ['possible > 4 and earned / (possible - 4) > 1 ? 1 : 0', 0], // the right of `and` is not asked after a left that fails
  ['possible > 4 ? 1 / (possible - 4) : 0', 0],
  ['0 * -1', 0],
] as const)('%s is %d', async ([text, value]) => {
  expect(await valueOf(text)).toBe(value);
});

test('the inputs that it uses are named, sorted, and only they are asked for', async () => {
  const formula = await compileFormula('share * premium + share', { inputs });
  expect(formula).toMatchObject({ text: 'share * premium + share', inputs: ['premium', 'share'] });
  expect(formula.evaluate({ premium: 2, share: 3 })).toBe(9);
});

describe('what is not arithmetic is refused, with its column, its text and what is allowed', () => {
  test.for([
    ['parse("1")', 1, '"parse(\\"1\\")" calls "parse", which is not a function here'],
    ['1 + import({a: 1})', 5, '"import({\\"a\\": 1})" calls "import"'],
    ['evaluate("1")', 1, 'calls "evaluate"'],
    ['eval(1)', 1, 'calls "eval"'],
    ['createUnit("foo")', 1, 'calls "createUnit"'],
    ['random()', 1, 'calls "random"'],
    ['constructor(1)', 1, 'calls "constructor"'],
    ['toString()', 1, 'calls "toString"'],
    ['share + premium.constructor', 9, '"premium.constructor" takes a property of something'],
    ['premium["constructor"]', 1, 'takes a property of something'],
    ['premium?.x', 1, 'takes a property of something'],
    ['premium[1]', 1, 'takes a property of something'],
    ['cos.constructor("return process")()', 35, 'Value expected'],
    ['(cos.constructor)("return process")', 2, 'multiplies without a *'],
    ['premium = 5', 1, '"premium = 5" gives a value to a name'],
    ['f(x) = x ^ 2', 1, '"f(x) = x ^ 2" defines a function'],
    ['1; 2', 1, '"1; 2" is several formulas in one'],
    ['1 + [1, 2]', 5, '"[1, 2]" is a list'],
    ['{a: 1}', 1, '"{\\"a\\": 1}" is an object'],
    ['1 + "one"', 5, '"\\"one\\"" is not a number in plain digits'],
    ["1 + 'one'", 5, 'is not a number in plain digits'],
    ['1:3', 1, '"1:3" is a range'],
    ['1 < share < 2', 1, 'is a chain of comparisons (write a < b and b < c)'],
    ['5 cm', 1, '"5 cm" multiplies without a *'],
    ['2 premium', 1, 'multiplies without a *'],
    ['2 (3)', 1, 'multiplies without a *'],
    ['share!', 1, '"share!" uses "!"'],
    ['5 mod 3', 1, 'uses "mod"'],
    ['5 xor 3', 1, 'uses "xor"'],
    ['1 | 2', 1, 'uses "|"'],
    ['~1', 2, 'uses "~"'],
    ['1 << 2', 1, 'uses "<<"'],
    ['share ?? 1', 1, 'uses "??"'],
    ["share'", 1, 'uses'],
    ['share .* 2', 1, 'uses ".*"'],
    ['5 % 3', 3, '"%" is not an operator here: write 0.05 for 5 %'],
    ['1 # all of it', 3, '"#" begins a comment'],
    ['i', 1, '"i" is not an input (they are achieved, earned, possible, premium, share, weight)'],
    ['2 * pi', 5, '"pi" is not an input'],
    ['e', 1, '"e" is not an input'],
    ['__proto__', 1, '"__proto__" is not an input'],
    ['true', 1, '"true" is not a number in plain digits'],
    ['Infinity', 1, 'is not a number in plain digits'],
    ['NaN', 1, 'is not a number in plain digits'],
    ['null', 1, 'is not a number in plain digits'],
    ['1e999', 1, '"1e999" is not a number in plain digits'],
    ['0x1F', 1, '"0x1F" is not a number in plain digits'],
    ['рremium', 1, '"р" (U+0440) is not a plain character: a formula is written in ASCII'],
    ['1 − 2', 3, '"−" (U+2212) is not a plain character'],
    ['2\u00a0* 3', 2, '(U+00A0) is not a plain character'],
    ['share * premum', 9, '"premum" is not an input; did you mean premium?'],
    ['sqr(4)', 1, 'calls "sqr", which is not a function here; did you mean sqrt?'],
    ['max', 1, 'max is a function: write max(…)'],
    ['premium(2)', 1, 'calls the input premium like a function (write premium * (…) to multiply)'],
    ['max()', 1, '"max()" has 0 arguments, max takes 1 or more'],
    ['round(1, 2, 3)', 1, '"round(1, 2, 3)" has 3 arguments, round takes 1 or 2'],
    ['sqrt(1, 2)', 1, 'sqrt takes 1'],
    ['1 +', 4, 'Unexpected end of expression'],
    ['1 + * 2', 5, 'Value expected at "* 2"'],
    ['1, 2', 2, 'Unexpected operator , at ", 2"'],
    ['(1', 3, 'Parenthesis ) expected'],
    [`f(x) = ${'-'.repeat(980)}x`, 1, 'defines a function'],
    [`${'['.repeat(990)}`, null, 'it is nested too deeply'],
    ['', null, 'formula: there is nothing in it'],
    ['  ', null, 'formula: there is nothing in it'],
    [`1${' + 1'.repeat(300)}`, null, 'it has 1201 characters, and may have 1000'],
    [`${'('.repeat(51)}1${')'.repeat(51)}`, 51, 'parentheses stand 50 deep at most'],
  ] as const)('%s', async ([text, column, words]) => {
    const fault = await faultOf(text);
    expect(fault.column).toBe(column);
    expect(fault.message).toContain(words);
  });

  test('in one line of words', async () => {
    expect((await faultOf('share + premium.constructor')).message).toBe(
      'formula, column 9: "premium.constructor" takes a property of something; a formula may use numbers, its inputs, + - * / ^, parentheses, < <= > >= == !=, a ? b : c, and, or, not, and the functions abs, ceil, floor, max, min, round, sqrt',
    );
  });

  test.for(['max', 'and', 'mod', 'true', '__proto__', '1st', 'a b', 'é', ''])('an input cannot be named %j', async (name) => {
    await expect(compileFormula('1', { inputs: [name] })).rejects.toThrow('formula: an input');
  });
});

describe('a formula has a value or says why not', () => {
  test.for([
    ['earned / (possible - 4)', '"earned / (possible - 4)" divides by 0'],
    ['min(1, earned / (possible - 4))', 'column 8: "earned / (possible - 4)" divides by 0'], // min would hide it
    ['1 / (1 / (possible - 4))', 'divides by 0'],
    ['sqrt(earned - possible)', '"sqrt(earned - possible)" takes the root of a negative number'],
    ['(-8) ^ (1 / 3)', 'has no real value'],
    ['9 ^ 9 ^ 9', '"9 ^ 9 ^ 9" has no finite value'],
    ['round(earned, 0.5)', 'rounds to a number of decimals that is not whole from 0 to 15'],
  ] as const)('%s', async ([text, words]) => {
    await expect(valueOf(text)).rejects.toThrow(FormulaError);
    await expect(valueOf(text)).rejects.toThrow(words);
  });

  test('an input must be there, be its own and be finite', async () => {
    const formula = await compileFormula('premium * valueOf', { inputs: ['premium', 'valueOf'] });
    expect(() => formula.evaluate({ premium: 1 })).toThrow('formula: the input valueOf has no value');
    expect(() => formula.evaluate(Object.create({ premium: 1, valueOf: 2 }))).toThrow('the input premium has no value');
    expect(() => formula.evaluate({ premium: NaN, valueOf: 1 })).toThrow('the input premium must be a finite number, got NaN');
    const text = '2' as unknown as number;
    expect(() => formula.evaluate({ premium: text, valueOf: 1 })).toThrow(
      'the input premium must be a finite number, got a string',
    );
  });
});

test('mathjs is loaded by the first formula, not before', () => {
  const source = join(import.meta.dirname, '../../src/index.ts');
  const script = `
    const seen = [];
    const { registerHooks } = await import('node:module');
    registerHooks({ resolve: (name, context, next) => { if (name.startsWith('mathjs')) seen.push(name); return next(name, context); } });
    const { compileFormula } = await import(${JSON.stringify(source)});
    const before = seen.length;
    await compileFormula('1', { inputs: [] });
    console.log(JSON.stringify({ before, seen }));`;
  const { stdout } = spawnSync(process.execPath, ['--conditions=@equipoise/source', '--input-type=module', '-e', script], {
    encoding: 'utf8',
  });
  expect(JSON.parse(stdout)).toEqual({ before: 0, seen: ['mathjs/number'] });
});
