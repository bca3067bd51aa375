import { FormulaError, ProgramError } from '@equipoise/benchmark';
import type { ProgramQuestion } from '@equipoise/reporting';
import { builder } from '../builder.ts';
import type { Context } from '../context.ts';
import { Refusal } from '../refuse.ts';
import { orNotFound } from './notFound.ts';

export const AssumptionInput = builder.inputType('AssumptionInput', {
  description: 'What to suppose of one term of a program.',
  fields: (t) => ({
    path: t.string({
      required: true,
      description: 'Path of the term, as terms of the program lists it; all for whatever is recalled.',
    }),
    value: t.string({ description: 'The value, one with parts as JSON; when left out, the one that the program recalls.' }),
  }),
});

export const AmountInput = builder.inputType('AmountInput', {
  description: 'What the money of a program is reckoned from.',
  fields: (t) => ({
    name: t.string({ required: true, description: 'Name of the input, as inputs of the program lists it.' }),
    amount: t.float({ required: true, description: 'The amount, such as 100000000 dollars of premium.' }),
  }),
});

/** Arguments that say which award: of which program and year, supposing what. */
export const awardArgs = builder.args((t) => ({
  program: t.id({ required: true, description: 'Id of the program.' }),
  year: t.int({ description: 'Measurement year; the newest with results when left out.' }),
  assume: t.field({ type: [AssumptionInput], description: 'What to suppose of its terms; the award repeats it.' }),
  inputs: t.field({ type: [AmountInput], description: 'What the money is reckoned from.' }),
  includeDerived: t.boolean({
    required: true,
    defaultValue: false,
    description: 'Whether percentiles that nobody published, but that follow from the rates of those ranked, are lines.',
  }),
}));

interface AwardArguments {
  readonly program: string;
  readonly year?: number | null | undefined;
  readonly assume?: readonly { readonly path: string; readonly value?: string | null | undefined }[] | null | undefined;
  readonly inputs?: readonly { readonly name: string; readonly amount: number }[] | null | undefined;
  readonly includeDerived: boolean;
}

/**
 * Those arguments as reports take them.
 *
 * @throws Refusal when a path or a name is given twice
 * @example awardQuestion({ program: 'x', includeDerived: false, inputs: [{ name: 'premium', amount: 5 }] }).inputsOfEach // { premium: 5 }
 */
export function awardQuestion({
  program,
  year,
  assume,
  inputs,
  includeDerived,
}: AwardArguments): Omit<ProgramQuestion, 'organizations'> {
  return {
    program,
    year: year ?? undefined,
    assume: once(assume ?? [], ({ path, value }) => [path, value ?? null]),
    inputsOfEach: once(inputs ?? [], ({ amount, name }) => [name, amount]),
    includeDerived,
  };
}

/**
 * What is given under a name, each name once.
 *
 * @throws Refusal when a name is there twice
 * @example once([{ path: 'scale' }], ({ path }) => [path, null]) // { scale: null }
 */
export function once<Given, Value>(
  given: readonly Given[],
  read: (one: Given) => [string, Value],
): Readonly<Record<string, Value>> {
  const entries = new Map(given.map(read));
  if (entries.size < given.length) throw new Refusal('BAD_USER_INPUT', 'an assumption or an input is given twice');
  return Object.fromEntries(entries);
}

/**
 * The answer about a program, or that a name is unknown. What a program says of an assumption would repeat it, so that is said in
 * other words.
 *
 * @throws Refusal when an assumption or an input is none of the program
 * @example orUnfit({ reports: { release: {} } }, () => 7) // 7
 */
export async function orUnfit<T>(context: Pick<Context, 'reports'>, answer: () => Promise<T> | T) {
  return orNotFound(context, {}, async () => {
    try {
      return await answer();
    } catch (error) {
      if (error instanceof ProgramError)
        throw new Refusal(
          'BAD_USER_INPUT',
          'An assumption names no term of the program, or its value is none of that term: terms of the program lists them.',
        );
      if (error instanceof FormulaError)
        throw new Refusal(
          'BAD_USER_INPUT',
          'The award formula has no value here, or is no arithmetic in the inputs of the program.',
        );
      throw error;
    }
  });
}

/**
 * Refuses counts of which one is none. The message repeats no value.
 *
 * @throws Refusal when one of them is below 1
 * @example requireOneOrMore([0], 'a cost') // throws a cost: a whole number of at least 1
 */
export function requireOneOrMore(counts: readonly number[], what: string): void {
  if (counts.some((count) => count < 1)) throw new Refusal('BAD_USER_INPUT', `${what}: a whole number of at least 1`);
}
