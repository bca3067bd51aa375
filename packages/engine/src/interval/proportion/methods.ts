import type { IntervalMethod, Proportion } from '../types.ts';
import { wilsonLimit } from './wilson.ts';

/** The interval methods for one proportion, by id; the first is the default. */
export const proportionMethods = {
  wilson: {
    id: 'wilson',
    title: 'Wilson score',
    paper: 'Wilson 1927, JASA 22:209',
    behaviour: 'Close to the level on average at every denominator; below it for some rates near 0 or 1.',
    use: 'The default, from the smallest practice panel to a whole plan.',
    avoid: 'When coverage must never fall below the level, whatever the true rate.',
    limit: wilsonLimit,
  },
} as const satisfies Record<string, IntervalMethod<Proportion>>;

export type ProportionMethodId = keyof typeof proportionMethods;
