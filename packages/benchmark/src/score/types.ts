import type { Placement } from '../placeRate.ts';
import type { ScalePart } from '../award/scales/define.ts';
import type { Benchmark, Direction } from '../benchmark.ts';
import type { Standing } from '../standing.ts';
import type { Program, ProgramComponent, ProgramLine, StrataRule } from '../program/program.ts';
import type { Term } from '../program/term.ts';
import type { MoneyInputs } from './dollars.ts';

/**
 * Why a cell counts or does not: `UNDETERMINED` where it counts and what it is held against is not known, `NOT_APPLICABLE` where
 * there is nothing to ask for, such as a gap that was not there.
 */
export type ScoreStatus = 'REPORTED' | 'BELOW_MINIMUM' | 'EMPTY' | 'SUPPRESSED' | 'NO_DATA' | 'NOT_APPLICABLE' | 'UNDETERMINED';

/** A share achieved, from 0 to 1, and the least and the most that it can be where it is not determined. */
export interface Achieved {
  /** Null where it is not determined; never 0 for that. */
  readonly achieved: number | null;
  readonly lower: number;
  readonly upper: number;
  readonly status: ScoreStatus;
  readonly reason: string | null;
}

/** A named line of the program and where the rate stands against it. */
export interface ScoredLine extends Standing {
  readonly name: string;
  readonly percentile: number | null;
  /** The line as a fraction. */
  readonly rate: number;
  readonly term: Term<ProgramLine>;
}

/** One cell against one benchmark under one scale. */
export interface ScoredCell extends Achieved {
  readonly organization: string;
  readonly measure: string;
  readonly direction: Direction;
  readonly by: string;
  readonly stratum: string;
  readonly denominator: number | null;
  readonly numerator: number | null;
  readonly rate: number | null;
  readonly baseline: { readonly denominator: number; readonly numerator: number } | null;
  /** There is a baseline, and the release hides it. */
  readonly baselineHidden: boolean;
  readonly placement: Placement | null;
  readonly lines: readonly ScoredLine[];
  /** How the scale came to its answer. */
  readonly parts: readonly ScalePart[];
  readonly sentence: string | null;
}

export interface ScoredPart extends Achieved {
  readonly measure: string;
  readonly direction: Direction;
  readonly title: string;
  readonly benchmark: Benchmark | null;
  readonly benchmarkReason: string | null;
  readonly total: ScoredCell;
  readonly strata: readonly ScoredCell[];
}

/** Dollars in whole cents, so that they add up. */
export interface Cents {
  /** Null where they are not determined. */
  readonly cents: number | null;
  /** The least and the most that they can be; null where not even that is known. */
  readonly lower: number | null;
  readonly upper: number | null;
  readonly reason: string | null;
}

export interface WeighedItem extends Achieved {
  readonly id: string;
  readonly title: string;
  readonly weight: Term<number>;
  /** What the score weighs it with, as a share of all weights; null when it is only shown. */
  readonly share: number | null;
  /** It is not payable, and the program counts that as nothing achieved. */
  readonly countedAsNothing: boolean;
  /** Null without money. */
  readonly dollars: Cents | null;
}

/** What an item has once the whole is weighed. */
export type Weighing = 'countedAsNothing' | 'dollars' | 'share';

export interface ScoredMeasure extends WeighedItem {
  readonly kind: 'measure';
  readonly use: 'scored' | 'reporting';
  readonly parts: readonly ScoredPart[];
  readonly combine: Term<string>;
  readonly scale: Term<string>;
  readonly minimumDenominator: Term<number>;
  readonly strata: Term<StrataRule>;
  /** Of a composite rate: the mean rate and how the scale answered. */
  readonly composite: {
    readonly rate: number | null;
    readonly sentence: string | null;
    readonly parts: readonly ScalePart[];
    /** The same of each stratum that the first part has. */
    readonly strata: readonly (Achieved & Pick<ScoredCell, 'by' | 'rate' | 'stratum'>)[];
  } | null;
}

/** One line of what a component looked at. */
export interface ComponentFact {
  readonly label: string;
  readonly value: boolean | number | string | null;
  /** How to show the value. */
  readonly unit: 'count' | 'percentile' | 'points' | 'share' | 'text';
}

export interface ScoredComponent extends WeighedItem {
  readonly kind: ProgramComponent['kind'];
  /** In a sentence: what was found. */
  readonly sentence: string;
  readonly facts: readonly ComponentFact[];
  /** What to beware of: a gap that narrowed because the reference fell. */
  readonly cautions: readonly string[];
  /** The terms it rests on. */
  readonly terms: readonly Term<unknown>[];
}

export interface ProgramDollars {
  /** What the dollars are to who is judged. */
  readonly meaning: 'lost' | 'earned' | 'earned back';
  readonly base: { readonly name: string; readonly dollars: number | null };
  readonly share: Term<number>;
  /** Dollars of one measure where the program has its own formula, with the inputs that it uses; null for the default of its kind. */
  readonly formula: { readonly term: Term<string>; readonly inputs: readonly string[] } | null;
  /** What the caller stated of the organization. */
  readonly inputs: MoneyInputs;
  readonly atRisk: Cents;
  readonly total: Cents;
  /** The most that the total can be; null where nothing caps it. */
  readonly cap: { readonly term: Term<number>; readonly cents: number } | null;
  /** Whether the cap cut the total. */
  readonly capped: boolean;
  /** What a pool adds; null without one. */
  readonly pool: Cents | null;
  /** Stand beside every dollar. */
  readonly assumptions: readonly string[];
}

/** What one organization achieves under a program in one year. */
export interface ProgramScore {
  readonly program: Pick<Program, 'id' | 'kind' | 'payer' | 'status' | 'title' | 'year'>;
  readonly organization: string;
  readonly measures: readonly ScoredMeasure[];
  readonly components: readonly ScoredComponent[];
  /** Weighted mean of what is achieved, 0 to 1; null where something that weighs is not determined. */
  readonly score: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
  /** The score in the program's points; null where it has none. */
  readonly points: number | null;
  /** The share of all weight that the score rests on. */
  readonly weightScored: number;
  readonly reason: string | null;
  readonly dollars: ProgramDollars | null;
  /** Terms in use that are recalled and seen in no source: the score says so, and no dollar may rest on them. */
  readonly unsettled: readonly string[];
  readonly assumptions: readonly string[];
}
