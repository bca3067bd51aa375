import { z } from 'zod';
import { clip, decimal, fractionOf, minus, one, over, toNumber, zero } from '../fraction.ts';
import { percentText } from '../percentText.ts';
import { decided, lineReference, type ScaleDefinition, undecided } from './define.ts';
import { called, lineOf, meets } from './position.ts';

const schema = z
  .strictObject({
    scale: z.literal('linear-rate'),
    from: lineReference.describe('Line at which the ramp leaves 0'),
    to: lineReference.describe('Better line, at which it reaches 1'),
  })
  .refine(({ from, to }) => from !== to, { path: ['to'], message: 'must be another line than `from`' })
  .refine(({ from, to }) => !(typeof from === 'number' && typeof to === 'number' && from > to), {
    path: ['to'],
    message: 'must be above `from`: percentiles are in performance order',
  })
  .describe('A straight ramp in the rate, between the rates of two lines');

/** A ramp in the rate itself. At the ends the lines decide, exactly; between them the quotient of exact fractions. */
export const linearRate: ScaleDefinition<typeof schema> = {
  title: 'Linear in the rate between two lines',
  formula: 'achieved = (rate − rate of from) / (rate of to − rate of from), 0 short of `from`, 1 at `to` or better',
  needs: ['lines', 'rate'],
  source: 'a definition; Covered California QTI may use it (ramp remembered, not read)',
  verified: false,
  schema,
  lines: ({ from, to }) => [from, to],
  score(scale, position) {
    const [from, to] = [lineOf(position, scale.from), lineOf(position, scale.to)];
    const rate = fractionOf('rate', position.rate);
    const parts = [
      { label: 'rate', value: rate && toNumber(rate) },
      { label: `${called(scale.from)}: rate`, value: from?.rate ?? null },
      { label: `${called(scale.to)}: rate`, value: to?.rate ?? null },
    ];
    if (rate === null) return undecided('the denominator is 0', parts);
    if (meets(position, scale.to) === true) return decided(1, `It meets ${called(scale.to)}: all is earned.`, parts);
    if (meets(position, scale.from) === false)
      return decided(0, `It does not meet ${called(scale.from)}: nothing is earned.`, parts);
    if (from === null || to === null)
      return undecided(`${called(from === null ? scale.from : scale.to)} is not among the lines`, parts);
    const start = decimal('rate of the line', from.rate);
    const width = minus(decimal('rate of the line', to.rate), start);
    const better = position.direction === 'higher' ? width.units : -width.units;
    if (better <= 0n) return undecided(`${called(scale.to)} is no better than ${called(scale.from)}`, parts);
    const achieved = toNumber(clip(over(minus(rate, start), width), zero, one));
    const share = percentText(achieved);
    return decided(achieved, `${share} of the way from ${called(scale.from)} to ${called(scale.to)}: ${share} is earned.`, parts);
  },
};
