import { patientsToReach, placeStrata } from '@equipoise/benchmark';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { cells } from './support.ts';

const line = { name: '50th', text: '57.7', direction: 'higher' } as const;

test('the same line for every stratum; what is small, empty or hidden has not failed', () => {
  const placed = placeStrata(
    [
      { stratum: 'asian', denominator: 143, numerator: 79 },
      { stratum: 'black', denominator: 24, numerator: 0 },
      { stratum: 'white', denominator: 0, numerator: 0 },
      { stratum: 'native-american', denominator: null, numerator: null },
    ],
    line,
    { denominatorMin: 30, closure: { probability: 0.1 } },
  );
  const na = {
    rate: null,
    met: null,
    distance: null,
    patientsToReach: null,
    reachable: null,
    chance: null,
    chanceByYearEnd: null,
  };
  expect(placed).toEqual([
    expect.objectContaining({
      stratum: 'asian',
      name: '50th',
      text: '57.7',
      rate: 79 / 143,
      met: false,
      distance: expect.closeTo(0.577 - 79 / 143, 15),
      patientsToReach: 4,
      reachable: true,
      chance: expect.closeTo(0.2752889320216233, 12),
      chanceByYearEnd: expect.closeTo(0.8937088174713913, 12),
      status: 'REPORTED',
      reason: null,
    }),
    expect.objectContaining({ stratum: 'black', ...na, status: 'BELOW_MINIMUM', reason: 'not payable: 24 of 30' }),
    expect.objectContaining({ stratum: 'white', ...na, status: 'EMPTY', reason: 'the denominator is 0' }),
    expect.objectContaining({ stratum: 'native-american', ...na, status: 'SUPPRESSED', reason: 'hidden by the release' }),
  ]);
});

test('no minimum unless asked', () => {
  expect(placeStrata([{ stratum: 'black', denominator: 1, numerator: 1 }], line)[0]).toMatchObject({
    met: true,
    status: 'REPORTED',
  });
});

test('a stratum needs the patients that a rate of its own would need', () => {
  fc.assert(
    fc.property(fc.array(cells, { maxLength: 8 }), fc.constantFrom('higher', 'lower'), (counts, direction) => {
      const strata = counts.map((cell, index) => ({ stratum: `${index}`, ...cell }));
      const patients = placeStrata(strata, { ...line, direction }).map(({ patientsToReach: needed }) => needed);
      expect(patients).toEqual(counts.map((cell) => patientsToReach(cell, { thresholdPercent: '57.7', direction })));
    }),
    { seed: 1 },
  );
});

test('impossible counts and lines are refused', () => {
  expect(() => placeStrata([{ stratum: 'a', denominator: 2, numerator: 3 }], line)).toThrow('numerator 3 exceeds denominator 2');
  expect(() => placeStrata([], { ...line, text: '577' })).toThrow('line 50th is a percent of at most 100, got 577');
});
