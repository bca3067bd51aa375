import {
  associationTests,
  pairedTests,
  poolMethods,
  poolStrata,
  proportionTests,
  strataTests,
  testAssociation,
  testPaired,
  testProportion,
  testStrata,
  testTrend,
  testTwoProportions,
  trendTests,
  twoProportionTests,
  type PoolMethodId,
  type Stratum,
  type TestResult,
  type TwoProportions,
} from '../../src/index.ts';
import type { GoldenFamily } from '../types.ts';

/** Hypothesis tests, and the Mantel-Haenszel estimates with their limits. */
export const tests: GoldenFamily = {
  family: 'tests',
  answers: ['statistic', 'z', 'chisq', 'df', 'p', 'estimate', 'commonOddsRatio', 'lower', 'upper'],
  ask(given) {
    const question = given as unknown as Question;
    const { test } = question;
    if (isOneOf(poolMethods, test)) return pooled(question, test);
    if (isOneOf(strataTests, test)) {
      const { value, lower, upper } = pooled(question, 'mh-odds-ratio');
      return { ...answersOf(testStrata(strataOf(question), { method: test })), commonOddsRatio: value, lower, upper };
    }
    if (isOneOf(twoProportionTests, test)) {
      const { statistic: chisq } = testAssociation(question.table);
      return { ...answersOf(testTwoProportions(groupsOf(question.table), { method: test })), chisq };
    }
    return answersOf(askSimple(question));
  },
  tolerance: (_, field) => (field === 'p' ? { pass: 1e-10, aim: 1e-12, floor: 0 } : { pass: 1e-12, aim: 1e-14 }),
};

type Table = readonly (readonly number[])[];

interface Question {
  readonly test: string;
  readonly table: Table;
  readonly strata: readonly Table[];
  readonly confidence?: number;
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly d: number;
  readonly x: number | readonly number[];
  readonly n: number | readonly number[];
  readonly p0: number;
  readonly scores: readonly number[];
}

function askSimple(question: Question): TestResult<string> {
  const { test, table, a, b, c, d, x, n, p0, scores } = question;
  if (isOneOf(associationTests, test)) return testAssociation(table, { method: test });
  if (isOneOf(pairedTests, test)) return testPaired({ both: a, firstOnly: b, secondOnly: c, neither: d }, { method: test });
  if (isOneOf(proportionTests, test))
    return testProportion({ denominator: Number(n), numerator: Number(x) }, { benchmark: p0, method: test });
  if (isOneOf(trendTests, test)) {
    const [numerators, denominators] = [x, n] as [readonly number[], readonly number[]];
    const groups = scores.map((score, i) => ({ score, denominator: denominators[i]!, numerator: numerators[i]! }));
    return testTrend(groups, { method: test });
  }
  throw new RangeError(`no test is called ${test}`);
}

/** A statistic goes by one of three names in the file. */
function answersOf({ statistic, df, p }: TestResult<string>): Readonly<Record<string, number | null>> {
  return { statistic, z: statistic, chisq: statistic, df, p };
}

function pooled(question: Question, method: PoolMethodId): Readonly<Record<string, number | null>> {
  const { value, lower, upper } = poolStrata(strataOf(question), { method, level: question.confidence ?? 0.95 });
  return { value, estimate: value, lower, upper };
}

function strataOf({ strata }: Question): Stratum[] {
  return strata.map((table, i) => ({ stratum: String(i + 1), ...groupsOf(table) }));
}

function groupsOf([group, reference]: Table): TwoProportions {
  return { group: cellOf(group), reference: cellOf(reference) };
}

function cellOf([met = NaN, missed = NaN]: readonly number[] = []) {
  return { denominator: met + missed, numerator: met };
}

function isOneOf<Id extends string>(methods: Readonly<Record<Id, unknown>>, id: string): id is Id {
  return Object.hasOwn(methods, id);
}
