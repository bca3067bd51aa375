import {
  defaultBenchmark,
  keptOutBy,
  placeRate,
  readBenchmarkTable,
  withoutLicensedFigures,
  withoutLicensedLines,
} from '@equipoise/benchmark';
import { expect, test } from 'vitest';
import { csv, points } from './benchmarkCsv.ts';
import { required } from './support.ts';

const figures = { 25: '50.13', 50: '58.64', 75: '64.25' };
const licensed = required(readBenchmarkTable(csv(points(figures)), { name: 'own.csv' }).tables[0]);
const open = required(defaultBenchmark('CBP'));
const cell = { denominator: 143, numerator: 79 };
const closure = { probability: 0.1 };

test('no figure of a licensed table leaves with a placement, nor what gives one away', () => {
  const placed = placeRate(cell, licensed, { closure });
  expect(placed).toMatchObject({ interpolated: true, next: { patientsToReach: 5 } });
  const exported = withoutLicensedFigures(placed, licensed);
  const nothing = { chance: null, chanceByYearEnd: null, distance: null, patientsToReach: null, rate: null, text: null };
  expect(exported).toEqual({
    ...placed,
    percentile: null,
    interpolated: false,
    band: 'between the 25th and the 50th',
    lines: [
      { ...nothing, percentile: 25, met: true, reachable: true },
      { ...nothing, percentile: 50, met: false, reachable: true },
      { ...nothing, percentile: 75, met: false, reachable: true },
    ],
    next: { ...nothing, percentile: 50, met: false, reachable: true },
    keptOut: 'kept out of exports: licence of own-2023 (not redistributable)',
  });
  for (const figure of Object.values(figures)) {
    expect(JSON.stringify(placed)).toContain(figure);
    expect(JSON.stringify(exported)).not.toContain(figure);
    expect(JSON.stringify(exported)).not.toContain(String(Number(`${figure}e-2`)));
  }
});

test('nor with the benchmark itself', () => {
  expect(withoutLicensedLines(licensed)).toEqual({
    ...licensed,
    lines: [],
    caveats: [...licensed.caveats, 'Figures kept out of exports: licence of own-2023 (not redistributable).'],
  });
});

test('a table without a word on its licence is kept in the house', () => {
  const [silent] = readBenchmarkTable(csv(points(figures, { licence_note: '' })), { name: 'own.csv' }).tables;
  expect(keptOutBy(required(silent))).toBe('kept out of exports: licence of own-2023 (not stated)');
});

test('what may be passed on is unchanged', () => {
  const placed = placeRate(cell, open);
  expect(withoutLicensedFigures(placed, open)).toEqual({ ...placed, keptOut: null });
  expect(withoutLicensedLines(open)).toBe(open);
  expect(keptOutBy(open)).toBeNull();
});
