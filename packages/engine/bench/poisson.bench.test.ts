import stdlibQuantile from '@stdlib/stats-base-dists-gamma-quantile';
import jStat from 'jstat';
import { expect, test } from 'vitest';
import { rateIntervals } from '../src/index.ts';
import mpmath from '../test/fixtures/mpmath/intervals.json' with { type: 'json' };
import { compareRates } from './support/compareRates.ts';
import { firstRows, panel } from './support/panel.ts';
import { timeScipy } from './support/scipy.ts';
import { worstError } from './support/worstError.ts';

type Quantile = (p: number, shape: number, rateOrScale: number) => number;

/** The peers' way: one quantile a limit, the end by hand. */
function widths(quantile: Quantile, { events, exposures }: ReturnType<typeof panel>): number {
  let total = 0;
  for (let row = 0; row < events.length; row += 1) {
    const x = events[row] ?? NaN;
    total += (quantile(0.975, x + 1, 1) - (x === 0 ? 0 : quantile(0.025, x, 1))) / (exposures[row] ?? NaN);
  }
  return total;
}

test('exact limits of rates: 200,000 rows of up to 2,000 events', () => {
  const events = mpmath.rates.map((row) => row.events);
  const exposures = events.map(() => 1);
  expect(
    worstError(
      rateIntervals({ events, exposures }, { method: 'exact' }),
      mpmath.rates.map((row) => row.exact),
    ),
  ).toBeLessThanOrEqual(1e-13);

  const columns = panel(200_000);
  const few = firstRows(columns, 5000);
  const into = rateIntervals(columns, { method: 'exact' });
  compareRates('exact Poisson intervals', {
    ours: { name: 'rateIntervals', count: 200_000, run: () => rateIntervals(columns, { method: 'exact' }, into) },
    peers: [
      { name: '@stdlib gamma quantile', count: 5000, run: () => widths(stdlibQuantile, few) },
      { name: 'jstat gamma.inv', count: 5000, run: () => widths(jStat.gamma.inv, few) },
    ],
    goal: 2_000_000,
  });
  timeScipy('exact', columns);
});
