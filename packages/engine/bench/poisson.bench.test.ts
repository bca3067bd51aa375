import stdlibQuantile from '@stdlib/stats-base-dists-gamma-quantile';
import jStat from 'jstat';
import { expect, test } from 'vitest';
import { rateIntervals, type RateColumns } from '../src/index.ts';
import mpmath from '../test/fixtures/mpmath/intervals.json' with { type: 'json' };
import { compareRates, type Contender } from './support/compareRates.ts';
import { firstRows, panel } from './support/panel.ts';
import { timeScipy } from './support/scipy.ts';
import { worstError } from './support/worstError.ts';

type Quantile = (p: number, shape: number, rateOrScale: number) => number;

/** The peers' way: one quantile a limit, the end by hand. */
function limitsBy(quantile: Quantile, { events, exposures }: RateColumns): { lower: number[]; upper: number[] } {
  const lower: number[] = [];
  const upper: number[] = [];
  for (let row = 0; row < events.length; row += 1) {
    const x = events[row] ?? NaN;
    const exposure = exposures[row] ?? NaN;
    lower.push(x === 0 ? 0 : quantile(0.025, x, 1) / exposure);
    upper.push(quantile(0.975, x + 1, 1) / exposure);
  }
  return { lower, upper };
}

test('exact limits of rates: 200,000 rows of up to 2,000 events', () => {
  const events = mpmath.rates.map((row) => row.events);
  const counts = { events, exposures: events.map(() => 1) };
  const limits = mpmath.rates.map((row) => row.exact);
  expect(worstError(rateIntervals(counts, { method: 'exact' }), limits)).toBeLessThanOrEqual(1e-13);

  const columns = panel(200_000);
  const few = firstRows(columns, 5000);
  const into = rateIntervals(columns, { method: 'exact' });
  const peer = (name: string, quantile: Quantile): Contender => ({
    name: `${name} (worst error ${worstError(limitsBy(quantile, counts), limits).toExponential(0)})`,
    count: 5000,
    run: () => limitsBy(quantile, few),
  });
  compareRates('exact Poisson intervals', {
    ours: { name: 'rateIntervals', count: 200_000, run: () => rateIntervals(columns, { method: 'exact' }, into) },
    peers: [peer('@stdlib gamma quantile', stdlibQuantile), peer('jstat gamma.inv', jStat.gamma.inv)],
    goal: 2_000_000,
  });
  timeScipy('exact', columns);
});
