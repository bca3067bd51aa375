import { fitBetaBinomial, healthEquityIndex, shrinkRates } from '@equipoise/engine';
import type { HealthEquityIndexComponent } from '../../program/program.ts';
import { notAchieved, unknownTerm } from '../achieved.ts';
import type { PreparedMeasure } from '../prepare.ts';
import type { Achieved, ComponentFact } from '../types.ts';
import type { ComponentQuestion, Found } from './index.ts';
import { type Counted, countsOf, everybodyOf, unjudged } from './support.ts';

type Context = Omit<ComponentQuestion, 'organization'>;

/** Years that are pooled: the year judged and the one before. */
const pooledYears = [0, 1];

/**
 * The index among the organizations scored: on each measure the thirds of those with a reliable rate of their patients with
 * social risk, weighed and averaged by the engine. Patients stand in for members: the measure with most of them says how many
 * an organization has, and how many of those carry a risk.
 */
export function healthEquityIndexScorer(
  component: HealthEquityIndexComponent,
  context: Context,
): (organization: string) => Found {
  const { minimumMembers, reliability, contracts, weights } = component;
  const { organizations, prepared } = context;
  const terms = [minimumMembers, reliability, contracts, ...weights.values()];
  const unknown = terms.find(({ standing }) => standing === 'unknown');
  if (unknown !== undefined) return () => unjudged(unknownTerm(unknown), terms);
  const ranks = prepared.measures.map((measure) => rankByRisk(measure, component, context));
  const sizes = new Map(organizations.map((id) => [id, sizeOf(id, component, context)]));
  const medianShare = median(Array.from(sizes.values(), ({ share }) => share).filter((share) => share !== null));
  const cautions = [
    'never paid: the rule was withdrawn before it paid anything',
    ...prepared.measures.flatMap(({ measure }, index) => {
      const { hidden } = ranks[index]!;
      return hidden === 0 ? [] : [`${measure.id}: ${hidden} of ${organizations.length} organizations are hidden and not ranked`];
    }),
  ];

  return (organization) => {
    const { patients, share, why } = sizes.get(organization)!;
    const points = prepared.measures.map(({ measure }, index) => {
      return { measure: measure.id, weight: weights.get(measure.id)?.value ?? 1, ...ranks[index]!.pointsOf(organization) };
    });
    const facts: ComponentFact[] = [
      ...points.map(({ measure, points: scored, why: unranked }): ComponentFact => {
        return Number.isNaN(scored)
          ? { label: `${measure}: points`, value: unranked, unit: 'text' }
          : { label: `${measure}: points`, value: scored, unit: 'points' };
      }),
      { label: 'patients', value: patients, unit: 'count' },
      { label: 'with social risk', value: share, unit: 'share' },
    ];
    const not = (achieved: Achieved): Found => ({ ...unjudged(achieved, terms), facts, cautions });
    const ranked = points.filter(({ points: scored }) => !Number.isNaN(scored)).length;
    const hidden = points.find((one) => one.hidden);
    if (why !== null) return not(why);
    if (patients < (minimumMembers.value ?? 0))
      return not(notAchieved('BELOW_MINIMUM', `not ranked: ${patients} of ${minimumMembers.value} patients`));
    if (hidden !== undefined) return not(notAchieved('SUPPRESSED', `${hidden.measure}: ${hidden.why}`));
    if (ranked === 0 || 2 * ranked < points.length)
      return not(notAchieved('BELOW_MINIMUM', `points on ${ranked} of ${points.length} measures, half of them are needed`));
    if (share === null || !(medianShare > 0)) return not(notAchieved('EMPTY', 'nobody has a social risk factor'));
    const index = healthEquityIndex({
      measures: points.map(({ measure, points: scored, weight }) => ({ measure, weight, points: scored })),
      measuresPossible: points.length,
      socialRiskShare: share,
      medianShare,
    });
    const { score } = index;
    if (score === null) return not(notAchieved('UNDETERMINED', 'no measure of the index has a weight'));
    const achieved = (score + 1) / 2; // from −1 … 1 to a share of what can be had
    return {
      achieved,
      lower: achieved,
      upper: achieved,
      status: 'REPORTED',
      reason: null,
      sentence: `Index ${rounded(score)} on a scale from -1 to 1; the reward would have been ${rounded(index.reward ?? 0)} stars of at most ${index.cap}: ${index.status}.`,
      facts: [
        ...facts,
        { label: 'index', value: score, unit: 'points' },
        { label: 'cap in stars', value: index.cap, unit: 'points' },
        { label: 'reward in stars, never paid', value: index.reward, unit: 'points' },
      ],
      cautions,
      terms,
    };
  };
}

interface Points {
  readonly points: number;
  /** Why there are none. */
  readonly why: string;
  readonly hidden: boolean;
}

interface Ranks {
  /** How many organizations have counts that nobody may see. */
  readonly hidden: number;
  pointsOf(organization: string): Points;
}

/** +1 in the top third, −1 in the bottom third, 0 between; NaN with the reason where an organization is not ranked. */
function rankByRisk(
  { parts }: PreparedMeasure,
  { reliability, contracts, by, risk }: HealthEquityIndexComponent,
  { organizations, results, year }: Context,
): Ranks {
  const { measure, direction } = parts[0]!;
  const found = new Map(organizations.map((id) => [id, atRisk({ organization: id, measure, year }, { by, risk, results })]));
  const units = Array.from(found, ([organization, { counts }]) => ({ organization, counts })).flatMap(
    ({ organization, counts }) => (counts === null || counts.denominator === 0 ? [] : [{ organization, ...counts }]),
  );
  const shrunken = units.length === 0 ? [] : shrinkRates(units, fitBetaBinomial(units));
  const ranked = units
    .map(({ organization, denominator, numerator }, index) => ({
      organization,
      rate: (direction === 'higher' ? numerator : denominator - numerator) / denominator,
      reliable: (shrunken[index]?.reliability ?? 0) >= (reliability.value ?? 0),
    }))
    .filter(({ reliable }) => reliable);
  const least = Math.max(3, contracts.value ?? 0);
  const places = placesOf(ranked.map(({ rate }) => rate));
  const rates = new Map(ranked.map(({ organization, rate }) => [organization, rate]));
  const unranked = (why: string, hidden = false): Points => ({ points: NaN, why, hidden });
  return {
    hidden: Array.from(found.values()).filter(({ why }) => why?.status === 'SUPPRESSED').length,
    pointsOf(organization) {
      const { why } = found.get(organization)!;
      const own = rates.get(organization);
      if (why !== null) return unranked(why.reason ?? 'no data', why.status === 'SUPPRESSED');
      if (own === undefined) return unranked(`reliability under ${reliability.value}`);
      if (ranked.length < least) return unranked(`${ranked.length} of ${least} organizations are reliable enough`);
      // A tie that reaches over the edge of a third counts as the middle.
      const third = ranked.length / 3;
      const { asGood, asBad } = places.get(own)!;
      return { points: asGood <= third ? 1 : asBad <= third ? -1 : 0, why: '', hidden: false };
    },
  };
}

/** How many are as good as a rate or better, and how many as bad or worse; once for each rate. */
function placesOf(rates: readonly number[]): ReadonlyMap<number, { readonly asGood: number; readonly asBad: number }> {
  const sorted = rates.toSorted((a, b) => a - b);
  const first = new Map<number, number>();
  const last = new Map<number, number>();
  for (const [index, rate] of sorted.entries()) {
    if (!first.has(rate)) first.set(rate, index);
    last.set(rate, index);
  }
  return new Map(Array.from(first, ([rate, index]) => [rate, { asGood: sorted.length - index, asBad: last.get(rate)! + 1 }]));
}

interface RiskKey {
  readonly organization: string;
  readonly measure: string;
  readonly year: number;
}

type RiskStrata = Pick<HealthEquityIndexComponent, 'by' | 'risk'> & { readonly results: ComponentQuestion['results'] };

/** Patients with social risk over the pooled years. */
function atRisk({ year, ...key }: RiskKey, { by, risk, results }: RiskStrata): Counted {
  const cells = pooledYears.flatMap((back) =>
    risk.map((stratum) => countsOf(results, { ...key, year: year - back, by, stratum })),
  );
  const hidden = cells.find(({ why }) => why?.status === 'SUPPRESSED');
  if (hidden !== undefined) return hidden;
  const known = cells.flatMap((cell) => (cell.counts === null ? [] : [cell.counts]));
  if (known.length === 0) return { counts: null, why: notAchieved('NO_DATA', `no data by ${by}`) };
  const counts = {
    denominator: known.reduce((sum, { denominator }) => sum + denominator, 0),
    numerator: known.reduce((sum, { numerator }) => sum + numerator, 0),
  };
  return counts.denominator === 0
    ? { counts: null, why: notAchieved('EMPTY', 'nobody has a social risk factor') }
    : { counts, why: null };
}

interface Size {
  readonly patients: number;
  readonly share: number | null;
  /** Why there is no share. */
  readonly why: Achieved | null;
}

/** How many patients an organization has in the year judged, by its largest measure, and the share of them with social risk. */
function sizeOf(organization: string, { by, risk }: HealthEquityIndexComponent, { prepared, results, year }: Context): Size {
  const none: Size = { patients: 0, share: null, why: notAchieved('NO_DATA', 'no data') };
  const sizes = prepared.measures.map(({ parts }): Size => {
    const key = { organization, measure: parts[0]!.measure, year };
    const everyone = everybodyOf(results, key);
    if (everyone.counts === null) return { ...none, why: everyone.why };
    const patients = everyone.counts.denominator;
    const strata = risk.map((stratum) => countsOf(results, { ...key, by, stratum }));
    const hidden = strata.find(({ why }) => why?.status === 'SUPPRESSED');
    if (hidden !== undefined) return { patients, share: null, why: hidden.why };
    const known = strata.flatMap(({ counts }) => (counts === null ? [] : [counts.denominator]));
    if (known.length === 0) return { patients, share: null, why: notAchieved('NO_DATA', `no data by ${by}`) };
    if (patients === 0) return { patients, share: null, why: notAchieved('EMPTY', 'the denominator is 0') };
    return { patients, share: known.reduce((sum, denominator) => sum + denominator, 0) / patients, why: null };
  });
  const [first = none] = sizes;
  return sizes.reduce((largest, size) => (size.patients > largest.patients ? size : largest), first);
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  return sorted.length === 0 ? NaN : (sorted[Math.ceil(middle) - 1]! + sorted[Math.floor(middle)]!) / 2;
}

const rounded = (value: number): number => Number(value.toFixed(4));
