import {
  describeFunnel,
  funnel,
  funnelGrid,
  funnelLimits,
  totalStratification,
  totalStratum,
  type EstimateOptions,
  type Funnel,
  type FunnelMethodId,
  type FunnelPoint,
  type FunnelWidening,
  type Measure,
  type Organization,
} from '@equipoise/engine';
import type { Release, Store } from '@equipoise/store';
import { organizationsAt, QuestionError, UnknownNameError, type Question } from './question.ts';
import { readRates, type Rate } from './rates.ts';

export type RateFunnelMethodId = FunnelMethodId<'proportion'>;
export const rateFunnelMethods: readonly RateFunnelMethodId[] = ['normal', 'arcsine', 'exact'];
export const funnelWidenings: readonly FunnelWidening[] = ['none', 'additive', 'multiplicative'];
/** So many pairs of limits a funnel may have: more cannot be told apart in a picture. */
const funnelLevelsMax = 4;

/** One period of many organizations, by default of all practices. */
export interface FunnelQuestion extends Omit<Question, 'from' | 'to'> {
  /** One stratum of the stratification; by default everybody. */
  readonly stratum?: string | undefined;
  readonly method?: RateFunnelMethodId | undefined;
  /** Whether limits make room for units that differ by more than chance. */
  readonly overdispersion?: FunnelWidening | undefined;
  /** Coverage of each pair of limits, as fractions; 0.95 and 0.998 by default. */
  readonly levels?: readonly number[] | undefined;
  /** What units are held against, as a fraction; by default the rate of all that are shown. */
  readonly target?: number | undefined;
}

/** An organization in a funnel; its place is null when its rate is not shown. */
export interface FunnelRate extends Rate {
  readonly place: FunnelPoint | null;
}

/** Limits at many sizes, cut to what a rate can be, to draw curves from. */
export interface FunnelCurve {
  readonly level: number;
  readonly denominators: readonly number[];
  readonly lower: readonly number[];
  readonly upper: readonly number[];
}

/** Organizations of one period side by side, by size. Hidden ones have no part in anything. */
export interface FunnelReport {
  readonly measure: Measure;
  readonly period: string;
  readonly stratification: string;
  readonly stratum: string;
  /** Of the organizations that are shown. */
  readonly funnel: Funnel;
  readonly units: readonly FunnelRate[];
  readonly curves: readonly FunnelCurve[];
  /** Organizations that are left out: hidden by the release, and without a rate for another reason. */
  readonly hidden: number;
  readonly absent: number;
  /** What a coach would read. */
  readonly sentence: string;
}

/** A funnel of the organizations of a question, in one period. */
export async function readFunnel(
  store: Store,
  release: Release,
  question: FunnelQuestion,
  options: EstimateOptions,
): Promise<FunnelReport> {
  const { by = totalStratification, measure: id, period, stratum: wanted, organizations } = question;
  requireFunnelQuestion(question);
  const named = organizations ?? organizationsAt(release, 'practice').map((practice) => practice.id);
  const rates = await readRates(store, release, { measure: id, by, period, organizations: named }, options);
  const strata = [...new Set(rates.map(({ stratum }) => stratum))];
  if (wanted === undefined && by !== totalStratification)
    throw new UnknownNameError('stratum', `a funnel of ${by} needs a stratum: one of ${strata.join(', ')}`);
  if (wanted !== undefined && !strata.includes(wanted))
    throw new UnknownNameError('stratum', `stratum ${wanted} is not in the release here; there are ${strata.join(', ')}`);
  const stratum = wanted ?? totalStratum;
  const units = rates.filter((rate) => rate.stratum === stratum);
  requireApart(
    units.map(({ organization }) => organization),
    { release, what: 'a funnel' },
  );
  const [first] = units;
  if (!first) throw new UnknownNameError('organization', 'there is no organization to compare');
  return { measure: first.measure, period: first.period, stratification: by, stratum, ...compare(units, question) };
}

/** @throws QuestionError when the numbers or the method of a question make no funnel */
function requireFunnelQuestion({ levels = [], method = 'normal', overdispersion = 'none', target }: FunnelQuestion): void {
  if (levels.some((level) => !(level > 0 && level < 1)))
    throw new QuestionError('levels must be fractions between 0 and 1, such as 0.95 and 0.998');
  if (new Set(levels).size < levels.length || levels.length > funnelLevelsMax)
    throw new QuestionError(`levels must differ, and be ${funnelLevelsMax} at most`);
  if (target !== undefined && !(target >= 0 && target <= 1)) throw new QuestionError('target must be a fraction from 0 to 1');
  if (method === 'exact' && overdispersion !== 'none')
    throw new QuestionError('exact limits are those of chance alone: choose normal or arcsine limits for overdispersion');
}

/** @throws QuestionError when one organization lies within another: its patients would count twice, and no limit held */
export function requireApart(
  organizations: readonly Organization[],
  { release, what }: { readonly release: Release; readonly what: string },
): void {
  const parentOf = new Map(release.organizations.map(({ id, parent }) => [id, parent]));
  const named = new Set(organizations.map(({ id }) => id));
  for (const { parent } of organizations) {
    for (let above: string | null | undefined = parent; above; above = parentOf.get(above)) {
      if (named.has(above)) throw new QuestionError(`organizations of ${what} must not lie within one another`);
    }
  }
}

function compare(
  rates: readonly Rate[],
  { levels, method, overdispersion, target }: FunnelQuestion,
): Pick<FunnelReport, 'funnel' | 'units' | 'curves' | 'hidden' | 'absent' | 'sentence'> {
  const shown = rates.filter(({ estimate }) => estimate.value !== null);
  const found = funnel(
    shown.map(({ organization, estimate }) => ({
      name: organization.id,
      numerator: estimate.numerator!,
      denominator: estimate.denominator!,
    })),
    {
      statistic: 'proportion',
      direction: rates[0]!.measure.direction,
      ...(levels !== undefined && levels.length > 0 && { levels }),
      ...(method !== undefined && { method }),
      ...(overdispersion !== undefined && { overdispersion }),
      ...(target !== undefined && { target }),
    },
  );
  const places = new Map(found.units.map((unit) => [unit.name, unit]));
  const hidden = rates.filter(({ estimate }) => estimate.status === 'SUPPRESSED').length;
  const absent = rates.length - shown.length - hidden;
  return {
    funnel: found,
    units: rates.map((rate) => ({ ...rate, place: places.get(rate.organization.id) ?? null })),
    curves: found.target === null ? [] : curvesOf(found),
    hidden,
    absent,
    sentence: [describeFunnel(found, { units: nounOf(rates) }), ...leftOut(hidden, absent)].join(' '),
  };
}

/** Hidden organizations are none of the unknowns that the limits or the target could be solved for: they are not in them. */
function leftOut(hidden: number, absent: number): string[] {
  return [
    ...(hidden > 0 ? [`Left out: ${hidden} hidden by the release.`] : []),
    ...(absent > 0 ? [`Without a rate to show: ${absent}.`] : []),
  ];
}

function nounOf(rates: readonly Rate[]): string {
  const kinds = new Set(rates.map(({ organization }) => organization.kind));
  return kinds.size === 1 && kinds.has('practice') ? 'practices' : 'organizations';
}

function curvesOf(found: Funnel): FunnelCurve[] {
  const sizes = funnelGrid(found);
  const within = (limits: Float64Array) => Array.from(limits, (limit) => Math.min(1, Math.max(0, limit)));
  return funnelLimits(found, sizes).map(({ level, lower, upper }) => ({
    level,
    denominators: [...sizes],
    lower: within(lower),
    upper: within(upper),
  }));
}
