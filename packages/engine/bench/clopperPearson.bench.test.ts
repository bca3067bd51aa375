import stdlibQuantile from '@stdlib/stats-base-dists-beta-quantile';
import jStat from 'jstat';
import { expect, test } from 'vitest';
import { proportionIntervals } from '../src/index.ts';
import mpmath from '../test/fixtures/mpmath/intervals.json' with { type: 'json' };
import { compareRates } from './support/compareRates.ts';
import { firstRows, panel } from './support/panel.ts';
import { timeScipy } from './support/scipy.ts';
import { worstError } from './support/worstError.ts';

type Quantile = (p: number, a: number, b: number) => number;

/** The peers' way: one quantile a limit, ends by hand. */
function widths(quantile: Quantile, { denominators, numerators }: ReturnType<typeof panel>): number {
  let total = 0;
  for (let row = 0; row < denominators.length; row += 1) {
    const n = denominators[row] ?? NaN;
    const x = numerators[row] ?? NaN;
    total += (x === n ? 1 : quantile(0.975, x + 1, n - x)) - (x === 0 ? 0 : quantile(0.025, x, n - x + 1));
  }
  return total;
}

test('exact limits of proportions: 200,000 rows, n 5 to 2,000', () => {
  const exact = mpmath.proportions;
  const counts = { denominators: exact.map((row) => row.denominator), numerators: exact.map((row) => row.numerator) };
  const limits = exact.map((row) => row['clopper-pearson']);
  expect(worstError(proportionIntervals(counts, { method: 'clopper-pearson' }), limits)).toBeLessThanOrEqual(1e-13);

  const columns = panel(200_000);
  const few = firstRows(columns, 5000);
  const into = proportionIntervals(columns, { method: 'clopper-pearson' });
  compareRates('Clopper-Pearson intervals', {
    ours: {
      name: 'proportionIntervals',
      count: 200_000,
      run: () => proportionIntervals(columns, { method: 'clopper-pearson' }, into),
    },
    peers: [
      { name: '@stdlib beta quantile', count: 5000, run: () => widths(stdlibQuantile, few) },
      { name: 'jstat beta.inv (relative errors to 1e-7)', count: 5000, run: () => widths(jStat.beta.inv, few) },
    ],
    goal: 2_000_000,
  });
  timeScipy('clopper-pearson', columns);
});
