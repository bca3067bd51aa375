import stdlibBeta from '@stdlib/stats-base-dists-beta-quantile';
import stdlibGamma from '@stdlib/stats-base-dists-gamma-quantile';
import { expect, test } from 'vitest';
import { betaQuantile, gammaQuantile, incompleteBeta, incompleteGamma, normalQuantile } from '../src/index.ts';
import grid from '../test/fixtures/mpmath/quantiles.json' with { type: 'json' };
import { compareRates, type Contender } from './support/compareRates.ts';

type Compute = (...args: number[]) => number;

/** The points of one function with shapes from 0.5 to 5e6, where the peers have answers too. */
function pointsOf(name: string): readonly { readonly args: readonly number[]; readonly value: number }[] {
  return grid.cases.filter(
    ({ function: each, args }) => each === name && args.slice(1).every((shape) => shape >= 0.5 && shape <= 5e6),
  );
}

function timesOver(name: string, points: ReturnType<typeof pointsOf>, compute: Compute): Contender {
  const turns = Math.ceil(2000 / points.length);
  const run = (): number => {
    let total = 0;
    for (let turn = 0; turn < turns; turn += 1) for (const { args } of points) total += compute(...args);
    return total;
  };
  return { name, count: turns * points.length, run };
}

test.for<{ name: string; ours: Compute; peer: Compute }>([
  { name: 'beta-quantile', ours: (p = NaN, a = NaN, b = NaN) => betaQuantile(p, { a, b }), peer: stdlibBeta },
  {
    name: 'gamma-quantile',
    ours: (p = NaN, shape = NaN) => gammaQuantile(p, { shape }),
    peer: (p = NaN, shape = NaN) => stdlibGamma(p, shape, 1),
  },
])('$name over the grid, shapes 0.5 to 5e6', ({ name, ours, peer }) => {
  const points = pointsOf(name);
  const worst = (compute: Compute): number =>
    Math.max(...points.map(({ args, value }) => Math.abs(compute(...args) / value - 1)));
  expect(worst(ours)).toBeLessThanOrEqual(1e-13);
  compareRates(name, {
    ours: timesOver(`ours (worst error ${worst(ours).toExponential(0)})`, points, ours),
    peers: [timesOver(`@stdlib (worst error ${worst(peer).toExponential(0)})`, points, peer)],
    unit: 'values',
  });
});

test('distribution functions, and the normal quantile beside them', () => {
  const ours: Record<string, Compute> = {
    'incomplete beta function, a 82, b 182': (x = NaN) => incompleteBeta(x, { a: 82, b: 182 }).lower,
    'incomplete gamma function, shape 82': (x = NaN) => incompleteGamma(264 * x, { shape: 82 }).lower,
    'normal quantile': (x = NaN) => normalQuantile(x),
  };
  expect(ours['normal quantile']?.(0.975)).toBeCloseTo(1.959963984540054, 15);
  const points = Array.from({ length: 1000 }, (_, k) => ({ args: [0.2 + k / 5000], value: NaN }));
  for (const [name, compute] of Object.entries(ours)) {
    compareRates(name, { ours: timesOver('ours', points, compute), peers: [], unit: 'values' });
  }
});
