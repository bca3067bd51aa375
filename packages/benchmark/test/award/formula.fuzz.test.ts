import { compileFormula, type Formula, FormulaError } from '@equipoise/benchmark';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { reckon } from './reckon.ts';

const inputs = ['premium', 'share', 'e'];
const seed = 1;

/** The formula, or null when it was refused as formulas are; anything else that is thrown fails the test. */
async function compiled(text: string, names: readonly string[] = inputs): Promise<Formula | null> {
  try {
    return await compileFormula(text, { inputs: names });
  } catch (error) {
    if (error instanceof FormulaError) return null;
    throw error;
  }
}

function valueOf(formula: Formula, values: Readonly<Record<string, number>>): number {
  try {
    return formula.evaluate(values);
  } catch (error) {
    if (error instanceof FormulaError) return NaN;
    throw error;
  }
}

const decimals = fc.integer({ min: -400, max: 400 }).map((quarters) => quarters / 20);
const values = fc.record({ premium: decimals, share: decimals, e: decimals });

/** Arithmetic without parentheses where none are needed to read it: precedence is put to the test with the rest. */
const { expression } = fc.letrec<{ readonly expression: string; readonly operand: string }>((tie) => ({
  operand: fc.oneof(
    { maxDepth: 5 },
    fc.constantFrom('premium', 'share', 'e', '0', '1', '2', '10', '0.1', '.5', '3.25', '1.005', '2e3', '1e-7'),
    fc.constantFrom('premium', 'share', 'e'),
    tie('expression').map((inner) => `(${inner})`),
    tie('operand').map((inner) => `-${inner}`),
    tie('operand').map((inner) => `not ${inner}`),
    fc
      .tuple(fc.constantFrom('abs', 'ceil', 'floor', 'sqrt', 'round'), tie('expression'))
      .map(([name, inner]) => `${name}(${inner})`),
    fc.tuple(tie('expression'), fc.constantFrom('0', '1', '2', 'share')).map(([inner, places]) => `round(${inner}, ${places})`),
    fc
      .tuple(fc.constantFrom('max', 'min'), fc.array(tie('expression'), { minLength: 1, maxLength: 4 }))
      .map(([name, inner]) => `${name}(${inner.join(', ')})`),
  ),
  expression: fc.oneof(
    { maxDepth: 5 },
    tie('operand'),
    fc
      .array(
        fc.tuple(fc.constantFrom('+', '-', '*', '/', '^', '<', '<=', '>', '>=', '==', '!=', ' and ', ' or '), tie('operand')),
        {
          minLength: 1,
          maxLength: 5,
        },
      )
      .chain((rest) => tie('operand').map((first) => first + rest.map(([sign, operand]) => `${sign}${operand}`).join(''))),
    fc.tuple(tie('expression'), tie('expression'), tie('expression')).map(([a, b, c]) => `${a} ? ${b} : ${c}`),
  ),
}));

test('random arithmetic is worth what an evaluator of its own makes of it', async () => {
  let reckoned = 0;
  await fc.assert(
    fc.asyncProperty(expression, values, async (text, given) => {
      fc.pre(text.length <= 1000);
      const [formula, expected] = [await compiled(text), reckon(text, given)];
      expect(formula === null).toBe(expected === null);
      if (formula !== null) expect(valueOf(formula, given)).toBe(expected);
      reckoned += Number(Number.isFinite(expected));
    }),
    { seed, numRuns: 2500 },
  );
  expect(reckoned).toBeGreaterThan(600); // the rest are chains of comparisons, and divisions by 0
});

const fragments = fc.constantFrom(
  ...'premium share e constructor __proto__ prototype parse import evaluate eval this globalThis process max min round sqrt'.split(
    ' ',
  ),
  ...'( ) ( ) + - * / ^ < <= > >= == != = ? : , ; . .. ! % # \' " ` [ ] { } & | ~ @ $ _ \\ 0 1 2 0.5 1e5 0x1F -> => ?. ??'.split(
    ' ',
  ),
  ...'and or not xor mod to in end true null NaN Infinity i pi cm а − ×'.split(' '),
  ' ',
  '  ',
  '\n',
);

test('what is accepted of random text is arithmetic, and nothing else is thrown', async () => {
  const scraps = fc.array(fragments, { maxLength: 6 }).map((parts) => parts.join(''));
  let accepted = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.oneof({ weight: 5, arbitrary: scraps }, fc.string({ unit: 'binary', maxLength: 40 })),
      values,
      async (text, given) => {
        const formula = await compiled(text);
        if (formula === null) return;
        accepted += 1;
        expect(valueOf(formula, given)).toBe(reckon(text, given));
      },
    ),
    { seed, numRuns: 2500 },
  );
  expect(accepted).toBeGreaterThan(15);
});

/** Ways out of mathjs that were once found, or would be if the tree were not checked, and the rest of its language. */
const escapes = [
  'cos.constructor("globalThis.escaped = true")()',
  '(cos.constructor)("globalThis.escaped = true")()',
  'sqrt.constructor("globalThis.escaped = true")()',
  '"".constructor.constructor("globalThis.escaped = true")()',
  '[].map.constructor("globalThis.escaped = true")()',
  '{}.constructor.constructor("globalThis.escaped = true")()',
  '{a: 1}.constructor',
  '{"__proto__": 1}',
  'f(x) = x ^ 2',
  'f(x) = cos.constructor',
  'premium = 1',
  'premium.x = 1',
  'premium["constructor"]',
  'premium.constructor',
  'premium.__proto__',
  'premium?.constructor',
  'parse("globalThis.escaped = true")',
  'parse("1").compile().evaluate()',
  'parse("2 + 3").constructor',
  'parser().evaluate("1")',
  'evaluate("cos.constructor(\\"globalThis.escaped = true\\")()")',
  'compile("1").evaluate()',
  'eval("globalThis.escaped = true")',
  'import({sqrt: 1}, {override: true})',
  'config({matrix: "Array"})',
  'createUnit("foo")',
  'createUnit({foo: {prefixes: "long", baseName: "a"}})',
  'simplify("x + x")',
  'derivative("x ^ 2", "x")',
  'rationalize("x")',
  'resolve("x")',
  'reviver("a", 1)',
  'replacer("a", 1)',
  'typed("f", {"number": 1})',
  'map([1, 2], sqrt)',
  'filter([1, 2], sqrt)',
  'forEach([1, 2], sqrt)',
  'chain(3).add(4).done()',
  'expression.docs',
  'expression.mathWithTransform',
  'help(sqrt)',
  'help("sqrt").toJSON',
  'print("$a", {a: 1})',
  'format(1)',
  'splitUnit(1, 2)',
  'unit("5 cm")',
  'bignumber(1)',
  'complex(1, 2)',
  'random()',
  'pickRandom([1])',
  'ones(1000, 1000)',
  'range(1, 1e9)',
  'factorial(1e9)',
  '170!',
  '[1, 2; 3, 4]',
  '[1, 2][1]',
  '[1, 2][1:2]',
  '1:1e9',
  '5 cm to m',
  '"text"',
  "'text'",
  '`text`',
  '1; 2',
  '1 # comment',
  'true',
  'null',
  'undefined',
  'Infinity',
  'NaN',
  'i',
  'pi',
  'tau',
  '2i',
  '2 share',
  'share(2)',
  'max.apply(1)',
  'max["apply"](1)',
  'toString()',
  'valueOf()',
  'constructor("globalThis.escaped = true")()',
  '__defineGetter__(1)',
  'hasOwnProperty(1)',
  'isPrototypeOf(1)',
  'this',
  'globalThis.escaped',
  'process.exit()',
  'require("fs")',
  '() => 1',
  'new Function("globalThis.escaped = true")()',
  'mаx(1)', // Cyrillic а
  'share\u200b',
  '1\u2028+ 1',
];

test.for(escapes)('%s is refused', async (escape) => {
  await expect(compileFormula(escape, { inputs })).rejects.toThrow(FormulaError);
});

test('hidden in arithmetic they are refused too, and none ran', async () => {
  const globals = globalThis as { escaped?: unknown };
  await fc.assert(
    fc.asyncProperty(expression, fc.constantFrom(...escapes), fc.nat(), async (text, escape, at) => {
      const leaves = [...text.matchAll(/premium|share|\be\b/g)];
      fc.pre(text.length <= 800 && leaves.length > 0);
      const leaf = leaves[at % leaves.length];
      const hidden = `${text.slice(0, leaf?.index)}(${escape})${text.slice((leaf?.index ?? 0) + (leaf?.[0].length ?? 0))}`;
      await expect(compileFormula(hidden, { inputs })).rejects.toThrow(FormulaError);
    }),
    { seed, numRuns: 800 },
  );
  expect(globals.escaped).toBeUndefined();
});

test('no names of inputs and no values throw anything else', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.string(), { maxLength: 3 }),
      expression,
      fc.dictionary(fc.string(), fc.anything()),
      async (names, text, odd) => {
        const formula = await compiled(text, [...names, ...inputs]);
        if (formula === null) return;
        const value = valueOf(formula, odd as Record<string, number>);
        if (formula.inputs.length > 0) expect(value).toBeNaN();
        const more = { premium: odd['premium'], share: 1, e: odd['e'], ...odd } as Record<string, number>;
        expect(typeof valueOf(formula, more)).toBe('number');
      },
    ),
    { seed, numRuns: 500 },
  );
});
