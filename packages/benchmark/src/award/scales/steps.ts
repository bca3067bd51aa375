import { z } from 'zod';
import { percentText } from '../percentText.ts';
import { decided, lineReference, type ScaleDefinition, undecided } from './define.ts';
import { called, meets } from './position.ts';

const schema = z
  .strictObject({
    scale: z.literal('steps'),
    steps: z
      .array(
        z.strictObject({
          line: lineReference,
          achieved: z.number().min(0).max(1).describe('Share earned from this line on'),
        }),
      )
      .min(1)
      .refine((steps) => steps.every(({ achieved }, place) => achieved >= (steps[place - 1]?.achieved ?? 0)), {
        message: 'must rise: a better line never earns less',
      })
      .refine((steps) => risesByPercentile(steps.map(({ line }) => line)), {
        message: 'must go from the lowest line to the highest, each named once',
      })
      .describe('From the lowest line to the highest'),
    otherwise: z.number().min(0).max(1).optional().describe('Share earned short of every line; default 0'),
  })
  .refine(({ otherwise = 0, steps }) => otherwise <= (steps[0]?.achieved ?? 1), {
    path: ['otherwise'],
    message: 'must be no more than the first step earns',
  })
  .describe('A table: the best line met says what is earned');

/** The share of the best line met. A line that nobody published leaves the answer open only where it would change it. */
export const steps: ScaleDefinition<typeof schema> = {
  title: 'Table of steps',
  formula: 'achieved = the share beside the best line met, `otherwise` when none is',
  needs: ['lines'],
  source: 'a definition; which program uses it is cited by the program',
  verified: true,
  schema,
  lines: (scale) => scale.steps.map(({ line }) => line),
  score(scale, position) {
    const rungs = scale.steps.map(({ achieved, line }) => ({ achieved, line, met: meets(position, line) }));
    const parts = rungs.map(({ line, met }) => ({ label: `${called(line)}: met`, value: met }));
    const sure = rungs.findLast(({ met }) => met === true);
    const open = rungs.findLast(({ met }) => met !== false);
    const [lower, upper] = [sure?.achieved ?? scale.otherwise ?? 0, open?.achieved ?? scale.otherwise ?? 0];
    if (open !== undefined && lower < upper)
      return undecided(`${called(open.line)} is not among the lines, and no other line decides whether it is met`, parts, {
        lower,
        upper,
      });
    const best = sure === undefined ? 'It meets none of the lines' : `The best line met is ${called(sure.line)}`;
    return decided(lower, `${best}: ${percentText(lower)} is earned.`, parts);
  },
};

/** Names have no order of their own; percentiles have, and neither is named twice. */
function risesByPercentile(lines: readonly (number | string)[]): boolean {
  const percentiles = lines.filter((line) => typeof line === 'number');
  return new Set(lines).size === lines.length && percentiles.every((one, place) => one > (percentiles[place - 1] ?? -1));
}
