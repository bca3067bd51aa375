import { type ScaleId, scales } from './catalogue.ts';
import type { ScaleDefinition, ScaleOutcome } from './define.ts';
import type { LineReference, ScalePosition } from './position.ts';
import type { Scale, scaleSchema } from './schema.ts';

/** How much of what is at stake a position earns. */
export interface ScaleResult extends Omit<ScaleOutcome, 'achieved'> {
  readonly scale: ScaleId;
  /** Share earned, from 0 to 1 (best); null where what is known does not decide it: `lower` and `upper` bound it then. */
  readonly achieved: number | null;
  /** 1 − achieved: the share of a penalty that falls due. */
  readonly forfeited: number | null;
}

/**
 * What a position earns on a scale: a share from 0 to 1, 1 being best. Beyond the published lines a percentile is only a bound, and
 * lines may be missing: where the rest of what is known decides, it does; elsewhere the answer is null with a reason, never a guess.
 *
 * @param scale     a scale by name with its parameters, as `scaleSchema` reads it
 * @param position  where the rate stands: percentile or bound, lines met (compared exactly by the caller), rate and baseline
 * @returns         share earned and forfeited, bounds, what it was reckoned from, and the reckoning in words
 * @throws RangeError when counts are impossible
 * @example applyScale({ scale: 'linear-percentile', from: 25, to: 66 }, { percentile: 40, below: null, above: null, lines: [], rate: 0.56, baseline: null, direction: 'higher' }).achieved // 0.3659
 * @example applyScale({ scale: 'cliff', line: 50 }, { ...placeRate({ denominator: 143, numerator: 79 }, defaultBenchmark('CBP')), rate: { denominator: 143, numerator: 79 }, baseline: null, direction: 'higher' }).sentence // 'It does not meet the 50th percentile: nothing is earned.'
 */
export function applyScale(scale: Scale, position: ScalePosition): ScaleResult {
  const { achieved, ...outcome } = definitionOf(scale).score(scale, position);
  const known = Number.isNaN(achieved) ? null : achieved;
  return { scale: scale.scale, achieved: known, forfeited: known === null ? null : 1 - known, ...outcome };
}

/**
 * The lines that a scale asks after: those its benchmark must have, or the caller by name.
 *
 * @param scale  a scale by name with its parameters
 * @returns      percentiles and names, in the order of the parameters
 * @example linesOfScale({ scale: 'linear-rate', from: 25, to: 'HPL' }) // [25, 'HPL']
 */
export function linesOfScale(scale: Scale): readonly LineReference[] {
  return definitionOf(scale).lines(scale);
}

/** The name under `scale` picks the definition made for just these parameters, which the type of a union cannot say. */
function definitionOf({ scale }: Scale): Pick<ScaleDefinition<typeof scaleSchema>, 'lines' | 'score'> {
  return scales[scale] as Pick<ScaleDefinition<typeof scaleSchema>, 'lines' | 'score'>;
}
