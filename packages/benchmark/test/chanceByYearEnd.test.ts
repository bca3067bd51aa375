import { chanceByYearEnd, chanceOfClosing, chanceOfMeeting, type Closure } from '@equipoise/benchmark';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { required } from './support.ts';
import { worked } from './workedExamples.ts';

test.for(worked.binomial)('worked example: $needed of $open_gaps gaps, each closed with $closure_probability', (example) => {
  const { needed, open_gaps: openGaps, p_meet } = example;
  const chance = chanceOfClosing({ openGaps, needed }, { probability: Number(example.closure_probability) });
  expect(chance.probability).toBeCloseTo(p_meet, 12);
  expect(chance.method).toBe('binomial');
});

test.for(worked.betaBinomial)('worked example: $needed of $open_gaps gaps, closure Beta($alpha, $beta)', (example) => {
  const { alpha, beta, needed, open_gaps: openGaps, p_meet, scipy_check } = example;
  const chance = chanceOfClosing({ openGaps, needed }, { alpha, beta });
  expect(chance.probability).toBeCloseTo(p_meet, 12);
  expect(chance.probability).toBeCloseTo(scipy_check, 12);
  expect(chance.method).toBe('beta-binomial');
});

describe('79 of 143 against 57.7 %: two questions, two answers', () => {
  const cell = { denominator: 143, numerator: 79 };
  const threshold = { thresholdPercent: '57.7', direction: 'higher' } as const;

  test('the reported rate by year end: 4 of 64 open gaps', () => {
    expect(chanceByYearEnd(cell, threshold, { probability: 0.1 })).toEqual({
      openGaps: 64,
      needed: 4,
      method: 'binomial',
      probability: expect.closeTo(0.8937088174713913, 12),
      reason: null,
    });
  });

  test('a tenth that is known from 40 tries only is worth less', () => {
    const estimated = required(chanceByYearEnd(cell, threshold, { closed: 3, tries: 40 }));
    expect(estimated.probability).toBeCloseTo(0.6686668798524571, 12);
    expect(required(chanceByYearEnd(cell, threshold, { alpha: 3.5, beta: 37.5 }))).toEqual(estimated);
  });

  test('the underlying rate', () => {
    expect(chanceOfMeeting(cell, { rate: 0.577, direction: 'higher' })).toBeCloseTo(0.2752889320216233, 12);
  });

  test('gaps that can no longer be closed do not count', () => {
    const few = required(chanceByYearEnd(cell, threshold, { probability: 0.1 }, { openGaps: 20 }));
    expect(few).toMatchObject({ openGaps: 20, needed: 4 });
    // 1 − Σ C(20, k) 0.1ᵏ 0.9²⁰⁻ᵏ, k = 0 … 3
    expect(few.probability).toBeCloseTo(
      1 - (0.9 ** 20 + 20 * 0.1 * 0.9 ** 19 + 190 * 0.01 * 0.9 ** 18 + 1140 * 0.001 * 0.9 ** 17),
      12,
    );
    expect(() => chanceByYearEnd(cell, threshold, { probability: 0.1 }, { openGaps: 65 })).toThrow(
      'openGaps must be at most the 64 that are open, got 65',
    );
  });
});

test('where lower is better, the open gaps are the patients in the numerator', () => {
  const threshold = { thresholdPercent: '41.2', direction: 'lower' } as const;
  const chance = required(chanceByYearEnd({ denominator: 118, numerator: 52 }, threshold, { probability: 0.1 }));
  expect(chance).toMatchObject({ openGaps: 52, needed: 4 });
  expect(chance).toEqual(chanceOfClosing({ openGaps: 52, needed: 4 }, { probability: 0.1 }));
});

test.for([
  { cell: { denominator: 143, numerator: 83 }, thresholdPercent: '57.7', probability: 1, reason: 'the rate meets the line now' },
  {
    cell: { denominator: 20, numerator: 9 },
    thresholdPercent: '100.1',
    probability: 0,
    reason: 'no number of patients is enough',
  },
] as const)('certain: $reason', ({ cell, probability, reason, thresholdPercent }) => {
  const chance = chanceByYearEnd(cell, { thresholdPercent, direction: 'higher' }, { probability: 0.5 });
  expect(chance).toMatchObject({ probability, reason });
});

test('more patients than can still be moved', () => {
  expect(chanceOfClosing({ openGaps: 64, needed: 65 }, { probability: 0.5 })).toMatchObject({
    probability: 0,
    reason: 'it takes 65 patients, and 64 can still be moved',
  });
});

test('the comparison decides how many it takes', () => {
  const cell = { denominator: 20_000, numerator: 11_539 };
  const threshold = { thresholdPercent: '57.7', direction: 'higher' } as const;
  expect(chanceByYearEnd(cell, threshold, { probability: 0.5 })).toMatchObject({ needed: 1 });
  expect(chanceByYearEnd(cell, { ...threshold, comparison: 'rounded-2-decimals' }, { probability: 0.5 })).toMatchObject({
    needed: 0,
    probability: 1,
  });
});

test('nobody in the denominator: no chance to speak of', () => {
  const threshold = { thresholdPercent: '57.7', direction: 'higher' } as const;
  expect(chanceByYearEnd({ denominator: 0, numerator: 0 }, threshold, { probability: 0.5 })).toBeNull();
});

const gaps = fc
  .integer({ min: 1, max: 300 })
  .chain((openGaps) => fc.record({ openGaps: fc.constant(openGaps), needed: fc.integer({ min: 1, max: openGaps }) }));
const halves = fc.integer({ min: 1, max: 400 });

test('beta-binomial: the quotient of two sums of whole numbers', () => {
  fc.assert(
    fc.property(gaps, halves, halves, ({ needed, openGaps }, twiceAlpha, twiceBeta) => {
      const exact = exactTail({ needed, openGaps }, { twiceAlpha, twiceBeta });
      const { probability } = chanceOfClosing({ openGaps, needed }, { alpha: twiceAlpha / 2, beta: twiceBeta / 2 });
      expect(Math.abs(probability - exact)).toBeLessThan(1e-12 * exact); // relative, in the far tail too
    }),
    { seed: 1, numRuns: 150 },
  );
});

test('a closure known ever better is a stated one', () => {
  const stated = chanceOfClosing({ openGaps: 64, needed: 10 }, { probability: 0.1 }).probability;
  const known = chanceOfClosing({ openGaps: 64, needed: 10 }, { alpha: 1e9, beta: 9e9 }).probability;
  expect(known).toBeCloseTo(stated, 7);
});

test('a flat prior gives every number of closed gaps the same chance', () => {
  fc.assert(
    fc.property(gaps, ({ needed, openGaps }) => {
      const { probability } = chanceOfClosing({ openGaps, needed }, { alpha: 1, beta: 1 });
      expect(probability).toBeCloseTo((openGaps - needed + 1) / (openGaps + 1), 12);
    }),
    { seed: 1 },
  );
});

test('a plan of 200,000 open gaps', () => {
  // Beta(1, 1) again, where a sum of logarithms would lose digits.
  const { probability } = chanceOfClosing({ openGaps: 200_000, needed: 150_000 }, { alpha: 1, beta: 1 });
  expect(probability).toBeCloseTo(50_001 / 200_001, 12);
});

test.for<{ closure: Closure; message: string }>([
  { closure: { probability: 10 }, message: 'closure probability is a fraction between 0 and 1, got 10' },
  { closure: { probability: NaN }, message: 'closure probability is a fraction between 0 and 1, got NaN' },
  { closure: { alpha: 0, beta: 2 }, message: 'closure alpha must be above 0, got 0' },
  { closure: { alpha: 1, beta: Infinity }, message: 'closure beta must be above 0, got Infinity' },
  { closure: { closed: 5, tries: 4 }, message: 'closure closed 5 exceeds tries 4' },
  { closure: { closed: 1, tries: 2.5 }, message: 'closure tries must be a whole number of at least 0, got 2.5' },
])('refused: $message', ({ closure, message }) => {
  expect(() => chanceOfClosing({ openGaps: 64, needed: 4 }, closure)).toThrow(message);
});

/** P(K ≥ needed): weights C(m, k) α(α + 1)… β(β + 1)…, all doubled so that they are whole, and one division at the end. */
function exactTail(
  { needed, openGaps }: { readonly needed: number; readonly openGaps: number },
  { twiceAlpha, twiceBeta }: { readonly twiceAlpha: number; readonly twiceBeta: number },
): number {
  const hits = rising(twiceAlpha, openGaps);
  const misses = rising(twiceBeta, openGaps);
  let choose = 1n;
  let tail = 0n;
  let all = 0n;
  for (let count = 0; count <= openGaps; count += 1) {
    const weight = choose * required(hits[count]) * required(misses[openGaps - count]);
    all += weight;
    if (count >= needed) tail += weight;
    choose = (choose * BigInt(openGaps - count)) / BigInt(count + 1);
  }
  const digits = Math.max(0, String(all).length - String(tail).length) + 20;
  return Number(`${(tail * 10n ** BigInt(digits)) / all}e-${digits}`);
}

function rising(twice: number, count: number): readonly bigint[] {
  const products = [1n];
  for (let step = 0; step < count; step += 1) products.push(required(products[step]) * BigInt(twice + 2 * step));
  return products;
}
