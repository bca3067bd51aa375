import type { Method } from '../../interval/types.ts';

/** The ways to fit a beta distribution to the rates of units, by id; the first is the default. */
export const betaBinomialMethods = {
  'maximum-likelihood': {
    id: 'maximum-likelihood',
    title: 'Maximum likelihood',
    paper: 'Skellam 1948, JRSS B 10:257; Griffiths 1973, Biometrics 29:637',
    behaviour: 'The most exact with some dozens of units; rho is a little too small with few. It says when there is no spread.',
    use: 'The default: reliability and shrunken rates of practices, large and small together.',
    avoid: 'When rates do not spread like a beta distribution, say in two clusters.',
  },
  'moments-kleinman': {
    id: 'moments-kleinman',
    title: "Kleinman's moments",
    paper: 'Kleinman 1973, JASA 68:46',
    behaviour: 'Right on average, less exact than likelihood; falls below 0 by chance, where it is held to 0 and said to be.',
    use: 'A check of the likelihood that needs no iteration.',
    avoid: 'When a few units are far larger than the rest: they decide nearly alone.',
  },
  'moments-unweighted': {
    id: 'moments-unweighted',
    title: 'Unweighted moments',
    paper: 'Skellam 1948, JRSS B 10:257; the default of R package ebbr',
    behaviour: 'Counts the chance of small units as spread between units, so rho is too large and rates shrink too little.',
    use: 'To match programs that use it; units with denominators in the thousands.',
    avoid: 'Units with small denominators.',
  },
} as const satisfies Record<string, Method>;

export type BetaBinomialMethodId = keyof typeof betaBinomialMethods;
