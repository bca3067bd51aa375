import {
  exportedRate,
  type ComparedGroup,
  type Disparity,
  type GapNoise,
  type PlacedRate,
  type Provenance,
  type RankReport,
  type Rate,
} from '@equipoise/reporting';
import { provenanceColumns } from './context.ts';
import type { Row } from './table.ts';

/** A rate in its place, as every report begins its rows. */
export function placeColumns({
  measure,
  period,
  organization,
  stratification,
  stratum,
  estimate,
}: Pick<Rate, 'measure' | 'period' | 'organization' | 'stratum' | 'estimate'> & { readonly stratification: string }): Row {
  return {
    measure: measure.id,
    period,
    organization: organization.id,
    stratification,
    stratum,
    denominator: estimate.denominator,
    numerator: estimate.numerator,
    rate: estimate.value,
    lower: estimate.lower,
    upper: estimate.upper,
    method: estimate.method,
    level: estimate.level,
    status: estimate.status,
  };
}

/** Answers as flat rows, for CSV and JSON. */
export function rateRow(rate: Rate, provenance: Provenance): Row {
  const { release, policy, data_through, ...rest } = provenanceColumns(provenance);
  return {
    ...placeColumns({ ...rate, stratification: rate.stratification.id }),
    release: release!,
    policy: policy!,
    data_through: data_through!,
    reason: rate.estimate.reason,
    measure_version: rate.measure.version,
    ...rest,
  };
}

export function disparityRow(
  group: ComparedGroup,
  {
    disparity: { contract, range, standingOut },
    noise,
    provenance,
  }: { readonly disparity: Disparity; readonly noise: GapNoise | null; readonly provenance: Provenance },
): Row {
  const { gap, reason } = group;
  return {
    ...rateRow(group, provenance),
    direction: contract.direction,
    scale: contract.scale,
    reference: contract.reference,
    reference_denominator: gap?.reference.denominator ?? null,
    reference_numerator: gap?.reference.numerator ?? null,
    gap: gap?.gap ?? null,
    gap_lower: gap?.lower ?? null,
    gap_upper: gap?.upper ?? null,
    gap_method: contract.method,
    gap_level: contract.comparisonLevel,
    stands_out: gap?.standsOut ?? null,
    comparisons: contract.comparisons,
    standing_out: standingOut,
    expected_by_chance: contract.expectedByChance,
    range: range?.observed ?? null,
    noise_floor: range?.expectedByChance ?? null,
    widest_gap_by_chance: noise?.mean ?? null,
    widest_gap_by_chance_95: noise?.percentile95 ?? null,
    widest_gap_verdict: noise?.verdict ?? null,
    denominator_min: contract.denominatorMin,
    weights: contract.weights,
    correction: contract.correction,
    roll_up: contract.rollUp,
    reason,
  };
}

/** @param options  `inHouse`: on a screen, where the figures of a licensed table may be read */
export function placementRow(placed: PlacedRate, provenance: Provenance, { inHouse }: { readonly inHouse: boolean }): Row {
  const { benchmark, reason } = placed;
  const { keptOut, ladder, placement } = inHouse ? { ...placed, keptOut: null } : exportedRate(placed);
  const median = placement?.lines.find(({ percentile }) => percentile === 50);
  const next = placement?.next ?? null;
  const rung = ladder?.next ?? null;
  return {
    ...rateRow(placed, provenance),
    benchmark: benchmark.set,
    peer_group: benchmark.peerGroup,
    vintage: benchmark.vintage,
    percentile: placement?.percentile ?? null,
    band: placement?.band ?? null,
    interpolated: placement?.interpolated ?? null,
    median_rate: median?.rate ?? null,
    median_met: median?.met ?? null,
    median_chance: median?.chance ?? null,
    median_patients: median?.patientsToReach ?? null,
    next_percentile: next?.percentile ?? null,
    next_rate: next?.rate ?? null,
    next_chance: next?.chance ?? null,
    next_chance_by_year_end: next?.chanceByYearEnd ?? null,
    next_patients: next?.patientsToReach ?? null,
    next_line: rung?.name ?? null,
    next_line_rate: rung?.rate ?? null,
    next_line_chance: rung?.chance ?? null,
    next_line_chance_by_year_end: rung?.chanceByYearEnd ?? null,
    next_line_patients: rung?.patientsToReach ?? null,
    caveats: benchmark.caveats.join(' '),
    kept_out: keptOut,
    reason,
  };
}

/** How sure its place in the league table of its stratum is; nothing where no ranks were asked for. */
export function rankColumns({ organization, stratum }: PlacedRate, reports: readonly RankReport[]): Row {
  const report = reports.find((one) => one.stratum === stratum);
  const place = report?.units.find((unit) => unit.organization.id === organization.id)?.place;
  if (!report || !place) return {};
  return {
    rank: place.medianRank,
    rank_by_rate: place.rank,
    rank_lower: place.lower,
    rank_upper: place.upper,
    ranked: report.ranked,
    best_quarter_chance: place.bestQuarter,
    worst_quarter_chance: place.worstQuarter,
  };
}
