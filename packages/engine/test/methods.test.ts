import { describe, expect, test } from 'vitest';
import * as engine from '../src/index.ts';
import { methodCatalogue, type MethodFamily } from '../src/index.ts';

/** What an analyst would put to the function of each family, without naming a method. */
const group = { denominator: 70, numerator: 56 };
const reference = { denominator: 80, numerator: 48 };
const pairs = { both: 20, firstOnly: 12, secondOnly: 2, neither: 16 };
const rates = { group: { events: 41, exposure: 28_010 }, reference: { events: 15, exposure: 19_017 } };
const strata = [
  { stratum: 'younger', group, reference },
  { stratum: 'older', group: { denominator: 50, numerator: 20 }, reference: { denominator: 40, numerator: 12 } },
];
const asked: Readonly<Record<string, (measure: never) => { readonly method: string }>> = {
  proportionInterval: () => engine.proportionInterval(group),
  rateInterval: () => engine.rateInterval({ events: 7, exposure: 12 }),
  standardiseDirectly: () =>
    engine.standardiseDirectly([
      { stratum: 'younger', events: 4, population: 900, standard: 60 },
      { stratum: 'older', events: 9, population: 300, standard: 40 },
    ]),
  standardiseIndirectly: () =>
    engine.standardiseIndirectly([
      { stratum: 'all', events: 4, population: 900, referenceEvents: 50, referencePopulation: 9000 },
    ]),
  compareProportions: (measure) => engine.compareProportions({ group, reference }, { measure }),
  comparePaired: () => engine.comparePaired(pairs),
  compareRates: (measure) => engine.compareRates(rates, { measure }),
  poolStrata: () => engine.poolStrata(strata),
  testProportion: () => engine.testProportion(group, { benchmark: 0.7 }),
  testTwoProportions: () => engine.testTwoProportions({ group, reference }),
  testAssociation: () =>
    engine.testAssociation([
      [56, 14],
      [48, 32],
    ]),
  testTrend: () => engine.testTrend([group, reference].map((cell, score) => ({ ...cell, score }))),
  testPaired: () => engine.testPaired(pairs),
  testStrata: () => engine.testStrata(strata),
  fitBetaBinomial: () => engine.fitBetaBinomial([group, reference, { denominator: 30, numerator: 12 }]),
};

const byId = (family: MethodFamily): [string, MethodFamily] => [family.id, family];

describe('the catalogue of methods', () => {
  const functions = Object.entries(engine).flatMap(([name, value]) => (typeof value === 'function' ? [name] : []));
  const tables = Object.entries(engine).filter(([name]) => /(Methods|Tests)$/.test(name));

  test('has every table of methods that the package exports', () => {
    expect(tables.length).toBeGreaterThan(10);
    const catalogued = methodCatalogue.map(({ methods }) => methods.map(({ id }) => id).join());
    expect(catalogued.toSorted()).toEqual(tables.map(([, table]) => Object.keys(table).join()).toSorted());
  });

  test('calls no two families, and no two methods of one, the same', () => {
    const ids = methodCatalogue.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { methods } of methodCatalogue) {
      expect(new Set(methods.map(({ id }) => id)).size).toBe(methods.length);
      expect(new Set(methods.map(({ title }) => title)).size).toBe(methods.length);
    }
  });

  test.for(tables)('%s are filed under their own ids', ([, table]) => {
    for (const [id, method] of Object.entries(table as Record<string, { id: string }>)) expect(method.id).toBe(id);
  });

  test.for(methodCatalogue.map(byId))('%s: says all that a reader needs, in sentences', ([, { methods, job }]) => {
    expect(job).toMatch(/^[a-z].{5,80}[a-z]$/);
    expect(methods.length).toBeGreaterThan(1);
    const unfit = methods.filter(
      ({ title, paper, behaviour, use, avoid }) =>
        !/^\S.*[^.]$/.test(title) ||
        !/^\p{Lu}.*\b(?:19|20)\d\d\b.*[^.]$/u.test(paper) ||
        ![behaviour, use, avoid].every((words) => /^\p{Lu}.{10,}[.?]$/u.test(words)),
    );
    expect(unfit.map(({ id }) => id)).toEqual([]);
  });

  test.for(methodCatalogue.map(byId))('%s: the default is what its function takes when none is named', ([, family]) => {
    expect(family.methods.map(({ id }) => id)).toContain(family.default);
    expect(functions).toContain(family.function);
    if (family.function === 'adjustPValues') {
      const p = [0.01, 0.02, 0.04];
      expect(engine.adjustPValues(p)).toEqual(engine.adjustPValues(p, { method: family.default as never }));
      return;
    }
    expect(asked[family.function]?.(family.measure as never).method).toBe(family.default);
  });
});
