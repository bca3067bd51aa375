import { expect, test } from 'vitest';
import { compareRates } from '../../engine/bench/support/compareRates.ts';
import { cheapest, type PreparedProgram, type ProgramResults, programResults, scoreProgram } from '../src/index.ts';
import { head, inputs, prepare, row, table } from '../test/whatIf/support.ts';

const MEASURES = 8;
const PATIENTS = 300;
const ids = Array.from({ length: MEASURES }, (_, index) => `M${index}`);

/** What a script does: every count of every measure scored, and a table over the patients closed so far. One patient, one unit of cost. */
function fewestPlainly(prepared: PreparedProgram, results: ProgramResults, goal: number): number {
  const cents = (measure: string, patients: number) => {
    const changed: ProgramResults = {
      ...results,
      cell(key) {
        const cell = results.cell(key);
        if (key.measure !== measure || cell === null) return cell;
        return { denominator: cell.denominator, numerator: cell.numerator! + patients };
      },
    };
    const [score] = scoreProgram(prepared, { results: changed, organizations: ['a'], inputs });
    return score!.measures.find(({ id }) => id === measure)!.dollars!.cents!;
  };
  const payoffs = ids.map((id) => {
    const { denominator, numerator } = results.cell({ organization: 'a', measure: id, year: 2025, by: 'total', stratum: 'all' })!;
    return Array.from({ length: denominator! - numerator! + 1 }, (_, patients) => cents(id, patients));
  });
  let best: readonly number[] = [0];
  for (const payoff of payoffs) {
    const next = Array.from({ length: best.length + payoff.length - 1 }, () => -Infinity);
    for (const [before, paid] of best.entries())
      for (const [patients, more] of payoff.entries()) next[before + patients] = Math.max(next[before + patients]!, paid + more);
    best = next;
  }
  return best.findIndex((paid) => paid >= goal);
}

test.for(['steps', 'rate'] as const)('the cheapest gaps of eight measures, 300 patients each: %s', async (scale) => {
  const prepared = await prepare(
    {
      ...head,
      scale,
      measures: ids.map((id) => ({
        id,
        title: id,
        parts: [{ measure: id, direction: 'higher' as const }],
        weight: 1 / MEASURES,
      })),
    },
    ids.map((id, index) => table(id, [`${30 + index}`, `${50 + index}.5`, `${62 + 2 * index}`])),
  );
  const results = programResults(ids.map((id, index) => row(id, `${75 + 6 * index}/${PATIENTS}`)));
  const plan = () => cheapest(prepared, { results, organization: 'a', inputs, goal: { kind: 'dollars', amount: 300 } });
  expect(plan().patients).toBe(fewestPlainly(prepared, results, 30_000));
  compareRates(`cheapest gaps, ${scale}`, {
    ours: { name: 'cheapest', count: 1, run: plan },
    peers: [{ name: 'every count scored, a table over patients', count: 1, run: () => fewestPlainly(prepared, results, 30_000) }],
    unit: 'plans',
    rounds: 5,
  });
});
