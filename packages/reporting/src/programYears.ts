import type { Release, Store } from '@equipoise/store';
import { assumptionsOf, scorePrograms, type ProgramQuestion, type ProgramScores } from './programScores.ts';
import { scoreDifferences, type ScoreDifference } from './scoreDifferences.ts';
import { settledScore } from './settledScore.ts';

/** Two years of one program beside each other. */
export interface ComparedYears {
  readonly before: ProgramScores;
  readonly after: ProgramScores;
  readonly differences: readonly ScoreDifference[];
  /** What was assumed in either year: stands beside every dollar that differs. */
  readonly assumptions: readonly string[];
}

/**
 * Scores the same organizations in two years, each by what the program says for it, and says what differs.
 *
 * @param question  without a period: each year has its own
 * @param years     `before`, the earlier as a rule, and `after`
 */
export async function comparePrograms(
  store: Store,
  release: Release,
  question: Omit<ProgramQuestion, 'period' | 'year'>,
  years: { readonly before: number; readonly after: number },
): Promise<ComparedYears> {
  const [before, after] = [
    await scorePrograms(store, release, { ...question, year: years.before }),
    await scorePrograms(store, release, { ...question, year: years.after }),
  ];
  return {
    before,
    after,
    differences: scoreDifferences(before.scores.map(settledScore), after.scores.map(settledScore)),
    assumptions: assumptionsOf([...before.scores, ...after.scores]),
  };
}
