import type { GapClosureComponent, ProgramComponent } from '../program/program.ts';
import { isPayable } from '../score/achieved.ts';
import { componentScorer } from '../score/components/index.ts';
import { counted, itemDollars, type MoneyInputs, type Stake } from '../score/dollars.ts';
import type { PreparedMeasure, PreparedProgram } from '../score/prepare.ts';
import type { ProgramResults } from '../score/results.ts';
import { scoreMeasure } from '../score/scoreMeasure.ts';
import type { ProgramScore, ScoredComponent, ScoredMeasure } from '../score/types.ts';
import { closeGaps, type ClosedGaps } from './closeGaps.ts';

export type Gap = Omit<ClosedGaps, 'organization'>;

/** One organization under one program, and what is to grow: its dollars or its score. */
export interface Plan {
  readonly prepared: PreparedProgram;
  readonly results: ProgramResults;
  readonly organization: string;
  readonly inputs: MoneyInputs;
  readonly before: ProgramScore;
  readonly aim: 'dollars' | 'score';
  /** What closing one gap of a measure of the data takes. */
  readonly costOf: (measure: string) => number;
}

/** Measures and components that look at the same data, apart from all others: what they pay is their own affair. */
export interface Unit {
  readonly measures: readonly PreparedMeasure[];
  readonly components: readonly GapClosureComponent[];
}

/** A score is reckoned in millionths of a millionth, so that sums are whole numbers and exact. */
export const scoreUnits = 1e12;

/** What is worth something, in whole cents or score units; null where it is not determined. */
export type Worth = { readonly value: number; readonly reason: null } | { readonly value: null; readonly reason: string };

type Item = ScoredComponent | ScoredMeasure;

/** A unit scored with gaps closed. Weights and what is payable do not change: closing gaps leaves the denominators alone. */
export function scoreUnit(unit: Unit, gaps: readonly Gap[], plan: Plan): readonly Item[] {
  const { before, organization, prepared } = plan;
  const { year } = prepared.program;
  const closing = gaps.filter(({ patients }) => patients > 0);
  const results = closeGaps(
    plan.results,
    closing.map((gap) => ({ ...gap, organization })),
    prepared.program,
  );
  return [
    ...unit.measures.map((measure): Item => {
      const known = before.measures.find(({ id }) => id === measure.measure.id)!;
      return { ...known, ...scoreMeasure(measure, { results, organization, year }) };
    }),
    ...unit.components.map((component) => ({ ...knownOf(component, before), ...scoreOne(component, { ...plan, results }) })),
  ];
}

const knownOf = ({ id }: ProgramComponent, { components }: ProgramScore): ScoredComponent =>
  components.find((component) => component.id === id)!;

function scoreOne(
  component: ProgramComponent,
  { prepared, results, organization }: Plan,
): Omit<ScoredComponent, keyof Unweighed> {
  const { year } = prepared.program;
  return componentScorer(component, { prepared, results, organizations: [organization], year })(organization);
}

type Unweighed = Pick<ScoredComponent, 'countedAsNothing' | 'dollars' | 'share'>;

/** What items are worth together: for a penalty the dollars that it does not cost, so that more is better. */
export function worthOf(items: readonly Item[], plan: Plan): Worth {
  let value = 0;
  for (const item of items) {
    const worth = plan.aim === 'dollars' ? dollarsWorth(item, plan) : scoreWorth(item, plan);
    if (worth.value === null) return { value: null, reason: `${item.id}: ${worth.reason}` };
    value += worth.value;
  }
  return { value, reason: null };
}

function dollarsWorth(item: Item, plan: Plan): Worth {
  if (item.share === null || !isPayable(counted(item))) return { value: 0, reason: null };
  const { cents, reason } = itemDollars(item, stakeOf(plan), item.kind === 'measure' ? item : null);
  if (cents === null) return { value: null, reason: reason ?? 'its dollars are not determined' };
  return { value: plan.prepared.program.kind === 'penalty' ? -cents : cents, reason: null };
}

function stakeOf({ organization, inputs, prepared: { formula, program } }: Plan): Stake {
  const { kind, money } = program;
  return { organization, money: money!, kind, base: inputs[money!.base]!, share: money!.share.value!, inputs, formula };
}

function scoreWorth(item: Item, { before }: Plan): Worth {
  const { achieved, reason } = counted(item);
  if (item.share === null || !isPayable(counted(item))) return { value: 0, reason: null };
  if (achieved === null) return { value: null, reason: reason ?? 'what it achieves is not determined' };
  return { value: Math.round((item.share * achieved * scoreUnits) / weightOf(before)), reason: null };
}

/** The weight that the score is a mean over. */
function weightOf({ components, measures }: ProgramScore): number {
  const weighed = [...measures, ...components].filter((item) => item.share !== null && isPayable(counted(item)));
  return weighed.reduce((sum, { share }) => sum + share!, 0);
}
