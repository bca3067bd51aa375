import { completenessMet, gapClosure } from '@equipoise/benchmark';
import { compareWithReference } from '@equipoise/engine';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { cells, required } from '../support.ts';
import { worked } from './workedExamples.ts';

test.for(worked.gapRules.filter(({ rule }) => rule.startsWith('absolute_gap_closure')))('worked example: $rule', (example) => {
  const percent = (rate: number | undefined) => required(rate) / 100;
  const result = gapClosure({
    direction: 'higher',
    baseline: { group: percent(example.baseline_group), reference: percent(example.baseline_reference) },
    current: { group: percent(example.current_group), reference: percent(example.current_reference) },
  });
  expect(required(result.baseline.gap)).toBeCloseTo(percent(example.gap_baseline), 14);
  expect(required(result.current.gap)).toBeCloseTo(percent(example.gap_current), 14);
  expect(result.closed).toBe(example.closed_fraction);
  const trap = example.rule.endsWith('trap');
  expect(result).toMatchObject({ levellingDown: trap, met: !trap, reason: null });
});

const start = { group: 0.5, reference: 0.62 };

test('both rates are in the words, and whose doing it was in the numbers', () => {
  const result = gapClosure({ direction: 'higher', baseline: start, current: { group: 0.58, reference: 0.64 } });
  expect(result.sentence).toBe(
    'The group went from 50 % to 58 % and the reference from 62 % to 64 %: 50 % of the gap closed, enough for the 50 % asked for.',
  );
  expect(result.closedByGroup).toBeCloseTo(8 / 12, 14);
  expect(result.closedByReference).toBeCloseTo(-2 / 12, 14);
  expect(gapClosure({ direction: 'higher', baseline: start, current: { group: 0.5, reference: 0.56 } }).sentence).toBe(
    'The group went from 50 % to 50 % and the reference from 62 % to 56 %: 50 % of the gap closed, not counted, because the reference got worse (levelling down).',
  );
  expect(gapClosure({ direction: 'higher', baseline: start, current: { group: 0.44, reference: 0.62 } }).sentence).toContain(
    'the gap grew by 50 %, short of the 50 % asked for',
  );
});

test.for([
  { reference: 0.62, tolerance: 0, levellingDown: false },
  { reference: 0.61, tolerance: 0, levellingDown: true },
  { reference: 0.61, tolerance: 0.01, levellingDown: false }, // as far as it may fall; in doubles 0.62 − 0.61 is above 0.01
  { reference: 0.6, tolerance: 0.01, levellingDown: true },
])(
  'a reference fallen to $reference, $tolerance allowed: levelling down $levellingDown',
  ({ levellingDown, reference, tolerance }) => {
    const options = { direction: 'higher', baseline: start, current: { group: 0.58, reference }, tolerance } as const;
    expect(gapClosure(options)).toMatchObject({ levellingDown, met: !levellingDown });
  },
);

test('a gap that widened while the reference fell is no levelling down, only short', () => {
  const current = { group: 0.4, reference: 0.6 };
  expect(gapClosure({ direction: 'higher', baseline: start, current })).toMatchObject({ levellingDown: false, met: false });
});

test('half is half exactly', () => {
  expect(0.64 - 0.58).toBeGreaterThan(0.5 * (0.62 - 0.5)); // in doubles the worked example above would fall short
  const closed = (group: number) =>
    gapClosure({
      direction: 'higher',
      baseline: { group: { denominator: 10, numerator: 3 }, reference: { denominator: 10, numerator: 6 } },
      current: { group: { denominator: 100, numerator: group }, reference: 0.6 },
    }).met;
  expect([44, 45, 46].map(closed)).toEqual([false, true, true]);
});

test('no gap to close, or nobody to count, is no answer', () => {
  const ahead = { group: 0.62, reference: 0.62 };
  expect(gapClosure({ direction: 'higher', baseline: ahead, current: start })).toMatchObject({
    closed: null,
    met: null,
    current: { gap: 0.12 },
    reason: 'the group was not worse off at baseline: there was no gap to close',
  });
  const nobody = { group: { denominator: 0, numerator: 0 }, reference: 0.6 };
  expect(gapClosure({ direction: 'higher', baseline: start, current: nobody })).toMatchObject({
    met: null,
    baseline: { gap: 0.12 },
    current: { group: null, reference: null, gap: null },
    reason: 'nobody is in a denominator now',
  });
});

test('turning hits into misses and the direction round changes nothing, and the two parts add up', () => {
  const arms = fc.record({ group: cells, reference: cells });
  const turn = ({ denominator, numerator }: { denominator: number; numerator: number }) => ({
    denominator,
    numerator: denominator - numerator,
  });
  fc.assert(
    fc.property(arms, arms, (baseline, current) => {
      const result = gapClosure({ direction: 'higher', baseline, current });
      const turned = gapClosure({
        direction: 'lower',
        baseline: { group: turn(baseline.group), reference: turn(baseline.reference) },
        current: { group: turn(current.group), reference: turn(current.reference) },
      });
      const { closed, closedByGroup, closedByReference, levellingDown, met, reason } = turned;
      expect(result).toMatchObject({ closed, closedByGroup, closedByReference, levellingDown, met, reason });
      if (closed !== null) {
        const parts = required(closedByGroup) + required(closedByReference);
        expect(Math.abs(closed - parts)).toBeLessThan(1e-12 * (1 + Math.abs(required(closedByGroup)) + Math.abs(parts)));
      }
    }),
    { seed: 1 },
  );
});

test.for([
  [{ baseline: { group: 50, reference: 62 } }, 'group at baseline is a fraction between 0 and 1, got 50'],
  [{ closed: 50 }, 'closed is a fraction between 0 and 1, got 50'],
  [{ tolerance: -1 }, 'tolerance is a fraction between 0 and 1, got -1'],
] as const)('%j is refused', ([wrong, message]) => {
  expect(() => gapClosure({ direction: 'higher', baseline: start, current: start, ...wrong })).toThrow(message);
});

test('completeness is compared exactly, and says how many are still to be asked', () => {
  expect(completenessMet({ denominator: 10, numerator: 7 }, 0.7)).toMatchObject({ met: true, membersToReach: 0, share: 0.7 });
  expect(completenessMet({ denominator: 312, numerator: 243 }, 0.8)).toMatchObject({
    met: false,
    membersToReach: 7, // 80 % of 312 is 249.6
    sentence: '243 of 312 members reported it themselves (77.88 %), 7 more for the 80 % asked for.',
  });
  expect(completenessMet({ denominator: 0, numerator: 0 }, 0.8)).toMatchObject({
    share: null,
    met: null,
    membersToReach: null,
    reason: 'there are no members',
  });
  expect(() => completenessMet({ denominator: 10, numerator: 7 }, 80)).toThrow('threshold is a fraction between 0 and 1, got 80');
});

test('that many more members reach the threshold, and one fewer does not', () => {
  const thresholds = fc.integer({ min: 0, max: 1000 }).map((thousandths) => thousandths / 1000);
  fc.assert(
    fc.property(cells, thresholds, (counts, threshold) => {
      const more = required(completenessMet(counts, threshold).membersToReach);
      const met = (members: number) => completenessMet({ ...counts, numerator: counts.numerator + members }, threshold).met;
      expect(met(more)).toBe(true);
      if (more > 0) expect(met(more - 1)).toBe(false);
    }),
    { seed: 1 },
  );
});

test.for(worked.ahrqRule)('worked example: AHRQ, $group against $reference', (example) => {
  const [[reference, all], [group, some]] = [example.reference, example.group];
  const { rows } = compareWithReference(
    [
      { group: 'reference', population: all, numerator: reference },
      { group: 'group', population: some, numerator: group },
    ],
    { direction: 'higher', reference: { group: 'reference' } },
  );
  const row = required(rows[1]);
  expect(Math.abs(required(row.ratio.value) - 1)).toBeCloseTo(example.relative_difference_favourable, 12);
  expect(Math.abs(required(required(row.complementRatio).value) - 1)).toBeCloseTo(example.relative_difference_adverse, 12);
  expect(Math.abs(required(row.zPooled))).toBeCloseTo(example.z_pooled, 12);
  expect(required(row.pPooled)).toBeCloseTo(example.p_two_sided, 12);
  expect(row.ahrqClass).toBe(example.flag ? 'worse' : 'same');
});
