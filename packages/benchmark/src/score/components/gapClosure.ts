import { gapClosure, type GapArms } from '../../award/gapClosure.ts';
import { isPayable, notAchieved, unknownTerm } from '../achieved.ts';
import type { GapClosureComponent } from '../../program/program.ts';
import { type Counts, whyUncounted } from '../../counts.ts';
import type { ProgramResults, ResultKey } from '../results.ts';
import type { Achieved, ComponentFact } from '../types.ts';
import type { ComponentQuestion, Found } from './index.ts';
import { type Counted, countsOf, judged, unjudged } from './support.ts';

type Arms =
  | { readonly arms: { readonly group: Counts; readonly reference: Counts }; readonly why: null }
  | { readonly arms: null; readonly why: Achieved };

/** The gap of a group now against the gap at the baseline, both rates beside it. Arms under the measure's minimum, or the program's, are not judged. */
export function scoreGapClosure(component: GapClosureComponent, question: ComponentQuestion): Found {
  const { closed, tolerance, direction, group, reference, yearsBack } = component;
  const terms = [closed, tolerance];
  const unknown = terms.find(({ value }) => value === null);
  if (unknown !== undefined) return unjudged(unknownTerm(unknown), terms);
  const [baseline, current] = [question.year - yearsBack, question.year].map((year) => armsOf(component, { ...question, year }));
  if (baseline!.arms === null) return unjudged({ ...baseline!.why, reason: `at baseline: ${baseline!.why.reason}` }, terms);
  if (current!.arms === null) return unjudged(current!.why, terms);

  const found = gapClosure({
    direction,
    baseline: baseline!.arms satisfies GapArms,
    current: current!.arms satisfies GapArms,
    closed: closed.value!,
    tolerance: tolerance.value!,
  });
  const arms: readonly (readonly [string, Counts])[] = [
    [`${group} at baseline`, baseline!.arms.group],
    [`${reference} at baseline`, baseline!.arms.reference],
    [`${group} now`, current!.arms.group],
    [`${reference} now`, current!.arms.reference],
  ];
  const facts: ComponentFact[] = [
    ...arms.flatMap(([label, counts]): ComponentFact[] => [
      { label: `${label}: numerator`, value: counts.numerator, unit: 'count' },
      { label: `${label}: denominator`, value: counts.denominator, unit: 'count' },
    ]),
    { label: 'gap at baseline', value: found.baseline.gap, unit: 'share' },
    { label: 'gap now', value: found.current.gap, unit: 'share' },
    { label: 'part of the gap closed', value: found.closed, unit: 'share' },
    { label: 'by the change of the group', value: found.closedByGroup, unit: 'share' },
    { label: 'by the change of the reference', value: found.closedByReference, unit: 'share' },
  ];
  const cautions = found.levellingDown ? ['levelling down: the gap narrowed while the reference got worse'] : [];
  const achieved =
    found.met === null ? notAchieved('NOT_APPLICABLE', found.reason ?? 'there was no gap to close') : judged(found.met);
  return { ...achieved, sentence: found.sentence, facts, cautions, terms };
}

function armsOf(
  { by, group, measure, minimumDenominator, reference }: GapClosureComponent,
  { organization, results, year }: ComponentQuestion,
): Arms {
  const key = { organization, measure, year, by };
  const minimum = minimumDenominator.value ?? 0;
  const own = largeEnough(countsOf(results, { ...key, stratum: group }), minimum);
  const rest = reference === 'rest' ? restOf({ ...key, results, group }) : countsOf(results, { ...key, stratum: reference });
  const other = largeEnough(rest, minimum);
  const arms = [
    { name: group, arm: own },
    { name: reference, arm: other },
  ];
  const short = arms.find(({ arm }) => arm.why !== null && !isPayable(arm.why)) ?? arms.find(({ arm }) => arm.why !== null);
  if (short !== undefined) return { arms: null, why: { ...short.arm.why!, reason: `${short.name}: ${short.arm.why!.reason}` } };
  return { arms: { group: own.counts!, reference: other.counts! }, why: null };
}

function largeEnough(arm: Counted, minimum: number): Counted {
  const uncounted = arm.counts === null ? null : whyUncounted(arm.counts.denominator, minimum);
  if (uncounted === null) return arm;
  return { counts: null, why: notAchieved(uncounted.status as 'BELOW_MINIMUM' | 'EMPTY', uncounted.reason) };
}

/** Everybody else who answered; hidden as soon as one of them is. */
function restOf({
  results,
  group,
  ...key
}: Omit<ResultKey, 'stratum'> & { readonly group: string; readonly results: ProgramResults }): Counted {
  const others = results
    .strata(key)
    .filter((stratum) => stratum !== group)
    .map((stratum) => countsOf(results, { ...key, stratum }));
  const hidden = others.find(({ counts }) => counts === null);
  if (hidden !== undefined) return hidden;
  if (others.length === 0) return { counts: null, why: notAchieved('NO_DATA', 'no other group answered') };
  const sum = (pick: (counts: Counts) => number) => others.reduce((total, { counts }) => total + pick(counts!), 0);
  return {
    counts: { denominator: sum(({ denominator }) => denominator), numerator: sum(({ numerator }) => numerator) },
    why: null,
  };
}
