import { spawnSync } from 'node:child_process';
import type { ProportionColumns, RateColumns } from '../../src/index.ts';

/** What each kind of interval is in scipy: both limits as an expression over the counts. */
const expressions = {
  'clopper-pearson': ['beta.ppf(0.025, x, n - x + 1)', 'beta.ppf(0.975, x + 1, n - x)'],
  jeffreys: ['beta.ppf(0.025, x + 0.5, n - x + 0.5)', 'beta.ppf(0.975, x + 0.5, n - x + 0.5)'],
  exact: ['gamma.ppf(0.025, x) / t', 'gamma.ppf(0.975, x + 1) / t'],
  'jeffreys-rate': ['gamma.ppf(0.025, x + 0.5) / t', 'gamma.ppf(0.975, x + 0.5) / t'],
} as const;

/**
 * Intervals a second of scipy's vectorised quantiles on the same counts, timed by itself in a process of its own; says so
 * where Python or scipy is absent.
 */
export function timeScipy(kind: keyof typeof expressions, columns: ProportionColumns & RateColumns): void {
  const script = `
import json, sys, time, warnings
import numpy as np, scipy
from scipy.stats import beta, gamma
warnings.simplefilter("ignore")
n, x, t = (np.array(column, dtype=float) for column in json.load(sys.stdin))
times = []
for _ in range(6):
    start = time.perf_counter()
    ${expressions[kind].join('; ')}
    times.append(time.perf_counter() - start)
print(scipy.__version__, len(n) / sorted(times[1:])[2])`;
  const input = JSON.stringify([columns.denominators, columns.numerators, columns.exposures].map((column) => Array.from(column)));
  const { status, stdout } = spawnSync('python3', ['-c', script], { input, encoding: 'utf8' });
  const [version, rate] = (stdout ?? '').trim().split(' ');
  console.log(
    status === 0
      ? `  scipy ${version}, timed by itself: ${Math.round(Number(rate)).toLocaleString('en')} intervals a second`
      : '  scipy: not on this machine',
  );
}
