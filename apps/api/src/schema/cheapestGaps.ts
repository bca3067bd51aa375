import { planForExport, type CheapestGap, type ExportedPlan, type Goal } from '@equipoise/benchmark';
import type { Awarded } from '../awards.ts';
import { builder } from '../builder.ts';
import { Refusal } from '../refuse.ts';
import { AwardRef } from './award.ts';
import { awardArgs, awardQuestion, once, orUnfit, requireOneOrMore } from './awardQuestion.ts';
import { OrganizationRef } from './organization.ts';
import { provenanceField } from './provenance.ts';
import { resultOf } from './result.ts';

const GapRef = builder.objectRef<CheapestGap>('GapsOfMeasure').implement({
  description: 'Open gaps of one measure to close.',
  fields: (t) => ({
    measure: t.exposeID('measure', { description: 'Id of the measure in the data.' }),
    title: t.exposeString('title', { description: 'What the program calls it.' }),
    stratification: t.exposeID('by', { description: 'Id of the stratification; total is anybody.' }),
    stratum: t.exposeString('stratum', { description: 'Whose gaps.' }),
    count: t.exposeInt('patients', { description: 'How many.' }),
    cost: t.exposeFloat('cost', { description: 'What they cost, in the units of the question.' }),
  }),
});

interface Planned {
  readonly plan: ExportedPlan;
  readonly whole: Awarded['whole'];
}

const CheapestRef = builder.objectRef<Planned>('CheapestGaps').implement({
  description: 'The cheapest gaps to close for a goal. Least cost first, then fewest patients; exact, by dynamic programming.',
  fields: (t) => ({
    reached: t.boolean({
      nullable: true,
      description: 'False where nothing reaches the goal and the gaps are those that come nearest; null where nobody can tell.',
      resolve: ({ plan }) => plan.reached,
    }),
    reason: t.string({ nullable: true, description: 'Why nobody can tell.', resolve: ({ plan }) => plan.reason }),
    gaps: t.field({
      type: [GapRef],
      complexity: { field: 1, multiplier: 5 },
      description: 'The gaps, a measure or stratum each.',
      resolve: ({ plan }) => plan.gaps,
    }),
    count: t.int({ nullable: true, description: 'How many in all.', resolve: ({ plan }) => plan.patients }),
    cost: t.float({ nullable: true, description: 'What they cost in all.', resolve: ({ plan }) => plan.cost }),
    after: t.field({
      type: AwardRef,
      nullable: true,
      description: 'The award with these gaps closed; as it is, award says.',
      resolve: ({ plan, whole }) => plan.after && { score: plan.after, whole },
    }),
    cautions: t.stringList({ description: 'What to beware of.', resolve: ({ plan }) => [...plan.cautions] }),
    sentence: t.string({ nullable: true, description: 'The plan in words.', resolve: ({ plan }) => plan.sentence }),
    keptOut: t.string({
      nullable: true,
      description: 'Why the plan is not shown: how many gaps lead to a line would give away a licensed figure.',
      resolve: ({ plan }) => plan.keptOut,
    }),
    provenance: t.field(provenanceField),
  }),
});

const GoalKindEnum = builder.enumType('GoalKind', {
  description: 'What is to be reached.',
  values: {
    NEXT_LINE: { value: 'next-line', description: 'The next line that is not met: of the measure, or whichever is cheapest.' },
    LINE: { value: 'line', description: 'A line of the measure: a published percentile, or a line of the program by name.' },
    DOLLARS: { value: 'dollars', description: 'So many dollars earned; of a penalty the most that may be lost.' },
    NEXT_DOLLAR: { value: 'next-dollar', description: 'A cent more than now; of a penalty a cent less lost.' },
    SCORE: { value: 'score', description: 'A score, 0 to 1.' },
  } as const,
});

const GoalInput = builder.inputType('GoalInput', {
  description: 'What is to be reached.',
  fields: (t) => ({
    kind: t.field({ type: GoalKindEnum, required: true, description: 'What kind of goal.' }),
    measure: t.id({ description: 'Of a line: the measure in the data.' }),
    line: t.string({ description: 'Of LINE: a percentile such as 50, or the name of a line of the program.' }),
    amount: t.float({ description: 'Of DOLLARS: the dollars. Of SCORE: the score, 0 to 1.' }),
  }),
});

const CostInput = builder.inputType('GapCostInput', {
  description: 'What closing one gap of a measure takes.',
  fields: (t) => ({
    measure: t.id({ required: true, description: 'Id of the measure in the data.' }),
    cost: t.int({ required: true, description: 'In whole units of yours, such as minutes; at least 1.' }),
  }),
});

interface GoalArguments {
  readonly kind: Goal['kind'];
  readonly measure?: string | null | undefined;
  readonly line?: string | null | undefined;
  readonly amount?: number | null | undefined;
}

/**
 * A goal as reports take it.
 *
 * @throws Refusal when what its kind needs is missing
 * @example goalOf({ kind: 'dollars', amount: 500 }) // { kind: 'dollars', amount: 500 }
 */
export function goalOf({ kind, measure, line, amount }: GoalArguments): Goal {
  const needed = (what: string) => new Refusal('BAD_USER_INPUT', `a goal of this kind needs ${what}`);
  switch (kind) {
    case 'next-line':
      return { kind, measure: measure ?? undefined };
    case 'next-dollar':
      return { kind };
    case 'line': {
      if (!measure || !line) throw needed('measure and line');
      return { kind, measure, line: /^\d+(\.\d+)?$/.test(line) ? Number(line) : line };
    }
    case 'dollars': {
      if (typeof amount !== 'number' || amount < 0) throw needed('an amount of at least 0');
      return { kind, amount };
    }
    case 'score': {
      if (typeof amount !== 'number' || amount < 0 || amount > 1) throw needed('an amount from 0 to 1');
      return { kind, score: amount };
    }
  }
}

builder.objectField(OrganizationRef, 'cheapestGaps', (t) =>
  t.field({
    type: resultOf('CheapestGapsResult', CheapestRef, 'The cheapest gaps, or that a name in the question is unknown.'),
    description: 'The cheapest open gaps to close for the next line, a line, dollars or a score.',
    args: {
      ...awardArgs,
      goal: t.arg({ type: GoalInput, required: true, description: 'What is to be reached.' }),
      costs: t.arg({ type: [CostInput], description: 'What closing a gap takes by measure; 1 when left out.' }),
    },
    complexity: 2500,
    resolve: ({ id }, { goal, costs, ...args }, context) =>
      orUnfit(context, async (): Promise<Planned> => {
        requireOneOrMore(
          (costs ?? []).map(({ cost: units }) => units),
          'a cost',
        );
        const cost = once(costs ?? [], ({ cost: units, measure }) => [measure, units]);
        const question = { ...awardQuestion(args), organizations: [id] };
        const answer = await context.reports.programCheapest(question, { goal: goalOf(goal), cost });
        return { plan: planForExport(answer.plans[0]!), whole: answer };
      }),
  }),
);
