import { periodOf } from '@equipoise/engine';

/** A lasting change of one practice's rate, for all its patients alike. */
export interface Change {
  readonly kind: 'pdsa' | 'event';
  readonly practice: string;
  /** The topic's id: both of its measures change. */
  readonly topic: string;
  /** Index of the first month that has the change; the annotation is dated in the month before. */
  readonly from: number;
  readonly day: number;
  /** Signed change of the rate, a fraction. */
  readonly rateChange: number;
  readonly text: string;
}

/** Months of which nothing arrived from a practice. */
export interface Outage {
  readonly practice: string;
  /** Indices of the first and the last such month. */
  readonly first: number;
  readonly last: number;
}

/**
 * The changes planted in a program, around its middle, so that both halves are long enough to compare.
 *
 * @param months  number of periods
 */
export function planChanges(months: number): readonly Change[] {
  const middle = Math.floor(months / 2);
  return [
    {
      kind: 'pdsa',
      practice: 'practice-10',
      topic: 'CBP',
      from: middle,
      day: 9,
      rateChange: 0.13,
      text: 'PDSA: repeat a high reading before the patient leaves',
    },
    {
      kind: 'pdsa',
      practice: 'practice-03',
      topic: 'GSD9',
      from: middle - 1,
      day: 14,
      rateChange: -0.1,
      text: 'PDSA: pharmacist visits for patients above 9 %',
    },
    {
      kind: 'pdsa',
      practice: 'practice-15',
      topic: 'CBP',
      from: middle + 1,
      day: 13,
      rateChange: 0.07,
      text: 'PDSA: home blood pressure cuffs on loan',
    },
    {
      kind: 'event',
      practice: 'practice-24',
      topic: 'CBP',
      from: middle + 1,
      day: 20,
      rateChange: -0.1,
      text: 'Two medical assistants left; rooming without a second reading',
    },
  ];
}

/**
 * The outage planted in a program: two months in a row, two thirds of the way.
 *
 * @param months  number of periods
 */
export function planOutage(months: number): Outage {
  const first = Math.floor((2 * months) / 3);
  return { practice: 'practice-19', first, last: first + 1 };
}

/** A row of the table `annotations`. An empty measure means every measure, an empty stratum everybody. */
export interface Annotation {
  readonly organization_id: string;
  readonly measure_id: string;
  readonly stratum: string;
  readonly date: string;
  readonly kind: 'pdsa' | 'event' | 'outage';
  readonly text: string;
}

/** The date of a change: in the month before the first that has it. */
export function changeDate({ from, day }: Change, firstMonth: number): string {
  return `${periodOf(firstMonth + from - 1)}-${String(day).padStart(2, '0')}`;
}

/** What a chart should say about the changes and the outage. */
export function annotate(changes: readonly Change[], outage: Outage, firstMonth: number): readonly Annotation[] {
  const notes = changes.flatMap((change): Annotation[] =>
    [change.topic, `${change.topic}-MONTH`].map((measure) => ({
      organization_id: change.practice,
      measure_id: measure,
      stratum: '',
      date: changeDate(change, firstMonth),
      kind: change.kind,
      text: change.text,
    })),
  );
  const missing: Annotation = {
    organization_id: outage.practice,
    measure_id: '',
    stratum: '',
    date: `${periodOf(firstMonth + outage.first)}-01`,
    kind: 'outage',
    text: 'No file arrived for two months',
  };
  return [...notes, missing];
}
