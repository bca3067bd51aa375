import fc from 'fast-check';
import { expect, test } from 'vitest';
import { newcombe } from '../../../src/comparison/difference/newcombe.ts';
import { newcombeCc } from '../../../src/comparison/difference/newcombeCc.ts';
import { wilson } from '../../../src/interval/proportion/wilson.ts';
import { wilsonCc } from '../../../src/interval/proportion/wilsonCc.ts';
import { groupsOf, levels, twoProportions } from '../tables.ts';

test.for([
  { counts: [9, 10, 3, 10], lower: '0.1705', upper: '0.8090' },
  { counts: [6, 7, 2, 7], lower: '0.0582', upper: '0.8062' },
  { counts: [10, 10, 0, 10], lower: '0.6075', upper: '1.0000' },
] as const)('Newcombe 1998, Stat Med 17:873, table II, method 10: $counts', ({ counts, lower, upper }) => {
  const interval = newcombe(groupsOf(counts), 0.95);
  expect([interval.lower.toFixed(4), interval.upper.toFixed(4)]).toEqual([lower, upper]);
});

test.for([
  ['newcombe', newcombe, wilson],
  ['newcombe-cc', newcombeCc, wilsonCc],
] as const)('%s squares and adds the distances of the Wilson limits of its kind', ([, interval, single]) => {
  const property = fc.property(twoProportions(1000), levels, (groups, level) => {
    const { group, reference } = groups;
    const [p1, p2] = [group.numerator / group.denominator, reference.numerator / reference.denominator];
    const [first, second] = [single(group, level), single(reference, level)];
    const { lower, upper } = interval(groups, level);
    expect(lower).toBeCloseTo(Math.max(-1, p1 - p2 - Math.hypot(p1 - first.lower, second.upper - p2)), 13);
    expect(upper).toBeCloseTo(Math.min(1, p1 - p2 + Math.hypot(first.upper - p1, p2 - second.lower)), 13);
  });
  fc.assert(property, { seed: 1 });
});
