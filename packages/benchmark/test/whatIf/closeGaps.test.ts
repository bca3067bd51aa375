import { closeGaps, type GapChange, type Program, programResults, type ResultRow } from '@equipoise/benchmark';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { head, prepare, row, table, year } from './support.ts';

const { program } = await prepare(
  {
    ...head,
    measures: [
      { id: 'CBP', title: 'Blood pressure', parts: [{ measure: 'CBP', direction: 'higher' }], weight: 0.5 },
      { id: 'GSD9', title: 'Glucose above 9 %', parts: [{ measure: 'GSD9', direction: 'lower' }], weight: 0.5 },
    ],
  },
  [table('CBP', ['40', '50', '60'])],
);

const rows: readonly ResultRow[] = [
  row('CBP', '60/100'),
  row('CBP', '10/30', { by: 'race', stratum: 'Black' }),
  row('CBP', '45/60', { by: 'race', stratum: 'White' }),
  row('CBP', '20/40', { by: 'language', stratum: 'Spanish' }),
  row('CBP', '50/90', { year: year - 1 }),
  row('GSD9', '30/100'),
  row('CBP', '5/8', { organization: 'b' }),
  { ...row('CBP', '0/0', { organization: 'c' }), numerator: null, denominator: null },
];
const results = programResults(rows);

const numerator = (changes: readonly GapChange[], where: Partial<ResultRow> = {}, measure = 'CBP', of: Program = program) =>
  closeGaps(results, changes, of).cell({ organization: 'a', measure, year, by: 'total', stratum: 'all', ...where })?.numerator;

test('into the numerator where higher is better, out of it where lower is', () => {
  expect(numerator([{ organization: 'a', measure: 'CBP', patients: 4 }])).toBe(64);
  expect(numerator([{ organization: 'a', measure: 'GSD9', patients: 4 }], {}, 'GSD9')).toBe(26);
});

test('a stratum and the total move together; other strata, stratifications, years and organizations stay', () => {
  const change = [{ organization: 'a', measure: 'CBP', by: 'race', stratum: 'Black', patients: 7 }];
  expect(numerator(change, { by: 'race', stratum: 'Black' })).toBe(17);
  expect(numerator(change)).toBe(67);
  expect(numerator(change, { by: 'race', stratum: 'White' })).toBe(45);
  expect(numerator(change, { by: 'language', stratum: 'Spanish' })).toBe(20);
  expect(numerator(change, { year: year - 1 })).toBe(50);
  expect(numerator(change, { organization: 'b' })).toBe(5);
});

test('changes add up, and the given results stay as they were', () => {
  const changes = [
    { organization: 'a', measure: 'CBP', by: 'race', stratum: 'Black', patients: 3 },
    { organization: 'a', measure: 'CBP', by: 'race', stratum: 'White', patients: 2 },
    { organization: 'a', measure: 'CBP', patients: 1 },
  ];
  expect(numerator(changes)).toBe(66);
  expect(results.cell({ organization: 'a', measure: 'CBP', year, by: 'total', stratum: 'all' })?.numerator).toBe(60);
});

test('each organization closes what it has open, and what is hidden is passed over', () => {
  const each = [{ organization: 'each', measure: 'CBP', patients: 10 }];
  expect(numerator(each)).toBe(70);
  expect(numerator(each, { organization: 'b' })).toBe(8); // three were open
  expect(numerator(each, { organization: 'c' })).toBeNull();
});

test.for([
  { change: { patients: 41 }, message: 'a CBP has 40 open gaps, so 41 cannot be closed' },
  {
    change: { by: 'race', stratum: 'Black', patients: 21 },
    message: 'a CBP (race: Black) has 20 open gaps, so 21 cannot be closed',
  },
  { change: { organization: 'c', patients: 1 }, message: 'c CBP is hidden by the release' },
  { change: { organization: 'd', patients: 1 }, message: 'd CBP has no data in 2025' },
  { change: { by: 'race', stratum: 'Asian', patients: 1 }, message: 'a CBP (race: Asian) has no data in 2025' },
  { change: { by: 'race', patients: 1 }, message: 'CBP: name the stratification and the stratum, or neither, got race alone' },
  { change: { measure: 'BCS', patients: 1 }, message: 'BCS is no measure of test; there are CBP, GSD9' },
  { change: { patients: 1.5 }, message: 'patients must be a whole number of at least 0, got 1.5' },
])('refused: $message', ({ change, message }) => {
  expect(() => closeGaps(results, [{ organization: 'a', measure: 'CBP', ...change }], program)).toThrow(message);
});

test('two stratifications of one measure are refused: the same patient may be in both', () => {
  const changes = [
    { organization: 'a', measure: 'CBP', by: 'race', stratum: 'Black', patients: 1 },
    { organization: 'a', measure: 'CBP', by: 'language', stratum: 'Spanish', patients: 1 },
  ];
  expect(() => closeGaps(results, changes, program)).toThrow(
    'gaps are closed by one stratification at a time, got race and language',
  );
});

test('no number of changes takes a count out of its bounds', () => {
  const change = fc.record({
    organization: fc.constant('a'),
    measure: fc.constantFrom('CBP', 'GSD9'),
    patients: fc.integer({ min: 0, max: 30 }),
    stratum: fc.constantFrom('Black', 'White'),
    placed: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(change, { maxLength: 6 }), (given) => {
      const changes = given.map(({ placed, stratum, ...rest }) =>
        placed && rest.measure === 'CBP' ? { ...rest, by: 'race', stratum } : rest,
      );
      let changed;
      try {
        changed = closeGaps(results, changes, program);
      } catch (error) {
        expect((error as Error).message).toMatch(/^a (CBP|GSD9).* has \d+ open gaps, so \d+ cannot be closed$/);
        return;
      }
      for (const { denominator, ...key } of rows.filter(({ organization }) => organization === 'a')) {
        const cell = changed.cell(key);
        expect(cell?.denominator).toBe(denominator);
        expect(cell?.numerator).toBeGreaterThanOrEqual(0);
        expect(cell?.numerator).toBeLessThanOrEqual(denominator!);
      }
    }),
    { seed: 1 },
  );
});
