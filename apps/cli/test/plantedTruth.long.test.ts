import { expect, test } from 'vitest';
import { countCoverage, falseSignals, signalsOf } from './support/findings.ts';
import { plantedProgram } from './support/planted.ts';

const seeds = Array.from({ length: 20 }, (_, index) => index + 1);

test('over twenty programs: intervals cover, false signals are as many as chance makes, and large changes are found', async () => {
  const sums = { covered: 0, of: 0, observed: 0, expected: 0 };
  const found: Record<string, number> = { 'practice-10': 0, 'practice-24': 0, 'practice-15': 0, 'practice-03': 0 };
  for (const seed of seeds) {
    const { truth, store, internal } = await plantedProgram({ seed });
    const { groups, practices } = await countCoverage(internal, truth);
    sums.covered += groups.covered + practices.covered;
    sums.of += groups.of + practices.of;
    const signals = await falseSignals(internal, truth);
    sums.observed += signals.observed;
    sums.expected += signals.expected;
    for (const { organization, measures } of truth.changes)
      if ((await signalsOf(internal, measures[1]!)).includes(organization)) found[organization]! += 1;
    await store.close();
  }
  // 4,900 intervals of 95 %: one standard error is 0.3 %, a little more because the two measures of a topic share patients.
  expect(sums.covered / sums.of).toBeGreaterThan(0.935);
  expect(sums.covered / sums.of).toBeLessThan(0.965);
  // About 55 signals expected: three standard errors of a Poisson count are 40 % of it.
  expect(sums.observed / sums.expected).toBeGreaterThan(0.6);
  expect(sums.observed / sums.expected).toBeLessThan(1.4);
  expect(found['practice-10']).toBeGreaterThanOrEqual(19);
  expect(found['practice-03']).toBeGreaterThanOrEqual(12);
  expect(found['practice-24']).toBeGreaterThanOrEqual(12);
  // Seven points in a practice of 400 members: found now and then, missed as a rule.
  expect(found['practice-15']).toBeLessThanOrEqual(10);
  console.log({ ...sums, ...found });
});
