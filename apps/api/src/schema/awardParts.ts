import type {
  Cents,
  ExplanationRow,
  ExportedCell,
  ExportedLine,
  ExportedMeasure,
  ExportedPart,
  ProgramDollars,
  ScoredComponent,
  ScoreStatus,
} from '@equipoise/benchmark';
import { builder } from '../builder.ts';
import { DirectionEnum } from './measure.ts';
import { BenchmarkRef } from './placement.ts';

const statuses: Readonly<Record<ScoreStatus, string>> = {
  REPORTED: 'It is determined.',
  SUPPRESSED: 'It rests on counts that the release hides.',
  BELOW_MINIMUM: 'The denominator is below the smallest that is payable.',
  EMPTY: 'Nobody is in the denominator.',
  NO_DATA: 'Nothing was reported.',
  NOT_APPLICABLE: 'There is nothing to judge, such as no gap to close.',
  UNDETERMINED: 'The counts are there; what they are held against is not known, or decides nothing.',
};

export const AwardStatusEnum = builder.enumType('AwardStatus', {
  description: 'Whether a share is determined, or why not. What is not determined is never 0.',
  values: Object.fromEntries(Object.entries(statuses).map(([name, description]) => [name, { description }])) as Record<
    ScoreStatus,
    { description: string }
  >,
});

export const CentsRef = builder.objectRef<Cents>('Cents').implement({
  description: 'Dollars in whole cents. Null where they are not determined, with the least and the most that they can be.',
  fields: (t) => ({
    cents: t.exposeFloat('cents', { nullable: true, description: 'Whole cents: 2500000 is $25,000.00.' }),
    lower: t.exposeFloat('lower', { nullable: true, description: 'The least that they can be, in whole cents.' }),
    upper: t.exposeFloat('upper', { nullable: true, description: 'The most that they can be, in whole cents.' }),
    reason: t.exposeString('reason', { nullable: true, description: 'Why they are not determined, or what they are without.' }),
  }),
});

const AwardLineRef = builder.objectRef<ExportedLine>('AwardLine').implement({
  description: 'Where a rate stands against a named line of the program.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'Name of the line in the program.' }),
    percentile: t.exposeFloat('percentile', { nullable: true, description: 'The percentile that it is; null for a fixed rate.' }),
    rate: t.exposeFloat('rate', {
      nullable: true,
      description: 'The line as a fraction; null where a licence keeps it in the house.',
    }),
    met: t.exposeBoolean('met', { description: 'Whether the rate meets or beats it.' }),
    patientsToReach: t.exposeFloat('patientsToReach', { nullable: true, description: 'How many more patients it takes.' }),
    chance: t.exposeFloat('chance', { nullable: true, description: 'Probability that the underlying rate meets it.' }),
  }),
});

const AwardCellRef = builder.objectRef<ExportedCell>('AwardCell').implement({
  description: 'The counts of everybody or of one stratum, where they stand, and what they achieve.',
  fields: (t) => ({
    stratification: t.exposeID('by', { description: 'Id of the stratification; total is everybody.' }),
    stratum: t.exposeString('stratum', { description: 'Which patients.' }),
    denominator: t.exposeFloat('denominator', { nullable: true, description: 'Patients who are measured; null when hidden.' }),
    numerator: t.exposeFloat('numerator', { nullable: true, description: 'Patients who count as met; null when hidden.' }),
    rate: t.exposeFloat('rate', { nullable: true, description: 'The rate as a fraction.' }),
    percentile: t.float({
      nullable: true,
      description: 'In performance order; null beyond the outer lines, and where a licence keeps it in the house.',
      resolve: ({ placement }) => placement?.percentile ?? null,
    }),
    band: t.string({
      nullable: true,
      description: 'Where it lies among the percentiles, in words.',
      resolve: ({ placement }) => placement?.band ?? null,
    }),
    lines: t.expose('lines', {
      type: [AwardLineRef],
      complexity: { field: 1, multiplier: 3 },
      description: 'The named lines of the program.',
    }),
    achieved: t.exposeFloat('achieved', { nullable: true, description: 'The share achieved, 0 to 1.' }),
    status: t.expose('status', { type: AwardStatusEnum, description: 'Whether it is determined.' }),
    reason: t.exposeString('reason', { nullable: true, description: 'Why it is not.' }),
    sentence: t.exposeString('sentence', { nullable: true, description: 'How the scale came to its answer.' }),
  }),
});

const AwardPartRef = builder.objectRef<ExportedPart>('AwardPart').implement({
  description: 'One rate behind a measure, with whose percentiles it is held against.',
  fields: (t) => ({
    measure: t.exposeID('measure', { description: 'Id of the measure in the data.' }),
    direction: t.expose('direction', { type: DirectionEnum, description: 'Which way is good.' }),
    benchmark: t.expose('benchmark', {
      type: BenchmarkRef,
      nullable: true,
      description: 'Whose percentiles; null when none are at hand.',
    }),
    benchmarkReason: t.exposeString('benchmarkReason', { nullable: true, description: 'Why there are none.' }),
    keptOut: t.exposeString('keptOut', {
      nullable: true,
      description: 'Why figures are missing: the licence of the table keeps them in the house.',
    }),
    total: t.expose('total', { type: AwardCellRef, description: 'Everybody.' }),
    strata: t.expose('strata', {
      type: [AwardCellRef],
      complexity: { field: 1, multiplier: 6 },
      description: 'The strata that the program looks at; a hidden one has no counts.',
    }),
  }),
});

export const AwardMeasureRef = builder.objectRef<ExportedMeasure>('AwardMeasure').implement({
  description: 'What is achieved on one measure.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Its id in the program.' }),
    title: t.exposeString('title', { description: 'What the program calls it.' }),
    scored: t.boolean({ description: 'False when it is only reported.', resolve: ({ use }) => use === 'scored' }),
    share: t.exposeFloat('share', {
      nullable: true,
      description: 'Its weight in the score as a fraction; null when it is only shown.',
    }),
    achieved: t.exposeFloat('achieved', { nullable: true, description: 'The share achieved, 0 to 1; null when not determined.' }),
    lower: t.exposeFloat('lower', { description: 'The least that it can be.' }),
    upper: t.exposeFloat('upper', { description: 'The most that it can be.' }),
    status: t.expose('status', { type: AwardStatusEnum, description: 'Whether it is determined.' }),
    reason: t.exposeString('reason', { nullable: true, description: 'Why it is not.' }),
    dollars: t.expose('dollars', { type: CentsRef, nullable: true, description: 'Its part of the dollars; null without money.' }),
    parts: t.expose('parts', {
      type: [AwardPartRef],
      complexity: { field: 1, multiplier: 2 },
      description: 'The rates behind it.',
    }),
  }),
});

const AwardFactRef = builder.objectRef<ScoredComponent['facts'][number]>('AwardFact').implement({
  description: 'One thing that a component looked at.',
  fields: (t) => ({
    label: t.exposeString('label', { description: 'What it is.' }),
    value: t.string({
      nullable: true,
      description: 'Its value as text; null when hidden.',
      resolve: ({ value }) => (value === null ? null : String(value)),
    }),
    unit: t.exposeString('unit', { description: 'count, share, percentile, points or text.' }),
  }),
});

export const AwardComponentRef = builder.objectRef<ScoredComponent>('AwardComponent').implement({
  description: 'What is achieved on something beside the measures.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Its id in the program.' }),
    title: t.exposeString('title', { description: 'What the program calls it.' }),
    kind: t.exposeString('kind', {
      description: 'gap-closure, completeness, stratified-reporting, composite or health-equity-index.',
    }),
    share: t.exposeFloat('share', {
      nullable: true,
      description: 'Its weight in the score as a fraction; null when it is only shown.',
    }),
    achieved: t.exposeFloat('achieved', { nullable: true, description: 'The share achieved, 0 to 1; null when not determined.' }),
    lower: t.exposeFloat('lower', { description: 'The least that it can be.' }),
    upper: t.exposeFloat('upper', { description: 'The most that it can be.' }),
    status: t.expose('status', { type: AwardStatusEnum, description: 'Whether it is determined.' }),
    reason: t.exposeString('reason', { nullable: true, description: 'Why it is not.' }),
    dollars: t.expose('dollars', { type: CentsRef, nullable: true, description: 'Its part of the dollars; null without money.' }),
    sentence: t.exposeString('sentence', { description: 'What was found.' }),
    facts: t.expose('facts', {
      type: [AwardFactRef],
      complexity: { field: 1, multiplier: 10 },
      description: 'What it looked at.',
    }),
    cautions: t.stringList({ description: 'What to beware of.', resolve: ({ cautions }) => [...cautions] }),
  }),
});

const MeaningEnum = builder.enumType('DollarMeaning', {
  description: 'What dollars are to who is judged.',
  values: {
    LOST: { value: 'lost', description: 'They are lost.' },
    EARNED: { value: 'earned', description: 'They are earned.' },
    EARNED_BACK: { value: 'earned back', description: 'They were held back and are earned back.' },
  } as const,
});

export const AwardDollarsRef = builder.objectRef<ProgramDollars>('AwardDollars').implement({
  description: 'The dollars of an award, never without what they suppose.',
  fields: (t) => ({
    meaning: t.expose('meaning', { type: MeaningEnum, description: 'What they are to who is judged.' }),
    total: t.expose('total', { type: CentsRef, description: 'The dollars.' }),
    atStake: t.expose('atRisk', { type: CentsRef, description: 'The most that stands at risk or is on offer.' }),
    pool: t.expose('pool', { type: CentsRef, nullable: true, description: 'What a pool adds; null without one.' }),
    capped: t.exposeBoolean('capped', { description: 'Whether the cap cut the total.' }),
    assumptions: t.stringList({
      description: 'What the caller supposed: it stands beside every dollar.',
      resolve: ({ assumptions }) => [...assumptions],
    }),
  }),
});

export const ExplanationRowRef = builder.objectRef<ExplanationRow>('ExplanationRow').implement({
  description: 'One step of a reckoning; what it rests on follows, one deeper.',
  fields: (t) => ({
    depth: t.exposeInt('depth', { description: 'How deep it lies; 0 is the top.' }),
    path: t.exposeString('path', { description: 'The labels from the top.' }),
    label: t.exposeString('label', { description: 'What it is.' }),
    value: t.string({
      nullable: true,
      description: 'Its value as text: shares and rates as fractions, dollars as dollars.',
      resolve: ({ value }) => (value === null ? null : String(value)),
    }),
    unit: t.exposeString('unit', { description: 'count, dollars, percentile, points, rate, share or text.' }),
    how: t.exposeString('how', { nullable: true, description: 'How it came about.' }),
    reason: t.exposeString('reason', { nullable: true, description: 'Why there is no value.' }),
  }),
});
