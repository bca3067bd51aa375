import {
  comparisonIndices,
  defineDisparityContract,
  type ComparisonContract,
  type ComparisonIndexId,
  type ContractComparison,
  type ReferenceRule,
} from '@equipoise/engine';
import type { ContractComparisonReport } from '@equipoise/reporting';
import { builder } from '../builder.ts';
import {
  ComparisonCorrectionEnum,
  defined,
  FramingEnum,
  groupOf,
  oneOf,
  ScaleEnum,
  SourceEnum,
  WeightsEnum,
} from './contractTerms.ts';
import { IndexNoiseRef } from './disparityIndex.ts';
import { DirectionEnum, MeasureRef } from './measure.ts';
import { nothingReported, orNotFound } from './notFound.ts';
import { OrganizationRef } from './organization.ts';
import { provenanceField } from './provenance.ts';
import { questionArgs, requireMonths } from './question.ts';
import { resultOf } from './result.ts';
import { StratificationRef } from './stratification.ts';

const ComparisonEnum = builder.enumType('ComparisonName', {
  description: 'How a group is set against its reference.',
  values: Object.fromEntries(
    Object.entries(comparisonIndices).map(([id, { title, scale }]) => [
      id.replaceAll('-', '_').toUpperCase(),
      { value: id as ComparisonIndexId, description: `${title}: ${scale}.` },
    ]),
  ),
});
const RuleEnum = builder.enumType('ComparisonReferenceRule', {
  description: 'What groups are compared with, when it is neither a named group nor a number from outside.',
  values: {
    LARGEST: { value: 'largest', description: 'The group with most members.' },
    BEST: { value: 'best', description: 'The best of the groups that are large enough: best partly by luck.' },
    OVERALL: { value: 'overall', description: 'All members, the group among them.' },
    REST: { value: 'rest', description: 'All other groups together.' },
  } as const,
});
const AhrqEnum = builder.enumType('AhrqClass', {
  description: 'Different when p is 0.05 at most and the ratio, or that of those who did not, is 10 % off 1.',
  values: {
    BETTER: { value: 'better', description: 'The group is better off.' },
    SAME: { value: 'same', description: 'Not different enough.' },
    WORSE: { value: 'worse', description: 'The group is worse off.' },
  } as const,
});

const terms = {
  comparison: 'How a group is set against its reference.',
  direction: 'Which way is good; as the measure has it.',
  scale: 'The scale of the comparison.',
  unit: 'What everybody would come to: 1 for fractions, 100 for percent.',
  framing: 'Whom the rates count.',
  referenceGroup: 'The stratum that others are compared with; null when it is found another way.',
  referenceRule: 'How the reference is found; null when it is a named group or a number.',
  benchmark: 'A number from outside, in the unit; null when the reference is found another way.',
  weights: 'What a group counts for: none in a comparison.',
  denominatorMin: 'Groups with fewer patients are not compared.',
  rollUp: 'How recorded codes became groups; as the stratification has it, null where the data name the groups themselves.',
  source: 'Where the groups are known from.',
  correction: 'Whether intervals hold at once.',
  level: 'Coverage of the intervals as a fraction between 0 and 1.',
} as const;

const ContractInput = builder.inputType('ComparisonContractInput', {
  description:
    'How groups are compared, fixed before the rates are seen. No term has a default; one of the three references is given.',
  fields: (t) => ({
    comparison: t.field({ type: ComparisonEnum, required: true, description: terms.comparison }),
    direction: t.field({ type: DirectionEnum, required: true, description: terms.direction }),
    scale: t.field({ type: ScaleEnum, required: true, description: terms.scale }),
    unit: t.float({ required: true, description: terms.unit }),
    framing: t.field({ type: FramingEnum, required: true, description: terms.framing }),
    referenceGroup: t.string({ description: terms.referenceGroup }),
    referenceRule: t.field({ type: RuleEnum, description: terms.referenceRule }),
    benchmark: t.float({ description: terms.benchmark }),
    weights: t.field({ type: WeightsEnum, required: true, description: terms.weights }),
    denominatorMin: t.int({ required: true, description: terms.denominatorMin }),
    rollUp: t.string({ description: terms.rollUp }),
    source: t.field({ type: SourceEnum, required: true, description: terms.source }),
    correction: t.field({ type: ComparisonCorrectionEnum, required: true, description: terms.correction }),
    level: t.float({ required: true, description: terms.level }),
  }),
});

const objectOf = (reference: ReferenceRule) => (typeof reference === 'object' ? reference : {});
const ContractRef = builder.objectRef<ComparisonContract>('ComparisonContract').implement({
  description: 'How groups were compared: the contract of the question, repeated with its answer.',
  fields: (t) => ({
    comparison: t.expose('index', { type: ComparisonEnum, description: terms.comparison }),
    direction: t.expose('direction', { type: DirectionEnum, description: terms.direction }),
    scale: t.expose('scale', { type: ScaleEnum, description: terms.scale }),
    unit: t.exposeFloat('unit', { description: terms.unit }),
    framing: t.expose('framing', { type: FramingEnum, description: terms.framing }),
    referenceGroup: t.string({
      nullable: true,
      description: terms.referenceGroup,
      resolve: ({ reference }) => ('group' in objectOf(reference) ? (reference as { readonly group: string }).group : null),
    }),
    referenceRule: t.field({
      type: RuleEnum,
      nullable: true,
      description: terms.referenceRule,
      resolve: ({ reference }) => (typeof reference === 'string' ? reference : null),
    }),
    benchmark: t.float({
      nullable: true,
      description: terms.benchmark,
      resolve: ({ reference }) =>
        'benchmark' in objectOf(reference) ? (reference as { readonly benchmark: number }).benchmark : null,
    }),
    weights: t.expose('weights', { type: WeightsEnum, description: terms.weights }),
    denominatorMin: t.exposeInt('denominatorMin', { description: terms.denominatorMin }),
    rollUp: t.exposeString('rollUp', { nullable: true, description: terms.rollUp }),
    source: t.expose('source', { type: SourceEnum, description: terms.source }),
    correction: t.expose('correction', { type: ComparisonCorrectionEnum, description: terms.correction }),
    level: t.exposeFloat('level', { description: terms.level }),
  }),
});

const RowRef = builder.objectRef<ContractComparison>('GroupUnderContract').implement({
  description: 'One group beside the reference of its contract.',
  fields: (t) => ({
    group: t.exposeString('group', { description: 'The group.' }),
    isReference: t.exposeBoolean('isReference', { description: 'Whether it is the reference itself.' }),
    rate: t.exposeFloat('value', { description: 'Its rate, in the unit of the contract.' }),
    referenceRate: t.exposeFloat('referenceValue', { nullable: true, description: 'What it is compared with, in that unit.' }),
    value: t.float({
      nullable: true,
      description: 'The comparison: group less reference, or group over reference.',
      resolve: ({ estimate }) => estimate.value,
    }),
    lower: t.float({ nullable: true, description: 'Lower limit of its interval.', resolve: ({ estimate }) => estimate.lower }),
    upper: t.float({ nullable: true, description: 'Upper limit of its interval.', resolve: ({ estimate }) => estimate.upper }),
    method: t.string({ description: 'Method of the interval.', resolve: ({ estimate }) => estimate.method }),
    gap: t.float({
      nullable: true,
      description: 'The difference, in the unit, positive when the group is worse off.',
      resolve: ({ gap }) => gap.value,
    }),
    p: t.exposeFloat('p', { nullable: true, description: 'Of no difference, from both sides.' }),
    ahrqClass: t.expose('ahrqClass', { type: AhrqEnum, nullable: true, description: 'Whether AHRQ would call it different.' }),
    standsOut: t.exposeBoolean('standsOut', { nullable: true, description: 'Whether the interval excludes equality.' }),
    reason: t.string({
      nullable: true,
      description: 'Why something is not defined; null when all is.',
      resolve: ({ estimate }) => estimate.reason,
    }),
  }),
});

const ReportRef = builder.objectRef<ContractComparisonReport>('ContractComparison').implement({
  description: 'Every group of an organization against the reference of a contract, with what chance alone would show.',
  fields: (t) => ({
    organization: t.expose('organization', { type: OrganizationRef, description: 'Whose patients.' }),
    measure: t.expose('measure', { type: MeasureRef, description: 'What was measured.' }),
    stratification: t.expose('stratification', { type: StratificationRef, description: 'How patients were divided.' }),
    period: t.exposeString('period', { description: 'The month, as YYYY-MM.' }),
    contract: t.expose('contract', { type: ContractRef, description: 'How groups were compared.' }),
    groups: t.field({
      type: [RowRef],
      complexity: { field: 1, multiplier: 10 },
      description: 'The groups that are shown and large enough.',
      resolve: ({ compared }) => [...(compared?.rows ?? [])],
    }),
    reference: t.string({
      nullable: true,
      description: 'The group that the rule came to, or overall, rest, benchmark.',
      resolve: ({ compared }) => compared?.reference ?? null,
    }),
    note: t.string({
      nullable: true,
      description: 'How the rule came to it, when not straight away.',
      resolve: ({ compared }) => compared?.note ?? null,
    }),
    comparisons: t.int({ description: 'How many groups were compared.', resolve: ({ compared }) => compared?.comparisons ?? 0 }),
    comparisonLevel: t.float({
      nullable: true,
      description: 'Coverage of each single interval, as a fraction.',
      resolve: ({ compared }) => compared?.comparisonLevel ?? null,
    }),
    standingOut: t.int({ description: 'How many stand out.', resolve: ({ compared }) => compared?.standingOut ?? 0 }),
    expectedByChance: t.float({
      nullable: true,
      description: 'How many would by chance alone; null against the best, which is picked by its value.',
      resolve: ({ compared }) => compared?.expectedByChance ?? null,
    }),
    noise: t.field({
      type: IndexNoiseRef,
      nullable: true,
      description: 'The widest difference beside what chance alone makes of it; null with a reason where not known.',
      resolve: ({ compared }) => compared?.noise ?? null,
    }),
    noiseReason: t.string({
      nullable: true,
      description: 'Why chance has no say; null when it has.',
      resolve: ({ compared }) => compared?.noiseReason ?? null,
    }),
    omitted: t.stringList({
      description: 'The groups that are shown and were not compared: empty, or smaller than the contract accepts.',
      resolve: ({ compared }) => [...(compared?.omitted ?? [])],
    }),
    hidden: t.stringList({
      description: 'The groups that the release hides: they have no part in anything.',
      resolve: ({ hidden }) => [...hidden],
    }),
    caution: t.exposeString('caution', {
      nullable: true,
      description: 'What speaks against the source that the contract states; null where nothing does.',
    }),
    reason: t.exposeString('reason', { nullable: true, description: 'Why nothing is compared; null when something is.' }),
    provenance: t.field(provenanceField),
  }),
});

builder.objectField(OrganizationRef, 'contractComparison', (t) =>
  t.field({
    type: resultOf(
      'ContractComparisonResult',
      ReportRef,
      'Comparisons under a contract, or that a name in the question is unknown.',
    ),
    description: 'Every group against one reference for one month, under a contract that leaves nothing to a default.',
    args: {
      measure: questionArgs.measure,
      by: t.arg.id({ required: true, description: 'Id of the stratification whose groups are compared.' }),
      period: questionArgs.period,
      contract: t.arg({ type: ContractInput, required: true, description: 'How groups are compared.' }),
    },
    complexity: 200,
    resolve: ({ id }, { measure, by, period, contract: given }, context) =>
      orNotFound(context, { measure, by }, async () => {
        const months = requireMonths(context.reports.release, { measure, period });
        const contract = contractOf(measure, given);
        const [report] = await context.batches.contractComparisons(id, { by, period: months.period, contract });
        return report ?? nothingReported;
      }),
  }),
);

function contractOf(
  measure: string,
  { comparison: index, referenceGroup, referenceRule, benchmark, rollUp, ...given }: typeof ContractInput.$inferInput,
): ComparisonContract {
  const number = typeof benchmark === 'number' ? { benchmark } : null;
  const reference = oneOf<ReferenceRule>({ referenceGroup: groupOf(referenceGroup), referenceRule, benchmark: number });
  // Without one the engine says which there are.
  return defined(() =>
    defineDisparityContract({ ...given, index, measure, reference: reference as ReferenceRule, rollUp: rollUp ?? null }),
  );
}
