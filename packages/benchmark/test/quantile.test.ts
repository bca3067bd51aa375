import { readFileSync } from 'node:fs';
import { benchmarkSets, quantileType2 } from '@equipoise/benchmark';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readCsvRecords } from '../src/readBenchmarksCsv.ts';
import { required } from './support.ts';

/** The state rates from which CMS computed its quartiles, by set and measure, as printed. Source: fixtures/cms/README.md. */
const [, ...stateRates] = readCsvRecords(
  readFileSync(new URL('fixtures/cms/coreSetStateRates.csv', import.meta.url), 'utf8'),
).records.map(({ fields }) => fields);
const ratesOf = Map.groupBy(stateRates, ([measure, year]) => `cms-core-set-medicaid-${year} ${measure}`);
const sets = benchmarkSets()
  .filter(({ population }) => population === 'medicaid-chip-state')
  .map((benchmark) => ({
    benchmark,
    rates: required(ratesOf.get(`${benchmark.set} ${benchmark.measure}`)).map((row) => row.at(-1)!),
  }));

describe('quartiles of the CMS Core Set, recomputed from the rates of states', () => {
  /** A definition of quantiles, for p in quarters, by position in sorted rates: the order statistic and how far towards the next one, in quarters. */
  type Definition = (n: number, quarters: number) => { readonly at: number; readonly part: number };
  const type6: Definition = (n, quarters) => ({ at: Math.floor(((n + 1) * quarters) / 4), part: ((n + 1) * quarters) % 4 });
  const type7: Definition = (n, quarters) => ({ at: Math.floor(((n - 1) * quarters) / 4) + 1, part: ((n - 1) * quarters) % 4 });

  function interpolated(rates: readonly string[], p: number, definition: Definition): string {
    const { at, part } = definition(rates.length, p * 4);
    const sorted = rates.map(tenThousandths).toSorted((a, b) => a - b);
    const lower = sorted[Math.max(at - 1, 0)]!;
    const upper = sorted[Math.min(at, sorted.length - 1)]!;
    return String((lower * (4 - part) + upper * part) / 40_000); // sums of whole numbers: exact until the last division
  }
  const quartiles = (quantile: (rates: readonly string[], p: number) => string) =>
    sets.map(({ benchmark: { direction, lines, measure, set }, rates }) => {
      const matched = lines.map(({ percentile, text }) => {
        const p = direction === 'higher' ? percentile / 100 : 1 - percentile / 100;
        return roundLike(text, quantile(rates, p)) === tenThousandths(text);
      });
      return { name: `${set} ${measure}`, matched };
    });
  const whole = (found: ReturnType<typeof quartiles>) => found.filter(({ matched }) => matched.every(Boolean)).length;

  test('definition 2 gives all but one set, definitions 6 and 7 few', () => {
    const type2 = quartiles(quantileType2);
    const counts = {
      sets: type2.length,
      medians: type2.filter(({ matched }) => matched[1]).length,
      type2: whole(type2),
      type6: whole(quartiles((rates, p) => interpolated(rates, p, type6))),
      type7: whole(quartiles((rates, p) => interpolated(rates, p, type7))),
    };
    console.info('sets of quartiles reproduced:', JSON.stringify(counts));
    expect(counts).toEqual({ sets: 104, medians: 104, type2: 103, type6: 31, type7: 22 });
    expect(type2.filter(({ matched }) => !matched.every(Boolean))).toEqual([
      { name: 'cms-core-set-medicaid-2013 CCS', matched: [false, true, false] },
    ]);
  });

  test('the one that differs was interpolated by definition 6 from the same 33 states', () => {
    const { benchmark, rates } = required(
      sets.find(({ benchmark: { measure, set } }) => set === 'cms-core-set-medicaid-2013' && measure === 'CCS'),
    );
    expect(rates).toHaveLength(required(benchmark.peers));
    expect([0.25, 0.5, 0.75].map((p) => quantileType2(rates, p))).toEqual(['51.1', '57.7', '66.1']);
    expect([0.25, 0.5, 0.75].map((p) => interpolated(rates, p, type6))).toEqual(['50.9', '57.7', '66.2']);
    expect(benchmark.lines.map(({ text }) => text)).toEqual(['50.9', '57.7', '66.2']);
  });

  test('the computed percentiles that lines may be taken from are definition 2 of the same rates', () => {
    let checked = 0;
    for (const { benchmark, rates } of sets) {
      for (const { percentile, text } of benchmark.derivedLines) {
        const share = Math.round(percentile * 100) / 10_000; // 33.33 % is 0.3333
        const p = benchmark.direction === 'higher' ? share : (10_000 - share * 10_000) / 10_000;
        const name = `${benchmark.set} ${benchmark.measure} ${percentile}`;
        expect.soft(Number(quantileType2(rates, p)), name).toBe(Number(text)); // kept without rounding
        checked += 1;
      }
    }
    expect(checked).toBe(624);
  });

  /** Rates have up to four decimals. */
  function tenThousandths(text: string): number {
    return Math.round(Number(text) * 10_000);
  }

  /** Half up to as many decimals as the other text has in its table: one of a percent, four of a ratio. */
  function roundLike(text: string, value: string): number {
    const step = text.split('.')[1]?.length === 4 ? 1 : 1000;
    return Math.floor(tenThousandths(value) / step + 0.5) * step;
  }
});

test('R, quantile(x, p, type = 2), over the edges of n p', () => {
  const x = ['4', '1', '3', '2'];
  expect([0, 0.1, 0.25, 0.3, 0.5, 0.75, 0.8, 1].map((p) => quantileType2(x, p))).toEqual([
    '1',
    '1',
    '1.5',
    '2',
    '2.5',
    '3.5',
    '4',
    '4',
  ]);
});

test('n p is whole in decimals, where a double is not: 100 · 0.07', () => {
  const x = Array.from({ length: 100 }, (_, index) => String(index + 1));
  expect(100 * 0.07).not.toBe(7);
  expect(quantileType2(x, 0.07)).toBe('7.5');
});

test('digits are kept: no double lies between these', () => {
  expect(quantileType2(['0.10000000000000000001', '0.10000000000000000003'], 0.5)).toBe('0.10000000000000000002');
  expect(quantileType2(['57.40'], 0.5)).toBe('57.4');
  expect(quantileType2(['0', '0.00'], 0.5)).toBe('0');
});

const sample = fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 1, maxLength: 40 });

test('at least a share p is no larger, and at least 1 − p no smaller; the other end mirrors it', () => {
  fc.assert(
    fc.property(sample, fc.integer({ min: 0, max: 100 }), (tenths, percent) => {
      const values = tenths.map((value) => String(value / 10));
      const q = Number(quantileType2(values, percent / 100));
      const below = tenths.filter((value) => value / 10 <= q).length;
      const above = tenths.filter((value) => value / 10 >= q).length;
      expect(below * 100).toBeGreaterThanOrEqual(percent * tenths.length);
      expect(above * 100).toBeGreaterThanOrEqual((100 - percent) * tenths.length);
      const turned = tenths.map((value) => String((1000 - value) / 10));
      expect(100 - Number(quantileType2(turned, (100 - percent) / 100))).toBeCloseTo(q, 10); // tenths and halves of them, as doubles
    }),
    { seed: 1 },
  );
});

test.for([
  [[], 0.5, 'a quantile needs at least one value, got none'],
  [['1', '2 %'], 0.5, 'value 2 must be plain digits such as 57.7, got "2 %"'],
  [['1'], 50, 'p is a fraction between 0 and 1, got 50'],
  [['1'], NaN, 'p is a fraction between 0 and 1, got NaN'],
] as const)('refused: %o at %d', ([values, p, message]) => {
  expect(() => quantileType2(values, p)).toThrow(message);
});

test('a very small share is a share, however it is written', () => {
  expect(quantileType2(['3', '1', '2'], 1e-7)).toBe('1');
});
