import type { RaceEthnicityGroup } from '../people/raceEthnicity.ts';

/** Completed years in the month before the first period: from one age to the next, and the share of members between. */
export const ageBands: readonly (readonly [from: number, to: number, share: number])[] = [
  [0, 18, 0.3],
  [18, 45, 0.36],
  [45, 65, 0.24],
  [65, 75, 0.06],
  [75, 90, 0.04],
];

/** Signed differences in the rate, as fractions, of groups that are not 0. */
export type GroupEffects = Readonly<Partial<Record<RaceEthnicityGroup, number>>>;

interface Topic {
  readonly id: string;
  readonly direction: 'higher' | 'lower';
  /** Completed years on the last day of the period, both ends included. */
  readonly ages: { readonly youngest: number; readonly oldest: number };
  /** Expected rate among White patients seen in a month at an average practice. */
  readonly base: number;
  /** What a group adds to the rate inside every practice, against White patients. A group not named has no gap of its own. */
  readonly groups: GroupEffects;
  /** What a practice adds for each unit by which its share of a group exceeds the plan's: the gap between practices. */
  readonly pulls: GroupEffects;
  /** Standard deviation of what is the practice's own, cut off at two of them. */
  readonly practiceSd: number;
  /** A group whose practices, taken together, are planted exactly as good as those of White members. */
  readonly balanced?: RaceEthnicityGroup;
}

/** Control of a chronic condition: the last reading in the window counts, and no reading counts against the practice. */
export interface ReadingTopic extends Topic {
  readonly kind: 'reading';
  /** Share of members with the condition, in the order of `ageBands`. */
  readonly prevalence: readonly number[];
  /** Share of visits without a reading, and the numerator that a missing reading earns. */
  readonly missing: { readonly share: number; readonly numerator: 0 | 1 };
}

/** Being up to date with a screening by either of two tests, each of which lasts a number of months. */
export interface ScreeningTopic extends Topic {
  readonly kind: 'screening';
  /** How long each test lasts, in months, and its share in the logarithm of staying unscreened: shares add to 1. */
  readonly colonoscopy: { readonly months: number; readonly share: number };
  readonly stool: { readonly months: number; readonly share: number };
}

export const bloodPressure: ReadingTopic = {
  kind: 'reading',
  id: 'CBP',
  direction: 'higher',
  ages: { youngest: 18, oldest: 85 },
  base: 0.645,
  groups: {
    'Hispanic or Latino': -0.03,
    'American Indian or Alaska Native': -0.06,
    'Black or African American': -0.08,
    'Native Hawaiian or Other Pacific Islander': -0.07,
    'Some Other Race': -0.02,
    'Two or More Races': -0.03,
    Unknown: -0.04,
  },
  pulls: { 'Black or African American': -0.28, White: 0.1 },
  practiceSd: 0.035,
  prevalence: [0, 0.13, 0.45, 0.65, 0.65],
  missing: { share: 0.05, numerator: 0 },
};

export const glycemicStatus: ReadingTopic = {
  kind: 'reading',
  id: 'GSD9',
  direction: 'lower',
  ages: { youngest: 18, oldest: 75 },
  base: 0.325,
  groups: {
    'Hispanic or Latino': 0.05,
    'American Indian or Alaska Native': 0.08,
    Asian: -0.02,
    'Black or African American': 0.04,
    'Native Hawaiian or Other Pacific Islander': 0.09,
    'Some Other Race': 0.02,
    'Two or More Races': 0.03,
    'Asked But No Answer': 0.01,
    Unknown: 0.04,
  },
  pulls: { 'Hispanic or Latino': 0.22, 'Black or African American': 0.05 },
  practiceSd: 0.03,
  prevalence: [0, 0.06, 0.24, 0.34, 0.34],
  missing: { share: 0.04, numerator: 1 },
};

export const colorectalScreening: ScreeningTopic = {
  kind: 'screening',
  id: 'COL',
  direction: 'higher',
  ages: { youngest: 45, oldest: 75 },
  base: 0.56,
  groups: {
    'Hispanic or Latino': -0.06,
    'American Indian or Alaska Native': -0.09,
    Asian: 0.02,
    'Native Hawaiian or Other Pacific Islander': -0.06,
    'Two or More Races': -0.02,
    'Asked But No Answer': -0.03,
    Unknown: -0.05,
  },
  pulls: { 'Hispanic or Latino': -0.12 },
  practiceSd: 0.05,
  balanced: 'Black or African American',
  colonoscopy: { months: 120, share: 0.6 },
  stool: { months: 12, share: 0.4 },
};

export const readingTopics: readonly ReadingTopic[] = [bloodPressure, glycemicStatus];
const topics: readonly Topic[] = [...readingTopics, colorectalScreening];

/**
 * Every topic is measured twice: over the twelve months that end with the period, and among the patients seen in that month
 * (for screening: at their yearly check-up, so that months share hardly any patients and their points are independent).
 */
export const measureIds: readonly string[] = topics.flatMap(({ id }) => [id, `${id}-MONTH`]);
