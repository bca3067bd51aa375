import { expect, test } from 'vitest';
import { runChart } from '../../src/runchart/runChart.ts';
import { describeRunChart } from '../../src/runchart/sentence.ts';

const months = (count: number) => Array.from({ length: count }, (_, index) => `2024-${String(index + 1).padStart(2, '0')}`);
const stepUp = [0.5, 0.52, 0.49, 0.53, 0.51, 0.48, 0.61, 0.64, 0.6, 0.63, 0.62, 0.66];
const higher = { direction: 'higher' } as const;

test('no signal', () => {
  const values = [0.61, 0.58, 0.64, 0.6, 0.66, 0.59, 0.63, 0.57, 0.65, 0.6, 0.62, 0.67];
  expect(describeRunChart(runChart(values), higher)).toBe('No sign of change: 12 points vary at random about the median 61.5%.');
});

// Six in a row of six and six: (6 above in one block: 7 orders) + (6 below: 7) − both (2) = 12 of C(12, 6) = 924, 1.3 %
test('a step up is one shift for the better, with its months, the chance of it and what it changed from', () => {
  expect(describeRunChart(runChart(stepUp), { ...higher, labels: months(12) })).toBe(
    'Shift for the better: 6 points in a row above the median 56.5%, 2024-07 to 2024-12 (chance alone makes a run this long in about 1.3% of such series), ' +
      'after 6 in a row below it, 2024-01 to 2024-06. ' +
      'Fewer crossings of the median 56.5% than chance explains: 1, where at least 3 are expected.',
  );
});

test('lower is better: the same step the other way round, and points without names are counted from 1', () => {
  const sentence = describeRunChart(runChart(stepUp), { direction: 'lower' });
  expect(sentence).toContain('Shift for the worse: 6 points in a row above the median 56.5%, point 7 to point 12 ');
  expect(sentence).toContain('after 6 in a row below it, point 1 to point 6.');
});

test('a trend', () => {
  const values = [0.6, 0.5, 0.61, 0.49, 0.48, 0.52, 0.55, 0.57, 0.62, 0.45, 0.63, 0.44];
  const labels = months(12);
  expect(describeRunChart(runChart(values), { ...higher, labels })).toBe(
    'Trend for the better: 5 points rising in a row, 2024-05 to 2024-09.',
  );
  expect(describeRunChart(runChart(values.map((rate) => 1 - rate)), { ...higher, labels })).toBe(
    'Trend for the worse: 5 points falling in a row, 2024-05 to 2024-09.',
  );
});

test('a run too long for chance that a longer shift rule passes over', () => {
  const low = [0.5, 0.52, 0.49, 0.53, 0.51, 0.48, 0.5, 0.47];
  const high = low.map((rate) => rate + 0.2);
  expect(describeRunChart(runChart([...low, ...high], { shift: 9 }), higher)).toBe(
    'Longer run than chance explains: 8 points in a row on one side of the median 60.0%, where at most 7 are expected. ' +
      'Fewer crossings of the median 60.0% than chance explains: 1, where at least 4 are expected.',
  );
});

// Ten and ten: (11 + 11 − 2) of C(20, 10) = 184,756 orders hold a run of ten
test('a chance too small for one decimal is not written as none', () => {
  const low = [0.5, 0.52, 0.49, 0.53, 0.51, 0.48, 0.5, 0.47, 0.49, 0.46];
  const sentence = describeRunChart(runChart([...low, ...low.map((rate) => rate + 0.2)]), higher);
  expect(sentence).toContain('(chance alone makes a run this long in less than 0.1% of such series)');
  expect(sentence).not.toContain('Longer run'); // the shifts have said so
});

test('too few points to judge', () => {
  expect(describeRunChart(runChart([0.3, 0.5, 0.4, 0.6, 0.2, 0.7, 0.5, 0.1]), higher)).toBe(
    '8 useful points: too few to judge, 10 are needed.',
  );
  expect(describeRunChart(runChart([0.5, 0.5, 0.6]), higher)).toBe('1 useful point: too few to judge, 10 are needed.');
  expect(describeRunChart(runChart([]), higher)).toBe('0 useful points: too few to judge, 10 are needed.');
});

test('labels name every point or none', () => {
  expect(() => describeRunChart(runChart(stepUp), { ...higher, labels: ['2024-01'] })).toThrow(
    'labels must name each of the 12 points, got 1',
  );
});

test('one long run at the start is the old level: leaving it is the change', () => {
  const values = [
    0.41, 0.4, 0.42, 0.41, 0.4, 0.42, 0.41, 0.43, 0.4, 0.62, 0.6, 0.45, 0.63, 0.61, 0.62, 0.42, 0.6, 0.64, 0.61, 0.62, 0.6,
  ];
  const [up, down] = [values, values.map((value) => 1 - value)].map((series) => describeRunChart(runChart(series), higher));
  expect(up).toContain(
    'Shift for the better: the series begins with 9 points in a row below the median 45.0%, point 1 to point 9 ',
  );
  expect(up).toContain('of such series), and then leaves them.');
  expect(down).toContain(
    'Shift for the worse: the series begins with 9 points in a row above the median 55.0%, point 1 to point 9 ',
  );
});
