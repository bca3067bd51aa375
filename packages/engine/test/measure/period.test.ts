import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { measureWindows, monthNumber, periodOf, periodsBetween, sharePatients } from '../../src/measure/period.ts';

const anyMonth = fc.integer({ min: 0, max: 119_999 });

describe('months as numbers', () => {
  test('there and back again', () => {
    fc.assert(
      fc.property(anyMonth, (month) => {
        expect(periodOf(month)).toMatch(/^\d{4}-\d\d$/);
        expect(monthNumber(periodOf(month))).toBe(month);
      }),
      { seed: 1 },
    );
  });

  test('the calendar agrees', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1000 * 12, max: 9998 * 12 }), fc.integer({ min: 0, max: 11 }), (month, later) => {
        const date = new Date(Date.UTC(Math.floor(month / 12), (month % 12) + later));
        expect(periodOf(month + later)).toBe(date.toISOString().slice(0, 7));
      }),
      { seed: 1 },
    );
  });

  test('every month between, both ends included', () => {
    expect(periodsBetween('2024-11', '2025-02')).toEqual(['2024-11', '2024-12', '2025-01', '2025-02']);
    expect(periodsBetween('2025-02', '2025-02')).toEqual(['2025-02']);
    expect(periodsBetween('2025-02', '2025-01')).toEqual([]);
    expect(periodsBetween('2024-01', '2025-12')).toHaveLength(24);
  });

  test.for(['2025', '2025-00', '2025-13', '2025-1', '25-01', '2025-01-31', ' 2025-01', '2025-01\n', ''])(
    '%j is no month',
    (period) => {
      expect(() => monthNumber(period)).toThrow(`period is a month such as 2025-03, got ${period}`);
      expect(() => periodsBetween('2025-01', period)).toThrow('period is a month');
    },
  );

  test.for([-1, 1.5, 120_000, NaN])('%d is no number of a month', (month) => {
    expect(() => periodOf(month)).toThrow(`a month's number is a whole number from 0 to 119999, got ${month}`);
  });
});

describe('points that share patients', () => {
  /** The months that a point looks back on, as a set: two points share patients when the sets meet. */
  const lookBack = { month: 1, 'rolling-12': 12, year: 12 } as const;

  test('as sets of months that meet', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('month' as const, 'rolling-12' as const, 'year' as const),
        fc.array(fc.integer({ min: 24_000, max: 24_060 }), { maxLength: 5 }),
        (window, ends) => {
          const seen = ends.flatMap((end) => Array.from({ length: lookBack[window] }, (_, index) => end - index));
          expect(sharePatients(window, ends.map(periodOf))).toBe(new Set(seen).size < seen.length);
        },
      ),
      { seed: 1 },
    );
  });

  test('months of one series do not, neighbours of a rolling year do, every twelfth does not, a panel always does', () => {
    const months = periodsBetween('2024-01', '2025-12');
    expect(sharePatients('month', months)).toBe(false);
    expect(sharePatients('rolling-12', months)).toBe(true);
    expect(sharePatients('rolling-12', ['2023-12', '2024-12', '2025-12'])).toBe(false);
    expect(sharePatients('year', ['2025-12', '2024-12'])).toBe(false);
    for (const window of ['rolling-12', 'year'] as const) expect(sharePatients(window, ['2025-01', '2025-12'])).toBe(true);
    expect(sharePatients('snapshot', ['2015-01', '2025-01'])).toBe(true);
  });

  test.for(measureWindows)('one point of a %s measure shares with nothing', (window) => {
    expect(sharePatients(window, ['2025-01'])).toBe(false);
    expect(sharePatients(window, [])).toBe(false);
    expect(sharePatients(window, ['2025-01', '2025-01'])).toBe(true);
  });
});
