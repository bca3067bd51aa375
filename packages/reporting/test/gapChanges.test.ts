import { describe, expect, test } from 'vitest';
import { sentenceOfChange } from '../src/index.ts';
import { reportsOf, type Counts } from './support/world.ts';

const cell = (period: string, stratum: string, denominator: number, numerator: number): Counts => [
  'CBP',
  period,
  'a',
  'sex',
  stratum,
  denominator,
  numerator,
];
const measures = [{ id: 'CBP', title: 'Blood pressure', direction: 'higher', window: 'rolling-12' }] as const;
const worldOf = (cells: readonly Counts[], policy = 'none') => reportsOf({ measures, policy, cells });
const question = { measure: 'CBP', by: 'sex', group: 'female', from: '2024-12', to: '2025-12' } as const;
const base = [
  cell('2024-12', 'female', 1000, 400),
  cell('2024-12', 'male', 1000, 600),
  cell('2025-12', 'female', 1000, 550),
  cell('2025-12', 'male', 1000, 720),
];

test('parts add to the change: 20 points come to 17, 15 by the group and 12 by the reference', async () => {
  const [found] = await (await worldOf(base)).gapChanges(question);
  const { change } = found!;
  expect(change!.gapBaseline).toBeCloseTo(0.2, 12);
  expect(change!.gapFollowUp).toBeCloseTo(0.17, 12);
  expect(change!.value).toBeCloseTo(-0.03, 12);
  expect(change!.fromGroup).toBeCloseTo(-0.15, 12);
  expect(change!.fromReference).toBeCloseTo(0.12, 12);
  const deviation = Math.sqrt((0.4 * 0.6 + 0.6 * 0.4 + 0.55 * 0.45 + 0.72 * 0.28) / 1000);
  expect(change!.upper! - change!.lower!).toBeCloseTo(2 * 1.959963984540054 * deviation, 12);
  expect(sentenceOfChange(found!)).toBe(
    'The gap of female members to all other members went from +20.0 points in 2024-12 to +17.0 in 2025-12 (positive = worse off), ' +
      'a change of −3.0, 95 % interval −9.0 to +3.0: too few members to tell from no change. Of the change −15.0 is from female, +12.0 from the others. ' +
      // 1 − rates: 60 to 40 is a ratio of 1.50, 45 to 28 one of 1.61
      'Beware: difference, ratio and complement ratio do not agree on whether it narrowed. ' +
      'The interval takes it that the members of the two periods are independent samples; where the same members stand in both it is too wide rather than too narrow.',
  );
});

test('levelling down and framings that disagree are said', async () => {
  const worse = [...base.slice(0, 2), cell('2025-12', 'female', 1000, 400), cell('2025-12', 'male', 1000, 500)];
  const [down] = await (await worldOf(worse)).gapChanges(question);
  expect(down!.change!.levellingDown).toBe(true);
  expect(sentenceOfChange(down!)).toContain('Levelling down');
  expect(sentenceOfChange(down!)).not.toContain('If it is');
  // A tenth of the members: the same rates, within chance; and a gap of ten points that turns round.
  const few = worse.map(([measure, period, practice, by, stratum, denominator, numerator]): Counts => [
    measure,
    period,
    practice,
    by,
    stratum,
    denominator / 10,
    numerator / 10,
  ]);
  expect(sentenceOfChange((await (await worldOf(few)).gapChanges(question))[0]!)).toContain(
    'If it is a change at all, it is levelling down: the gap narrowed because the reference got worse',
  );
  const turning = [cell('2024-12', 'female', 100, 55), cell('2024-12', 'male', 100, 50)];
  const back = [cell('2025-12', 'female', 100, 50), cell('2025-12', 'male', 100, 55)];
  expect(sentenceOfChange((await (await worldOf([...turning, ...back])).gapChanges(question))[0]!)).toContain(
    'If it is a change at all, the gap turned round: female members are now worse off.',
  );
  const both = [
    cell('2024-12', 'female', 1000, 400),
    cell('2024-12', 'male', 1000, 500),
    cell('2025-12', 'female', 1000, 100),
    cell('2025-12', 'male', 1000, 180),
  ];
  const [conflict] = await (await worldOf(both)).gapChanges(question);
  expect(conflict!.change!.conflict).toBe(true);
  expect(sentenceOfChange(conflict!)).toContain('do not agree');
});

describe('what is refused', async () => {
  const reports = await worldOf(base);
  test.for([
    [{ from: '2025-06' }, 'windows of 2025-06 and 2025-12 overlap (rolling-12)'],
    [{ to: '2024-12' }, 'windows of 2024-12 and 2024-12 overlap'],
    [{ from: '2025-12', to: '2024-12' }, 'is after follow-up'],
    [{ from: '2020-01' }, 'period 2020-01 is not in the release'],
    [{ group: 'Martian' }, 'group Martian is not a stratum here'],
    [{ reference: 'Martian' }, 'reference Martian is not a stratum here'],
    [{ reference: 'female' }, 'a group has no gap to itself'],
    [{ by: undefined }, 'name a stratification with by'],
  ] as const)('%j', async ([terms, rule]) => {
    await expect(reports.gapChanges({ ...question, ...terms })).rejects.toThrow(rule);
  });
});

describe('groups that are not shown', () => {
  test('the rest is of the same groups at both ends; a hidden one leaves no trace', async () => {
    const found = await Promise.all(
      [9, 2].map(async (met) => {
        const reports = await worldOf([...base, cell('2024-12', 'other', 500, 100), cell('2025-12', 'other', 10, met)], 'cms');
        return (await reports.gapChanges({ ...question, organizations: ['a'] }))[0]!;
      }),
    );
    expect(found[0]).toEqual(found[1]);
    expect(found[0]!.referenceStrata).toEqual(['male']);
    expect(found[0]!.change!.value).toBeCloseTo(-0.03, 12);
  });

  test('a group or a reference that is hidden at one end gives a reason; one that is no answer is refused', async () => {
    const reports = await worldOf(
      [...base, ...['2024-12', '2025-12'].map((period) => cell(period, 'Unknown', 100, 50)), cell('2024-12', 'other', 10, 4)],
      'cms',
    );
    const reasonOf = async (terms: object) => (await reports.gapChanges({ ...question, ...terms }))[0]!;
    expect(await reasonOf({ group: 'other' })).toMatchObject({ change: null, reason: 'other is not shown in both periods' });
    expect(await reasonOf({ reference: 'other' })).toMatchObject({ change: null, reason: 'other is not shown in both periods' });
    await expect(reasonOf({ group: 'Unknown' })).rejects.toThrow('the group stands for no answer: shown, never compared');
    await expect(reasonOf({ reference: 'Unknown' })).rejects.toThrow('the reference stands for no answer');
    expect(sentenceOfChange(await reasonOf({ group: 'other' }))).toBe('No change to tell: other is not shown in both periods.');
  });
});
