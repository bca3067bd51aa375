import type { NoiseVerdict } from '@equipoise/engine';
import { builder } from '../builder.ts';

/** What chance alone makes of an index or of the widest gap, decided once. */
export const NoiseVerdictEnum = builder.enumType('NoiseVerdict', {
  description: 'Whether something is larger than what chance alone would show 19 times in 20.',
  values: {
    BEYOND_CHANCE: { value: 'beyond chance' satisfies NoiseVerdict, description: 'It is larger.' },
    TOO_FEW_TO_TELL: {
      value: 'too few to tell' satisfies NoiseVerdict,
      description: 'It is not: that does not say that groups are equal, but that these numbers cannot show that they are not.',
    },
  } as const,
});
