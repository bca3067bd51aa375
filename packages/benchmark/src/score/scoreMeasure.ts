import type { StrataRule } from '../program/program.ts';
import type { Term } from '../program/term.ts';
import { combineAchieved, isPayable, unknownTerm } from './achieved.ts';
import { scoreMeanRate } from './meanRate.ts';
import type { PreparedMeasure, PreparedPart } from './prepare.ts';
import { type CellQuestion, scoreCell } from './scoreCell.ts';
import type { Achieved, ScoredMeasure, ScoredPart, Weighing } from './types.ts';

/** What one measure of a program achieves: its parts, each over everybody and over its strata. */
export function scoreMeasure(prepared: PreparedMeasure, question: CellQuestion): Omit<ScoredMeasure, Weighing> {
  const { measure, parts: preparedParts } = prepared;
  const { combine, id, minimumDenominator, scale, strata, title, use, weight } = measure;
  const parts = preparedParts.map((part) => scorePart(part, prepared, question));
  const { achieved, composite } = combined(parts, prepared);
  return {
    kind: 'measure',
    id,
    title,
    use,
    weight,
    combine,
    scale,
    minimumDenominator,
    strata,
    parts,
    composite,
    achieved: achieved.achieved,
    lower: achieved.lower,
    upper: achieved.upper,
    status: achieved.status,
    reason: achieved.reason,
  };
}

function combined(
  parts: readonly ScoredPart[],
  prepared: PreparedMeasure,
): { readonly achieved: Achieved; readonly composite: ScoredMeasure['composite'] } {
  const { combine, strata } = prepared.measure;
  if (parts.length > 1 && combine.value === null) return { achieved: unknownTerm(combine), composite: null };
  if (parts.length < 2 || combine.value !== 'mean-of-rates') {
    const achieved = combineAchieved(parts, combine.value === 'lowest-share' ? 'lowest' : 'mean');
    return { achieved: isPayable(achieved) ? (parts.find(isVeiled) ?? achieved) : achieved, composite: null };
  }
  const whole = scoreMeanRate(
    parts.map((part) => ({ part, cell: part.total })),
    prepared,
  );
  const ofStrata = (parts[0]?.strata ?? []).map(({ by, stratum }) => {
    const cellOf = (part: ScoredPart) => part.strata.find((cell) => cell.by === by && cell.stratum === stratum) ?? null;
    const { achieved, lower, rate, reason, status, upper } = scoreMeanRate(
      parts.map((part) => ({ part, cell: cellOf(part) })),
      prepared,
    );
    return { by, stratum, rate, achieved, lower, upper, status, reason };
  });
  const { rate, sentence, parts: steps } = whole;
  return { achieved: judged(whole, ofStrata, strata), composite: { rate, sentence, parts: steps, strata: ofStrata } };
}

/** All of it is hidden: it may be too small to be payable, and the whole measure with it, so the other parts bound nothing. */
const isVeiled = ({ lower, status, upper }: Achieved): boolean => status === 'SUPPRESSED' && lower === 0 && upper === 1;

function scorePart(part: PreparedPart, prepared: PreparedMeasure, question: CellQuestion): ScoredPart {
  const { results, organization, year } = question;
  const { strata: rule } = prepared.measure;
  const total = scoreCell(part, prepared, question);
  const strata = (rule.value?.by ?? []).flatMap((by) =>
    results
      .strata({ organization, measure: part.measure, year, by })
      .map((stratum) => scoreCell(part, prepared, { ...question, by, stratum })),
  );
  const { benchmark, benchmarkReason, direction, measure, title } = part;
  const { achieved, lower, upper, status, reason } = judged(total, strata, rule);
  return { measure, direction, title, benchmark, benchmarkReason, total, strata, achieved, lower, upper, status, reason };
}

/** A stratum too small to judge neither fails nor passes; a hidden one leaves bounds. */
function judged(total: Achieved, strata: readonly Achieved[], rule: Term<StrataRule>): Achieved {
  if (!isPayable(total)) return total;
  if (rule.standing === 'unknown') return unknownTerm(rule);
  const payable = strata.filter(isPayable);
  switch (rule.value?.rule ?? 'report') {
    case 'report':
      return total;
    case 'every-stratum':
      return combineAchieved([total, ...payable], 'lowest');
    case 'mean-of-strata':
      return payable.length === 0 ? total : combineAchieved(payable, 'mean');
  }
}
