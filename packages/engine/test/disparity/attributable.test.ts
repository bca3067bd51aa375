import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type AttributableOptions, type DisparityGroup, populationAttributableRisk } from '../../src/index.ts';

const groups = fc
  .array(
    fc.record({
      population: fc.integer({ min: 5, max: 3000 }),
      estimate: fc.integer({ min: 50, max: 950 }).map((thousandths) => thousandths / 10),
      standardError: fc.integer({ min: 1, max: 80 }).map((tenths) => tenths / 10),
    }),
    { minLength: 2, maxLength: 7 },
  )
  .map((rows) =>
    rows.map((row, j): DisparityGroup & { estimate: number; standardError: number } => ({ group: `G${j}`, ...row })),
  );

test('errors of risk and fraction are those of finite differences, whoever is the reference', () => {
  let judged = 0;
  fc.assert(
    fc.property(
      groups,
      fc.constantFrom('higher', 'lower'),
      fc.constantFrom<NonNullable<AttributableOptions['reference']>[]>(
        'best',
        'largest',
        { group: 'G1' },
        { benchmark: 97 },
        { benchmark: 2 },
      ),
      (rows, direction, reference) => {
        const options = { direction, scale: 100 } as const;
        const found = populationAttributableRisk(rows, { ...options, reference });
        // At 0 it is cut off, and has no slope; the group that the rule came to stays the reference a step away.
        fc.pre(Math.abs(found.risk.value!) > 1e-3);
        judged += 1;
        const fixed = typeof reference === 'object' ? reference : { group: found.reference! };
        const squares = { risk: 0, fraction: 0 };
        for (const [k, { standardError }] of rows.entries()) {
          const at = (step: number) =>
            populationAttributableRisk(
              rows.map((row, j) => (j === k ? { ...row, estimate: row.estimate + step } : row)),
              { ...options, reference: fixed },
            );
          const [up, down] = [at(STEP), at(-STEP)];
          for (const part of ['risk', 'fraction'] as const)
            squares[part] += (((up[part].value! - down[part].value!) / (2 * STEP)) * standardError) ** 2;
        }
        for (const part of ['risk', 'fraction'] as const)
          expect(found[part].standardError! / Math.sqrt(squares[part])).toBeCloseTo(1, 5);
      },
    ),
    { seed: 1, numRuns: 300 },
  );
  expect(judged).toBeGreaterThan(100);
});

const STEP = 1e-5;

test('where the reference is no better than the mean nothing is to be gained, and the error is that of the difference', () => {
  const rows = [
    { group: 'A', population: 300, numerator: 90 },
    { group: 'B', population: 100, numerator: 60 },
  ];
  const { risk, fraction } = populationAttributableRisk(rows, { direction: 'higher', reference: { group: 'A' } });
  // Reference less mean is ¼ (y_A − y_B).
  const error = Math.sqrt((0.3 * 0.7) / 300 + (0.6 * 0.4) / 100) / 4;
  expect(risk).toMatchObject({ value: 0, standardError: expect.closeTo(error, 12) as number });
  expect(fraction.value).toBe(0);
});
