import { type Direction, patientsToReach, type RateComparison } from '@equipoise/benchmark';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Cell, cells, required } from './support.ts';
import { worked } from './workedExamples.ts';

test.for(worked.patientsToReach)(
  'worked example: $numerator of $denominator against $threshold_percent, $direction',
  (example) => {
    const { denominator, direction, numerator, threshold_percent: thresholdPercent } = example;
    const patients = required(patientsToReach({ denominator, numerator }, { thresholdPercent, direction }));
    expect(patients).toBe(example.patients_to_close);
    const after = direction === 'higher' ? numerator + patients : numerator - patients;
    expect((100 * after) / denominator).toBeCloseTo(example.rate_after_percent, 10);
  },
);

test.for(worked.floatingPointTraps)(
  '$threshold_percent of $denominator is $exact_needed_numerator, not $naive_float_result',
  (trap) => {
    const { denominator, exact_needed_numerator: needed, threshold_percent: thresholdPercent } = trap;
    expect(patientsToReach({ denominator, numerator: 0 }, { thresholdPercent, direction: 'higher' })).toBe(needed);
    expect(patientsToReach({ denominator, numerator: denominator }, { thresholdPercent, direction: 'lower' })).toBe(
      denominator - needed,
    );
  },
);

describe('41.2 % of 250 is 103 patients, and of 4,995 such questions a float gets 280 wrong', () => {
  const denominators = [125, 200, 250, 500, 1000];
  const questions = denominators.flatMap((denominator) =>
    Array.from({ length: 999 }, (_, index) => ({ denominator, tenths: index + 1 })),
  );
  const exact = ({ denominator, tenths }: (typeof questions)[number]) =>
    Number((BigInt(tenths) * BigInt(denominator) + 999n) / 1000n);

  test('a ceiling of doubles takes one patient too many', () => {
    const naive = questions.map(({ denominator, tenths }) => Math.ceil((tenths / 10 / 100) * denominator));
    const wrong = naive.flatMap((patients, index) =>
      patients === exact(questions[index]!) ? [] : [patients - exact(questions[index]!)],
    );
    expect(questions).toHaveLength(4995);
    expect(wrong).toEqual(Array.from({ length: 280 }, () => 1));
  });

  test('ours takes none too many, none too few', () => {
    const wrong = questions.filter(({ denominator, tenths }) => {
      const thresholdPercent = `${Math.floor(tenths / 10)}.${tenths % 10}`;
      return (
        patientsToReach({ denominator, numerator: 0 }, { thresholdPercent, direction: 'higher' }) !==
        exact({ denominator, tenths })
      );
    });
    expect(wrong).toEqual([]);
  });
});

describe('the rate as reported, rounded half up to two decimals', () => {
  test.for([
    { percent: '57.69', numerator: 11_538, denominator: 20_000, direction: 'higher', exact: 2, rounded: 1 },
    { percent: '57.695, reported as 57.70', numerator: 11_539, denominator: 20_000, direction: 'higher', exact: 1, rounded: 0 },
    { percent: '57.703, reported as 57.70', numerator: 17_311, denominator: 30_000, direction: 'lower', exact: 1, rounded: 0 },
    { percent: '57.705, reported as 57.71', numerator: 11_541, denominator: 20_000, direction: 'lower', exact: 1, rounded: 1 },
  ] as const)('$percent % is $exact from 57.7 exactly, $rounded as reported, where $direction is better', (example) => {
    const { denominator, direction, exact, numerator, rounded } = example;
    const threshold = { thresholdPercent: '57.7', direction };
    expect(patientsToReach({ denominator, numerator }, threshold)).toBe(exact);
    expect(patientsToReach({ denominator, numerator }, { ...threshold, comparison: 'rounded-2-decimals' })).toBe(rounded);
  });

  test('half a hundredth above zero is 0.01 %, less is 0', () => {
    const threshold = { thresholdPercent: '0', direction: 'lower', comparison: 'rounded-2-decimals' } as const;
    expect(patientsToReach({ denominator: 20_000, numerator: 1 }, threshold)).toBe(1);
    expect(patientsToReach({ denominator: 20_001, numerator: 1 }, threshold)).toBe(0);
  });

  test('a comparison of another name is refused', () => {
    const comparison = 'rounded' as RateComparison;
    expect(() =>
      patientsToReach({ denominator: 9, numerator: 1 }, { thresholdPercent: '5', direction: 'higher', comparison }),
    ).toThrow('comparison is exact or rounded-2-decimals, got rounded');
  });
});

const comparisons = fc.constantFrom<RateComparison>('exact', 'rounded-2-decimals');

test('whole numbers of any size: the counts of a nation, lines of twenty decimals', () => {
  const sizes = fc.oneof(fc.integer({ min: 1, max: 30_000 }), fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }));
  const any = sizes.chain((denominator) =>
    fc.record({ denominator: fc.constant(denominator), numerator: fc.integer({ min: 0, max: denominator }) }),
  );
  const lines = fc.tuple(
    fc.integer({ min: 0, max: 100 }),
    fc.bigInt({ min: 0n, max: 10n ** 20n - 1n }),
    fc.integer({ min: 0, max: 20 }),
  );
  fc.assert(
    fc.property(any, lines, directions, comparisons, (cell, [percent, fraction, places], direction, comparison) => {
      const decimals = String(fraction).padStart(20, '0').slice(0, places);
      const thresholdPercent = places === 0 ? `${percent}` : `${percent}.${decimals}`;
      const line = { units: BigInt(`${percent}${decimals}`), scale: 10n ** BigInt(places), direction, comparison };
      const patients = patientsToReach(cell, { thresholdPercent, direction, comparison });
      if (patients === null) {
        expect(meetsExactly({ ...cell, numerator: cell.denominator }, line)).toBe(false);
        return;
      }
      expect(meetsExactly(moved(cell, { direction, patients }), line)).toBe(true);
      if (patients > 0) expect(meetsExactly(moved(cell, { direction, patients: patients - 1 }), line)).toBe(false);
    }),
    { seed: 1, numRuns: 4000 },
  );
});

const directions = fc.constantFrom<Direction>('higher', 'lower');
/** 0 to 100 with up to three decimals, in thousandths. */
const thousandths = fc.oneof(
  fc.integer({ min: 0, max: 100_000 }),
  fc.integer({ min: 0, max: 1000 }).map((tenths) => tenths * 100),
);

test('that many patients meet the line, and one fewer does not', () => {
  fc.assert(
    fc.property(cells, thousandths, directions, (cell, threshold, direction) => {
      const patients = required(patientsToReach(cell, { thresholdPercent: printed(threshold), direction }));
      expect(meets(moved(cell, { direction, patients }), { direction, threshold })).toBe(true);
      const enoughAlready = patients === 0 || meets(moved(cell, { direction, patients: patients - 1 }), { direction, threshold });
      expect(enoughAlready).toBe(patients === 0);
    }),
    { seed: 1, numRuns: 2000 },
  );
});

test('counting misses instead of hits turns the direction and the threshold round, not the patients', () => {
  fc.assert(
    fc.property(cells, thousandths, (hits, threshold) => {
      const misses = { ...hits, numerator: hits.denominator - hits.numerator };
      expect(patientsToReach(misses, { thresholdPercent: printed(100_000 - threshold), direction: 'lower' })).toBe(
        patientsToReach(hits, { thresholdPercent: printed(threshold), direction: 'higher' }),
      );
    }),
    { seed: 1, numRuns: 1000 },
  );
});

test('what no number of patients can reach is null', () => {
  expect(patientsToReach({ denominator: 0, numerator: 0 }, { thresholdPercent: '50', direction: 'higher' })).toBeNull();
  expect(patientsToReach({ denominator: 0, numerator: 0 }, { thresholdPercent: '50', direction: 'lower' })).toBeNull();
  expect(patientsToReach({ denominator: 20, numerator: 10 }, { thresholdPercent: '100.1', direction: 'higher' })).toBeNull();
});

test.for(['-1', '57.7%', '5e1', '', '57,7', '.5'])('a threshold written %j is refused', (thresholdPercent) => {
  expect(() => patientsToReach({ denominator: 20, numerator: 10 }, { thresholdPercent, direction: 'higher' })).toThrow(
    `thresholdPercent must be plain digits such as 57.7, got ${JSON.stringify(thresholdPercent)}`,
  );
});

test('a fraction of a patient is refused', () => {
  expect(() => patientsToReach({ denominator: 20, numerator: 9.5 }, { thresholdPercent: '50', direction: 'higher' })).toThrow(
    'whole number',
  );
});

function printed(threshold: number): string {
  return `${Math.floor(threshold / 1000)}.${String(threshold % 1000).padStart(3, '0')}`;
}

function moved(cell: Cell, { direction, patients }: { direction: Direction; patients: number }): Cell {
  return { ...cell, numerator: direction === 'higher' ? cell.numerator + patients : cell.numerator - patients };
}

/** x / n against t / 100,000, multiplied out: whole numbers far below 2⁵³. */
function meets({ denominator, numerator }: Cell, { direction, threshold }: { direction: Direction; threshold: number }): boolean {
  const difference = numerator * 100_000 - threshold * denominator;
  return direction === 'higher' ? difference >= 0 : difference <= 0;
}

interface ExactLine {
  readonly units: bigint;
  readonly scale: bigint;
  readonly direction: Direction;
  readonly comparison: RateComparison;
}

/** The rate, rounded or not, against the line, as fractions of whole numbers multiplied out. */
function meetsExactly(cell: Cell, { comparison, direction, scale, units }: ExactLine): boolean {
  const [x, n] = [BigInt(cell.numerator), BigInt(cell.denominator)];
  const [top, bottom] = comparison === 'exact' ? [100n * x, n] : [(20_000n * x + n) / (2n * n), 100n];
  const difference = top * scale - units * bottom;
  return direction === 'higher' ? difference >= 0n : difference <= 0n;
}
