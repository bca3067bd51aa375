import { z } from 'zod';
import { decided, lineReference, type ScaleDefinition, undecided } from './define.ts';
import { called, lineOf, meets } from './position.ts';

const schema = z
  .strictObject({ scale: z.literal('cliff'), line: lineReference })
  .describe('All or nothing: everything at the line or better, nothing short of it');

/** Everything where the line is met, nothing where it is not. Where the line was not published, a line beyond it may still decide. */
export const cliff: ScaleDefinition<typeof schema> = {
  title: 'All or nothing at a line',
  formula: 'achieved = 1 when the rate meets or beats the line, else 0',
  needs: ['lines'],
  source: 'a definition; which program uses it is cited by the program',
  verified: true,
  schema,
  lines: ({ line }) => [line],
  score({ line }, position) {
    const name = called(line);
    const met = meets(position, line);
    const parts = [
      { label: `${name}: rate`, value: lineOf(position, line)?.rate ?? null },
      { label: `${name}: met`, value: met },
    ];
    if (met === null) return undecided(`${name} is not among the lines, and no other line decides whether it is met`, parts);
    return decided(Number(met), met ? `It meets ${name}: all is earned.` : `It does not meet ${name}: nothing is earned.`, parts);
  },
};
