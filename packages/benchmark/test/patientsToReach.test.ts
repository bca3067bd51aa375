import { type Direction, patientsToReach } from '@equipoise/benchmark';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
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
