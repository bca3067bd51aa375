import grid from '../fixtures/mpmath/quantiles.json' with { type: 'json' };

/** Shapes below this make quantiles of e⁻⁷⁰⁰: the last digit of their logarithm is worth some hundreds of their own. */
const ROUGH_SHAPE = 0.01;

/** The points of one function of the grid (mpmath, 50 digits) that a function of ours misses. */
export function missed(name: string, compute: (...args: number[]) => number): string[] {
  const points = grid.cases.filter((point) => point.function === name);
  if (points.length === 0) throw new Error(`no points for ${name}`);
  return points.flatMap(({ args, value }) => {
    const computed = compute(...args);
    const tolerance = Math.min(...args.slice(1)) < ROUGH_SHAPE ? 2e-13 : 1e-13;
    const near = Math.abs(computed - value) <= tolerance * value;
    return near ? [] : [`${name}(${args.join(', ')}) is ${computed}, not ${value}`];
  });
}
