import type { IntervalMethod } from '../../interval/types.ts';
import type { TwoProportions } from '../types.ts';
import { newcombeLimit } from './newcombe.ts';

/** The interval methods for the difference of two independent rates, by id; the first is the default. */
export const differenceMethods = {
  newcombe: {
    id: 'newcombe',
    title: 'Newcombe hybrid score',
    paper: 'Newcombe 1998, Stat Med 17:873, method 10',
    behaviour: 'Close to the level on average, also with small groups and rates near 0 or 1.',
    use: 'The default for the gap between two groups without a member in common.',
    avoid: 'When the groups share members or are the same people at two times.',
    limit: newcombeLimit,
  },
} as const satisfies Record<string, IntervalMethod<TwoProportions>>;

export type DifferenceMethodId = keyof typeof differenceMethods;
