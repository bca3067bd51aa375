import type { Estimate, Proportion, Status } from '@equipoise/engine';
import { builder } from '../builder.ts';

const statuses: Readonly<Record<Status, string>> = {
  REPORTED: 'There is a number.',
  SUPPRESSED: 'Hidden: by the release, or withheld in what was imported. The count may be small, or give a small one away.',
  BELOW_MINIMUM: 'The denominator is below the smallest that the question accepts.',
  EMPTY: 'Nobody is in the denominator.',
  NO_DATA: 'Nothing was reported here for that month.',
  NOT_APPLICABLE: 'The measure has no such number here.',
};

export const StatusEnum = builder.enumType('EstimateStatus', {
  description: 'What kind of number an estimate is, or why there is none.',
  values: Object.fromEntries(Object.entries(statuses).map(([name, description]) => [name, { description }])) as Record<
    Status,
    { description: string }
  >,
});

export const EstimateRef = builder.objectRef<Estimate>('Estimate').implement({
  description: 'A rate with everything that a reader needs to weigh it. What is not known is null, never 0.',
  fields: (t) => ({
    value: t.exposeFloat('value', { nullable: true, description: 'The rate as a fraction from 0 to 1: 0.553 is 55.3 %.' }),
    numerator: t.exposeFloat('numerator', { nullable: true, description: 'Patients who count as met; null when hidden.' }),
    denominator: t.exposeFloat('denominator', { nullable: true, description: 'Patients who are measured; null when hidden.' }),
    lower: t.exposeFloat('lower', { nullable: true, description: 'Lower limit of the interval, as a fraction.' }),
    upper: t.exposeFloat('upper', { nullable: true, description: 'Upper limit of the interval, as a fraction.' }),
    method: t.exposeString('method', { description: 'Method of the interval, such as wilson.' }),
    level: t.exposeFloat('level', { description: 'Coverage of the interval as a fraction: 0.95.' }),
    status: t.expose('status', { type: StatusEnum, description: 'Whether there is a number, and if not, why.' }),
    reason: t.exposeString('reason', { nullable: true, description: 'Why there is no number, in words; null when there is.' }),
  }),
});

export const CountsRef = builder.objectRef<Proportion>('Counts').implement({
  description: 'The counts behind a rate.',
  fields: (t) => ({
    numerator: t.exposeFloat('numerator', { description: 'Patients who count as met.' }),
    denominator: t.exposeFloat('denominator', { description: 'Patients who are measured.' }),
  }),
});
