import { createRandom } from '@equipoise/engine';
import { describe, expect, test } from 'vitest';
import { generateProgram } from '../src/index.ts';
import { definePlan } from '../src/plan/plan.ts';
import { rowNames, tally } from './tally.ts';

const program = generateProgram();
const { members, results, truth } = program;

describe('changes', () => {
  const cells = tally(program, (row) => {
    const { measure, practice, period } = rowNames(program, row);
    const change = truth.changes.find(({ organization, measures }) => organization === practice && measures[1] === measure);
    return change && `${practice} ${measure} ${period < change.periodStart ? 'before' : 'after'}`;
  });

  test.for(truth.changes)('$organization moves by $rateChange from $periodStart', ({ organization, measures, rateChange }) => {
    const before = cells.get(`${organization} ${measures[1]} before`)!;
    const after = cells.get(`${organization} ${measures[1]} after`)!;
    const [p, q] = [before.numerator / before.denominator, after.numerator / after.denominator];
    const error = Math.sqrt((p * (1 - p)) / before.denominator + (q * (1 - q)) / after.denominator);
    expect(Math.abs(q - p - rateChange)).toBeLessThan(3 * error);
  });

  test('three cycles that help, one of them in a small practice, and one event that harms', () => {
    expect(truth.changes.map(({ kind, measures, rateChange, better }) => [kind, measures[0], rateChange, better])).toEqual([
      ['pdsa', 'CBP', 0.13, true],
      ['pdsa', 'GSD9', -0.1, true],
      ['pdsa', 'CBP', 0.07, true],
      ['event', 'CBP', -0.1, false],
    ]);
    const sizes = truth.changes.map(({ organization }) => {
      const practice = members.practice.values.indexOf(organization);
      return members.practice.codes.filter((code) => code === practice).length;
    });
    expect(sizes[0]).toBeGreaterThan(4_000);
    expect(sizes[1]).toBeGreaterThan(2_500);
    expect(sizes[2]).toBeLessThan(500);
    expect(sizes[3]).toBeGreaterThan(2_000);
  });

  test('patients seen each month suffice to see the large ones, and both halves have ten months', () => {
    for (const { measures, organization, periodStart } of truth.changes.filter(({ rateChange }) => Math.abs(rateChange) >= 0.1)) {
      const { before, after } = Object.fromEntries(
        ['before', 'after'].map((half) => [half, cells.get(`${organization} ${measures[1]} ${half}`)!.denominator]),
      ) as { before: number; after: number };
      expect((before + after) / 24).toBeGreaterThan(130);
      const monthsBefore = results.period.values.indexOf(periodStart);
      expect(Math.min(monthsBefore, 24 - monthsBefore)).toBeGreaterThanOrEqual(10);
    }
  });

  test('are annotated for both measures in the month before they hold', () => {
    for (const { kind, organization, measures, date, periodStart } of truth.changes) {
      const notes = program.annotations.filter(
        (note) => note.organization_id === organization && note.date === date && note.kind === kind,
      );
      expect(notes.map(({ measure_id }) => measure_id)).toEqual(measures);
      const month = results.period.values.indexOf(date.slice(0, 7));
      expect(results.period.values[month + 1]).toBe(periodStart);
    }
  });
});

describe('expected rates of the last period', () => {
  const groupOf = (row: number) => members.group.values[members.group.codes[results.member[row]!]!];
  const last = (row: number) => results.period.codes[row] === 23;
  const drawn = new Map([
    ...tally(program, (row) => (last(row) ? `${rowNames(program, row).measure} payer ${groupOf(row)}` : undefined)),
    ...tally(program, (row) => (last(row) ? `${rowNames(program, row).measure} payer Total` : undefined)),
    ...tally(program, (row) =>
      last(row) ? `${rowNames(program, row).measure} ${rowNames(program, row).practice} Total` : undefined,
    ),
  ]);

  test('stand on the denominators that were drawn, and no cell lacks one', () => {
    expect(new Map(truth.expected.map((row) => [`${row.measure} ${row.organization} ${row.stratum}`, row.denominator]))).toEqual(
      new Map([...drawn].map(([key, { denominator }]) => [key, denominator])),
    );
  });

  // squared standard errors from truth add up to a chi-squared variable; 68 and 36 are its 99.99 % points for 31 and 10
  test.for(results.measure.values)('%s: practices and groups scatter about them by chance alone', (measure) => {
    const squares = truth.expected
      .filter((row) => row.measure === measure)
      .map(({ organization, stratum, rate, denominator }) => {
        const { numerator } = drawn.get(`${measure} ${organization} ${stratum}`)!;
        return { organization, stratum, square: (numerator - denominator * rate) ** 2 / (denominator * rate * (1 - rate)) };
      });
    const practices = squares.filter(({ organization }) => organization !== 'payer');
    const groups = squares.filter(({ organization, stratum }) => organization === 'payer' && stratum !== 'Total');
    expect(practices).toHaveLength(31);
    expect(groups).toHaveLength(10);
    expect(practices.reduce((sum, { square }) => sum + square, 0)).toBeLessThan(68);
    expect(groups.reduce((sum, { square }) => sum + square, 0)).toBeLessThan(36);
  });
});

const gap = (measure: string, stratum: string) => truth.gaps.find((row) => row.measure === measure && row.stratum === stratum)!;

describe('gaps', () => {
  test('are the differences of expected rates, positive when worse, and add up', () => {
    for (const { measure, stratum, reference, within, between, total } of truth.gaps) {
      const [own, other] = [stratum, reference].map(
        (group) =>
          truth.expected.find((row) => row.measure === measure && row.organization === 'payer' && row.stratum === group)!.rate,
      ) as [number, number];
      const worse = measure.startsWith('GSD9') ? own - other : other - own;
      expect(total).toBeCloseTo(worse, 5); // six decimals are written
      expect(within + between).toBeCloseTo(total, 5);
    }
    expect(truth.gaps).toHaveLength(6 * 9);
  });

  test('within practices are the planted effects among patients seen', () => {
    expect(gap('CBP-MONTH', 'Black or African American').within).toBe(0.08);
    expect(gap('GSD9-MONTH', 'Hispanic or Latino').within).toBe(0.05);
    expect(gap('CBP-MONTH', 'Asian').within).toBe(0);
    for (const { measure, stratum, within } of truth.gaps.filter(({ measure }) => measure.endsWith('-MONTH'))) {
      const planted = truth.topics.find(({ measures }) => measures.includes(measure))!;
      expect(within).toBe(planted.direction === 'higher' ? 0 - planted.groupEffects[stratum]! : planted.groupEffects[stratum]!);
    }
  });

  test('between practices follow whom they serve', () => {
    expect(gap('CBP', 'Black or African American').between).toBeGreaterThan(0.01);
    expect(gap('GSD9', 'Asian').between).toBeLessThan(-0.01);
  });

  test('Black members have no gap in colorectal screening, within practices or between', () => {
    expect(gap('COL', 'Black or African American').within).toBe(0);
    expect(Math.abs(gap('COL', 'Black or African American').between)).toBeLessThan(0.005); // of the members drawn, not the mix planned
  });
});

test('every planted chance is a probability, whatever the seed', () => {
  for (let seed = 0; seed < 500; seed += 1) {
    const { readings, screening } = definePlan({ firstMonth: 24_288, months: 24 }, createRandom(seed));
    for (const { practiceRates, groupEffects, topic } of [...readings, screening]) {
      const missing = topic.kind === 'reading' ? topic.missing : { share: 0, numerator: 0 };
      const lowest = Math.min(...practiceRates) + Math.min(...groupEffects) - missing.share * missing.numerator;
      const highest = Math.max(...practiceRates) + Math.max(...groupEffects) - missing.share * missing.numerator;
      expect(lowest).toBeGreaterThan(0.05);
      expect(highest / (1 - missing.share)).toBeLessThan(0.99);
    }
  }
});

describe('completeness of race and ethnicity', () => {
  const selfReported = (member: number) => {
    const group = members.group.values[members.group.codes[member]!]!;
    const source = members.raceEthnicitySource.values[members.raceEthnicitySource.codes[member]!];
    return source === 'direct' && group !== 'Asked But No Answer' && group !== 'Unknown';
  };
  const asked = tally(program, (row) => {
    const { measure, practice, period } = rowNames(program, row);
    return period === truth.lastPeriod ? `${measure} ${practice}` : undefined;
  });
  const said = tally(program, (row) => {
    const { measure, practice, period } = rowNames(program, row);
    return period === truth.lastPeriod && selfReported(results.member[row]!) ? `${measure} ${practice}` : undefined;
  });

  test('shares add up, over the denominators that were drawn', () => {
    for (const { measure, organization, denominator, ...shares } of truth.completeness) {
      const { selfReported: own, indirect, declined, unknown } = shares;
      expect(own + indirect + declined + unknown).toBeCloseTo(1, 5);
      if (organization !== 'payer') expect(denominator).toBe(asked.get(`${measure} ${organization}`)!.denominator);
    }
    expect(truth.completeness).toHaveLength(6 * 32);
  });

  // 68 is the 99.99 % point of the sum of 31 squared standard errors
  test.for(results.measure.values)('%s: practices scatter about them by chance alone', (measure) => {
    const rows = truth.completeness.filter((row) => row.measure === measure && row.organization !== 'payer');
    const squares = rows.map(({ organization, denominator, selfReported: share }) => {
      const count = said.get(`${measure} ${organization}`)!.denominator;
      return (count - denominator * share) ** 2 / (denominator * share * (1 - share));
    });
    expect(rows).toHaveLength(31);
    expect(squares.reduce((sum, square) => sum + square, 0)).toBeLessThan(68);
  });

  test('practices that seldom ask stay far below 80 %, the others come near it or above', () => {
    const shareOf = (how: string) =>
      truth.completeness
        .filter(({ measure, organization }) => measure === 'CBP' && truth.asking[organization] === how)
        .map((row) => row.selfReported);
    expect(shareOf('seldom')).toHaveLength(5);
    expect(Math.max(...shareOf('seldom'))).toBeLessThan(0.62);
    expect(Math.min(...shareOf('registration'))).toBeGreaterThan(0.78);
    expect(Math.min(...shareOf('every-visit'))).toBeGreaterThan(0.85);
  });
});
