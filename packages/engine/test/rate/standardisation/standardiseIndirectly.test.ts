import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  indirectStandardisationMethods,
  type IndirectStandardisationMethodId,
} from '../../../src/rate/standardisation/indirectMethods.ts';
import { logNormalRate } from '../../../src/rate/standardisation/logNormalRate.ts';
import { standardiseIndirectly } from '../../../src/rate/standardiseIndirectly.ts';

const seed = { seed: 1 };
const ids = Object.keys(indirectStandardisationMethods) as IndirectStandardisationMethodId[];

const rows = [
  { stratum: 'young', population: 300, events: 4, referenceEvents: 900, referencePopulation: 80_000 },
  { stratum: 'middle', population: 210, events: 4, referenceEvents: 800, referencePopulation: 60_000 },
  { stratum: 'old', population: 90, events: 2, referenceEvents: 450, referencePopulation: 25_000 },
];

const table = fc
  .array(
    fc.record({
      events: fc.integer({ min: 0, max: 100 }),
      others: fc.integer({ min: 0, max: 10_000 }),
      referenceEvents: fc.integer({ min: 1, max: 10_000 }),
      referencePopulation: fc.integer({ min: 1, max: 100_000 }),
    }),
    { minLength: 1, maxLength: 8 },
  )
  .map((strata) =>
    strata.map(({ events, others, ...reference }, index) => ({
      stratum: `s${index}`,
      events,
      population: events + others,
      ...reference,
    })),
  )
  .filter((strata) => strata.some(({ events }) => events > 0));

test('by hand: expected events, their ratio, and the rate', () => {
  const ratio = standardiseIndirectly(rows);
  expect(ratio.expected).toBeCloseTo(300 * (900 / 80_000) + 210 * (800 / 60_000) + 90 * (450 / 25_000), 12);
  expect(ratio.value).toBeCloseTo(10 / 7.795, 12);
  expect(ratio).toMatchObject({ observed: 10, method: 'phe', measure: 'ratio', level: 0.95, sides: 'two-sided', reason: null });
  const rate = standardiseIndirectly(rows, { measure: 'rate', multiplier: 1000 });
  expect(rate.value).toBeCloseTo(((10 / 7.795) * 2150 * 1000) / 165_000, 12);
});

describe.for(ids)('%s', (method) => {
  test('the interval holds the ratio, widens with the level, and is one-sided as it should be', () => {
    fc.assert(
      fc.property(table, (strata) => {
        const narrow = standardiseIndirectly(strata, { method, level: 0.9 });
        const wide = standardiseIndirectly(strata, { method, level: 0.99 });
        expect(narrow.lower).toBeLessThanOrEqual(narrow.value ?? NaN);
        expect(narrow.upper).toBeGreaterThanOrEqual(narrow.value ?? NaN);
        expect(wide.lower).toBeLessThanOrEqual(narrow.lower ?? NaN);
        expect(wide.upper).toBeGreaterThanOrEqual(narrow.upper ?? NaN);
        const oneSided = standardiseIndirectly(strata, { method, sides: 'upper' });
        expect(oneSided).toMatchObject({ lower: 0, upper: narrow.upper });
      }),
      { ...seed, numRuns: 50 },
    );
  });

  test('the rate is the ratio times the crude rate of the reference, limits and all, and no order changes a digit', () => {
    fc.assert(
      fc.property(table, (strata) => {
        const ratio = standardiseIndirectly(strata, { method });
        const rate = standardiseIndirectly(strata, { method, measure: 'rate' });
        const crude =
          strata.reduce((total, row) => total + row.referenceEvents, 0) /
          strata.reduce((total, row) => total + row.referencePopulation, 0);
        for (const part of ['value', 'lower', 'upper'] as const)
          expect((rate[part] ?? NaN) / ((ratio[part] ?? NaN) * crude || 1)).toBeCloseTo(ratio[part] === 0 ? 0 : 1, 13);
        expect(standardiseIndirectly(strata.toReversed(), { method })).toEqual(ratio);
      }),
      { ...seed, numRuns: 50 },
    );
  });

  test('a population that is the reference has the ratio 1 and the crude rate', () => {
    const itself = rows.map(({ stratum, population, events }) => ({
      stratum,
      population,
      events,
      referenceEvents: events,
      referencePopulation: population,
    }));
    expect(standardiseIndirectly(itself, { method }).value).toBeCloseTo(1, 14);
    expect(standardiseIndirectly(itself, { method, measure: 'rate' }).value).toBeCloseTo(10 / 600, 14);
  });
});

test('the total is enough where it is not known in which strata the events were', () => {
  const bare = rows.map(({ stratum, population, referenceEvents, referencePopulation }) => ({
    stratum,
    population,
    referenceEvents,
    referencePopulation,
  }));
  expect(standardiseIndirectly(bare, { observed: 10 })).toEqual(standardiseIndirectly(rows));
  expect(() => standardiseIndirectly(rows, { observed: 10 })).toThrow('observed is given as a total and in stratum young');
  expect(() => standardiseIndirectly(bare)).toThrow('stratum young: events is missing, and no total is given as observed');
  expect(() => standardiseIndirectly(bare, { observed: -1 })).toThrow('observed must be a number of at least 0, got -1');
});

test('a reference of its own is joined by name', () => {
  const bare = rows.map(({ stratum, population, events }) => ({ stratum, population, events }));
  const reference = rows
    .map(({ stratum, referenceEvents, referencePopulation }) => ({
      stratum,
      events: referenceEvents,
      population: referencePopulation,
    }))
    .toReversed();
  expect(standardiseIndirectly(bare, { reference })).toEqual(standardiseIndirectly(rows));
  expect(() => standardiseIndirectly(bare, { reference: reference.slice(1) })).toThrow('the reference has no stratum old');
  expect(() => standardiseIndirectly(bare.slice(1), { reference })).toThrow(
    'the reference has stratum young, which the strata do not',
  );
  expect(() => standardiseIndirectly(rows, { reference })).toThrow(
    'stratum young: the reference is given in the row and in a table of its own',
  );
  expect(() => standardiseIndirectly(bare)).toThrow('stratum young: referenceEvents is missing');
});

test('without events the exact methods have an upper limit, the log-normal has none', () => {
  const none = rows.map((row) => ({ ...row, events: 0 }));
  expect(standardiseIndirectly(none, { method: 'exact' })).toMatchObject({ value: 0, lower: 0 });
  expect(standardiseIndirectly(none, { method: 'exact' }).upper).toBeCloseTo(-Math.log(0.025) / 7.795, 14);
  expect(standardiseIndirectly(none, { method: 'log-normal' })).toMatchObject({
    value: 0,
    lower: null,
    upper: null,
    reason: 'no events: the logarithm of the ratio does not exist',
  });
  expect(logNormalRate({ events: 0, exposure: 3 }, 0.95)).toEqual({ lower: NaN, upper: NaN });
  expect(logNormalRate({ events: 0, exposure: 0 }, 0.95)).toEqual({ lower: NaN, upper: NaN });
});

test('an empty stratum adds nothing, an unknown or empty reference leaves no ratio', () => {
  const [first = rows[0], ...rest] = rows;
  const empty = { stratum: 'older', population: 0, events: 0, referenceEvents: 0, referencePopulation: 0 };
  expect(standardiseIndirectly([...rows, empty])).toEqual(standardiseIndirectly(rows));
  const unknown = [...rest, { ...first, referenceEvents: 0, referencePopulation: 0 }] as typeof rows;
  expect(standardiseIndirectly(unknown)).toMatchObject({
    value: null,
    lower: null,
    upper: null,
    expected: null,
    reason: 'stratum young has no reference population, so its expected events are unknown',
  });
  const harmless = rows.map((row) => ({ ...row, referenceEvents: 0 }));
  expect(standardiseIndirectly(harmless)).toMatchObject({ value: null, expected: 0, reason: 'expected events are 0' });
  expect(standardiseIndirectly([], { observed: 0 })).toMatchObject({ value: null, reason: 'there are no strata' });
});

test('what cannot be is refused by the name of the stratum', () => {
  const row = { stratum: 'x', population: 2, events: 1, referenceEvents: 3, referencePopulation: 4 };
  const with1 = (part: object) => () => standardiseIndirectly([{ ...row, ...part }]);
  expect(with1({ population: 0 })).toThrow('stratum x: events 1 without any population');
  expect(with1({ referencePopulation: 0 })).toThrow('stratum x: referenceEvents 3 without any referencePopulation');
  expect(with1({ referencePopulation: -4 })).toThrow('stratum x: referencePopulation must be a number of at least 0, got -4');
  expect(() => standardiseIndirectly([row, row])).toThrow('strata: stratum x appears twice');
  expect(() => standardiseIndirectly([{ ...row, stratum: '', population: -1 }])).toThrow(
    "strata: stratum of row 0 must be a name, got ''",
  );
  expect(() => standardiseIndirectly([row], { measure: 'smr' as 'ratio' })).toThrow(
    'measure must be one of ratio, rate, got smr',
  );
  expect(() => standardiseIndirectly([row], { multiplier: 0 })).toThrow('multiplier must be a number above 0, got 0');
  expect(() => standardiseIndirectly([row], { level: 95 })).toThrow('level is a fraction such as 0.95, got 95');
  expect(() => standardiseIndirectly([row], { method: 'wald' as 'phe' })).toThrow(
    'method must be one of phe, exact, byar, log-normal, got wald',
  );
});
