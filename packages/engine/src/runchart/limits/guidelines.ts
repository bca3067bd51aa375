/** A rule that says when data are rich enough for limits. */
export type GuidelineId =
  | 'size-to-draw'
  | 'size-to-judge'
  | 'normal-approximation'
  | 'points-at-zero'
  | 'events-per-point'
  | 'dispersion'
  | 'points';

/** A rule of the field, with where it comes from. */
export interface Guideline {
  readonly id: GuidelineId;
  readonly rule: string;
  readonly source: string;
}

const hart = 'Hart and Hart 2002, Statistical Process Control for Health Care, p. 190, after ASTM';

/** What {@link chooseChart} asks of data, in the order in which it asks. */
export const chartGuidelines: Readonly<Record<GuidelineId, Guideline>> = {
  points: {
    id: 'points',
    rule: 'at least 12 points for trial limits; 20 or more are preferred',
    source: 'Making Data Count (12 to 13 points); Anhøj and Mohammed, Mastering Statistical Process Control Charts in Healthcare',
  },
  'size-to-draw': {
    id: 'size-to-draw',
    rule: 'every denominator at least 1/p, where p is the mean rate (1 − p when it is above one half)',
    source: hart,
  },
  'size-to-judge': {
    id: 'size-to-judge',
    rule: 'a point is called out of control only when its denominator is at least 4/p',
    source: hart,
  },
  'normal-approximation': {
    id: 'normal-approximation',
    rule: 'np and n(1 − p) at least 5, or 4 for some authors, for limits at equal distances from the centre',
    source: 'Hart and Hart, Subgroup Sizes for Attribute Charts, statit.com',
  },
  'points-at-zero': {
    id: 'points-at-zero',
    rule: 'fewer than a quarter of the points without an event',
    source: 'Control chart aggregate datapoints, unaettie.com/en-us/pz/subgrp_qty.php',
  },
  'events-per-point': {
    id: 'events-per-point',
    rule: 'about five events a point or more',
    source: 'Anhøj and Mohammed, Mastering Statistical Process Control Charts in Healthcare',
  },
  dispersion: {
    id: 'dispersion',
    rule: 'σz not further from 1 than chance takes it: 1 ± 1.645 √(0.826/m) for m moving ranges',
    source:
      'Laney 2002, Quality Engineering 14:531, for σz; its standard error from the variance and neighbour covariance of |Δz| for normal z',
  },
};

/** One guideline held against the data. */
export interface ChartCheck extends Guideline {
  /** What the data have: the smallest denominator, expected count, share of points, mean events, σz, or number of points. */
  readonly value: number;
  /** What the guideline asks for; for the dispersion the upper end. */
  readonly threshold: number;
  readonly met: boolean;
  /** Points that fall short, where the guideline looks at each; NaN where it looks at all together. */
  readonly short: number;
}
