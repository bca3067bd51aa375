import { type ProgramInput, scoreProgram } from '@equipoise/benchmark';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { goal, type Part, percentiles, prepare, scaleTable, type World, worlds, year } from './worlds.ts';

/**
 * What a spreadsheet does with the rules of a program, in plain doubles, written from the rules and sharing nothing with the
 * library: place the rate, scale it, judge the strata, weigh, multiply by the dollars.
 */
function naive({ base, input, parts, rows }: World, organization: string) {
  const cell = (measure: string, by: string, stratum: string, when = year) =>
    rows.find(
      (row) =>
        row.organization === organization &&
        row.measure === measure &&
        row.by === by &&
        row.stratum === stratum &&
        row.year === when,
    );
  const minimum = Number(input.minimumDenominator);

  /** In performance order: how good the rate is, in tenths of a percent or the rounded percent. */
  function share(part: Part, scale: string, by: string, stratum: string): number | null {
    const found = cell(part.measure, by, stratum);
    const { denominator: n = null, numerator: x = null } = found ?? {};
    if (n === null || x === null) return null;
    if (n === 0 || n < minimum) return null;
    const rounded = input.comparison === 'rounded-2-decimals';
    const sign = part.direction === 'higher' ? 1 : -1;
    const percent = rounded ? Math.floor((20_000 * x + n) / (2 * n)) / 100 : (100 * x) / n;
    // Held against a line in whole numbers: 100 x / n ≥ t / 10.
    const meets = (tenths: number) =>
      (rounded ? sign * (Math.round(percent * 100) - tenths * 10) : sign * (1000 * x - tenths * n)) >= 0;
    const met = part.tenths.filter(meets).length;
    const lines = part.tenths.map((tenths) => tenths / 10);
    const at = (percentile: number) => percentiles.indexOf(percentile as 10);
    const ramp = (value: number, from: number, to: number) => Math.min(1, Math.max(0, (value - from) / (to - from)));
    if (scale === 'cliff') return met > at(50) ? 1 : 0;
    if (scale === 'named') return meets(Number(goal) * 10) ? 1 : 0;
    if (scale === 'steps') return met > at(90) ? 1 : met > at(66) ? 0.8 : met > at(25) ? 0.25 : 0.1;
    if (scale === 'rate') {
      if (met > at(75)) return 1;
      return met > at(25) ? ramp((100 * x) / n, lines[at(25)]!, lines[at(75)]!) : 0;
    }
    if (met === 0) return 0;
    if (met === percentiles.length) return 1;
    const [low, high] = [lines[met - 1]!, lines[met]!];
    const percentile = percentiles[met - 1]! + ((percent - low) / (high - low)) * (percentiles[met]! - percentiles[met - 1]!);
    return ramp(percentile, 25, 66);
  }

  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const rule = (input.strata as { rule: string } | undefined)?.rule;
  function achieved(measure: ProgramInput['measures'][number]): number | null {
    const shares = measure.parts.map(({ measure: id }) => {
      const part = parts.find((one) => one.measure === id)!;
      const total = share(part, measure.scale as string, 'total', 'all');
      if (total === null || rule === undefined || rule === 'report') return total;
      const strata = ['A', 'B', 'C']
        .map((stratum) => share(part, measure.scale as string, 'group', stratum))
        .filter((one) => one !== null);
      if (rule === 'every-stratum') return Math.min(total, ...strata);
      return strata.length === 0 ? total : mean(strata);
    });
    if (shares.includes(null)) return null;
    const known = shares.map((one) => one!);
    return measure.combine === 'lowest-share' ? Math.min(...known) : mean(known);
  }

  const items = input.measures.map((measure) => ({ weight: Number(measure.weight), achieved: achieved(measure) }));
  const counted = items.flatMap((item) =>
    item.achieved === null
      ? input.missing === 'zero'
        ? [{ ...item, achieved: 0 }]
        : []
      : [{ ...item, achieved: item.achieved }],
  );
  const weight = counted.reduce((sum, item) => sum + item.weight, 0);
  if (weight === 0) return { score: null, dollars: null };
  const stake = base * Number(input.money!.share);
  const due = counted.map((item) => stake * item.weight * (input.kind === 'penalty' ? 1 - item.achieved : item.achieved));
  const total = due.reduce((sum, dollars) => sum + dollars, 0);
  const cap = input.money!.cap === undefined ? Infinity : base * Number(input.money!.cap);
  return {
    score: counted.reduce((sum, item) => sum + item.weight * item.achieved, 0) / weight,
    dollars: Math.min(total, cap),
  };
}

test('500 random programs and results: a spreadsheet comes to the same', async () => {
  expect(Object.keys(scaleTable)).toEqual(['cliff', 'named', 'ramp', 'rate', 'steps']);
  let [compared, nothing] = [0, 0];
  await fc.assert(
    fc.asyncProperty(worlds({ withComponents: false }), async (world) => {
      const { prepared, results, inputs } = await prepare(world);
      for (const score of scoreProgram(prepared, { results, organizations: world.organizations, inputs })) {
        const plain = naive(world, score.organization);
        if (plain.score === null) {
          expect(score.score).toBeNull();
          nothing += 1;
          continue;
        }
        compared += 1;
        expect(score.score).toBeCloseTo(plain.score, 9);
        // Each item is rounded to a cent, so that is how far a sum of them may stand from the unrounded one.
        const tolerance = 0.005 * (world.input.measures.length + 1) + 1e-6;
        expect(Math.abs(score.dollars!.total.cents! / 100 - plain.dollars!)).toBeLessThanOrEqual(tolerance);
      }
    }),
    { numRuns: 500, seed: 1 },
  );
  expect(compared).toBeGreaterThan(500);
  expect(nothing).toBeGreaterThan(0);
});
