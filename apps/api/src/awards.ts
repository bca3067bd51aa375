import { forExport, type ExportedScore } from '@equipoise/benchmark';
import type { ProgramScores } from '@equipoise/reporting';

/** A score as it may leave, with what it was reckoned in. */
export interface Awarded {
  readonly score: ExportedScore;
  readonly whole: Pick<ProgramScores, 'notes' | 'organizations' | 'year'>;
}

/**
 * The awards of an answer, one for each organization: without the figures that a licence keeps in the house.
 *
 * @param whole  from `reports.programScores`
 * @example awardsOf({ scores: [] }) // []
 */
export function awardsOf(whole: ProgramScores): readonly Awarded[] {
  return whole.scores.map((score) => ({ score: forExport(score), whole }));
}
