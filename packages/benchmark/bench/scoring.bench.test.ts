import { createRandom } from '@equipoise/engine';
import { expect, test } from 'vitest';
import { compareRates } from '../../engine/bench/support/compareRates.ts';
import {
  type Benchmark,
  benchmarkSets,
  createPlacer,
  defineProgram,
  prepareProgram,
  programInForce,
  programResults,
  type ProgramScore,
  type ResultRow,
  scoreProgram,
} from '../src/index.ts';

const PRACTICES = 5000;
const MEASURES = 20;
const YEAR = 2025;
const CAPITATION = 200_000;
const SHARE = 0.05;
const RAMP = { from: 25, to: 75 };

/** One table of each measure, with lines that reach as far as the ramp. */
const tables: readonly Benchmark[] = [
  ...new Map(
    benchmarkSets()
      .filter(({ lines, population, unit }) => population === 'medicaid-chip-state' && unit === 'percent' && lines.length > 2)
      .map((table) => [table.measure, table]),
  ).values(),
].slice(0, MEASURES);

const random = createRandom(1);
const rows: readonly ResultRow[] = Array.from({ length: PRACTICES }, (_, practice) =>
  tables.map(({ measure }) => {
    const denominator = 30 + random.below(400);
    const key = { organization: `practice-${practice}`, measure, year: YEAR, by: 'total', stratum: 'all' };
    return { ...key, denominator, numerator: random.below(denominator + 1) };
  }),
).flat();

const definition = (formula?: string) =>
  defineProgram({
    id: 'bench',
    title: 'Twenty measures on a ramp',
    kind: 'bonus',
    status: 'example',
    payer: 'nobody',
    accountable: { level: 'practice', words: 'each practice' },
    verified: true,
    source: 'bench',
    citations: { bench: { title: 'This bench' } },
    notKnown: [],
    benchmark: { population: 'medicaid-chip-state' },
    scales: { ramp: { scale: 'linear-percentile', ...RAMP } },
    scale: 'ramp',
    minimumDenominator: 30,
    measures: tables.map(({ direction, measure }) => ({
      id: measure,
      title: measure,
      parts: [{ measure, direction }],
      weight: 1 / MEASURES,
    })),
    money: { base: 'capitation', inputs: { capitation: 'Dollars' }, share: SHARE, ...(formula === undefined ? {} : { formula }) },
  });

/** What a spreadsheet does: a plain loop over doubles, the rate looked up between the lines; no reasons, bounds, chances or words. */
function scorePlainly(): Float64Array {
  const dollars = new Float64Array(PRACTICES);
  for (const [index, { denominator, numerator }] of rows.entries()) {
    const { direction, lines } = tables[index % MEASURES]!;
    const sign = direction === 'higher' ? 1 : -1;
    const rate = numerator! / denominator!;
    const met = lines.findLastIndex((line) => sign * (rate - line.rate) >= 0);
    const [reached, next] = [lines[met], lines[met + 1]];
    const percentile =
      reached === undefined
        ? 0
        : next === undefined
          ? 100
          : reached.percentile + ((rate - reached.rate) / (next.rate - reached.rate)) * (next.percentile - reached.percentile);
    const achieved = Math.min(1, Math.max(0, (percentile - RAMP.from) / (RAMP.to - RAMP.from)));
    dollars[Math.floor(index / MEASURES)]! += (CAPITATION * SHARE * achieved) / MEASURES;
  }
  return dollars;
}

/** The same dollars, and every rate placed. Nothing of the scores is kept: they would slow down whatever is timed after them. */
function checkAgainst(plain: Float64Array, score: () => readonly ProgramScore[]): void {
  for (const [index, { dollars, measures }] of score().entries()) {
    expect(measures.every(({ parts }) => parts[0]?.total.placement !== null)).toBe(true);
    expect(Math.abs(dollars!.total.cents! / 100 - plain[index]!)).toBeLessThan(0.005 * MEASURES + 1e-6); // a cent's rounding each
  }
}

test('5,000 practices × 20 measures scored and placed, in dollars', async () => {
  expect(tables).toHaveLength(MEASURES);
  const results = programResults(rows);
  const inputs = Object.fromEntries(results.organizations.map((id) => [id, { capitation: CAPITATION }]));
  const prepared = await prepareProgram(programInForce(definition(), { year: YEAR }), tables);
  const formula = 'min(base * share * weight, base * share * weight * max(0, achieved))';
  const byFormula = await prepareProgram(programInForce(definition(formula), { year: YEAR }), tables);

  checkAgainst(scorePlainly(), () => scoreProgram(prepared, { results, inputs }));
  checkAgainst(scorePlainly(), () => scoreProgram(byFormula, { results, inputs }));

  const count = PRACTICES * MEASURES;
  const placers = tables.map((table) => createPlacer(table));
  compareRates('5,000 practices × 20 measures', {
    ours: { name: 'scoreProgram', count, run: () => scoreProgram(prepared, { results, inputs }) },
    peers: [
      {
        name: 'the same with rows read anew',
        count,
        run: () => scoreProgram(prepared, { results: programResults(rows), inputs }),
      },
      { name: 'the same by a formula', count, run: () => scoreProgram(byFormula, { results, inputs }) },
      {
        name: 'placed only',
        count,
        run: () => {
          for (const [index, { denominator, numerator }] of rows.entries())
            placers[index % MEASURES]!({ denominator: denominator!, numerator: numerator! });
        },
      },
      { name: 'a plain loop over doubles, what a spreadsheet does', count, run: scorePlainly },
    ],
    unit: 'practice-measures',
    goal: 100_000,
    rounds: 5,
  });
});
