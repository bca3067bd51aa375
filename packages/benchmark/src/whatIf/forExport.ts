import { type ExportedScore, forExport, keptOutOf, lineFacts } from '../score/forExport.ts';
import type { ProgramScore } from '../score/types.ts';
import type { Cheapest } from './cheapest.ts';
import type { BeforeAfter, CellChange, ItemChange, ScoreChange } from './compareScores.ts';

/** A plan as it may be exported: how many gaps lead to a line tells where the line lies. */
export interface ExportedPlan extends Omit<Cheapest, 'after' | 'before' | 'change' | 'cost' | 'patients' | 'sentence'> {
  readonly before: ExportedScore;
  readonly after: ExportedScore | null;
  readonly change: ScoreChange | null;
  readonly patients: number | null;
  readonly cost: number | null;
  readonly sentence: string | null;
  /** Why it is not there; null when it is. */
  readonly keptOut: string | null;
}

/**
 * What differs between two scores, without what gives a figure away that a licence keeps in the house.
 *
 * @param change  from `compareScores`, or of a what-if
 * @param scores  those that it is between
 * @returns       the same, with nulls in the place of percentiles and of patients to the next line
 * @example changeForExport({ organization: 'a', differs: false, items: [] }, []).items // []
 */
export function changeForExport(change: ScoreChange, scores: readonly ProgramScore[]): ScoreChange {
  const parts = scores.flatMap(({ measures }) => measures.flatMap((measure) => measure.parts));
  const kept = new Set(parts.filter((part) => keptOutOf(part) !== null).map(({ measure }) => measure));
  if (kept.size === 0) return change;
  const lines = new Set(scores.flatMap(({ components }) => components.flatMap((component) => lineFacts(component))));
  return { ...change, items: change.items.map((item) => itemForExport(item, { kept, lines })) };
}

interface Kept {
  /** Measures of the data that are held against such a table. */
  readonly kept: ReadonlySet<string>;
  /** Labels of facts that are figures of a table. */
  readonly lines: ReadonlySet<string>;
}

function itemForExport(item: ItemChange, { kept, lines }: Kept): ItemChange {
  return {
    ...item,
    cells: item.cells.map((cell) => (kept.has(cell.measure) ? { ...cell, ...withheld } : cell)),
    facts: item.kind === 'composite' ? item.facts.filter(({ label }) => !lines.has(label)) : item.facts,
  };
}

const nothing: BeforeAfter = { before: null, after: null, change: null };
const withheld: Pick<CellChange, 'patientsToNext' | 'percentile'> = { patientsToNext: nothing, percentile: nothing };

/**
 * The cheapest gaps as they may be exported: nothing of them where a licence keeps the lines in the house that they lead to.
 *
 * @param plan  from `cheapest`
 * @example prepareProgram(programInForce(findProgram('plan-to-provider-example'), { year: 2025 }), benchmarkSets()).then((prepared) => planForExport(cheapest(prepared, { results: programResults([{ organization: 'a', measure: 'CBP', year: 2025, by: 'total', stratum: 'all', denominator: 143, numerator: 79 }]), organization: 'a', goal: { kind: 'next-line' } })).keptOut) // null
 */
export function planForExport(plan: Cheapest): ExportedPlan {
  const before = forExport(plan.before);
  const parts = before.measures.flatMap((measure) => measure.parts);
  const keptOut = parts.find((part) => part.keptOut !== null)?.keptOut ?? null;
  if (keptOut === null) return { ...plan, before, after: forExport(plan.after), keptOut };
  return { ...plan, before, after: null, change: null, gaps: [], patients: null, cost: null, sentence: null, keptOut };
}
