import type { RaceEthnicityGroup } from '../people/raceEthnicity.ts';

export type Mix = Readonly<Record<RaceEthnicityGroup, number>>;

/**
 * Whom a practice serves: percent of its members in each group. Practices of different communities differ, which is what
 * segregation does to a plan's averages. Plausible for Los Angeles Medi-Cal, not estimated from data.
 */
export const communities = {
  eastside: mix([80, 0.4, 3, 3, 0.2, 6, 1, 1, 2, 3.4]),
  south: mix([47, 0.4, 1.5, 39, 0.3, 2.5, 0.8, 2, 2.5, 4]),
  foothills: mix([34, 0.3, 48, 2, 0.3, 7, 0.8, 1.3, 2, 4.3]),
  valley: mix([45, 0.4, 6, 5, 0.2, 32, 2.4, 1.5, 2.5, 5]),
  harbor: mix([50, 0.6, 9, 14, 2.6, 13, 1.2, 2.2, 2.4, 5]),
  central: mix([58, 0.9, 14, 9, 0.3, 7, 1.2, 1.4, 2.7, 5.5]),
} satisfies Record<string, Mix>;

export type Community = keyof typeof communities;

type Percentages = [number, number, number, number, number, number, number, number, number, number];

function mix([hispanic, native, asian, black, pacific, white, other, several, declined, unknown]: Percentages): Mix {
  return {
    'Hispanic or Latino': hispanic,
    'American Indian or Alaska Native': native,
    Asian: asian,
    'Black or African American': black,
    'Native Hawaiian or Other Pacific Islander': pacific,
    White: white,
    'Some Other Race': other,
    'Two or More Races': several,
    'Asked But No Answer': declined,
    Unknown: unknown,
  };
}
