import { expect, test } from 'vitest';
import { anhoejLimits, judgeAnhoej } from '../../../src/runchart/rules/anhoej.ts';
import { golden } from '../golden.ts';

test('limits for 1 to 200 useful points are those of R (qbinom) and qicharts2', () => {
  expect(golden.tables.anhoej).toHaveLength(200);
  for (const { n, ...limits } of golden.tables.anhoej) expect(anhoejLimits(n)).toEqual(limits);
});

test('the limit itself is no signal, one further is', () => {
  expect(judgeAnhoej({ useful: 24, longestRun: 8, crossings: 8 }).signal).toBe(false);
  expect(judgeAnhoej({ useful: 24, longestRun: 9, crossings: 8 })).toMatchObject({
    longRun: true,
    fewCrossings: false,
    signal: true,
  });
  expect(judgeAnhoej({ useful: 24, longestRun: 8, crossings: 7 })).toMatchObject({
    longRun: false,
    fewCrossings: true,
    signal: true,
  });
});

test('fewer than ten useful points are indicative', () => {
  expect(judgeAnhoej({ useful: 9, longestRun: 2, crossings: 5 }).indicative).toBe(true);
  expect(judgeAnhoej({ useful: 10, longestRun: 2, crossings: 5 }).indicative).toBe(false);
});
