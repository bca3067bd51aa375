import type { RaceEthnicityGroup } from './raceEthnicity.ts';

/** Weights of the preferred spoken language, BCP-47, for each group. Plausible for Los Angeles, not estimated from data. */
export const languages: Readonly<Record<RaceEthnicityGroup, Readonly<Record<string, number>>>> = {
  'Hispanic or Latino': { es: 55, en: 43, unknown: 2 },
  'American Indian or Alaska Native': { en: 97, unknown: 3 },
  Asian: { en: 33, zh: 29, vi: 12, ko: 11, tl: 9, km: 4, unknown: 2 },
  'Black or African American': { en: 98, unknown: 2 },
  'Native Hawaiian or Other Pacific Islander': { en: 92, tl: 6, unknown: 2 },
  White: { en: 60, hy: 21, ru: 7, fa: 7, ar: 3, unknown: 2 },
  'Some Other Race': { en: 60, ar: 14, es: 14, fa: 8, unknown: 4 },
  'Two or More Races': { en: 98, unknown: 2 },
  'Asked But No Answer': { en: 62, es: 18, zh: 6, hy: 4, unknown: 10 },
  Unknown: { en: 55, es: 20, zh: 5, unknown: 20 },
};
