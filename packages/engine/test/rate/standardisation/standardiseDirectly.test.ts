import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { exactPoisson } from '../../../src/interval/rate/exact.ts';
import { directLogNormal } from '../../../src/rate/standardisation/directLogNormal.ts';
import {
  directStandardisationMethods,
  type DirectStandardisationMethodId,
} from '../../../src/rate/standardisation/directMethods.ts';
import { directNormal } from '../../../src/rate/standardisation/directNormal.ts';
import { dobsonByar } from '../../../src/rate/standardisation/dobsonByar.ts';
import { dobsonByarNonindependent } from '../../../src/rate/standardisation/dobsonByarNonindependent.ts';
import { dobsonExact } from '../../../src/rate/standardisation/dobsonExact.ts';
import { fayFeuer } from '../../../src/rate/standardisation/fayFeuer.ts';
import { tiwari } from '../../../src/rate/standardisation/tiwari.ts';
import { standardiseDirectly } from '../../../src/rate/standardiseDirectly.ts';

const seed = { seed: 1 };
const ids = Object.keys(directStandardisationMethods) as DirectStandardisationMethodId[];
const independent = ids.filter((id) => id !== 'dobson-byar-nonindependent');

/** Down syndrome by the age of mothers with five children and more, Michigan 1950–64 (Stark and Mantel 1966; Fleiss 1981, table 14.4). */
const downSyndrome = [
  { stratum: '<20', events: 0, population: 327, standard: 319933 },
  { stratum: '20-24', events: 8, population: 30666, standard: 931318 },
  { stratum: '25-29', events: 63, population: 123419, standard: 786511 },
  { stratum: '30-34', events: 112, population: 149919, standard: 488235 },
  { stratum: '35-39', events: 262, population: 104088, standard: 237863 },
  { stratum: '40+', events: 295, population: 34392, standard: 61313 },
];

test('the table of Fay and Feuer 1997, as printed in the vignette of R package dsrTest 1.0.0', () => {
  const { value, lower, upper } = standardiseDirectly(downSyndrome, { multiplier: 100_000 });
  expect([value, lower, upper].map((rate) => rate?.toFixed(5))).toEqual(['75.52901', '67.70212', '188.30017']);
});

/** One row a stratum; some of them without events. */
const table = fc
  .array(
    fc.record({
      events: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 200 })),
      others: fc.integer({ min: 1, max: 100_000 }),
      standard: fc.integer({ min: 1, max: 100_000 }),
    }),
    { minLength: 1, maxLength: 8 },
  )
  .map((rows) =>
    rows.map(({ events, others, standard }, index) => ({
      stratum: `s${index}`,
      events,
      population: events + others,
      standard,
    })),
  );
const eventful = table.filter((rows) => rows.some(({ events }) => events > 0));

describe.for(independent)('%s', (method) => {
  test('the interval holds the rate, widens with the level, and is one-sided as it should be', () => {
    fc.assert(
      fc.property(eventful, (rows) => {
        const at = (level: number, sides?: 'lower' | 'upper') =>
          standardiseDirectly(rows, { method, level, ...(sides && { sides }) });
        const narrow = at(0.9);
        const wide = at(0.99);
        expect(narrow.lower).toBeLessThanOrEqual((narrow.value ?? NaN) * (1 + 1e-14));
        expect(narrow.upper).toBeGreaterThanOrEqual((narrow.value ?? NaN) * (1 - 1e-14));
        expect(wide.lower).toBeLessThanOrEqual(narrow.lower ?? NaN);
        expect(wide.upper).toBeGreaterThanOrEqual(narrow.upper ?? NaN);
        expect(wide.lower).toBeGreaterThanOrEqual(0);
        expect(at(0.95, 'lower')).toMatchObject({ lower: narrow.lower, upper: Infinity });
        expect(at(0.95, 'upper')).toMatchObject({ lower: 0, upper: narrow.upper });
      }),
      { ...seed, numRuns: 50 },
    );
  });

  test('only the shares of the standard count, and the multiplier is a unit', () => {
    fc.assert(
      fc.property(eventful, fc.integer({ min: 2, max: 1000 }), (rows, factor) => {
        const plain = standardiseDirectly(rows, { method });
        const scaled = standardiseDirectly(
          rows.map((row) => ({ ...row, standard: row.standard * factor })),
          { method, multiplier: factor },
        );
        expect(scaled.value).toBeCloseTo((plain.value ?? NaN) * factor, 10);
        expect(scaled.lower).toBeCloseTo((plain.lower ?? NaN) * factor, 9);
        expect(scaled.upper).toBeCloseTo((plain.upper ?? NaN) * factor, 9);
        expect(scaled.variance).toBeCloseTo((plain.variance ?? NaN) * factor ** 2, 9);
      }),
      { ...seed, numRuns: 50 },
    );
  });

  test('the order of rows changes no digit', () => {
    fc.assert(
      fc.property(
        eventful.chain((rows) => fc.tuple(fc.constant(rows), fc.shuffledSubarray(rows, { minLength: rows.length }))),
        ([rows, shuffled]) => {
          expect(standardiseDirectly(shuffled, { method })).toEqual(standardiseDirectly(rows, { method }));
        },
      ),
      { ...seed, numRuns: 50 },
    );
  });

  test('with one stratum, or its own population as standard, it is the crude rate', () => {
    fc.assert(
      fc.property(eventful, (rows) => {
        const events = rows.reduce((total, row) => total + row.events, 0);
        const population = rows.reduce((total, row) => total + row.population, 0);
        const one = standardiseDirectly([{ stratum: 'all', events, population, standard: 7 }], { method });
        const own = standardiseDirectly(
          rows.map((row) => ({ ...row, standard: row.population })),
          { method },
        );
        expect(one.value).toBeCloseTo(events / population, 14);
        for (const part of ['value', 'lower', 'upper', 'variance'] as const) expect(own[part]).toBeCloseTo(one[part] ?? NaN, 12);
      }),
      { ...seed, numRuns: 50 },
    );
  });

  test('at ten million events it is near the normal interval', () => {
    const rows = [
      { stratum: 'a', events: 4e6, population: 1e9, standard: 2 },
      { stratum: 'b', events: 6e6, population: 2e9, standard: 3 },
    ];
    const { lower, upper } = standardiseDirectly(rows, { method });
    const normal = standardiseDirectly(rows, { method: 'normal' });
    expect((lower ?? NaN) / (normal.lower ?? NaN) - 1).toBeCloseTo(0, 6);
    expect((upper ?? NaN) / (normal.upper ?? NaN) - 1).toBeCloseTo(0, 6);
  });
});

test('two strata of one rate and one weight may be merged', () => {
  const split = [
    { stratum: 'a', events: 10, population: 100, standard: 300 },
    { stratum: 'b', events: 20, population: 200, standard: 600 },
    { stratum: 'c', events: 3, population: 400, standard: 100 },
  ];
  const merged = [{ stratum: 'ab', events: 30, population: 300, standard: 900 }, ...split.slice(2)];
  for (const method of independent.filter((id) => id !== 'tiwari')) {
    const [before, after] = [standardiseDirectly(split, { method }), standardiseDirectly(merged, { method })];
    expect(before.value).toBeCloseTo(after.value ?? NaN, 14);
    expect(before.upper).toBeCloseTo(after.upper ?? NaN, 14);
  }
});

test('where all events weigh the same, gamma and Dobson are the exact Poisson interval', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 1, maxLength: 6 }), (counts) => {
      const events = counts.reduce((total, count) => total + count, 0);
      const rows = counts.map((count, index) => ({ stratum: `s${index}`, events: count, population: 1000, standard: 1 }));
      const exact = exactPoisson({ events, exposure: 1000 * counts.length }, 0.95);
      const gamma = standardiseDirectly(rows);
      expect(gamma.lower).toBeCloseTo(exact.lower, 13);
      expect(gamma.upper).toBeCloseTo(exact.upper, 13);
      if (events > 0) {
        const dobson = standardiseDirectly(rows, { method: 'dobson-exact' });
        expect(dobson.lower).toBeCloseTo(exact.lower, 13);
        expect(dobson.upper).toBeCloseTo(exact.upper, 13);
      }
    }),
    seed,
  );
});

test('a single event keeps the digits of its tiny lower limit', () => {
  const rows = [
    { stratum: 'a', events: 1, population: 7, standard: 1 },
    { stratum: 'b', events: 0, population: 11, standard: 2 },
  ];
  const { lower = NaN } = dobsonExact(rows, 0.99999);
  expect(lower / (-Math.log1p(-0.000005) / 21) - 1).toBeCloseTo(0, 10); // the 0.000005 quantile of the exponential distribution
});

test('each method by itself agrees with the one way in', () => {
  const byId = {
    'fay-feuer': fayFeuer,
    tiwari,
    'dobson-byar': dobsonByar,
    'dobson-exact': dobsonExact,
    'dobson-byar-nonindependent': dobsonByarNonindependent,
    normal: directNormal,
    'log-normal': directLogNormal,
  };
  for (const method of independent) {
    const { lower, upper } = standardiseDirectly(downSyndrome, { method, level: 0.9, sides: 'lower' });
    expect(byId[method](downSyndrome, 0.9, 'lower')).toEqual({ lower, upper });
  }
  expect(dobsonByarNonindependent(downSyndrome, 0.9)).toEqual({ lower: NaN, upper: NaN });
});

describe('events that come in the same people', () => {
  const rows = [
    { stratum: 'a', population: 2600, standard: 40, peopleByEventCount: { 1: 14, 2: 3, 3: 1 } },
    { stratum: 'b', population: 3100, standard: 35, peopleByEventCount: { 0: 3058, 1: 31, 2: 9, 3: 2 } },
  ];

  test('people are counted, and the interval is wider than that of as many independent events', () => {
    const repeated = standardiseDirectly(rows);
    expect(repeated).toMatchObject({ method: 'dobson-byar-nonindependent', events: 23 + 55 });
    const { lower, upper, value } = standardiseDirectly(rows, { method: 'dobson-byar' });
    expect(repeated.value).toBe(value);
    expect(repeated.lower).toBeLessThan(lower ?? NaN);
    expect(repeated.upper).toBeGreaterThan(upper ?? NaN);
  });

  test('people with one event each are independent events', () => {
    const single = [{ stratum: 'a', population: 2600, standard: 40, peopleByEventCount: { 1: 14 } }];
    const { lower, upper, variance } = standardiseDirectly(single, { method: 'dobson-byar' });
    expect(standardiseDirectly(single)).toMatchObject({ lower, upper, variance });
  });

  test('what cannot be is refused', () => {
    expect(() => standardiseDirectly(downSyndrome, { method: 'dobson-byar-nonindependent' })).toThrow(
      'dobson-byar-nonindependent needs peopleByEventCount, which stratum <20 does not have',
    );
    const half = [{ stratum: 'a', population: 10, standard: 1, peopleByEventCount: { 1.5: 2 } }];
    expect(() => standardiseDirectly(half)).toThrow('stratum a: peopleByEventCount is by whole numbers of events, got 1.5');
    const negative = [{ stratum: 'a', population: 10, standard: 1, peopleByEventCount: { 2: -1 } }];
    expect(() => standardiseDirectly(negative)).toThrow(
      'stratum a: peopleByEventCount of 2 must be a number of at least 0, got -1',
    );
  });
});

describe('a standard population of its own', () => {
  const bare = downSyndrome.map(({ stratum, events, population }) => ({ stratum, events, population }));
  const standard = downSyndrome.map(({ stratum, standard: population }) => ({ stratum, population })).toReversed();

  test('is joined by name, in any order', () => {
    expect(standardiseDirectly(bare, { standard })).toEqual(standardiseDirectly(downSyndrome));
  });

  test('must have the same strata', () => {
    expect(() => standardiseDirectly(bare, { standard: standard.slice(1) })).toThrow(
      'the standard population has no stratum 40+',
    );
    expect(() => standardiseDirectly(bare.slice(1), { standard })).toThrow(
      'the standard population has stratum <20, which the strata do not',
    );
    expect(() => standardiseDirectly(bare, { standard: [...standard, ...standard] })).toThrow(
      'the standard population: stratum 40+ appears twice',
    );
    expect(() => standardiseDirectly(downSyndrome, { standard })).toThrow(
      'stratum <20: standard is given in the row and in a table of its own',
    );
    expect(() => standardiseDirectly(bare)).toThrow('stratum <20: standard is missing');
  });
});

describe('few events, no events, no people', () => {
  const none = [
    { stratum: 'a', events: 0, population: 100, standard: 1 },
    { stratum: 'b', events: 0, population: 200, standard: 1 },
  ];

  test('fewer than ten events carry a caution, and are withheld on request', () => {
    const nine = [{ stratum: 'a', events: 9, population: 100, standard: 1 }];
    expect(standardiseDirectly(nine)).toMatchObject({ value: 0.09, caution: 'FEW_EVENTS', reason: null });
    expect(standardiseDirectly(nine, { eventsMin: 10 })).toMatchObject({
      value: null,
      lower: null,
      upper: null,
      variance: null,
      events: 9,
      reason: 'events 9 of 10 needed',
    });
    expect(standardiseDirectly([{ stratum: 'a', events: 10, population: 100, standard: 1 }], { eventsMin: 10 })).toMatchObject({
      value: 0.1,
      caution: null,
    });
  });

  test('without events the gamma methods have an upper limit: one more event at its weight', () => {
    const { lower, upper, value, variance } = standardiseDirectly(none);
    expect([value, lower, variance]).toEqual([0, 0, 0]);
    expect(upper).toBeCloseTo(-Math.log(0.025) / 200, 14); // the largest weight is 1 / (2 × 100)
    expect(standardiseDirectly(none, { method: 'dobson-byar' })).toMatchObject({ value: 0, lower: null, upper: null });
    expect(standardiseDirectly(none, { method: 'log-normal' }).reason).toBe(
      'no events: the logarithm of the rate does not exist',
    );
  });

  test('a stratum of the standard without people leaves the rate unknown; one outside the standard does not matter', () => {
    const unpeopled = [...none, { stratum: 'c', events: 0, population: 0, standard: 1 }];
    for (const method of independent) {
      expect(standardiseDirectly(unpeopled, { method })).toMatchObject({
        value: null,
        lower: null,
        upper: null,
        variance: null,
        reason: 'stratum c has no population, so its rate is unknown',
      });
    }
    expect(fayFeuer(unpeopled, 0.95)).toEqual({ lower: NaN, upper: NaN });
    const outside = [...none, { stratum: 'c', events: 0, population: 0, standard: 0 }];
    expect(standardiseDirectly(outside)).toEqual(standardiseDirectly(none));
    expect(standardiseDirectly([]).reason).toBe('there are no strata');
    for (const alone of [fayFeuer, tiwari, dobsonByar, dobsonByarNonindependent, dobsonExact, directNormal, directLogNormal])
      expect(alone([], 0.95)).toEqual({ lower: NaN, upper: NaN });
  });

  test('what cannot be is refused by the name of the stratum', () => {
    const with1 = (row: object) => () => standardiseDirectly([{ stratum: 'x', events: 1, population: 2, standard: 3, ...row }]);
    expect(with1({ population: 0 })).toThrow('stratum x: events 1 without any population');
    expect(with1({ events: -1 })).toThrow('stratum x: events must be a number of at least 0, got -1');
    expect(with1({ population: NaN })).toThrow('stratum x: population must be a number of at least 0, got NaN');
    expect(with1({ standard: -3 })).toThrow('stratum x: standard must be a number of at least 0, got -3');
    expect(with1({ standard: 0 })).toThrow('standard is 0 in every stratum');
    expect(() => standardiseDirectly([...none, ...none])).toThrow('strata: stratum a appears twice');
    expect(() => standardiseDirectly(none.map((row) => ({ ...row, stratum: null as unknown as string })))).toThrow(
      'strata: stratum of row 0 must be a name, got null',
    );
    expect(() => standardiseDirectly(none, { multiplier: 0 })).toThrow('multiplier must be a number above 0, got 0');
    expect(() => standardiseDirectly(none, { level: 95 })).toThrow('level is a fraction such as 0.95, got 95');
    expect(() => standardiseDirectly(none, { eventsMin: -1 })).toThrow('eventsMin must be a number of at least 0, got -1');
    expect(() => standardiseDirectly(none, { method: 'byar' as DirectStandardisationMethodId })).toThrow(
      'method must be one of fay-feuer, tiwari, dobson-byar, dobson-exact, dobson-byar-nonindependent, normal, log-normal, got byar',
    );
  });
});
