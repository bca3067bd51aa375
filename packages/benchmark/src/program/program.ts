import type { Scale } from '../award/scales/schema.ts';
import type { Direction } from '../benchmark.ts';
import type { WrittenProgram } from './schema.ts';
import type { Term } from './term.ts';

/** Whose percentiles a measure is held against. */
export interface BenchmarkChoice {
  readonly population?: string | undefined;
  readonly set?: string | undefined;
  readonly vintage?: 'newest' | 'same-year' | 'year-before' | number | undefined;
}

export type ProgramLine = { readonly percentile: number } | { readonly percent: string };

export interface StrataRule {
  readonly by: readonly string[];
  readonly rule: 'report' | 'every-stratum' | 'mean-of-strata';
}

export interface ProgramPart {
  readonly measure: string;
  readonly direction: Direction;
  readonly title: string;
}

export interface ProgramMeasure {
  readonly id: string;
  readonly title: string;
  readonly use: 'scored' | 'reporting';
  readonly parts: readonly ProgramPart[];
  readonly combine: Term<'mean-of-shares' | 'lowest-share' | 'mean-of-rates'>;
  readonly weight: Term<number>;
  readonly benchmark: Term<BenchmarkChoice>;
  /** Name of the scale; null with standing `unknown` where the program has none. */
  readonly scale: Term<string>;
  readonly minimumDenominator: Term<number>;
  readonly strata: Term<StrataRule>;
}

interface ComponentHead {
  readonly id: string;
  readonly title: string;
  readonly weight: Term<number>;
}

export interface GapClosureComponent extends ComponentHead {
  readonly kind: 'gap-closure';
  readonly measure: string;
  readonly direction: Direction;
  readonly by: string;
  readonly group: string;
  readonly reference: string;
  readonly closed: Term<number>;
  readonly tolerance: Term<number>;
  /** That of the measure of this program which has the data; where none has, the program's. */
  readonly minimumDenominator: Term<number>;
  readonly yearsBack: number;
}

export interface CompletenessComponent extends ComponentHead {
  readonly kind: 'completeness';
  readonly measure: string | null;
  readonly by: string;
  readonly counted: readonly string[];
  readonly threshold: Term<number>;
}

export interface StratifiedReportingComponent extends ComponentHead {
  readonly kind: 'stratified-reporting';
  readonly by: readonly string[];
  readonly minimumDenominator: Term<number>;
  readonly measures: readonly {
    readonly id: string;
    readonly title: string;
    readonly parts: readonly string[];
    readonly firstYear: Term<number>;
  }[];
}

export interface CompositeComponent extends ComponentHead {
  readonly kind: 'composite';
  readonly line: string;
  readonly reportable: Term<number>;
  readonly consequence: string;
}

export interface HealthEquityIndexComponent extends ComponentHead {
  readonly kind: 'health-equity-index';
  readonly by: string;
  readonly risk: readonly string[];
  readonly minimumMembers: Term<number>;
  readonly reliability: Term<number>;
  readonly contracts: Term<number>;
  /** By id of a measure of this program. */
  readonly weights: ReadonlyMap<string, Term<number>>;
}

export type ProgramComponent =
  | GapClosureComponent
  | CompletenessComponent
  | StratifiedReportingComponent
  | CompositeComponent
  | HealthEquityIndexComponent;

export interface ProgramMoney {
  readonly base: string;
  readonly inputs: Readonly<Record<string, string>>;
  readonly share: Term<number>;
  /** Null where the program caps nothing. */
  readonly cap: Term<number> | null;
  /** Null where the default of the kind holds. */
  readonly formula: Term<string> | null;
  readonly pool: Term<{ readonly by: 'score' | 'score-times-input'; readonly input?: string | undefined }> | null;
}

/** A program in force in one measurement year, under the caller's assumptions: what scoring reads. */
export interface Program extends Pick<
  WrittenProgram,
  'id' | 'title' | 'kind' | 'status' | 'payer' | 'accountable' | 'citations' | 'notKnown'
> {
  readonly year: number;
  readonly measures: readonly ProgramMeasure[];
  readonly components: readonly ProgramComponent[];
  readonly lines: ReadonlyMap<string, Term<ProgramLine>>;
  readonly scales: ReadonlyMap<string, Term<Scale>>;
  readonly comparison: Term<'exact' | 'rounded-2-decimals'>;
  readonly missing: Term<'leave-out' | 'zero'>;
  readonly points: Term<number> | null;
  readonly money: ProgramMoney | null;
}
