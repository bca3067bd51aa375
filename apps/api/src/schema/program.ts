import { everyTerm, type PlacedTerm, type ProgramDefinition } from '@equipoise/benchmark';
import type { ProgramAtHand } from '@equipoise/reporting';
import { builder } from '../builder.ts';
import { DirectionEnum } from './measure.ts';
import { orNotFound } from './notFound.ts';
import { KindEnum } from './organization.ts';
import { resultOf } from './result.ts';

type Written = ProgramDefinition['written'];
type WrittenMeasure = Written['measures'][number];
type WrittenComponent = NonNullable<Written['components']>[number];
type Fact = NonNullable<Written['facts']>[number];
type Citation = Written['citations'][string];

export const ProgramKindEnum = builder.enumType('ProgramKind', {
  description: 'What hangs on a program.',
  values: {
    PENALTY: { value: 'penalty', description: 'Money that is lost.' },
    BONUS: { value: 'bonus', description: 'Money that is earned.' },
    WITHHOLD: { value: 'withhold', description: 'Money that is held back and earned back.' },
    REGULATORY: { value: 'regulatory', description: 'A line of a regulator.' },
    READINESS: { value: 'readiness', description: 'A state of readiness.' },
    INDEX: { value: 'index', description: 'An index.' },
  } as const,
});

const ProgramStatusEnum = builder.enumType('ProgramStatus', {
  description: 'Whether anybody is paid by a program.',
  values: {
    LIVE: { value: 'live', description: 'It is in force.' },
    NEVER_PAID: { value: 'never-paid', description: 'It was announced and never paid anything.' },
    EXAMPLE: { value: 'example', description: 'An example: nobody is paid by it.' },
  } as const,
});

export const OriginEnum = builder.enumType('Origin', {
  description: 'Where a program or a table comes from.',
  values: {
    SHIPPED: { value: 'shipped', description: 'It comes with Equipoise.' },
    IMPORTED: { value: 'imported', description: 'Somebody imported it.' },
  } as const,
});

const StandingEnum = builder.enumType('TermStanding', {
  description: 'Whether anybody saw a constant in a source.',
  values: {
    VERIFIED: { value: 'verified', description: 'Seen in the source that it names.' },
    RECALLED: {
      value: 'recalled',
      description: 'There is a value that was seen in no source: no dollar rests on it unless it is assumed.',
    },
    UNKNOWN: { value: 'unknown', description: 'Nobody has a value.' },
  } as const,
});

const standingOf = ({ value, verified }: PlacedTerm) => (value === null ? 'unknown' : verified ? 'verified' : 'recalled');

const TermRef = builder.objectRef<PlacedTerm>('ProgramTerm').implement({
  description: 'One constant of a program.',
  fields: (t) => ({
    path: t.exposeString('path', { description: 'Its place, to give as path of an assumption.' }),
    year: t.exposeString('year', { nullable: true, description: 'Measurement year that it is stated for; null for every one.' }),
    value: t.string({
      nullable: true,
      description: 'The value; one with parts as JSON. Null when nobody has it.',
      resolve: ({ value }) =>
        value === null ? null : typeof value === 'object' ? JSON.stringify(value) : String(value as boolean | number | string),
    }),
    standing: t.field({ type: StandingEnum, description: 'Whether anybody saw it in a source.', resolve: standingOf }),
    source: t.exposeString('source', { nullable: true, description: 'Id of the citation.' }),
  }),
});

const PartRef = builder.objectRef<WrittenMeasure['parts'][number]>('ProgramPart').implement({
  description: 'One rate behind a measure of a program.',
  fields: (t) => ({
    measure: t.exposeID('measure', { description: 'Id of the measure in the data.' }),
    direction: t.expose('direction', { type: DirectionEnum, description: 'Which way is good for this part.' }),
    title: t.string({ nullable: true, description: 'What the program calls it.', resolve: ({ title }) => title ?? null }),
  }),
});

const ProgramMeasureRef = builder.objectRef<WrittenMeasure>('ProgramMeasure').implement({
  description: 'A measure of a program.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Its id in the program.' }),
    title: t.exposeString('title', { description: 'What the program calls it.' }),
    scored: t.boolean({
      description: 'Whether it is weighed and paid; false when it is only reported.',
      resolve: ({ use }) => use !== 'reporting',
    }),
    parts: t.expose('parts', {
      type: [PartRef],
      complexity: { field: 1, multiplier: 2 },
      description: 'The rates behind it.',
    }),
  }),
});

const ProgramComponentRef = builder.objectRef<WrittenComponent>('ProgramComponent').implement({
  description: 'What a program looks at beside rates among percentiles.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Its id in the program.' }),
    title: t.exposeString('title', { description: 'What the program calls it.' }),
    kind: t.exposeString('kind', {
      description: 'gap-closure, completeness, stratified-reporting, composite or health-equity-index.',
    }),
  }),
});

const ProgramInputRef = builder.objectRef<{ readonly name: string; readonly meaning: string }>('ProgramInput').implement({
  description: 'What the money of a program is reckoned from, for the caller to state.',
  fields: (t) => ({
    name: t.exposeID('name', { description: 'To give as name of an input.' }),
    meaning: t.exposeString('meaning', { description: 'What it is, and in what unit.' }),
  }),
});

const FactRef = builder.objectRef<Fact>('ProgramFact').implement({
  description: 'What is known of a program beside its scoring.',
  fields: (t) => ({
    text: t.exposeString('text', { description: 'The fact.' }),
    verified: t.exposeBoolean('verified', { description: 'Whether it was seen in a source.' }),
    source: t.string({ nullable: true, description: 'Id of the citation.', resolve: ({ source }) => source ?? null }),
  }),
});

const CitationRef = builder.objectRef<Citation & { readonly id: string }>('ProgramCitation').implement({
  description: 'A source of a program.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'What terms and facts call it.' }),
    title: t.exposeString('title', { description: 'Its title.' }),
    publisher: t.string({ nullable: true, description: 'Who published it.', resolve: ({ publisher }) => publisher ?? null }),
    date: t.string({ nullable: true, description: 'Its date.', resolve: ({ date }) => date ?? null }),
    seen: t.string({ nullable: true, description: 'How much of it was read.', resolve: ({ seen }) => seen ?? null }),
  }),
});

export const ProgramRef = builder.objectRef<ProgramAtHand>('Program').implement({
  description: 'An incentive program, a line of a regulator or a readiness check, as data: every constant with its source.',
  fields: (t) => ({
    id: t.id({ description: 'What names it.', resolve: ({ definition }) => definition.id }),
    title: t.string({ description: 'What it is called.', resolve: ({ definition }) => definition.title }),
    summary: t.string({
      nullable: true,
      description: 'What it is, in a sentence or two.',
      resolve: ({ definition }) => definition.written.summary ?? null,
    }),
    kind: t.field({
      type: ProgramKindEnum,
      description: 'What hangs on it.',
      resolve: ({ definition }) => definition.written.kind,
    }),
    status: t.field({
      type: ProgramStatusEnum,
      description: 'Whether anybody is paid by it.',
      resolve: ({ definition }) => definition.written.status,
    }),
    payer: t.string({ description: 'Who pays.', resolve: ({ definition }) => definition.written.payer }),
    judges: t.field({
      type: KindEnum,
      description: 'The level of organization that it judges.',
      resolve: ({ definition }) => definition.written.accountable.level,
    }),
    judgesWhom: t.string({
      description: 'Whom it judges, in words.',
      resolve: ({ definition }) => definition.written.accountable.words,
    }),
    origin: t.expose('origin', { type: OriginEnum, description: 'Where it comes from.' }),
    measures: t.field({
      type: [ProgramMeasureRef],
      complexity: { field: 1, multiplier: 15 },
      description: 'Its measures.',
      resolve: ({ definition }) => definition.written.measures,
    }),
    components: t.field({
      type: [ProgramComponentRef],
      complexity: { field: 1, multiplier: 3 },
      description: 'What it looks at beside them.',
      resolve: ({ definition }) => definition.written.components ?? [],
    }),
    terms: t.field({
      type: [TermRef],
      complexity: { field: 1, multiplier: 30 },
      description: 'Every constant that it states, one for each year that it is stated for.',
      resolve: ({ definition }) => everyTerm(definition.written),
    }),
    inputs: t.field({
      type: [ProgramInputRef],
      complexity: { field: 1, multiplier: 3 },
      description: 'What its money is reckoned from; empty where there is no money.',
      resolve: ({ definition }) =>
        Object.entries(definition.written.money?.inputs ?? {}).map(([name, meaning]) => ({ name, meaning })),
    }),
    facts: t.field({
      type: [FactRef],
      complexity: { field: 1, multiplier: 10 },
      description: 'What is known beside the scoring.',
      resolve: ({ definition }) => definition.written.facts ?? [],
    }),
    notKnown: t.stringList({
      description: 'What nobody has seen and a reader would like to know.',
      resolve: ({ definition }) => definition.written.notKnown,
    }),
    citations: t.field({
      type: [CitationRef],
      complexity: { field: 1, multiplier: 10 },
      description: 'Its sources.',
      resolve: ({ definition }) => Object.entries(definition.written.citations).map(([id, citation]) => ({ id, ...citation })),
    }),
    definition: t.string({
      description: 'The whole file as JSON text.',
      resolve: ({ definition }) => JSON.stringify(definition.written),
    }),
  }),
});

const ProgramResult = resultOf('ProgramResult', ProgramRef, 'A program, or that there is none of that id.');

builder.queryFields((t) => ({
  programs: t.field({
    type: [ProgramRef],
    complexity: { field: 1, multiplier: 15 },
    description: 'The programs at hand by id, shipped and imported.',
    resolve: async (_, __, { reports }) => [...(await reports.programs())],
  }),
  program: t.field({
    type: ProgramResult,
    description: 'One program by its id.',
    args: { id: t.arg.id({ required: true, description: 'Id of the program.' }) },
    resolve: (_, { id }, context) => orNotFound(context, {}, () => context.reports.program(id)),
  }),
}));
