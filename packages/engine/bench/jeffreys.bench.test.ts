import stdlibBeta from '@stdlib/stats-base-dists-beta-quantile';
import stdlibGamma from '@stdlib/stats-base-dists-gamma-quantile';
import { expect, test } from 'vitest';
import { proportionIntervals, rateIntervals } from '../src/index.ts';
import mpmath from '../test/fixtures/mpmath/intervals.json' with { type: 'json' };
import { compareRates } from './support/compareRates.ts';
import { firstRows, panel } from './support/panel.ts';
import { timeScipy } from './support/scipy.ts';
import { worstError } from './support/worstError.ts';

test('Jeffreys limits of proportions and rates: 200,000 rows each', () => {
  const { proportions, rates } = mpmath;
  const counts = { denominators: proportions.map((row) => row.denominator), numerators: proportions.map((row) => row.numerator) };
  const method = 'jeffreys-unadjusted';
  expect(
    worstError(
      proportionIntervals(counts, { method }),
      proportions.map((row) => row[method]),
    ),
  ).toBeLessThanOrEqual(1e-13);
  const events = rates.map((row) => row.events);
  expect(
    worstError(
      rateIntervals({ events, exposures: events.map(() => 1) }, { method }),
      rates.map((row) => row[method]),
    ),
  ).toBeLessThanOrEqual(1e-13);

  const columns = panel(200_000);
  const few = firstRows(columns, 5000);
  const into = proportionIntervals(columns, { method });
  compareRates('Jeffreys intervals of proportions', {
    ours: { name: 'proportionIntervals', count: 200_000, run: () => proportionIntervals(columns, { method: 'jeffreys' }, into) },
    peers: [
      {
        name: '@stdlib beta quantile',
        count: 5000,
        run: () =>
          Array.from(few.numerators, (x, row) => {
            const misses = (few.denominators[row] ?? NaN) - x;
            return stdlibBeta(0.975, x + 0.5, misses + 0.5) - stdlibBeta(0.025, x + 0.5, misses + 0.5);
          }),
      },
    ],
    goal: 2_000_000,
  });
  timeScipy('jeffreys', columns);
  compareRates('Jeffreys intervals of rates', {
    ours: { name: 'rateIntervals', count: 200_000, run: () => rateIntervals(columns, { method: 'jeffreys' }, into) },
    peers: [
      {
        name: '@stdlib gamma quantile',
        count: 5000,
        run: () =>
          Array.from(few.events, (x, row) => {
            const width = stdlibGamma(0.975, x + 0.5, 1) - stdlibGamma(0.025, x + 0.5, 1);
            return width / (few.exposures[row] ?? NaN);
          }),
      },
    ],
    goal: 2_000_000,
  });
  timeScipy('jeffreys-rate', columns);
});
