import { completenessMet } from '../../award/completenessMet.ts';
import { notAchieved, unknownTerm } from '../achieved.ts';
import type { CompletenessComponent } from '../../program/program.ts';
import type { ComponentQuestion, Found } from './index.ts';
import { countsOf, everybodyOf, judged, unjudged } from './support.ts';

/** The share of a measure's patients whose demographic data they gave themselves. */
export function scoreCompleteness(
  component: CompletenessComponent,
  { prepared, organization, results, year }: ComponentQuestion,
): Found {
  const { by, counted, threshold } = component;
  const terms = [threshold];
  if (threshold.value === null) return unjudged(unknownTerm(threshold), terms);
  const measures =
    component.measure === null
      ? prepared.measures.flatMap(({ parts }) => parts.map(({ measure }) => measure))
      : [component.measure];
  const isAsked = (id: string) => {
    const strata = { organization, measure: id, year, by };
    // No row of a counted stratum is nobody in it, where the others were reported.
    return results.strata(strata).length > 0 || counted.some((stratum) => results.cell({ ...strata, stratum }) !== null);
  };
  const measure = measures.find(isAsked);
  if (measure === undefined) return unjudged(notAchieved('NO_DATA', `no data by ${by}`), terms);

  const key = { organization, measure, year };
  const all = everybodyOf(results, key);
  if (all.counts === null) return unjudged(all.why, terms);
  let known = 0;
  for (const stratum of counted) {
    const { counts, why } = countsOf(results, { ...key, by, stratum });
    if (why?.status === 'SUPPRESSED') return unjudged({ ...why, reason: `${stratum}: ${why.reason}` }, terms);
    known += counts?.denominator ?? 0;
  }
  if (known > all.counts.denominator) {
    const reason = `${known} patients by ${by} are more than the ${all.counts.denominator} there are`;
    return unjudged(notAchieved('UNDETERMINED', reason), terms);
  }
  const found = completenessMet({ denominator: all.counts.denominator, numerator: known }, threshold.value);
  return {
    ...(found.met === null ? notAchieved('EMPTY', found.reason ?? 'there is nobody') : judged(found.met)),
    sentence: `${measure}: ${found.sentence}`,
    facts: [
      { label: 'known', value: known, unit: 'count' },
      { label: 'patients', value: all.counts.denominator, unit: 'count' },
      { label: 'share known', value: found.share, unit: 'share' },
      { label: 'asked for', value: threshold.value, unit: 'share' },
      { label: 'still to be asked', value: found.membersToReach, unit: 'count' },
    ],
    cautions: [],
    terms,
  };
}
