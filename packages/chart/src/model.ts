import type { Annotation, Direction, Status } from '@equipoise/engine';

/** What the values are: fractions shown as percent, differences of fractions shown as percentage points, ratios, or plain numbers. */
export type Unit = 'percent' | 'points' | 'ratio' | 'number';

/** What a signal says about the patients: better, worse, or only that something changed. */
export type Meaning = 'better' | 'worse' | 'change';

/** One period of a series. */
export interface ChartPoint {
  /** Its name on the axis, such as its month. */
  readonly label: string;
  /** In the unit of the model (percent: a fraction); null exactly when the status is not REPORTED. */
  readonly value: number | null;
  readonly status: Status;
  /** Drawn, but left out of centre, limits and rules. */
  readonly ghosted?: boolean;
  /** Limits of this point, as shown; null where there is none. Not drawn at a suppressed point: their width gives its count away. */
  readonly lower?: number | null;
  readonly upper?: number | null;
  /** What a reader may want beside the value, such as "18 of 24" or why there is none. */
  readonly detail?: string;
}

/** Part of a series with a centre of its own. Indices count from 0 and are inclusive. */
export interface ChartPhase {
  readonly start: number;
  readonly end: number;
  /** Last point of those that set the centre; the end of the phase unless the baseline is frozen. */
  readonly baselineEnd?: number;
  readonly centre: number | null;
  readonly label?: string;
}

/** A rule that the series broke, with every point that makes it up. */
export interface ChartSignal {
  readonly name: string;
  readonly points: readonly number[];
  readonly meaning: Meaning;
}

/** A dated event. It stands at the point whose label is `at`, by default the month of its date. */
export type ChartAnnotation = Pick<Annotation, 'date' | 'kind' | 'text'> & { readonly at?: string };

/** What every picture says about itself. */
export interface ChartWords {
  readonly title: string;
  readonly subtitle?: string;
  /** What a coach would read out. */
  readonly sentence?: string;
  /** What the value axis measures. */
  readonly valueLabel?: string;
  /** Small print: release, policy, data-through month. */
  readonly notes?: readonly string[];
}

/** A series over time: what a run chart and a control chart draw. Plain data; nothing is calculated from it but places. */
export interface SeriesModel extends ChartWords {
  readonly unit: Unit;
  readonly direction?: Direction;
  readonly points: readonly ChartPoint[];
  readonly phases?: readonly ChartPhase[];
  /** "Median" on a run chart and "Mean" on a control chart unless said otherwise. */
  readonly centreName?: string;
  readonly signals?: readonly ChartSignal[];
  readonly target?: number | null;
  /** "Target" unless said otherwise, such as "No gap". */
  readonly targetName?: string;
  readonly annotations?: readonly ChartAnnotation[];
}

/** One practice, or another unit, of a funnel. */
export interface FunnelUnit {
  readonly label: string;
  /** Denominator or expected count; null when it is withheld. */
  readonly size: number | null;
  readonly value: number | null;
  readonly status: Status;
  /** The widest limit that it passes; null inside all of them. */
  readonly outside?: { readonly level: number; readonly meaning: Meaning } | null;
  readonly detail?: string;
}

/** The two lines of one coverage (0.95, 0.998), one entry for each size, sizes rising. */
export interface FunnelLimits {
  readonly level: number;
  readonly sizes: readonly number[];
  readonly lower: readonly (number | null)[];
  readonly upper: readonly (number | null)[];
}

/** Units of one period side by side, by size. */
export interface FunnelModel extends ChartWords {
  readonly unit: Unit;
  readonly direction?: Direction;
  readonly units: readonly FunnelUnit[];
  /** The value that the limits stand about; null when no unit gives one. */
  readonly centre: number | null;
  readonly centreName?: string;
  readonly limits: readonly FunnelLimits[];
  /** What the size axis counts; "Denominator" unless said otherwise. */
  readonly sizeLabel?: string;
}

/** One group beside the reference. */
export interface GapGroup {
  readonly label: string;
  /** Positive when the group is worse off, whatever the measure's direction; null when it was not compared. */
  readonly gap: number | null;
  /** The interval of the gap: both limits or neither. */
  readonly lower?: number | null;
  readonly upper?: number | null;
  /** Whether chance alone hardly explains the gap. */
  readonly standsOut?: boolean | null;
  /** Why the group was not compared, hidden ones too; there exactly when the gap is null. */
  readonly reason?: string | null;
  /** What a reader may want beside the gap, such as "48 of 80"; never for a group that was not compared. */
  readonly detail?: string;
}

/** How wide the widest gap, to either side, would be if every group had one rate. */
export interface GapNoise {
  readonly mean: number;
  /** Exceeded one time in twenty. */
  readonly percentile95: number;
  /** How many gaps it is the widest of. */
  readonly comparisons: number;
}

/** Groups of one organization and period beside their reference, in the order in which they are to be read. */
export interface GapModel extends ChartWords {
  readonly unit: 'points' | 'number';
  readonly groups: readonly GapGroup[];
  /** What the groups are compared with, such as "all other groups": it stands at 0. */
  readonly referenceName: string;
  /** What chance alone would show; null when it is not known, and the picture says so. */
  readonly noise: GapNoise | null;
  /** Coverage of the intervals, 0.95 by default. */
  readonly level?: number;
  /** Whether the intervals hold their level all together. */
  readonly simultaneous?: boolean;
}

/** The height of a gap plot follows its groups. */
export type GapPlotOptions = Pick<PictureOptions, 'width'>;

/** A rate to meet or beat. */
export interface LadderLine {
  /** A percentile as "50th", or what somebody calls a line of their own: "MPL", "Goal". */
  readonly name: string;
  /** As a fraction. */
  readonly value: number;
  /** The figure as published, such as "57.66%"; the value with the digits of the axis unless given. */
  readonly text?: string;
  /** A line that somebody set, not a percentile of the peers; it is drawn as targets are. */
  readonly fixed?: boolean;
}

/** How far a rate is from a line that it does not meet. */
export interface LadderReach {
  /** Its place among the lines, from 0. */
  readonly line: number;
  /** Whole patients to move so that the rate meets it; null when no number of them is enough. */
  readonly patients: number | null;
  /** Probability, as a fraction, that the underlying rate meets it. */
  readonly chance?: number | null;
  /** Probability, as a fraction, that the reported rate meets it by the end of the year. */
  readonly chanceByYearEnd?: number | null;
}

/** One practice, or one stratum, on the ladder. */
export interface LadderRow {
  readonly label: string;
  /**
   * As a fraction. There when REPORTED; a rate BELOW_MINIMUM may have one, drawn hollow, and must say why it does not count;
   * null otherwise.
   */
  readonly value: number | null;
  /** The interval of the rate: both limits or neither, and only of a REPORTED one. */
  readonly lower?: number | null;
  readonly upper?: number | null;
  readonly status: Status;
  /** What a reader may want beside the rate, such as "48 of 80"; never of a hidden one. */
  readonly detail?: string;
  /** Where it stands, in words: "between the 50th and the 75th". */
  readonly place?: string | null;
  /** The line to reach next; nothing when all are met. */
  readonly next?: LadderReach | null;
  /** Why there is no rate, or why it does not count: "not payable: 24 of 30". */
  readonly reason?: string | null;
}

/** Rates among the lines that they are held against, in the order in which they are to be read. */
export interface LadderModel extends ChartWords {
  readonly direction: Direction;
  readonly lines: readonly LadderLine[];
  readonly rows: readonly LadderRow[];
  /** Whose percentiles the lines are, when their care was measured and who published them: a rank without that means nothing. */
  readonly peerGroup: string;
  readonly vintage: string;
  readonly source: string;
  /** Coverage of the intervals, 0.95 by default. */
  readonly level?: number;
}

/** The height of a ladder follows its rows. */
export type LadderOptions = Pick<PictureOptions, 'width'>;

export interface PictureOptions {
  /** Width in pixels, 240 to 4,000; 640 by default. Text keeps its size. */
  readonly width?: number;
  /** Height of the plot itself in pixels, 80 to 4,000; by default it follows the width. */
  readonly plotHeight?: number;
}

/** What the axes and legends call a number that is not there. */
export const statusWords: Readonly<Record<Status, string>> = {
  REPORTED: 'reported',
  SUPPRESSED: 'withheld',
  BELOW_MINIMUM: 'below the minimum denominator',
  EMPTY: 'denominator 0',
  NO_DATA: 'no data',
  NOT_APPLICABLE: 'not applicable',
};
