import { describe, expect, test } from 'vitest';
import { binomialCdf } from '../../src/number/binomial.ts';
import { incompleteBeta } from '../../src/number/incompleteBeta.ts';
import { logGamma } from '../../src/number/logGamma.ts';
import { normalCdf, normalUpperTail } from '../../src/number/normal.ts';
import { normalQuantile } from '../../src/number/normalQuantile.ts';
import golden from '../fixtures/golden/special-functions.json' with { type: 'json' };
import grid from '../fixtures/mpmath/special-functions.json' with { type: 'json' };

type Numbers = readonly number[];
const at = (args: Numbers, index: number): number => args[index] ?? NaN;
const functions: Record<string, (args: Numbers) => number> = {
  'normal-cdf': (args) => normalCdf(at(args, 0)),
  'normal-sf': (args) => normalUpperTail(at(args, 0)),
  'normal-quantile': (args) => normalQuantile(at(args, 0)),
  'log-gamma': (args) => logGamma(at(args, 0)),
  'beta-cdf': (args) => incompleteBeta(at(args, 0), { a: at(args, 1), b: at(args, 2) }).lower,
  'beta-sf': (args) => incompleteBeta(at(args, 0), { a: at(args, 1), b: at(args, 2) }).upper,
  'binomial-cdf': (args) => binomialCdf(at(args, 0), { trials: at(args, 1), probability: at(args, 2) }).lower,
};

// 1e-13 of the value is some 450 ulps: what is left of an exponent of several hundred after rounding.
const tolerance = 1e-13;

describe.for([
  { origin: 'golden values (mpmath, 60 digits)', cases: golden.cases },
  { origin: 'a denser grid (mpmath, 40 digits)', cases: grid.cases },
])('$origin', ({ cases }) => {
  test.for(Object.keys(functions))('%s', (name) => {
    const points = cases.filter((point) => point.function === name);
    const compute = functions[name];
    for (const { args, value } of points) {
      const computed = compute?.(args) ?? NaN;
      expect(Math.abs(computed - value), `${name}(${args.join(', ')}) is ${computed}, not ${value}`).toBeLessThanOrEqual(
        tolerance * Math.abs(value),
      );
    }
  });
});

test('the golden file has points for every function here', () => {
  for (const name of Object.keys(functions)) expect(golden.cases.some((point) => point.function === name)).toBe(true);
});
