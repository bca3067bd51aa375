import {
  atkinson,
  betweenGroupSd,
  betweenGroupSdIndex,
  betweenGroupVariance,
  betweenGroupVarianceIndex,
  coefficientOfVariation,
  coefficientOfVariationIndex,
  compareWithReference,
  type DisparityEstimate,
  type DisparityIndex,
  disparityRange,
  eventsToCloseGap,
  generalisedEntropy2,
  indexOfDisparity,
  indexOfDisparityIndex,
  meanDifferenceFromBest,
  meanDifferenceFromMean,
  meanDifferenceFromReference,
  meanDifferenceIndex,
  meanLogDeviation,
  overallMean,
  populationAttributableRisk,
  referenceAgainstWorst,
  type ReferenceComparison,
  type ReferenceRule,
  relativeInequity,
  simulateIndex,
  theilIndex,
} from '../../../src/index.ts';
import { readDataset } from './dataset.ts';
import type { DisparityPart, DisparityQuestion } from './types.ts';

/** Simple measures and those of unordered groups. */
export const simple: DisparityPart = {
  overall_mean: ({ data }) => flat(overallMean(...given(data))),
  pairwise({ data, options }) {
    const { rows, options: fixed, flagged } = readDataset(data);
    const { rows: compared, reference } = compareWithReference(rows, {
      ...fixed,
      reference: ruleOf(options['reference'], flagged),
      intervals: 'linearised',
      statistic: fixed.scale <= 100 ? 'proportion' : 'rate',
    });
    return { rows: compared.map(comparisonOf), reference };
  },
  range({ data }) {
    const { difference, ratio, summaryRatio, best, worst } = disparityRange(...given(data));
    const { value, standardError: se } = difference;
    return { difference: value, se, ratio, best, worst, summary_rate_ratio_hp: summaryRatio };
  },
  reference_vs_worst_other({ data }) {
    const { rows, options, flagged } = readDataset(data);
    const result = referenceAgainstWorst(rows, { ...options, referenceGroup: String(flagged) });
    return { ...flat(result), worst_other: result.worst };
  },
  relative_inequity: ({ data }) => ({
    rows: relativeInequity(...given(data)).map(({ group, populationShare, eventShare, value }) => ({
      group,
      population_share: populationShare,
      event_share: eventShare,
      value,
    })),
  }),
  between_group_variance({ data }) {
    const result = betweenGroupVariance(...given(data));
    return {
      ...flat(result),
      se_first_order: result.standardErrorFirstOrder,
      noise_bias: result.noiseBias,
      value_noise_corrected: result.valueNoiseCorrected,
      mc95: simulated(betweenGroupVarianceIndex, data),
    };
  },
  between_group_sd: ({ data }) => ({ ...flat(betweenGroupSd(...given(data))), mc95: simulated(betweenGroupSdIndex, data) }),
  coefficient_of_variation: ({ data }) => ({
    ...flat(coefficientOfVariation(...given(data))),
    mc95: simulated(coefficientOfVariationIndex, data),
  }),
  mean_difference_from_best(question) {
    const [rows, options] = given(question.data);
    const weighted = isWeighted(question);
    return { ...flat(meanDifferenceFromBest(rows, { ...options, weighted })), weighted };
  },
  mean_difference_from_mean(question) {
    const [rows, options] = given(question.data);
    const weighted = isWeighted(question);
    const mc95 = simulated(meanDifferenceIndex('mean', weighted), question.data);
    return { ...flat(meanDifferenceFromMean(rows, { ...options, weighted })), weighted, mc95 };
  },
  mean_difference_from_reference(question) {
    const { rows, options, flagged } = readDataset(question.data);
    const weighted = isWeighted(question);
    return {
      ...flat(meanDifferenceFromReference(rows, { ...options, weighted, referenceGroup: String(flagged) })),
      weighted,
    };
  },
  index_of_disparity(question) {
    const [rows, options] = given(question.data);
    const best = question.id.endsWith('-best');
    const weighted = !best && isWeighted(question);
    const from = best ? 'best' : 'mean';
    return {
      ...flat(indexOfDisparity(rows, { ...options, weighted, from })),
      mc95: best ? null : simulated(indexOfDisparityIndex(from, weighted), question.data),
      weighted,
      reference: best ? 'best' : 'overall',
    };
  },
  theil_index({ data }) {
    const { value, se, lower, upper } = flat(theilIndex(...given(data)));
    return { value, se, lower, upper, value_x1000: thousandfold(value), se_x1000: thousandfold(se) };
  },
  mean_log_deviation({ data }) {
    const { value, se, lower, upper } = flat(meanLogDeviation(...given(data)));
    return { value, se, lower, upper, value_x1000: thousandfold(value) };
  },
  generalised_entropy_2: ({ data }) => flat(generalisedEntropy2(...given(data))),
  atkinson({ data, options: { epsilon } }) {
    const [rows, options] = given(data);
    return flat(atkinson(rows, { ...options, epsilon: Number(epsilon) }));
  },
  population_attributable_risk({ data, options }) {
    const { rows, options: fixed, flagged } = readDataset(data);
    const reference = ruleOf(options['reference'], flagged) as 'best';
    const result = populationAttributableRisk(rows, { ...fixed, reference });
    return {
      par: flat(result.risk),
      paf: flat(result.fraction),
      events_to_close: result.events,
      reference: result.reference,
    };
  },
  number_needed_to_close_gap({ data, options }) {
    const { rows, options: fixed, flagged } = readDataset(data);
    const reference = ruleOf(options['reference'], flagged) as 'best';
    const result = eventsToCloseGap(rows, { ...fixed, reference });
    return {
      rows: result.rows.map(({ group, needed, neededWhole }) => ({ group, needed, needed_whole: neededWhole })),
      total: result.total,
      total_whole: result.totalWhole,
      reference: result.reference,
      overall_if_closed: result.overallIfClosed,
    };
  },
};

function given(data: unknown): Parameters<typeof overallMean> {
  const { rows, options } = readDataset(data);
  return [rows, options];
}

function flat({ value, standardError, lower, upper }: DisparityEstimate) {
  return { value, se: standardError, lower, upper };
}

/** Evenly spread draws, the more the fewer the groups: they come nearer than the 200,000 independent ones of the file. */
function simulated(index: DisparityIndex, data: unknown): readonly (number | null)[] {
  const { rows, options } = readDataset(data);
  const { lower, upper } = simulateIndex(index, rows, { ...options, draws: Math.round(400_000 / rows.length) });
  return [lower, upper];
}

/** Cases name their variant in the id only: `…/mdbw` is weighted, `…/mdbu` is not. */
function isWeighted({ id }: DisparityQuestion): boolean {
  return id.endsWith('w');
}

function ruleOf(rule: unknown, flagged: string | undefined): ReferenceRule {
  return rule === 'fixed' ? { group: String(flagged) } : (rule as ReferenceRule);
}

function comparisonOf(row: ReferenceComparison): Readonly<Record<string, unknown>> {
  const { difference, ratio, complementRatio } = row;
  return {
    group: row.group,
    ...(row.isReference ? { is_reference: true } : {}),
    reference_value: row.referenceValue,
    difference: difference.value,
    se: difference.standardError,
    lower: difference.lower,
    upper: difference.upper,
    gap: row.gap.value,
    ratio: ratio.value,
    log_ratio_se: ratio.logStandardError,
    ratio_lower: ratio.lower,
    ratio_upper: ratio.upper,
    complement_ratio: complementRatio?.value ?? null,
    z: row.z,
    p: row.p,
    z_pooled: row.zPooled,
    p_pooled: row.pPooled,
    ahrq_class: row.ahrqClass,
  };
}

function thousandfold(value: number | null): number | null {
  return value === null ? null : 1000 * value;
}
