import stdlibQuantile from '@stdlib/stats-base-dists-beta-quantile';
import jStat from 'jstat';
import { expect, test } from 'vitest';
import { proportionIntervals, type ProportionColumns } from '../src/index.ts';
import mpmath from '../test/fixtures/mpmath/intervals.json' with { type: 'json' };
import { compareRates, type Contender } from './support/compareRates.ts';
import { firstRows, panel } from './support/panel.ts';
import { timeScipy } from './support/scipy.ts';
import { worstError } from './support/worstError.ts';

type Quantile = (p: number, a: number, b: number) => number;

/** The peers' way: one quantile a limit, ends by hand. */
function limitsBy(quantile: Quantile, { denominators, numerators }: ProportionColumns): { lower: number[]; upper: number[] } {
  const lower: number[] = [];
  const upper: number[] = [];
  for (let row = 0; row < denominators.length; row += 1) {
    const n = denominators[row] ?? NaN;
    const x = numerators[row] ?? NaN;
    lower.push(x === 0 ? 0 : quantile(0.025, x, n - x + 1));
    upper.push(x === n ? 1 : quantile(0.975, x + 1, n - x));
  }
  return { lower, upper };
}

test('exact limits of proportions: 200,000 rows, n 5 to 2,000', () => {
  const exact = mpmath.proportions;
  const counts = { denominators: exact.map((row) => row.denominator), numerators: exact.map((row) => row.numerator) };
  const limits = exact.map((row) => row['clopper-pearson']);
  expect(worstError(proportionIntervals(counts, { method: 'clopper-pearson' }), limits)).toBeLessThanOrEqual(1e-13);

  const columns = panel(200_000);
  const few = firstRows(columns, 5000);
  const into = proportionIntervals(columns, { method: 'clopper-pearson' });
  const peer = (name: string, quantile: Quantile): Contender => ({
    name: `${name} (worst error ${worstError(limitsBy(quantile, counts), limits).toExponential(0)})`,
    count: 5000,
    run: () => limitsBy(quantile, few),
  });
  compareRates('Clopper-Pearson intervals', {
    ours: {
      name: 'proportionIntervals',
      count: 200_000,
      run: () => proportionIntervals(columns, { method: 'clopper-pearson' }, into),
    },
    peers: [peer('@stdlib beta quantile', stdlibQuantile), peer('jstat beta.inv', jStat.beta.inv)],
    goal: 2_000_000,
  });
  timeScipy('clopper-pearson', columns);
});
