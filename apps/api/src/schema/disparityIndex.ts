import {
  defineDisparityContract,
  disparityIndices,
  type DisparityContract,
  type DisparityIndexId,
  type IndexNoise,
} from '@equipoise/engine';
import type { DisparityIndexReport } from '@equipoise/reporting';
import { builder } from '../builder.ts';
import { defined, FramingEnum, groupOf, oneOf, ScaleEnum, SourceEnum, WeightsEnum } from './contractTerms.ts';
import { DirectionEnum, MeasureRef } from './measure.ts';
import { NoiseVerdictEnum } from './noiseVerdict.ts';
import { nothingReported, orNotFound } from './notFound.ts';
import { OrganizationRef } from './organization.ts';
import { provenanceField } from './provenance.ts';
import { questionArgs, requireMonths } from './question.ts';
import { resultOf } from './result.ts';
import { StratificationRef } from './stratification.ts';

const IndexEnum = builder.enumType('DisparityIndexName', {
  description: 'An index of inequality between groups.',
  values: Object.fromEntries(
    Object.entries(disparityIndices).map(([id, { title, scale, weights, needs }]) => [
      id.replaceAll(/[-.]/g, '_').toUpperCase(),
      {
        value: id as DisparityIndexId,
        description: `${title}: ${scale}, weights ${weights}${needs === 'nothing' ? '' : `, needs ${needs === 'order' ? 'an order of the groups' : 'a reference'}`}.`,
      },
    ]),
  ),
});
const CorrectionEnum = builder.enumType('DisparityCorrection', {
  description: 'What is taken off an index.',
  values: {
    NONE: { value: 'none', description: 'Nothing is taken off.' },
    NOISE: { value: 'noise', description: 'What chance adds on average; of the between-group variance only.' },
  } as const,
});
const ReferenceRuleEnum = builder.enumType('ReferenceRule', {
  description: 'How a reference group is found that is not named.',
  values: {
    LARGEST: { value: 'largest', description: 'The largest of the groups that are shown.' },
    BEST: { value: 'best', description: 'The best group, of the indices that take it: the population attributable ones.' },
  } as const,
});

const terms = {
  index: 'The index.',
  direction: 'Which way is good; as the measure has it.',
  scale: 'The scale of the index.',
  unit: 'What everybody would come to: 1 for fractions, 100 for percent.',
  framing: 'Whom the rates count.',
  referenceGroup: 'The stratum that others are compared with; null when a rule finds it or the index has none.',
  referenceRule: 'How the reference is found; null when it is named or the index has none.',
  weights: 'What a group counts for; as the index has it.',
  denominatorMin: 'Groups with fewer patients are left out and named.',
  rollUp: 'How recorded codes became groups; as the stratification has it, null where the data name the groups themselves.',
  source: 'Where the groups are known from.',
  correction: 'What is taken off the index.',
  level: 'Coverage of the interval as a fraction between 0 and 1.',
} as const;

const ContractInput = builder.inputType('IndexContractInput', {
  description: 'What is measured and how, fixed before the rates are seen. No term that an index needs has a default.',
  fields: (t) => ({
    index: t.field({ type: IndexEnum, required: true, description: terms.index }),
    direction: t.field({ type: DirectionEnum, required: true, description: terms.direction }),
    scale: t.field({ type: ScaleEnum, required: true, description: terms.scale }),
    unit: t.float({ required: true, description: terms.unit }),
    framing: t.field({ type: FramingEnum, required: true, description: terms.framing }),
    referenceGroup: t.string({ description: terms.referenceGroup }),
    referenceRule: t.field({ type: ReferenceRuleEnum, description: terms.referenceRule }),
    weights: t.field({ type: WeightsEnum, required: true, description: terms.weights }),
    denominatorMin: t.int({ required: true, description: terms.denominatorMin }),
    rollUp: t.string({ description: terms.rollUp }),
    source: t.field({ type: SourceEnum, required: true, description: terms.source }),
    correction: t.field({ type: CorrectionEnum, required: true, description: terms.correction }),
    level: t.float({ required: true, description: terms.level }),
  }),
});

const ContractRef = builder.objectRef<DisparityContract>('IndexContract').implement({
  description: 'What was measured and how: the contract of the question, repeated with its answer.',
  fields: (t) => ({
    index: t.expose('index', { type: IndexEnum, description: terms.index }),
    direction: t.expose('direction', { type: DirectionEnum, description: terms.direction }),
    scale: t.expose('scale', { type: ScaleEnum, description: terms.scale }),
    unit: t.exposeFloat('unit', { description: terms.unit }),
    framing: t.expose('framing', { type: FramingEnum, description: terms.framing }),
    referenceGroup: t.string({
      nullable: true,
      description: terms.referenceGroup,
      resolve: ({ reference }) => (typeof reference === 'object' && reference !== null ? reference.group : null),
    }),
    referenceRule: t.field({
      type: ReferenceRuleEnum,
      nullable: true,
      description: terms.referenceRule,
      resolve: ({ reference }) => (typeof reference === 'string' ? reference : null),
    }),
    weights: t.expose('weights', { type: WeightsEnum, description: terms.weights }),
    denominatorMin: t.exposeInt('denominatorMin', { description: terms.denominatorMin }),
    rollUp: t.exposeString('rollUp', { nullable: true, description: terms.rollUp }),
    source: t.expose('source', { type: SourceEnum, description: terms.source }),
    correction: t.expose('correction', { type: CorrectionEnum, description: terms.correction }),
    level: t.exposeFloat('level', { description: terms.level }),
  }),
});

export const IndexNoiseRef = builder.objectRef<IndexNoise>('IndexNoise').implement({
  description: 'What chance alone would show of an index in groups of these sizes, by seeded simulation.',
  fields: (t) => ({
    observed: t.exposeFloat('observed', {
      nullable: true,
      description:
        'The index as a distance from equality: a signed one by its size, a ratio by the larger of itself and its inverse.',
    }),
    mean: t.exposeFloat('mean', { nullable: true, description: 'Its mean when no group truly differs.' }),
    percentile95: t.exposeFloat('percentile95', { nullable: true, description: 'What chance alone exceeds one time in twenty.' }),
    verdict: t.expose('verdict', {
      type: NoiseVerdictEnum,
      nullable: true,
      description: 'Whether the index is more than that; null where it is not defined.',
    }),
  }),
});

const IndexRef = builder.objectRef<DisparityIndexReport>('DisparityIndex').implement({
  description: 'An index of inequality under its contract, never without what chance alone would show.',
  fields: (t) => ({
    organization: t.expose('organization', { type: OrganizationRef, description: 'Whose patients.' }),
    measure: t.expose('measure', { type: MeasureRef, description: 'What was measured.' }),
    stratification: t.expose('stratification', { type: StratificationRef, description: 'How patients were divided.' }),
    period: t.exposeString('period', { description: 'The month, as YYYY-MM.' }),
    contract: t.expose('contract', { type: ContractRef, description: 'What was measured and how.' }),
    value: t.float({
      nullable: true,
      description: 'The index, in the unit of the contract; null with a reason where it is not defined.',
      resolve: ({ measured }) => measured?.estimate.value ?? null,
    }),
    lower: t.float({
      nullable: true,
      description: 'Lower limit of its interval.',
      resolve: ({ measured }) => measured?.estimate.lower ?? null,
    }),
    upper: t.float({
      nullable: true,
      description: 'Upper limit of its interval.',
      resolve: ({ measured }) => measured?.estimate.upper ?? null,
    }),
    method: t.string({
      nullable: true,
      description: 'Method of the interval.',
      resolve: ({ measured }) => measured?.estimate.method ?? null,
    }),
    widestGapOf: t.string({
      nullable: true,
      description: 'The group that the gap is of; null for indices that are of all groups.',
      resolve: ({ measured }) => measured?.estimate.group ?? null,
    }),
    corrected: t.float({
      nullable: true,
      description: 'The index less what chance adds on average; null unless the contract asks for it.',
      resolve: ({ measured }) => measured?.corrected ?? null,
    }),
    noise: t.field({
      type: IndexNoiseRef,
      nullable: true,
      description: 'What chance alone would show; null where there is no index.',
      resolve: ({ measured }) => measured?.noise ?? null,
    }),
    reference: t.string({
      nullable: true,
      description: 'The reference group that the contract came to; null where there is none.',
      resolve: ({ measured }) => measured?.reference ?? null,
    }),
    groups: t.stringList({
      description: 'The groups that entered.',
      resolve: ({ measured }) => [...(measured?.groups ?? [])],
    }),
    omitted: t.stringList({
      description: 'The groups that are shown and were left out: empty, or smaller than the contract accepts.',
      resolve: ({ measured }) => [...(measured?.omitted ?? [])],
    }),
    hidden: t.stringList({
      description: 'The groups that the release hides: the index is of the others.',
      resolve: ({ hidden }) => [...hidden],
    }),
    caution: t.exposeString('caution', {
      nullable: true,
      description: 'What speaks against the source that the contract states; null where nothing does.',
    }),
    reason: t.exposeString('reason', { nullable: true, description: 'Why something is not defined; null when all is.' }),
    provenance: t.field(provenanceField),
  }),
});

builder.objectField(OrganizationRef, 'disparityIndex', (t) =>
  t.field({
    type: resultOf('DisparityIndexResult', IndexRef, 'An index of disparity, or that a name in the question is unknown.'),
    description: 'An index of inequality between its groups for one month, under a contract that leaves nothing to a default.',
    args: {
      measure: questionArgs.measure,
      by: t.arg.id({ required: true, description: 'Id of the stratification whose groups are compared.' }),
      period: questionArgs.period,
      contract: t.arg({ type: ContractInput, required: true, description: 'What is measured and how.' }),
    },
    complexity: 200,
    resolve: ({ id }, { measure, by, period, contract: given }, context) =>
      orNotFound(context, { measure, by }, async () => {
        const months = requireMonths(context.reports.release, { measure, period });
        const contract = contractOf(measure, given);
        const [report] = await context.batches.disparityIndices(id, { by, period: months.period, contract });
        return report ?? nothingReported;
      }),
  }),
);

function contractOf(measure: string, { referenceGroup, referenceRule, rollUp, ...given }: typeof ContractInput.$inferInput) {
  const reference = oneOf({ referenceGroup: groupOf(referenceGroup), referenceRule });
  return defined(() => defineDisparityContract({ ...given, measure, reference, rollUp: rollUp ?? null }));
}
