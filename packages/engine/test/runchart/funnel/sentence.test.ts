import { expect, test } from 'vitest';
import { describeFunnel, funnel } from '../../../src/index.ts';

const noRanking =
  'A funnel of one period is no ranking: inside the limits, what tells one of the practices from another may be chance alone.';
const practices = { units: 'practices' };
const rate = { statistic: 'proportion', target: 0.6, direction: 'higher' } as const;
const unit = (name: string, numerator: number, denominator = 60) => ({ name, numerator, denominator });

test('who lies outside which limits, on which side, and how many chance would put there', () => {
  const units = [unit('North', 58), unit('South', 36), unit('East', 27), unit('West', 35), unit('Empty', 0, 0)];
  const found = funnel(units, rate);
  const [inner, outer] = found.outside.map(({ expectedFromCounts }) => expectedFromCounts ?? NaN);
  expect(inner).toBeCloseTo(0.2, 1);
  expect(outer).toBeLessThan(0.05);
  expect(describeFunnel(found, practices)).toContain(
    '4 practices about the target of 60.0%; 1 more with nothing to show. ' +
      'Outside the 99.8% limits: 1 of 4, where chance alone would put fewer than 0.1: North (96.7%, above, better). ' +
      'Outside the 95% limits: 2 of 4, where chance alone would put about 0.2: that one and East (45.0%, below, worse). ',
  );
});

test('nobody outside', () => {
  expect(describeFunnel(funnel([unit('North', 36), unit('South', 35)], rate), practices)).toBe(
    '2 practices about the target of 60.0%. Outside the 99.8% limits: none of 2, where chance alone would put fewer than 0.1. ' +
      `Outside the 95% limits: none of 2, where chance alone would put about 0.1. ${noRanking}`,
  );
});

test('without a direction nothing is better or worse, and ratios have two decimals', () => {
  const units = [
    { name: 'North', observed: 46, expected: 23.61 },
    { name: 'South', observed: 40, expected: 41.62 },
  ];
  const said = describeFunnel(funnel(units, { statistic: 'standardised-ratio', levels: [0.95] }), practices);
  expect(said).toContain('2 practices about the target of 1.00. Outside the 95% limits: 1 of 2');
  expect(said).toContain('North (1.95, above).');
});

test('a crowd is counted, not recited', () => {
  const units = Array.from({ length: 30 }, (_, index) => unit(`P${index}`, index % 2 === 0 ? 5 : 55));
  const said = describeFunnel(funnel(units, { statistic: 'proportion', levels: [0.998] }), practices);
  expect(said).toContain('30 practices about their own rate of 50.0%. Outside the 99.8% limits: 30 of 30');
  expect(said).toContain('P9 (91.7%, above) and 20 more.');
  expect(said).toContain(
    'The practices differ by more than chance explains (φ 41.67, 1 by chance): limits from chance alone call out too many, ' +
      'and limits that are widened for it fewer.',
  );
});

test('what widening did', () => {
  const units = Array.from({ length: 30 }, (_, index) => unit(`P${index}`, index % 2 === 0 ? 20 : 40));
  const options = { statistic: 'proportion', method: 'arcsine' } as const;
  expect(describeFunnel(funnel(units, { ...options, overdispersion: 'additive' }), practices)).toMatch(
    /The practices differ by more than chance \(φ 6\.\d\d\), and the limits are widened for it \(additive, τ² 0\.02\d+\)\./,
  );
  expect(describeFunnel(funnel(units, { ...options, overdispersion: 'multiplicative' }), practices)).toContain(
    'the limits are widened for it (multiplicative).',
  );
  const alike = funnel([unit('North', 36), unit('South', 35)], { ...options, overdispersion: 'additive' });
  expect(describeFunnel(alike, practices)).toContain(
    'The limits are those of chance alone: the practices differ by no more than that.',
  );
  const one = funnel([unit('North', 36)], { ...options, target: 0.5, overdispersion: 'additive' });
  expect(describeFunnel(one, practices)).toContain('The limits are those of chance alone: fewer than two units to compare.');
});

test('too few to compare', () => {
  expect(describeFunnel(funnel([], { statistic: 'proportion' }))).toBe(
    'None of the units has a denominator above 0: there is nothing to compare.',
  );
  expect(describeFunnel(funnel([], rate))).toBe('None of the units has a denominator above 0: there is nothing to compare.');
  expect(describeFunnel(funnel([unit('North', 36)], { statistic: 'proportion' }), practices)).toBe(
    'Only one of the practices has a rate, 60.0%, which is its own target: there is nothing to compare.',
  );
  expect(describeFunnel(funnel([unit('North', 36)], rate), practices)).toContain(
    'One of the practices about the target of 60.0%.',
  );
});
