import { raceEthnicityStrata } from '@equipoise/engine';

/** Combined race-ethnicity groups, in the order of their codes. */
export const raceEthnicityGroups = raceEthnicityStrata;

export type RaceEthnicityGroup = (typeof raceEthnicityGroups)[number];

export const hispanicEthnicity = '2135-2';

/**
 * How the members of each group were recorded: weights of `race` in CDC/OMB codes. Hispanic members often report no race of
 * the list, so theirs is mostly unknown or some other race.
 */
export const raceCodes: Readonly<Record<RaceEthnicityGroup, Readonly<Record<string, number>>>> = {
  'Hispanic or Latino': {
    unknown: 42,
    '2131-1': 35,
    '2106-3': 15,
    'asked-no-answer': 4,
    '1002-5': 1.5,
    '2054-5': 1.2,
    '2106-3;1002-5': 0.8,
    '2028-9': 0.5,
  },
  'American Indian or Alaska Native': { '1002-5': 1 },
  Asian: { '2028-9': 1 },
  'Black or African American': { '2054-5': 1 },
  'Native Hawaiian or Other Pacific Islander': { '2076-8': 1 },
  White: { '2106-3': 1 },
  'Some Other Race': { '2131-1': 1 },
  'Two or More Races': {
    '2106-3;2054-5': 35,
    '2106-3;2028-9': 30,
    '2106-3;1002-5': 15,
    '2028-9;2076-8': 10,
    '2054-5;1002-5': 8,
    '2106-3;2054-5;1002-5': 2,
  },
  'Asked But No Answer': { 'asked-no-answer': 1 },
  Unknown: { unknown: 1 },
};

/** Weights of `ethnicity`: nobody outside the Hispanic group carries its code, and an unknown ethnicity leaves the race to decide. */
export function ethnicityCodes(group: RaceEthnicityGroup): Readonly<Record<string, number>> {
  if (group === 'Hispanic or Latino') return { [hispanicEthnicity]: 1 };
  if (group === 'Asked But No Answer') return { 'asked-no-answer': 70, '2186-5': 25, unknown: 5 };
  if (group === 'Unknown') return { unknown: 85, '2186-5': 15 };
  return { '2186-5': 92, unknown: 6, 'asked-no-answer': 2 };
}

/** When a practice asks its members who they are, and what that leaves in its records: weights of the source of a category. */
export const askings = {
  'every-visit': { direct: 96, indirect: 3, unknown: 1 },
  registration: { direct: 90, indirect: 8, unknown: 2 },
  seldom: { direct: 62, indirect: 28, unknown: 10 },
} as const;

export type Asking = keyof typeof askings;

/** Weights of `race_ethnicity_source`. A declined answer was asked for directly; where nothing is known, neither is its source. */
export function sourceCodes(group: RaceEthnicityGroup, asking: Asking): Readonly<Record<string, number>> {
  if (group === 'Asked But No Answer') return { direct: 1 };
  if (group === 'Unknown') return { unknown: 1 };
  return askings[asking];
}
