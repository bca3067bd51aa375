import {
  cheapest,
  type CheapestOptions,
  type PreparedProgram,
  type ProgramInput,
  programResults,
  type ResultRow,
} from '@equipoise/benchmark';
import { expect, test } from 'vitest';
import { head, inputs, prepare, row, table, year } from './support.ts';

const measures: ProgramInput['measures'] = [
  { id: 'CBP', title: 'Blood pressure', parts: [{ measure: 'CBP', direction: 'higher' }], weight: 0.5 },
  { id: 'COL', title: 'Screening', parts: [{ measure: 'COL', direction: 'higher' }], weight: 0.3 },
  { id: 'GSD9', title: 'Glucose above 9 %', parts: [{ measure: 'GSD9', direction: 'lower' }], weight: 0.2 },
];
const tables = [table('CBP', ['40', '50', '60']), table('COL', ['40', '50', '60']), table('GSD9', ['40', '30', '20'], 'lower')];
const rows = [row('CBP', '92/200'), row('COL', '94/200'), row('GSD9', '63/200')];

const prepared = await prepare({ ...head, measures }, tables);

function ask(
  options: Partial<CheapestOptions> & Pick<CheapestOptions, 'goal'>,
  of: PreparedProgram = prepared,
  given: readonly ResultRow[] = rows,
) {
  return cheapest(of, { results: programResults(given), organization: 'a', inputs, ...options });
}

const gapsOf = ({ gaps }: ReturnType<typeof ask>) => Object.fromEntries(gaps.map(({ measure, patients }) => [measure, patients]));

// At the cliff of the 50th percentile stand 100 of 200, and 60 of 200 where lower is better: 8, 6 and 3 gaps away; worth $250, $150 and $100.
test.for([
  { amount: 0, gaps: {}, sentence: 'Nothing to close: $0.00 earned already.' },
  { amount: 0.01, gaps: { GSD9: 3 }, sentence: 'Close 3 gaps in Glucose above 9 %: $100.00 more, $0.00 to $100.00.' },
  { amount: 150, gaps: { COL: 6 }, sentence: 'Close 6 gaps in Screening: $150.00 more, $0.00 to $150.00.' },
  { amount: 200, gaps: { CBP: 8 }, sentence: 'Close 8 gaps in Blood pressure: $250.00 more, $0.00 to $250.00.' },
  {
    amount: 350,
    gaps: { CBP: 8, GSD9: 3 },
    sentence: 'Close 8 gaps in Blood pressure and 3 in Glucose above 9 %: $350.00 more, $0.00 to $350.00.',
  },
  {
    amount: 500,
    gaps: { CBP: 8, COL: 6, GSD9: 3 },
    sentence: 'Close 8 gaps in Blood pressure, 6 in Screening and 3 in Glucose above 9 %: $500.00 more, $0.00 to $500.00.',
  },
])('$amount dollars', ({ amount, gaps, sentence }) => {
  const plan = ask({ goal: { kind: 'dollars', amount } });
  expect(gapsOf(plan)).toEqual(gaps);
  expect(plan).toMatchObject({ reached: true, reason: null, sentence });
});

test('beyond what there is: the most that there is, and that it is not enough', () => {
  const plan = ask({ goal: { kind: 'dollars', amount: 501 } });
  expect(plan.reached).toBe(false);
  expect(plan.after.dollars!.total.cents).toBe(50_000);
  expect(plan.sentence).toBe(
    'Not reachable: $501.00; at best $500.00 earned, by closing 8 gaps in Blood pressure, 6 in Screening and 3 in Glucose above 9 %.',
  );
});

test('a gap that takes longer is closed later', () => {
  const cost = { CBP: 10, COL: 10, GSD9: 30 };
  const plan = ask({ goal: { kind: 'dollars', amount: 1 }, cost });
  expect(plan).toMatchObject({ patients: 6, cost: 60, gaps: [{ measure: 'COL', patients: 6, cost: 60 }] });
});

test('as many minutes either way: fewer patients', () => {
  expect(gapsOf(ask({ goal: { kind: 'next-dollar' }, cost: { CBP: 3, COL: 1, GSD9: 2 } }))).toEqual({ GSD9: 3 });
});

test('a score, with and without a measure that nobody can be judged on', () => {
  const score = { kind: 'score', score: 0.7 } as const;
  expect(ask({ goal: score }).sentence).toBe(
    'Close 8 gaps in Blood pressure and 3 in Glucose above 9 %: a score of 70 %, up from 0 %.',
  );
  // Without CBP, COL weighs 0.6 and GSD9 0.4.
  const without = ask({ goal: { kind: 'score', score: 0.6 } }, prepared, rows.slice(1));
  expect(gapsOf(without)).toEqual({ COL: 6 });
  expect(without.after.score).toBeCloseTo(0.6, 12);
});

test('a penalty: what is lost becomes less', async () => {
  const penalty = await prepare({ ...head, kind: 'penalty', measures }, tables);
  const plan = ask({ goal: { kind: 'dollars', amount: 300 } }, penalty);
  expect(plan.sentence).toBe('Close 8 gaps in Blood pressure: $250.00 less lost, $500.00 to $250.00.');
  expect(gapsOf(ask({ goal: { kind: 'next-dollar' } }, penalty))).toEqual({ GSD9: 3 });
});

test('what a cap keeps from being lost needs no gap closed, and less takes more than the cap cut off', async () => {
  const capped = await prepare({ ...head, kind: 'penalty', measures, money: { ...head.money, cap: 0.02 } }, tables);
  expect(ask({ goal: { kind: 'dollars', amount: 200 } }, capped).sentence).toBe('Nothing to close: $200.00 lost already.');
  expect(gapsOf(ask({ goal: { kind: 'next-dollar' } }, capped))).toEqual({ CBP: 8, GSD9: 3 }); // $500 less 350
});

test('a cap ends what there is', async () => {
  const capped = await prepare({ ...head, measures, money: { ...head.money, cap: 0.02 } }, tables);
  const plan = ask({ goal: { kind: 'dollars', amount: 300 } }, capped);
  expect(gapsOf(plan)).toEqual({ CBP: 8 }); // $250 is cut to $200, and more gaps bring no more
  expect(plan.sentence).toContain('at best $200.00 earned, the cap, by closing 8 gaps in Blood pressure.');
});

test('a formula that turns at a count is looked at for every count', async () => {
  // $1 a patient in the numerator, $50 more for each count that ten divides.
  const formula = 'numerator + (numerator == 10 * floor(numerator / 10) ? 50 : 0)';
  const paid = await prepare(
    { ...head, measures: measures.map((one) => ({ ...one, weight: 1 / 3 })), money: { ...head.money, formula } },
    tables,
  );
  const start = ask({ goal: { kind: 'dollars', amount: 0 } }, paid);
  expect(start.before.dollars!.total.cents).toBe((92 + 94 + 63) * 100);
  const more = (dollars: number) => gapsOf(ask({ goal: { kind: 'dollars', amount: 92 + 94 + 63 + dollars } }, paid));
  expect(more(47)).toEqual({ GSD9: 3 }); // three fewer at $1, and the $50 of 60
  expect(more(48)).toEqual({ CBP: 1, GSD9: 3 });
  expect(more(56)).toEqual({ COL: 6 }); // 6 and the $50 of 100
});

test('every stratum: each takes its own, and the total the rest', async () => {
  const strict = await prepare(
    { ...head, measures: [{ ...measures[0]!, weight: 1, strata: { by: ['race'], rule: 'every-stratum' } }] },
    tables,
  );
  const strata = (counts: string) => [
    row('CBP', counts),
    row('CBP', '20/50', { by: 'race', stratum: 'Black' }),
    row('CBP', '48/90', { by: 'race', stratum: 'White' }),
  ];
  const few = ask({ goal: { kind: 'next-dollar' } }, strict, strata('99/200'));
  expect(few.sentence).toBe('Close 5 gaps in Blood pressure (race: Black): $500.00 more, $0.00 to $500.00.');
  const more = ask({ goal: { kind: 'next-dollar' } }, strict, strata('92/200'));
  expect(more.gaps.map(({ by, patients, stratum }) => ({ by, stratum, patients }))).toEqual([
    { by: 'race', stratum: 'Black', patients: 5 },
    { by: 'total', stratum: 'all', patients: 3 },
  ]);
});

test('lines: the next of one measure, the cheapest of all, a line by name', () => {
  expect(ask({ goal: { kind: 'next-line' } }).sentence).toBe(
    'Close 3 gaps in Glucose above 9 %: GSD9 then meets the 50th percentile.',
  );
  expect(gapsOf(ask({ goal: { kind: 'next-line', measure: 'CBP' } }))).toEqual({ CBP: 8 });
  expect(gapsOf(ask({ goal: { kind: 'next-line' }, cost: { GSD9: 3 } }))).toEqual({ COL: 6 });
  expect(ask({ goal: { kind: 'line', measure: 'CBP', line: 'goal' } }).sentence).toBe(
    'Close 28 gaps in Blood pressure: CBP then meets goal (the 90th percentile).',
  );
  expect(ask({ goal: { kind: 'line', measure: 'CBP', line: 10 } }).sentence).toBe(
    'Nothing to close: CBP meets the 10th percentile already.',
  );
  expect(ask({ goal: { kind: 'line', measure: 'CBP', line: 33 } })).toMatchObject({
    reached: null,
    reason:
      'the 33rd percentile is no line that CBP is held against; there are goal (the 90th percentile), the 10th percentile, the 50th percentile, the 90th percentile',
  });
});

test('every line met, and nobody to judge', () => {
  const done = ask({ goal: { kind: 'next-line', measure: 'CBP' } }, prepared, [row('CBP', '200/200')]);
  expect(done).toMatchObject({ reached: null, reason: 'every line is met already' });
  expect(ask({ goal: { kind: 'next-line', measure: 'COL' } }, prepared, [row('CBP', '1/2')])).toMatchObject({
    reached: null,
    reason: 'COL: no data',
  });
});

const component = { id: 'whole', title: 'The whole', weight: 0.2 } as const;
const lighter = measures.map((one, index) => ({ ...one, weight: [0.4, 0.2, 0.2][index]! }));

test.for<{ name: string; input: Partial<ProgramInput>; reason: string }>([
  {
    name: 'a composite',
    input: {
      measures: lighter,
      components: [{ ...component, kind: 'composite', line: 'goal', reportable: 0.5, consequence: 'nothing' }],
    },
    reason: 'whole weighs the mean of all rates, so no measure has a worth of its own',
  },
  {
    name: 'an index of ranks',
    input: { measures: lighter, components: [{ ...component, kind: 'health-equity-index', by: 'race', risk: ['Black'] }] },
    reason: 'whole ranks the organizations, so what a gap is worth hangs on the others',
  },
  {
    name: 'a pool',
    input: { money: { ...head.money, pool: { by: 'score' } } },
    reason: 'what one organization gets from the pool hangs on all the others, so no gap has a worth of its own',
  },
  { name: 'no money', input: { money: undefined }, reason: 'the program pays nothing' },
  {
    name: 'a term that nobody verified',
    input: { money: { ...head.money, share: { value: 0.05, verified: false } } },
    reason: 'no dollars from terms that nobody verified: money.share',
  },
])('not told: $name', async ({ input, reason }) => {
  const { money, ...rest } = { ...head, measures, ...input };
  const plan = ask(
    { goal: { kind: 'dollars', amount: 1 } },
    await prepare({ ...rest, ...(money === undefined ? {} : { money }) }, tables),
  );
  expect(plan).toMatchObject({ reached: null, gaps: [], patients: 0, cost: 0 });
  expect(plan.reason).toContain(reason);
  expect(plan.sentence).toBe(`Cannot be told: ${plan.reason}.`);
  expect(plan.after).toBe(plan.before);
});

test('a score without a weight is not told', async () => {
  const unweighed = measures.map((one) => ({ ...one, weight: { value: null, verified: false } }));
  expect(ask({ goal: { kind: 'score', score: 0.5 } }, await prepare({ ...head, measures: unweighed }, tables)).reason).toContain(
    'measures.CBP.weight, measures.COL.weight, measures.GSD9.weight',
  );
});

test('a mean of strata does not ask what everybody achieves', async () => {
  // The ramp begins at the 5th percentile: below the 10th, where everybody stands, nobody knows. Both strata are on it.
  const ramp = { scale: 'linear-percentile', from: 5, to: 90 } as const;
  const mean = await prepare(
    {
      ...head,
      scales: { ...head.scales, ramp },
      measures: [{ ...measures[0]!, weight: 1, scale: 'ramp', strata: { by: ['race'], rule: 'mean-of-strata' } }],
    },
    tables,
  );
  const strata = [
    row('CBP', '60/200'),
    row('CBP', '10/20', { by: 'race', stratum: 'Black' }),
    row('CBP', '11/25', { by: 'race', stratum: 'White' }),
  ];
  const plan = ask({ goal: { kind: 'next-dollar' } }, mean, strata);
  expect(plan.gaps.map(({ patients, stratum }) => ({ stratum, patients }))).toEqual([{ stratum: 'Black', patients: 1 }]);
});

test('a hidden cell and two stratifications that decide are not told', async () => {
  const hidden = { ...row('CBP', '0/0'), numerator: null, denominator: null };
  expect(ask({ goal: { kind: 'next-dollar' } }, prepared, [hidden, ...rows.slice(1)]).reason).toContain(
    'CBP: hidden by the release',
  );
  const both = await prepare(
    { ...head, measures: [{ ...measures[0]!, weight: 1, strata: { by: ['race', 'sex'], rule: 'every-stratum' } }] },
    tables,
  );
  const strata = [
    rows[0]!,
    row('CBP', '9/20', { by: 'race', stratum: 'Black' }),
    row('CBP', '9/20', { by: 'sex', stratum: 'female' }),
  ];
  expect(ask({ goal: { kind: 'next-dollar' } }, both, strata).reason).toBe(
    'CBP is judged by two stratifications: counts do not say which patients are in a stratum of each',
  );
});

test('a gap between groups: its patients come from the group, and the reference is not let fall', async () => {
  const gap = {
    kind: 'gap-closure',
    id: 'gap',
    title: 'The gap',
    weight: 0.5,
    measure: 'CBP',
    direction: 'higher',
    by: 'race',
    group: 'Black',
    reference: 'White',
    closed: 0.5,
  } as const;
  const equity = await prepare({ ...head, measures: [measures[0]!], components: [gap] }, tables);
  const cells = (all: string, white: string) => [
    row('CBP', all),
    row('CBP', '20/100', { by: 'race', stratum: 'Black' }),
    row('CBP', white, { by: 'race', stratum: 'White' }),
    row('CBP', '60/200', { year: year - 1 }),
    row('CBP', '20/100', { by: 'race', stratum: 'Black', year: year - 1 }),
    row('CBP', '40/100', { by: 'race', stratum: 'White', year: year - 1 }),
  ];
  const plan = ask({ goal: { kind: 'next-dollar' } }, equity, cells('60/200', '40/100'));
  expect(plan.sentence).toBe('Close 10 gaps in Blood pressure (race: Black): $250.00 more, $0.00 to $250.00.');
  // The reference lost three: they are won back first, for a gap that closes by levelling down does not count.
  const fallen = ask({ goal: { kind: 'next-dollar' } }, equity, cells('57/200', '37/100'));
  expect(fallen.gaps.map(({ patients, stratum }) => ({ stratum, patients }))).toEqual([
    { stratum: 'Black', patients: 10 },
    { stratum: 'White', patients: 3 },
  ]);
  expect(ask({ goal: { kind: 'next-dollar' } }, equity, cells('60/200', '37/100')).reason).toBe(
    'the strata of CBP by race have 143 open gaps and everybody 140, so some patients are in more than one',
  );
});

test.for([
  { options: { goal: { kind: 'dollars', amount: -1 } }, message: 'goal: dollars must be a number of at least 0, got -1' },
  { options: { goal: { kind: 'score', score: 70 } }, message: 'goal: a score is a fraction between 0 and 1, got 70' },
  { options: { goal: { kind: 'next-line', measure: 'BCS' } }, message: 'BCS is no measure of test; there are CBP, COL, GSD9' },
  { options: { goal: { kind: 'next-line' }, cost: { BCS: 1 } }, message: 'BCS is no measure of test; there are CBP, COL, GSD9' },
  { options: { goal: { kind: 'next-line' }, cost: { CBP: 0 } }, message: 'cost of CBP must be at least 1, got 0' },
  {
    options: { goal: { kind: 'next-line' }, cost: { CBP: 1.5 } },
    message: 'cost of CBP must be a whole number of at least 0, got 1.5',
  },
] as const)('refused: $message', ({ message, options }) => {
  expect(() => ask(options)).toThrow(new RangeError(message));
});
