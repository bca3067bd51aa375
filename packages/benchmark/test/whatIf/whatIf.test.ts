import { compareScores, defineProgram, programResults, whatIf, type WhatIfOptions } from '@equipoise/benchmark';
import { expect, test } from 'vitest';
import { head, inputs, row, table, year } from './support.ts';

const definition = defineProgram({
  ...head,
  strata: { by: ['race'], rule: 'report' },
  measures: [
    { id: 'CBP', title: 'Blood pressure', parts: [{ measure: 'CBP', direction: 'higher' }], weight: 0.5 },
    { id: 'COL', title: 'Screening', parts: [{ measure: 'COL', direction: 'higher' }], weight: 0.5, scale: 'percentile' },
  ],
});
const tables = [table('CBP', ['40', '50', '60']), table('COL', ['40', '50', '60'])];
const results = programResults([
  row('CBP', '96/200'),
  row('CBP', '30/80', { by: 'race', stratum: 'Black' }),
  row('CBP', '60/110', { by: 'race', stratum: 'White' }),
  row('COL', '90/200'),
  row('CBP', '10/20', { organization: 'b' }),
  row('COL', '8/20', { organization: 'b' }),
  row('CBP', '120/200', { year: 2026 }),
]);

const ask = (change: WhatIfOptions['change'], organizations?: readonly string[]) =>
  whatIf({ definition, tables, year }, { results, inputs, organizations, change });

test('gaps closed in a stratum: rates, place and award before and after', async () => {
  const { changes, closed } = await ask({
    gaps: [{ organization: 'a', measure: 'CBP', by: 'race', stratum: 'Black', patients: 4 }],
  });
  const [a, b] = changes;
  expect(closed).toEqual([{ organization: 'a', measure: 'CBP', by: 'race', stratum: 'Black', patients: 4 }]);
  // 100 of 200 is the 50th percentile, where the cliff is: 10,000 × 5 % × 50 % = $250.
  expect(a!.dollars).toEqual({ before: 62.5, after: 312.5, change: 250 }); // COL at 45 % is the 30th percentile: a quarter of 250
  expect(a!.items.map(({ id }) => id)).toEqual(['CBP']);
  expect(a!.items[0]!.cells.map(({ by, rate, stratum }) => ({ by, stratum, rate }))).toEqual([
    { by: 'total', stratum: 'all', rate: { before: 0.48, after: 0.5, change: expect.closeTo(0.02, 12) } },
    { by: 'race', stratum: 'Black', rate: { before: 0.375, after: 0.425, change: expect.closeTo(0.05, 12) } },
  ]);
  const [total] = a!.items[0]!.cells;
  expect(total!.percentile).toEqual({ before: expect.closeTo(42, 9), after: 50, change: expect.closeTo(8, 9) });
  expect(total!.patientsToNext).toEqual({ before: 4, after: 20, change: 16 });
  expect(b!.differs).toBe(false);
});

test('a line, a scale, a weight or a formula that is changed', async () => {
  const dollars = async (assume: Readonly<Record<string, string>>) => {
    const { changes } = await ask({ assume }, ['a']);
    return changes[0]!.dollars.after;
  };
  expect(await dollars({ 'scales.cliff': '{"scale":"cliff","line":10}' })).toBe(312.5);
  expect(await dollars({ 'lines.goal': '{"percentile":50}', scale: 'steps' })).toBe(125); // CBP is between the 10th and the 50th: a quarter
  expect(await dollars({ 'measures.CBP.weight': '0.2', 'measures.COL.weight': '0.8' })).toBe(100);
  // The program has no formula of its own: 2 dollars for each patient in a numerator.
  expect(await dollars({ 'money.formula': '2 * numerator' })).toBe(2 * (96 + 90));
});

test('assumptions of the change stand beside its dollars, and not beside those before', async () => {
  const { after, before } = await ask({ assume: { scale: 'steps' } }, ['a']);
  expect(before[0]!.assumptions).toEqual([]);
  expect(after[0]!.assumptions).toEqual(['scale = steps (assumed)']);
});

test('another year has its own results', async () => {
  const { changes } = await ask({ year: 2026 }, ['a']);
  expect(changes[0]!.items.find(({ id }) => id === 'CBP')!.achieved).toEqual({ before: 0, after: 1, change: 1 });
  expect(changes[0]!.items.find(({ id }) => id === 'COL')!.achieved).toEqual({
    before: expect.closeTo(0.25, 9),
    after: null,
    change: null,
  });
});

test('each is each organization asked for; where nothing can be closed is said', async () => {
  const hidden = programResults([
    row('CBP', '96/200'),
    { ...row('CBP', '0/0', { organization: 'b' }), numerator: null, denominator: null },
    row('CBP', '1/2', { organization: 'c' }),
  ]);
  const { closed, passedOver } = await whatIf(
    { definition, tables, year },
    { results: hidden, organizations: ['a', 'b'], change: { gaps: [{ organization: 'each', measure: 'CBP', patients: 3 }] } },
  );
  expect(closed.map(({ organization, patients }) => ({ organization, patients }))).toEqual([{ organization: 'a', patients: 3 }]);
  expect(passedOver).toEqual([{ organization: 'b', measure: 'CBP', reason: expect.stringContaining('hidden by the release') }]);
});

test('strata that decide and are left as they were are named', async () => {
  const strict = defineProgram({ ...definition.written, strata: { by: ['race'], rule: 'every-stratum' } });
  const close = async (where: object) => {
    const gaps = [{ organization: 'a', measure: 'CBP', patients: 1, ...where }];
    const { cautions } = await whatIf({ definition: strict, tables, year }, { results, change: { gaps } });
    return cautions;
  };
  expect(await close({})).toEqual([
    'CBP by race is left as it was: the change does not say in which of its strata the gaps close',
  ]);
  expect(await close({ by: 'race', stratum: 'Black' })).toEqual([]);
});

test('nothing changed, nothing differs', async () => {
  const { before, changes } = await ask({});
  expect(changes.map(({ differs, items }) => ({ differs, items }))).toEqual([
    { differs: false, items: [] },
    { differs: false, items: [] },
  ]);
  expect(compareScores(before, [])[0]!.score).toEqual({ before: expect.closeTo(0.125, 9), after: null, change: null });
});
