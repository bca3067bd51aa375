import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  binomialCdf,
  binomialPmf,
  funnel,
  funnelColumns,
  funnelGrid,
  funnelLimits,
  overdispersion,
  type FunnelColumns,
  type FunnelOptions,
} from '../../../src/index.ts';

const seed = { seed: 1 };
const proportions = fc
  .array(
    fc
      .integer({ min: 1, max: 400 })
      .chain((denominator) =>
        fc.record({ denominator: fc.constant(denominator), numerator: fc.integer({ min: 0, max: denominator }) }),
      ),
    { minLength: 2, maxLength: 20 },
  )
  .map((units) => ({
    numerators: units.map(({ numerator }) => numerator),
    denominators: units.map(({ denominator }) => denominator),
  }));
const ratios = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 300 }), fc.double({ min: 0.5, max: 200, noNaN: true })), {
    minLength: 2,
    maxLength: 20,
  })
  .map((units) => ({ observed: units.map(([observed]) => observed), expected: units.map(([, expected]) => expected) }));

const proportionMethods: readonly FunnelOptions<'proportion'>[] = [
  { statistic: 'proportion', method: 'exact' },
  ...(['normal', 'arcsine'] as const).flatMap((method) =>
    (['none', 'additive', 'multiplicative'] as const).map((overdispersion) => ({
      statistic: 'proportion' as const,
      method,
      overdispersion,
    })),
  ),
];
const ratioMethods: readonly FunnelOptions<'standardised-ratio'>[] = [
  { statistic: 'standardised-ratio', method: 'exact' },
  { statistic: 'standardised-ratio', method: 'chi-square' },
  ...(['log', 'sqrt'] as const).flatMap((method) =>
    (['none', 'additive', 'multiplicative'] as const).map((overdispersion) => ({
      statistic: 'standardised-ratio' as const,
      method,
      overdispersion,
    })),
  ),
];
const limitsOf = ({ limits }: FunnelColumns) => limits.flatMap(({ lower, upper }) => [...lower, ...upper]);

/** The largest distance between two lists, relative to 1 and above: 0 where both are NaN or infinite alike. */
function apart(ours: ArrayLike<number>, expected: ArrayLike<number>): number {
  if (ours.length !== expected.length) return Infinity;
  return Array.from(ours, (value, index) => {
    const other = expected[index] ?? NaN;
    return Object.is(value, other) ? 0 : Math.abs(value - other) / Math.max(1, Math.abs(other));
  }).reduce((most, distance) => (distance <= most ? most : distance), 0);
}

/** Sums in another order differ in their last digits. */
const rounding = 1e-9;

describe('by hand and by tables', () => {
  test('ten fair coins, interpolated', () => {
    const { limits } = funnelColumns(
      { numerators: [5], denominators: [10] },
      { statistic: 'proportion', method: 'exact', levels: [0.95] },
    );
    // P(R ≤ 1) = 11/1024, P(R ≤ 2) = 56/1024; P(R ≤ 7) = 968/1024, P(R ≤ 8) = 1013/1024
    expect(limits[0]?.lower[0]).toBeCloseTo((2 - (56 - 25.6) / 45) / 10, 14);
    expect(limits[0]?.upper[0]).toBeCloseTo((8 - (1013 - 998.4) / 45) / 10, 14);
  });

  test('the chi-square table: 9.591 at 20 and 36.781 at 22 degrees of freedom', () => {
    const counts = { observed: [12], expected: [10] };
    const { limits, value } = funnelColumns(counts, { statistic: 'standardised-ratio', method: 'chi-square', levels: [0.95] });
    expect(value[0]).toBe(1.2);
    expect(limits[0]?.lower[0]).toBeCloseTo(9.591 / 20, 4);
    expect(limits[0]?.upper[0]).toBeCloseTo(36.781 / 20, 4);
  });

  test('the normal table: 1.96 and 3.09 standard errors', () => {
    const counts = { numerators: [50], denominators: [100] };
    const { limits } = funnelColumns(counts, { statistic: 'proportion', method: 'normal' });
    expect(limits.map(({ lower }) => lower[0]?.toFixed(4))).toEqual(['0.4020', '0.3455']);
    const arcsine = funnelColumns(counts, { statistic: 'proportion', method: 'arcsine', levels: [0.95] }).limits[0];
    expect(arcsine?.upper[0]).toBeCloseTo(Math.sin(Math.PI / 4 + 1.959964 / 20) ** 2, 7);
    const { limits: log } = funnelColumns({ observed: [1], expected: [16] }, { statistic: 'standardised-ratio', method: 'log' });
    expect(log[0]?.upper[0]).toBeCloseTo(Math.exp(1.959964 / 4), 6);
    const { limits: sqrt } = funnelColumns(
      { observed: [1], expected: [16] },
      { statistic: 'standardised-ratio', method: 'sqrt' },
    );
    expect(sqrt[0]?.upper[0]).toBeCloseTo((1 + 1.959964 / 8) ** 2, 6);
  });

  test('an exact limit is where the distribution function, joined by straight lines, reaches the tail', () => {
    const place = fc.record({
      trials: fc.integer({ min: 1, max: 500 }),
      probability: fc.double({ min: 0.01, max: 0.99, noNaN: true }),
      level: fc.constantFrom(0.8, 0.95, 0.998),
    });
    fc.assert(
      fc.property(place, ({ trials, probability, level }) => {
        const basis = {
          method: 'exact',
          overdispersion: 'none',
          target: probability,
          phi: null,
          tau2: null,
          widened: false,
        } as const;
        const [pair] = funnelLimits({ statistic: 'proportion', levels: [level], ...basis }, [trials]);
        const reached = (limit: number) => {
          const count = Math.ceil(limit * trials - 1e-9);
          const below = binomialCdf(count - 1, { trials, probability }).lower;
          return below + (limit * trials - (count - 1)) * binomialPmf(count, { trials, probability });
        };
        if (pair!.lower[0]! > 0) {
          expect(reached(pair!.lower[0]!)).toBeCloseTo((1 - level) / 2, 9);
        }
        if (pair!.upper[0]! > 0) {
          expect(reached(pair!.upper[0]!)).toBeCloseTo((1 + level) / 2, 9);
        }
      }),
      seed,
    );
  });
});

describe('laws', () => {
  test.for(proportionMethods)('no order matters: $method, $overdispersion', (options) => {
    fc.assert(
      fc.property(proportions, ({ numerators, denominators }) => {
        const forth = funnelColumns({ numerators, denominators }, options);
        const back = funnelColumns({ numerators: numerators.toReversed(), denominators: denominators.toReversed() }, options);
        expect(apart(back.z.toReversed(), forth.z)).toBeLessThanOrEqual(rounding);
        back.limits.forEach(({ lower, upper }, index) => {
          expect(apart(lower.toReversed(), forth.limits[index]!.lower)).toBeLessThanOrEqual(rounding);
          expect(apart(upper.toReversed(), forth.limits[index]!.upper)).toBeLessThanOrEqual(rounding);
        });
      }),
      { ...seed, numRuns: 40 },
    );
  });

  test.for(proportionMethods.filter(({ method }) => method !== 'exact'))(
    'turning every hit into a miss mirrors the funnel: $method, $overdispersion',
    (options) => {
      fc.assert(
        fc.property(proportions, ({ numerators, denominators }) => {
          const hits = funnelColumns({ numerators, denominators }, options);
          const missed = numerators.map((numerator, index) => denominators[index]! - numerator);
          const misses = funnelColumns({ numerators: missed, denominators }, options);
          expect(
            apart(
              misses.z.map((z) => -z),
              hits.z,
            ),
          ).toBeLessThanOrEqual(rounding);
          misses.limits.forEach(({ lower, upper }, index) => {
            expect(
              apart(
                lower.map((limit) => 1 - limit),
                hits.limits[index]!.upper,
              ),
            ).toBeLessThanOrEqual(rounding);
            expect(
              apart(
                upper.map((limit) => 1 - limit),
                hits.limits[index]!.lower,
              ),
            ).toBeLessThanOrEqual(rounding);
          });
        }),
        { ...seed, numRuns: 40 },
      );
    },
  );

  test.for(ratioMethods)('a target is as good as so many times the expected events: $method, $overdispersion', (options) => {
    fc.assert(
      fc.property(ratios, fc.double({ min: 0.2, max: 5, noNaN: true }), ({ observed, expected }, target) => {
        const given = funnelColumns({ observed, expected }, { ...options, target });
        const scaled = funnelColumns({ observed, expected: expected.map((events) => events * target) }, options);
        expect(apart(given.z, scaled.z)).toBeLessThanOrEqual(rounding);
        expect(
          apart(
            limitsOf(given),
            limitsOf(scaled).map((limit) => limit * target),
          ),
        ).toBeLessThanOrEqual(rounding);
      }),
      { ...seed, numRuns: 40 },
    );
  });

  test('units with nothing to show keep their place and change nothing', () => {
    fc.assert(
      fc.property(proportions, fc.constantFrom(...proportionMethods), ({ numerators, denominators }, options) => {
        const plain = funnelColumns({ numerators, denominators }, options);
        const gaps = funnelColumns(
          { numerators: [0, ...numerators, NaN, 3], denominators: [0, ...denominators, 10, NaN] },
          options,
        );
        expect(gaps).toMatchObject({ target: plain.target, phi: plain.phi, tau2: plain.tau2, observed: plain.observed });
        expect([...gaps.value]).toEqual([NaN, ...plain.value, NaN, NaN]);
        gaps.limits.forEach(({ upper }, index) => expect([...upper]).toEqual([NaN, ...plain.limits[index]!.upper, NaN, NaN]));
        expect(gaps.outside.map(({ above }) => above)).toEqual(plain.outside.map(({ above }) => above.map((index) => index + 1)));
        expect(gaps.outside.map(({ expected }) => expected)).toEqual(plain.outside.map(({ expected }) => expected));
      }),
      seed,
    );
  });

  test('a higher level is never narrower, and widening never narrows', () => {
    const levels = [0.5, 0.95, 0.998];
    fc.assert(
      fc.property(proportions, ratios, (rates, counts) => {
        const all = [
          ...proportionMethods.map((options) => funnelColumns(rates, { ...options, levels })),
          ...ratioMethods.map((options) => funnelColumns(counts, { ...options, levels })),
        ];
        for (const { limits, method, statistic, overdispersion: widening } of all) {
          limits.slice(1).forEach(({ lower, upper }, index) => {
            expect(lower.every((limit, unit) => limit <= limits[index]!.lower[unit]!)).toBe(true);
            expect(upper.every((limit, unit) => limit >= limits[index]!.upper[unit]!)).toBe(true);
          });
          const plain = all.find((other) => other.method === method && other.statistic === statistic)!;
          if (widening !== 'none')
            expect(
              limits.every(({ upper }, level) => upper.every((limit, unit) => limit >= plain.limits[level]!.upper[unit]!)),
            ).toBe(true);
        }
      }),
      { ...seed, numRuns: 30 },
    );
  });

  test('curves pass through the limits of the units', () => {
    fc.assert(
      fc.property(proportions, ratios, (rates, counts) => {
        const all = [
          ...proportionMethods.map((options) => ({ table: funnelColumns(rates, options), sizes: rates.denominators })),
          ...ratioMethods.map((options) => ({ table: funnelColumns(counts, options), sizes: counts.expected })),
        ];
        for (const { table, sizes } of all) expect(funnelLimits(table, sizes)).toEqual(table.limits);
      }),
      { ...seed, numRuns: 20 },
    );
  });

  test('rows say what columns say', () => {
    fc.assert(
      fc.property(proportions, fc.constantFrom(...proportionMethods), ({ numerators, denominators }, options) => {
        const table = funnelColumns({ numerators, denominators }, options);
        const units = numerators.map((numerator, index) => ({ name: `P${index}`, numerator, denominator: denominators[index]! }));
        const rows = funnel(units, options);
        expect(rows.units.map(({ value }) => value)).toEqual([...table.value]);
        expect(rows.units.map(({ z }) => z)).toEqual(Array.from(table.z, (z) => (Number.isFinite(z) ? z : null)));
        expect(rows.units.flatMap(({ limits }) => limits[1]!.upper)).toEqual([...table.limits[1]!.upper]);
        expect(rows.outside).toEqual(table.outside);
      }),
      { ...seed, numRuns: 40 },
    );
  });
});

describe('who lies outside', () => {
  const units = [
    { name: 'far above', numerator: 58, denominator: 60 },
    { name: 'on target', numerator: 36, denominator: 60 },
    { name: 'below', numerator: 27, denominator: 60 },
    { name: 'small', numerator: 0, denominator: 2 },
  ];

  test('by limit, by side and by what is better', () => {
    const higher = funnel(units, { statistic: 'proportion', target: 0.6, direction: 'higher' });
    expect(higher.outside).toMatchObject([
      { level: 0.95, above: [0], below: [2], expected: 4 * 0.05 },
      { level: 0.998, above: [0], below: [] },
    ]);
    expect(higher.units).toMatchObject([
      { beyond: 0.998, side: 'above', verdict: 'better' },
      { beyond: null, side: null, verdict: null },
      { beyond: 0.95, side: 'below', verdict: 'worse' },
      { beyond: null, side: null, verdict: null },
    ]);
    expect(funnel(units, { statistic: 'proportion', target: 0.6, direction: 'lower' }).units[0]?.verdict).toBe('worse');
    expect(funnel(units, { statistic: 'proportion', target: 0.6 })).toMatchObject({
      direction: null,
      pooled: false,
      units: [{ verdict: null }, {}, {}, {}],
    });
  });

  test('any number of levels, in their order', () => {
    const levels = [0.998, 0.5, 0.95];
    const { outside, units: rows } = funnel(units, { statistic: 'proportion', target: 0.6, levels });
    expect(outside.map(({ level }) => level)).toEqual(levels);
    expect(rows.map(({ beyond }) => beyond)).toEqual([0.998, null, 0.95, 0.5]);
    expect(funnel(units, { statistic: 'proportion', levels: [] })).toMatchObject({
      outside: [],
      units: [{ limits: [] }, {}, {}, {}],
    });
  });

  test('a value on its limit is inside', () => {
    const counts = { numerators: [6, 0], denominators: [6, 30] };
    const { outside, limits } = funnelColumns(counts, {
      statistic: 'proportion',
      method: 'normal',
      target: 0.5,
      levels: [0.999],
    });
    expect([limits[0]?.upper[0], outside[0]?.above, outside[0]?.below]).toEqual([1, [], [1]]);
  });

  test('how many chance would put there, counted out', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 25 }), { minLength: 1, maxLength: 6 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.constantFrom('exact', 'normal', 'arcsine'),
        (denominators, target, method) => {
          const options = { statistic: 'proportion', method, target } as const;
          const found = funnelColumns({ numerators: denominators.map(() => 0), denominators }, options).outside;
          const counted = [0, 0];
          for (const trials of denominators) {
            const numerators = Array.from({ length: trials + 1 }, (_, count) => count);
            const each = funnelColumns({ numerators, denominators: numerators.map(() => trials) }, options).outside;
            each.forEach(({ above, below }, level) => {
              for (const count of [...above, ...below]) counted[level]! += binomialPmf(count, { trials, probability: target });
            });
          }
          expect(
            apart(
              found.map(({ expectedFromCounts }) => expectedFromCounts ?? NaN),
              counted,
            ),
          ).toBeLessThanOrEqual(rounding);
        },
      ),
      { ...seed, numRuns: 60 },
    );
  });

  test('the default for proportions keeps nearest to its levels in small units', () => {
    const denominators = [
      4, 6, 7, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 24, 25, 26, 28, 30, 31, 33, 35, 38, 41, 45, 52, 60, 74,
    ];
    const counts = { numerators: denominators.map(() => 0), denominators };
    const miss = (method: 'exact' | 'normal' | 'arcsine') =>
      [0.1, 0.3, 0.5, 0.7, 0.8, 0.9].reduce((total, target) => {
        const [pair] = funnelColumns(counts, { statistic: 'proportion', method, target }).outside;
        return total + Math.abs((pair?.expectedFromCounts ?? NaN) - (pair?.expected ?? NaN));
      }, 0);
    expect(miss('normal')).toBeLessThan(miss('exact'));
    expect(miss('normal')).toBeLessThan(miss('arcsine'));
    expect(funnelColumns(counts, { statistic: 'proportion' }).method).toBe('normal');
  });

  test('widened limits and fractional units have no counted chance', () => {
    const spread = { numerators: [1, 90, 10, 60], denominators: [100, 100, 100, 100] };
    const [wide] = funnelColumns(spread, { statistic: 'proportion', overdispersion: 'additive' }).outside;
    expect(wide).toMatchObject({ expected: 4 * 0.05, expectedFromCounts: null });
    const fractional = funnelColumns({ numerators: [3.2], denominators: [10.5] }, { statistic: 'proportion' });
    expect(fractional.outside[0]?.expectedFromCounts).toBeNull();
    expect(fractional.limits[0]?.lower[0]).toBeGreaterThan(0);
  });
});

describe('units that differ by more than chance', () => {
  const counts = { numerators: [1, 90, 10, 60, 33], denominators: [100, 120, 80, 100, 50] };

  test('phi and tau2 are those of the overdispersion on the scale of the method', () => {
    const units = counts.numerators.map((numerator, index) => ({ numerator, denominator: counts.denominators[index]! }));
    for (const [method, scale] of [
      ['normal', 'proportion-natural'],
      ['arcsine', 'proportion-arcsine'],
      ['exact', 'proportion-arcsine'],
    ] as const) {
      const { phi, tau2 } = overdispersion(units, { scale });
      expect(funnelColumns(counts, { statistic: 'proportion', method })).toMatchObject({ phi, tau2, widened: false });
    }
  });

  test('multiplied by phi, or with tau2 added', () => {
    const { phi, tau2, target, limits, widened } = funnelColumns(counts, {
      statistic: 'proportion',
      overdispersion: 'multiplicative',
    });
    expect(widened).toBe(true);
    const variance = ((target ?? NaN) * (1 - (target ?? NaN))) / 120;
    expect(limits[0]?.upper[1]).toBeCloseTo(Math.min(1, (target ?? NaN) + 1.959964 * Math.sqrt((phi ?? NaN) * variance)), 6);
    const additive = funnelColumns(counts, { statistic: 'proportion', overdispersion: 'additive' }).limits[0];
    expect(additive?.upper[1]).toBeCloseTo(Math.min(1, (target ?? NaN) + 1.959964 * Math.sqrt(variance + (tau2 ?? NaN))), 6);
  });

  test('ratios are widened on the square root unless another scale is named, and trimmed as its users do', () => {
    const events = { observed: [46, 40, 25, 110], expected: [23, 41, 20, 111] };
    const options = { statistic: 'standardised-ratio', overdispersion: 'additive' } as const;
    expect(funnelColumns(events, { statistic: 'standardised-ratio' }).method).toBe('exact');
    expect(funnelColumns(events, options)).toMatchObject({ method: 'sqrt', trim: 'winsorised', widened: true });
    expect(funnelColumns(events, { ...options, method: 'log' })).toMatchObject({ method: 'log', trim: 'truncated' });
  });

  test('where the spread cannot be measured the limits are those of chance, and it is said', () => {
    const options = { statistic: 'proportion', overdispersion: 'additive' } as const;
    const one = funnelColumns({ numerators: [3], denominators: [10] }, options);
    expect(one).toMatchObject({ phi: null, tau2: null, widened: false, reason: 'fewer than two units to compare' });
    expect(one.limits).toEqual(funnelColumns({ numerators: [3], denominators: [10] }, { statistic: 'proportion' }).limits);
    const none = { observed: [0, 4], expected: [5, 5] };
    expect(
      funnelColumns(none, { statistic: 'standardised-ratio', method: 'log', overdispersion: 'additive', trim: 'none' }),
    ).toMatchObject({ phi: null, reason: 'a unit without events has no logarithm: ratio-sqrt takes it' });
    expect(funnelColumns({ numerators: [0, 4], denominators: [5, 5] }, { ...options, target: 0 }).reason).toBe(
      'a target of 0 or 1 leaves nothing to chance, and a unit misses it: proportion-arcsine takes it',
    );
  });
});

describe('edges', () => {
  test.for(proportionMethods)('nothing, and units that are all empty: $method, $overdispersion', (options) => {
    for (const size of [0, 2]) {
      const empty = { numerators: new Float64Array(size), denominators: new Float64Array(size) };
      const found = funnelColumns(empty, options);
      expect(found).toMatchObject({
        target: null,
        phi: null,
        tau2: null,
        observed: 0,
        reason: 'no unit has a denominator above 0',
      });
      expect(limitsOf(found)).toEqual(Array.from({ length: 4 * size }, () => NaN));
      expect(found.outside).toMatchObject([
        { above: [], below: [], expected: 0 },
        { above: [], below: [], expected: 0 },
      ]);
    }
  });

  test.for(proportionMethods)('no events at all: limits from 0, nobody outside: $method, $overdispersion', (options) => {
    const found = funnelColumns({ numerators: [0, 0], denominators: [10, 400] }, options);
    expect(found).toMatchObject({ target: 0, phi: 0, tau2: 0, widened: false, z: new Float64Array(2) });
    expect([...found.limits[1]!.lower]).toEqual([0, 0]);
    expect(found.outside).toMatchObject([
      { above: [], below: [] },
      { above: [], below: [] },
    ]);
    if (options.method !== 'arcsine') expect([...found.limits[1]!.upper]).toEqual([0, 0]);
  });

  test.for(proportionMethods.filter(({ method }) => method !== 'exact'))(
    'everyone at 100 %: limits up to 1, nobody outside: $method, $overdispersion',
    (options) => {
      const found = funnelColumns({ numerators: [10, 400], denominators: [10, 400] }, options);
      expect(found).toMatchObject({ target: 1, phi: 0, tau2: 0, widened: false, z: new Float64Array(2) });
      expect([...found.limits[1]!.upper]).toEqual([1, 1]);
      expect(found.outside.flatMap(({ above, below }) => [...above, ...below])).toEqual([]);
    },
  );

  test('the interpolated upper limit stays below 100 %, and the counted chance owns up to it', () => {
    const found = funnelColumns({ numerators: [10, 20], denominators: [10, 20] }, { statistic: 'proportion', method: 'exact' });
    expect(found.limits[0]!.upper[0]).toBeCloseTo(1 - 0.025 / 10, 14);
    expect(found.outside[0]).toMatchObject({ above: [0, 1], expected: 0.1, expectedFromCounts: 2 });
  });

  test('two units about their own rate', () => {
    const found = funnelColumns(
      { numerators: [3, 8], denominators: [10, 10] },
      { statistic: 'proportion', overdispersion: 'multiplicative' },
    );
    const z = (0.3 - 0.55) / Math.sqrt((0.55 * 0.45) / 10);
    expect([...found.z]).toEqual([expect.closeTo(z, 12), expect.closeTo(-z, 12)]);
    expect(found.phi).toBeCloseTo((0.8 * z) ** 2, 12); // the 10th percentile of two lies a tenth of the way between them
  });

  test('a ratio of no events has no logarithm, but it has limits', () => {
    const found = funnelColumns({ observed: [0, 5], expected: [40, 5] }, { statistic: 'standardised-ratio', method: 'log' });
    expect([...found.z]).toEqual([-Infinity, 0]);
    expect(found.outside[1]?.below).toEqual([0]);
    const rows = funnel([{ name: 'A', observed: 0, expected: 40 }], { statistic: 'standardised-ratio', method: 'log' });
    expect(rows.units[0]).toMatchObject({ value: 0, z: null, beyond: 0.998, side: 'below' });
  });

  test('large units and few expected events keep their digits', () => {
    const [wide] = funnelColumns({ numerators: [3e6], denominators: [1e7] }, { statistic: 'proportion', method: 'exact' }).limits;
    expect(wide?.upper[0]).toBeCloseTo(0.3 + 1.959964 * Math.sqrt(0.21 / 1e7), 7);
    const rare = funnelColumns({ observed: [0], expected: [1e-3] }, { statistic: 'standardised-ratio' });
    expect(rare.limits.flatMap(({ lower }) => [...lower])).toEqual([0, 0]);
    expect(rare.outside.flatMap(({ above, below }) => [...above, ...below])).toEqual([]);
  });
});

describe('a grid to draw on', () => {
  const shape = (sizes: readonly number[]) =>
    funnel(
      sizes.map((denominator, index) => ({ name: String(index), numerator: 0, denominator })),
      { statistic: 'proportion' },
    );

  test('rises from the smallest unit to the largest, whole, without repeats', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 5000 }), { minLength: 1 }), (sizes) => {
        const grid = [...funnelGrid(shape(sizes))];
        expect([grid[0], grid.at(-1)]).toEqual([Math.min(...sizes), Math.max(...sizes)]);
        expect(grid.length).toBeLessThanOrEqual(100);
        expect(grid.every((size, index) => Number.isInteger(size) && (index === 0 || size > grid[index - 1]!))).toBe(true);
      }),
      seed,
    );
  });

  test('is empty without units, and refuses a single point', () => {
    expect([...funnelGrid(shape([0, 0]))]).toEqual([]);
    expect(() => funnelGrid(shape([3]), { points: 1 })).toThrow('points must be at least 2, got 1');
  });
});

describe('what cannot be is refused by name', () => {
  const ask = (numerators: number[], denominators: number[], options: object = {}) =>
    funnelColumns({ numerators, denominators }, { statistic: 'proportion', ...options });

  test.for([
    [() => ask([31], [30]), 'unit 0: numerator 31 exceeds denominator 30'],
    [() => ask([1, -1], [30, 30]), 'unit 1: numerator must be a number of at least 0, or NaN for missing, got -1'],
    [() => ask([1], [Infinity]), 'unit 0: denominator must be a number of at least 0, or NaN for missing, got Infinity'],
    [
      () => ask([null as unknown as number], [3]),
      'unit 0: numerator must be a number of at least 0, or NaN for missing, got null',
    ],
    [() => ask([1], [3, 4]), 'every unit has one numerator and one denominator, got 1 and 2'],
    [() => ask([1], [3.5], { method: 'exact' }), 'unit 0: denominator must be whole for exact limits, got 3.5: arcsine takes it'],
    [() => ask([1], [3], { levels: [95] }), 'level is a fraction such as 0.95, got 95'],
    [() => ask([1], [3], { levels: [0.95, 0.95] }), 'levels must differ, got 0.95 twice'],
    [() => ask([1], [3], { target: 59 }), 'target is a fraction between 0 and 1, got 59'],
    [() => ask([1], [3], { share: 0.5 }), 'share is a fraction between 0 and 0.5, got 0.5'],
    [() => ask([1], [3], { trim: 'clipped' }), 'trim must be one of none, winsorised, truncated, got clipped'],
    [() => ask([1], [3], { method: 'log' }), 'method of a proportion must be one of normal, arcsine, exact, got log'],
    [() => ask([1], [3], { method: 'toString' }), 'method of a proportion must be one of normal, arcsine, exact, got toString'],
    [() => ask([1], [3], { statistic: 'mean' }), 'statistic must be one of proportion, standardised-ratio, got mean'],
    [() => ask([1], [3], { statistic: 'standardised-ratio' }), 'a standardised-ratio needs observed and expected'],
    [() => ask([1], [3], { overdispersion: 'some' }), 'overdispersion must be one of none, additive, multiplicative, got some'],
    [
      () => ask([1], [3], { method: 'exact', overdispersion: 'additive' }),
      'exact limits are those of chance alone, overdispersion must be none, got additive',
    ],
    [
      () => funnelColumns({ observed: [2], expected: [0] }, { statistic: 'standardised-ratio' }),
      'unit 0: observed 2 where nothing is expected',
    ],
    [
      () => funnelColumns({ observed: [2], expected: [1] }, { statistic: 'standardised-ratio', target: 0 }),
      'target must be a number above 0, got 0',
    ],
    [
      () => funnel([{ name: 'North', numerator: 4, denominator: 3 }], { statistic: 'proportion' }),
      'unit 0 (North): numerator 4 exceeds denominator 3',
    ],
    [
      () => funnel([{ name: 'North', observed: 4, expected: 3 } as never], { statistic: 'proportion' }),
      'unit 0 (North): numerator must be a number of at least 0, or NaN for missing, got undefined',
    ],
    [() => funnel([], { statistic: 'proportion', direction: 'up' as 'higher' }), 'direction must be higher or lower, got up'],
    [() => funnelLimits(ask([1], [3]), [-1]), 'denominators[0] must be a number of at least 0, or NaN for missing, got -1'],
  ] as const)('%#: %s', ([call, message]) => {
    expect(call).toThrow(message);
  });
});
