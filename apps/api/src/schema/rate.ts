import { totalStratification } from '@equipoise/engine';
import type { Rate } from '@equipoise/reporting';
import { builder } from '../builder.ts';
import { EstimateRef } from './estimate.ts';
import { MeasureRef } from './measure.ts';
import { ProportionMethodEnum } from './method.ts';
import { orNotFound } from './notFound.ts';
import { OrganizationRef } from './organization.ts';
import { connectionOf, pageArgs, pageCost, pageOf } from './page.ts';
import { provenanceField } from './provenance.ts';
import { questionArgs, requireMonths, requireOptions } from './question.ts';
import { resultOf } from './result.ts';
import { StratificationRef } from './stratification.ts';

const RateRef = builder.objectRef<Rate>('Rate').implement({
  description: 'The rate of one stratum of an organization in one month.',
  fields: (t) => ({
    organization: t.expose('organization', { type: OrganizationRef, description: 'Whose rate it is.' }),
    measure: t.expose('measure', { type: MeasureRef, description: 'What was measured.' }),
    stratification: t.expose('stratification', { type: StratificationRef, description: 'How patients were divided.' }),
    stratum: t.exposeString('stratum', { description: 'Which patients: a stratum of the stratification, or all.' }),
    period: t.exposeString('period', { description: 'The month, as YYYY-MM; in it the window of the measure ends.' }),
    estimate: t.expose('estimate', { type: EstimateRef, description: 'The rate with its interval, counts and status.' }),
    provenance: t.field(provenanceField),
  }),
});

const RateConnectionRef = connectionOf('Rate', RateRef, 'rates');
builder.objectField(RateConnectionRef, 'provenance', (t) => t.field(provenanceField));
const RatesResult = resultOf('RatesResult', RateConnectionRef, 'Rates, or that a name in the question is unknown.');

builder.objectField(OrganizationRef, 'rates', (t) =>
  t.field({
    type: RatesResult,
    description: 'Its rates by period and stratum, with intervals: one month, or every month of a range.',
    args: {
      ...questionArgs,
      from: t.arg.id({ description: "First month of a range, as YYYY-MM; the measure's first when only to is given." }),
      to: t.arg.id({ description: "Last month of a range, as YYYY-MM; the measure's latest when only from is given." }),
      method: t.arg({
        type: ProportionMethodEnum,
        required: true,
        defaultValue: 'wilson',
        description: 'Method of the interval.',
      }),
      ...pageArgs,
    },
    // A range reads every month of it, however small the page.
    complexity: ({ first, from, to }) => pageCost(from || to ? 200 : 20)({ first }),
    resolve: ({ id }, { first, after, method, level, denominatorMin, measure, by, ...months }, context) =>
      orNotFound(context, { measure, by }, async () => {
        requireOptions({ level, denominatorMin });
        const question = {
          measure,
          by,
          ...requireMonths(context.reports.release, { measure, ...months }),
          method,
          level,
          denominatorMin,
        };
        const rates = ownStrata(await context.batches.rates(id, question));
        return pageOf(rates, { first, after }, ({ period, stratum }) => `${period}\n${stratum}`);
      }),
  }),
);

/** A report on many organizations lists every stratum that one of them has; an answer lists those of its own. */
function ownStrata(rates: readonly Rate[]): readonly Rate[] {
  if (rates[0]?.stratification.id === totalStratification) return rates;
  const own = new Set(rates.filter(({ estimate }) => estimate.status !== 'NO_DATA').map(({ stratum }) => stratum));
  return rates.filter(({ stratum }) => own.has(stratum));
}
