import { describe, expect, test } from 'vitest';
import { runChart } from '../../src/runchart/runChart.ts';
import { describePhaseSuggestion, describeRunChart } from '../../src/runchart/sentence.ts';
import { suggestPhase } from '../../src/runchart/suggestPhase.ts';

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
      'Fewer runs about the median 56.5% than chance explains: 2, where at least 4 are expected.',
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

test('by the Anhøj rules a run is a shift when it is too long for so many points, and crossings count', () => {
  const low = [0.5, 0.52, 0.49, 0.53, 0.51, 0.48, 0.5, 0.47];
  const high = low.map((rate) => rate + 0.2);
  const sentence = describeRunChart(runChart([...low, ...high], { rules: 'anhoej' }), higher);
  expect(sentence).toContain('Shift for the better: 8 points in a row above the median 60.0%, point 9 to point 16 ');
  expect(sentence).toContain(' Fewer crossings of the median 60.0% than chance explains: 1, where at least 4 are expected.');
  expect(describeRunChart(runChart(stepUp, { rules: 'anhoej' }), higher)).toBe(
    'Fewer crossings of the median 56.5% than chance explains: 1, where at least 3 are expected.',
  );
});

test('more runs than chance explains', () => {
  const turns = Array.from({ length: 12 }, (_, index) => (index % 2 === 0 ? 0.4 : 0.6));
  expect(describeRunChart(runChart(turns), higher)).toBe(
    'More runs about the median 50.0% than chance explains: 12, where at most 10 are expected, as when two different processes take turns.',
  );
});

// Ten and ten: (11 + 11 − 2) of C(20, 10) = 184,756 orders hold a run of ten
test('a chance too small for one decimal is not written as none', () => {
  const low = [0.5, 0.52, 0.49, 0.53, 0.51, 0.48, 0.5, 0.47, 0.49, 0.46];
  const sentence = describeRunChart(runChart([...low, ...low.map((rate) => rate + 0.2)]), higher);
  expect(sentence).toContain('(chance alone makes a run this long in less than 0.1% of such series)');
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

describe('a baseline', () => {
  const labels = months(18);
  const values = [0.5, 0.52, 0.49, 0.53, 0.51, 0.48, 0.5, 0.52, ...stepUp.slice(6), 0.61, 0.64, 0.6, 0.63];

  test('that was frozen is named with its length; how often chance does as much is not told by it', () => {
    expect(describeRunChart(runChart(values, { freeze: 8, rules: 'western-electric' }), { ...higher, labels })).toBe(
      'Shift for the better: 11 points in a row above the median 50.5% of the first 8 months, 2024-08 to 2024-18.',
    );
    expect(describeRunChart(runChart(values.slice(0, 12), { freeze: 8, rules: 'nelson' }), higher)).toBe(
      'No sign of change: 12 points vary at random about the median 50.5% of the first 8 points.',
    );
  });

  test('of which nothing was observed', () => {
    const gap = [NaN, NaN, ...values];
    expect(describeRunChart(runChart(gap, { freeze: 2 }), higher)).toBe(
      'No point of the baseline was observed: there is no median to judge by.',
    );
  });

  test('that was given', () => {
    expect(describeRunChart(runChart(values, { centre: 0.45, rules: 'nelson' }), higher)).toBe(
      'Shift for the better: 18 points in a row above the given centre 45.0%, point 1 to point 18.',
    );
  });
});

describe('phases', () => {
  const before = [0.5, 0.52, 0.49, 0.53, 0.514, 0.48, 0.506, 0.53, 0.49, 0.54];
  const values = [...before, ...before.map((rate) => rate + 0.1)];

  test('each is read by itself, with what became of the median', () => {
    expect(describeRunChart(runChart(values, { phases: [10] }), { ...higher, labels: months(20) })).toBe(
      'Phase 1, 2024-01 to 2024-10: No sign of change: 10 points vary at random about the median 51.0%. ' +
        'Phase 2, 2024-11 to 2024-20: the median goes from 51.0% to 61.0%, for the better. ' +
        'No sign of change: 10 points vary at random about the median 61.0%.',
    );
  });

  test('a median that stays, a short phase, one without a median, and a baseline of each phase', () => {
    expect(describeRunChart(runChart([...values.slice(0, 10), 0.5101], { phases: [10] }), higher)).toContain(
      'Phase 2, point 11: the median stays at 51.0%. 0 useful points: too few to judge, 10 are needed.',
    );
    expect(describeRunChart(runChart([...values.slice(0, 10), NaN], { phases: [10] }), higher)).toContain(
      'Phase 2, point 11: 0 useful points: too few to judge, 10 are needed.',
    );
    expect(describeRunChart(runChart(values, { phases: [10], freeze: 6 }), higher)).toContain('of its first 6 points');
  });
});

test('numbers are no percent', () => {
  const counts = [17, 12, 27, 20, 20, 18, 22, 19, 15, 24, 17, 16.25];
  const reading = { direction: 'lower', unit: 'number' } as const;
  expect(describeRunChart(runChart(counts), reading)).toBe('No sign of change: 12 points vary at random about the median 18.5.');
  const [large, small] = [1e5, 1e-5].map((scale) => runChart(counts.map((count) => count * scale)));
  expect(describeRunChart(large!, reading)).toContain('the median 1850000.');
  expect(describeRunChart(small!, reading)).toContain('the median 0.000185.');
});

describe('a phase that might begin', () => {
  const values = [...stepUp, 0.63, 0.61];

  test('with its evidence, and what else it takes', () => {
    expect(describePhaseSuggestion(suggestPhase(values), { ...higher, labels: months(14) })).toMatch(
      /^A phase might begin with 2024-07: the median goes from 50\.5% \(6 points\) to 62\.5% \(8 points\), for the better\. Chance alone finds so clear a step in about 0\.\d% of such series\. Start a phase only when its cause is known and the change is expected to last\.$/,
    );
    expect(describePhaseSuggestion(suggestPhase(values), { direction: 'lower' })).toContain('begin with point 7: ');
  });

  test('or none', () => {
    expect(describePhaseSuggestion(suggestPhase(values.slice(0, 8)), higher)).toBe('Nothing suggests a new phase.');
  });

  test('labels name every point of the series', () => {
    expect(() => describePhaseSuggestion(suggestPhase(values), { ...higher, labels: ['2024-01'] })).toThrow(
      'labels must name each of the 14 points, got 1',
    );
  });
});
