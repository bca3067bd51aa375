import { practicesUnder, type RankedRate, type RankReport } from '@equipoise/reporting';
import { builder } from '../builder.ts';
import { MeasureRef } from './measure.ts';
import { NotFound, orNotFound } from './notFound.ts';
import { OrganizationRef } from './organization.ts';
import { provenanceField } from './provenance.ts';
import { questionArgs, requireMonths, requireOptions } from './question.ts';
import { resultOf } from './result.ts';

const RankedRef = builder.objectRef<RankedRate>('RankedPractice').implement({
  description: 'A practice in a league table, with what its counts leave open of its rank. 1 is best.',
  fields: (t) => ({
    organization: t.expose('organization', { type: OrganizationRef, description: 'Whose rank it is.' }),
    rank: t.float({
      nullable: true,
      description: 'By the counts alone; equal rates share the mean of their ranks.',
      resolve: ({ place }) => place.rank,
    }),
    medianRank: t.float({ nullable: true, description: 'Median of the draws.', resolve: ({ place }) => place.medianRank }),
    expectedRank: t.float({ nullable: true, description: 'Mean of the draws.', resolve: ({ place }) => place.expectedRank }),
    lower: t.float({ nullable: true, description: 'Best end of the interval of the rank.', resolve: ({ place }) => place.lower }),
    upper: t.float({ nullable: true, description: 'Worst end of the interval.', resolve: ({ place }) => place.upper }),
    bestQuarter: t.float({
      nullable: true,
      description: 'Chance of a place in the best quarter, as a fraction.',
      resolve: ({ place }) => place.bestQuarter,
    }),
    worstQuarter: t.float({
      nullable: true,
      description: 'Chance of a place in the worst quarter, as a fraction.',
      resolve: ({ place }) => place.worstQuarter,
    }),
    reason: t.string({ nullable: true, description: 'Why it has no rank.', resolve: ({ place }) => place.reason }),
  }),
});

const RankingRef = builder.objectRef<RankReport>('Ranking').implement({
  description: 'How sure a league table is: ranks drawn many times from what the counts leave open.',
  fields: (t) => ({
    measure: t.expose('measure', { type: MeasureRef, description: 'What was measured.' }),
    period: t.exposeString('period', { description: 'The month, as YYYY-MM.' }),
    stratum: t.exposeString('stratum', { description: 'Which patients: a stratum, or all.' }),
    ranked: t.exposeInt('ranked', { description: 'How many are ranked.' }),
    hidden: t.exposeInt('hidden', { description: 'How many are left out because the release hides their counts.' }),
    draws: t.exposeInt('draws', { description: 'How often all were drawn and ranked.' }),
    seed: t.exposeInt('seed', { description: 'Seed of the draws: the same seed gives the same answer.' }),
    level: t.exposeFloat('level', { description: 'Coverage of the intervals as a fraction.' }),
    units: t.expose('units', {
      type: [RankedRef],
      complexity: { field: 1, multiplier: 50 },
      description: 'Every practice.',
    }),
    provenance: t.field(provenanceField),
  }),
});

builder.objectField(OrganizationRef, 'ranking', (t) =>
  t.field({
    type: resultOf('RankingResult', RankingRef, 'A ranking, or that a name in the question is unknown.'),
    description: 'The practices under it ranked in one period, with the interval of each rank.',
    args: {
      measure: questionArgs.measure,
      by: questionArgs.by,
      stratum: t.arg.string({ description: 'The stratum to rank by; needed unless by is total.' }),
      period: questionArgs.period,
      denominatorMin: questionArgs.denominatorMin,
    },
    complexity: 300,
    resolve: (organization, { measure, by, stratum, period, denominatorMin }, { reports }) =>
      orNotFound<RankReport | NotFound>({ reports }, { measure, by }, () => {
        requireOptions({ denominatorMin });
        const months = requireMonths(reports.release, { measure, period });
        const organizations = practicesUnder(reports.release, organization).map(({ id }) => id);
        if (organizations.length === 0) return new NotFound('organization', 'No practice is under this organization.');
        return reports.ranks({
          measure,
          by,
          organizations,
          period: months.period,
          stratum: stratum ?? undefined,
          denominatorMin,
        });
      }),
  }),
);
