import { achievedWithin, notAchieved } from '../achieved.ts';
import type { StratifiedReportingComponent } from '../../program/program.ts';
import type { ComponentFact } from '../types.ts';
import type { ComponentQuestion, Found } from './index.ts';
import { everybody } from '../results.ts';
import { unjudged } from './support.ts';

/** Which measures a year asks to be stratified, which of them have strata, and how many strata are large enough to report. */
export function scoreStratifiedReporting(component: StratifiedReportingComponent, question: ComponentQuestion): Found {
  const { minimumDenominator, measures } = component;
  const { year } = question;
  const due = measures.filter(({ firstYear }) => firstYear.value !== null && firstYear.value <= year);
  const terms = [minimumDenominator, ...due.map(({ firstYear }) => firstYear)];
  if (due.length === 0) return unjudged(notAchieved('NOT_APPLICABLE', `no measure is to be stratified in ${year}`), terms);
  const reported = due.map((measure) => ({ measure, strata: strataOf(measure.parts, component, question) }));
  if (reported.every(({ strata }) => strata.every(({ reports }) => !reports)))
    return unjudged(notAchieved('NO_DATA', `no data of any measure to be stratified in ${year}`), terms);
  const ready = reported.filter(({ strata }) => strata.every(({ found }) => found > 0));
  const facts = reported.flatMap(({ measure, strata }): ComponentFact[] =>
    strata.map(({ part, by, ...counted }) => ({
      label: `${measure.id}${part === measure.id ? '' : ` ${part}`} by ${by}`,
      value: strataWords(counted, minimumDenominator.value ?? 0),
      unit: 'text',
    })),
  );
  const share = ready.length / due.length;
  return {
    ...achievedWithin({ lower: share, upper: share }, { status: 'UNDETERMINED', reason: null }),
    sentence: `${ready.length} of the ${due.length} measures to be stratified in ${year} have data by ${component.by.join(' and by ')}.`,
    facts: [
      { label: 'measures due', value: due.length, unit: 'count' },
      { label: 'with strata', value: ready.length, unit: 'count' },
      ...facts,
    ],
    cautions: [],
    terms,
  };
}

interface Strata {
  /** Whether there is anything of the part at all, shown or hidden. */
  readonly reports: boolean;
  readonly found: number;
  readonly large: number;
  readonly hidden: number;
}

/** `3 of 5 strata of 30 or more, 1 hidden`. */
function strataWords({ found, hidden, large }: Strata, minimum: number): string {
  if (found === 0) return 'no data';
  const size = minimum === 0 ? `${found} strata` : `${large} of ${found} strata of ${minimum} or more`;
  return hidden === 0 ? size : `${size}, ${hidden} hidden`;
}

/** For each part and stratification: how many strata there are, how many reach the minimum, and how many are hidden. */
function strataOf(
  parts: readonly string[],
  { by, minimumDenominator }: StratifiedReportingComponent,
  { organization, results, year }: ComponentQuestion,
): (Strata & { readonly part: string; readonly by: string })[] {
  return parts.flatMap((part) =>
    by.map((stratification) => {
      const key = { organization, measure: part, year, by: stratification };
      const reports = results.cell({ ...key, ...everybody }) !== null;
      const denominators = (reports ? results.strata(key) : []).map(
        (stratum) => results.cell({ ...key, stratum })?.denominator ?? null,
      );
      return {
        part,
        by: stratification,
        reports,
        found: denominators.length,
        large: denominators.filter((denominator) => denominator !== null && denominator >= (minimumDenominator.value ?? 0))
          .length,
        hidden: denominators.filter((denominator) => denominator === null).length,
      };
    }),
  );
}
