import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { generateProgram, type Program, raceEthnicityGroups } from '../src/index.ts';
import { rowNames, tally } from './tally.ts';

const program = generateProgram();
const { members, results } = program;

describe('the shape of EQuIP-LA', () => {
  test('one payer, four provider organizations, 31 practices, parents before children', () => {
    const kinds = program.organizations.map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === 'payer')).toHaveLength(1);
    expect(kinds.filter((kind) => kind === 'provider_organization')).toHaveLength(4);
    expect(kinds.filter((kind) => kind === 'practice')).toHaveLength(31);
    const seen = new Set(['']);
    for (const { organization_id, parent_id } of program.organizations) {
      expect(seen).toContain(parent_id);
      seen.add(organization_id);
    }
    expect(seen.size).toBe(1 + 1 + 4 + 31);
  });

  test('about 53,000 members in practices of 300 to 4,500', () => {
    expect(members.count).toBeGreaterThan(52_000);
    expect(members.count).toBeLessThan(54_000);
    const sizes = new Map<number, number>();
    for (const code of members.practice.codes) sizes.set(code, (sizes.get(code) ?? 0) + 1);
    expect(sizes.size).toBe(31);
    expect(Math.min(...sizes.values())).toBeGreaterThanOrEqual(300);
    expect(Math.max(...sizes.values())).toBeLessThanOrEqual(4_500);
    expect(Math.max(...sizes.values()) / Math.min(...sizes.values())).toBeGreaterThan(10);
  });

  test('24 months to 2025-12 of six measures, near a million rows', () => {
    expect(results.period.values).toHaveLength(24);
    expect(results.period.values.at(-1)).toBe('2025-12');
    expect(results.measure.values.toSorted()).toEqual(['CBP', 'CBP-MONTH', 'COL', 'COL-MONTH', 'GSD9', 'GSD9-MONTH']);
    expect(results.count).toBeGreaterThan(800_000);
    expect(results.count).toBeLessThan(1_200_000);
  });

  test.for([
    { measure: 'CBP', level: 0.6 },
    { measure: 'GSD9', level: 0.36 },
    { measure: 'COL', level: 0.52 },
  ])('$measure of the payer is near $level in every period', ({ measure, level }) => {
    const periods = tally(program, (row) =>
      rowNames(program, row).measure === measure ? rowNames(program, row).period : undefined,
    );
    expect(periods.size).toBe(24);
    for (const { denominator, numerator } of periods.values()) {
      expect(Math.abs(numerator / denominator - level)).toBeLessThan(0.03);
    }
  });

  test('every group, mostly Hispanic or Latino, and practices that differ in whom they serve', () => {
    const { values, codes } = members.group;
    expect(values).toEqual(raceEthnicityGroups);
    const shares = values.map((_, group) => codes.filter((code) => code === group).length / members.count);
    expect(Math.min(...shares)).toBeGreaterThan(0.002);
    expect(shares[0]).toBeGreaterThan(0.45);
    expect(shares[0]).toBeLessThan(0.6);
    const black = values.indexOf('Black or African American');
    const blackShares = members.practice.values.map((_, practice) => {
      const panel = codes.filter((_, member) => members.practice.codes[member] === practice);
      return panel.filter((code) => code === black).length / panel.length;
    });
    expect(Math.max(...blackShares) - Math.min(...blackShares)).toBeGreaterThan(0.3);
  });

  test('languages and codes are those of Los Angeles, with members of several races, unknown and declined', () => {
    expect(members.language.values.toSorted()).toEqual([
      'ar',
      'en',
      'es',
      'fa',
      'hy',
      'km',
      'ko',
      'ru',
      'tl',
      'unknown',
      'vi',
      'zh',
    ]);
    expect(members.race.values).toEqual(
      expect.arrayContaining([
        '1002-5',
        '2028-9',
        '2054-5',
        '2076-8',
        '2106-3',
        '2131-1',
        '2106-3;2054-5',
        'asked-no-answer',
        'unknown',
      ]),
    );
    expect(members.ethnicity.values.toSorted()).toEqual(['2135-2', '2186-5', 'asked-no-answer', 'unknown']);
    expect(members.raceEthnicitySource.values.toSorted()).toEqual(['direct', 'indirect', 'unknown']);
    for (const { values, codes } of [
      members.language,
      members.race,
      members.ethnicity,
      members.raceEthnicitySource,
      members.sex,
    ]) {
      expect(new Set(codes).size).toBe(values.length); // every value is used
    }
  });

  test('race and ethnicity roll up to the combined group', () => {
    const single: Record<string, string> = {
      '1002-5': 'American Indian or Alaska Native',
      '2028-9': 'Asian',
      '2054-5': 'Black or African American',
      '2076-8': 'Native Hawaiian or Other Pacific Islander',
      '2106-3': 'White',
      '2131-1': 'Some Other Race',
      'asked-no-answer': 'Asked But No Answer',
      unknown: 'Unknown',
    };
    const rolledUp = Array.from({ length: members.count }, (_, member) => {
      const race = members.race.values[members.race.codes[member]!]!;
      if (members.ethnicity.values[members.ethnicity.codes[member]!] === '2135-2') return 'Hispanic or Latino';
      return race.includes(';') ? 'Two or More Races' : single[race];
    });
    expect(rolledUp).toEqual(Array.from(members.group.codes, (code) => members.group.values[code]));
  });
});

describe('exclusions', () => {
  const large = ['practice-03', 'practice-10', 'practice-13', 'practice-20', 'practice-26'];

  test('are recorded in rolling measures of five large practices, about 8 % of them, and nowhere else', () => {
    const cells = new Map<string, { eligible: number; excluded: number }>();
    for (let row = 0; row < results.count; row += 1) {
      const { measure, practice } = rowNames(program, row);
      const key = large.includes(practice) && !measure.endsWith('-MONTH') ? practice : 'elsewhere';
      const cell = cells.get(key) ?? { eligible: 0, excluded: 0 };
      cells.set(key, cell);
      cell.eligible += results.eligible[row]!;
      cell.excluded += results.excluded[row]!;
    }
    expect(cells.get('elsewhere')!.excluded).toBe(0);
    for (const practice of large) {
      const { eligible, excluded } = cells.get(practice)!;
      expect(Math.abs(excluded / eligible - 0.08)).toBeLessThan(0.02);
    }
  });
});

describe('the outage', () => {
  test('one practice has no rows in two consecutive months, every other practice has some in every month', () => {
    const [outage] = program.truth.outages;
    expect(program.truth.outages).toHaveLength(1);
    expect(outage!.periods).toEqual(['2025-05', '2025-06']);
    const cells = tally(program, (row) => `${rowNames(program, row).practice} ${rowNames(program, row).period}`);
    const absent = members.practice.values.flatMap((practice) =>
      results.period.values.filter((period) => !cells.has(`${practice} ${period}`)).map((period) => `${practice} ${period}`),
    );
    expect(absent).toEqual(outage!.periods.map((period) => `${outage!.organization} ${period}`));
    expect(program.annotations.filter(({ kind }) => kind === 'outage')).toMatchObject([
      { organization_id: outage!.organization, measure_id: '', date: '2025-05-01' },
    ]);
  });
});

/** Rows that break a law which holds for every program. */
function faultsOf({ members, results }: Program, ages: Readonly<Record<string, readonly [number, number]>>): string[] {
  const keys = new Set<number>();
  const faults: string[] = [];
  for (let row = 0; row < results.count; row += 1) {
    const member = results.member[row]!;
    const [measure, period] = [results.measure.codes[row]!, results.period.codes[row]!];
    keys.add((member * results.measure.values.length + measure) * results.period.values.length + period);
    if (results.practice.codes[row] !== members.practice.codes[member]) faults.push(`row ${row}: practice`);

    const [eligible, excluded] = [results.eligible[row]!, results.excluded[row]!];
    const [denominator, numerator] = [results.denominator[row]!, results.numerator[row]!];
    if (eligible !== 1 || excluded > 1 || denominator !== eligible - excluded) faults.push(`row ${row}: denominator`);
    if (numerator > denominator) faults.push(`row ${row}: numerator`);

    // age the slow way, from dates
    const [year, month] = results.period.values[period]!.split('-').map(Number) as [number, number];
    const last = new Date(Date.UTC(year, month, 0));
    const birth = members.birthMonth[member]!;
    const born = new Date(Date.UTC(Math.floor(birth / 12), birth % 12, members.birthDay[member]));
    const before =
      last.getUTCMonth() < born.getUTCMonth() ||
      (last.getUTCMonth() === born.getUTCMonth() && last.getUTCDate() < born.getUTCDate());
    const age = last.getUTCFullYear() - born.getUTCFullYear() - (before ? 1 : 0);
    const [youngest, oldest] = ages[results.measure.values[measure]!.replace('-MONTH', '')]!;
    if (age < youngest || age > oldest) faults.push(`row ${row}: age ${age}`);
  }
  if (keys.size !== results.count) faults.push('a member, measure and period has two rows');
  return faults;
}

const ages = { CBP: [18, 85], GSD9: [18, 75], COL: [45, 75] } as const;

test('one row for a member, measure and period; counts nest; ages are inside on the last day', () => {
  expect(faultsOf(program, ages)).toEqual([]);
});

test('the same laws for any seed, scale, start and length', () => {
  const options = fc.record({
    seed: fc.integer(),
    scale: fc.double({ min: 0.001, max: 0.02, noNaN: true }),
    firstPeriod: fc
      .tuple(fc.integer({ min: 1990, max: 2090 }), fc.integer({ min: 1, max: 12 }))
      .map(([year, month]) => `${year}-${String(month).padStart(2, '0')}`),
    months: fc.integer({ min: 6, max: 40 }),
  });
  fc.assert(
    fc.property(options, (given) => {
      const small = generateProgram(given);
      expect(small.results.period.values).toHaveLength(given.months);
      expect(small.truth.firstPeriod).toBe(given.firstPeriod);
      expect(small.truth.changes).toHaveLength(4);
      expect(small.truth.expected.filter(({ rate }) => rate <= 0 || rate >= 1)).toEqual([]);
      expect(faultsOf(small, ages)).toEqual([]);
    }),
    { seed: 1, numRuns: 30 },
  );
});

test('options out of range are refused with name, value and rule', () => {
  expect(() => generateProgram({ scale: 0 })).toThrow('scale is above 0 and at most 100, got 0');
  expect(() => generateProgram({ scale: NaN })).toThrow('scale is above 0 and at most 100, got NaN');
  expect(() => generateProgram({ months: 5 })).toThrow('months is a whole number from 6 to 120, got 5');
  expect(() => generateProgram({ months: 12.5 })).toThrow('months is a whole number from 6 to 120, got 12.5');
  expect(() => generateProgram({ firstPeriod: '2024-13' })).toThrow('firstPeriod 2024-13 is not a month written YYYY-MM');
  expect(() => generateProgram({ seed: 0.5 })).toThrow('seed');
});
