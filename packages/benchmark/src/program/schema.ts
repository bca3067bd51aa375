import { z } from 'zod';
import { scaleSchema } from '../award/scales/schema.ts';
import { term } from './term.ts';

const share = z.number().min(0).max(1);
const name = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/, 'is letters, digits, dots, dashes and underscores');
const words = z.string().min(1);
const wholeCount = z.int().min(0);

export const benchmarkSchema = z
  .strictObject({
    population: z
      .string()
      .optional()
      .describe('Whose percentiles: medicaid-chip-state, mips-ehr, or the product_line of a table that you import'),
    set: z.string().optional().describe('One set by its id, in place of a population'),
    vintage: z
      .union([z.enum(['newest', 'same-year', 'year-before']), z.int().min(1990).max(2100)])
      .optional()
      .describe('Measurement year of the percentiles: newest (default), the year judged, the year before it, or a fixed year'),
  })
  .refine(({ population, set }) => (population === undefined) !== (set === undefined), {
    message: 'names a population or a set, and not both',
  });

export const lineSchema = z.union([
  z.strictObject({ percentile: z.number().gt(0).lt(100).describe('A published percentile, in performance order') }),
  z.strictObject({
    percent: z
      .string()
      .regex(/^\d+(\.\d+)?$/, 'is plain digits such as 57.7')
      .describe('A rate in percent, digit for digit'),
  }),
]);

export const strataSchema = z.strictObject({
  by: z.array(name).min(1).describe('Stratifications'),
  rule: z
    .enum(['report', 'every-stratum', 'mean-of-strata'])
    .describe(
      'report: shown beside the total. every-stratum: the worst of total and payable strata counts. mean-of-strata: their mean',
    ),
});

const part = z.strictObject({
  measure: name.describe('Id of a measure in the data, case-sensitive'),
  direction: z.enum(['higher', 'lower']).describe('Which way is good for this part'),
  title: words.optional(),
});

const measure = z.strictObject({
  id: name.describe('Id of the measure in this program'),
  title: words,
  parts: z.array(part).min(1).describe('The rates behind it; one, as a rule'),
  combine: term(z.enum(['mean-of-shares', 'lowest-share', 'mean-of-rates']), 'How several parts become one').optional(),
  weight: term(z.number().min(0), 'Its share of the whole; the weights of all measures and components add to 1').optional(),
  scale: term(name, 'Name of a scale, where it differs from that of the program').optional(),
  benchmark: term(benchmarkSchema, 'Where it differs from that of the program').optional(),
  minimumDenominator: term(wholeCount, 'Where it differs from that of the program').optional(),
  strata: term(strataSchema, 'Where it differs from that of the program').optional(),
  use: z.enum(['scored', 'reporting']).optional().describe('reporting: shown, neither weighed nor paid; default scored'),
});

const component = z.discriminatedUnion('kind', [
  z
    .strictObject({
      kind: z.literal('gap-closure'),
      id: name,
      title: words,
      weight: term(share, 'Its share of the whole').optional(),
      measure: name.describe('Id of a measure in the data'),
      direction: z.enum(['higher', 'lower']),
      by: name.describe('Stratification'),
      group: words.describe('The stratum whose gap is to close'),
      reference: words.describe('rest, or the stratum it is held against'),
      closed: term(share, 'The part of the baseline gap that must be gone: 0.5 halves it'),
      tolerance: term(share, 'How far the reference may fall, as a fraction, before a narrower gap no longer counts').optional(),
      yearsBack: z.int().min(1).max(10).optional().describe('Years from the baseline; default 1'),
    })
    .describe('The gap of a group since a baseline, with a guard against levelling down'),
  z
    .strictObject({
      kind: z.literal('completeness'),
      id: name,
      title: words,
      weight: term(share, 'Its share of the whole').optional(),
      measure: name.optional().describe('Over whose patients; default the first measure that has data'),
      by: name.describe('Stratification of the sources, such as race-ethnicity-source'),
      counted: z.array(words).min(1).describe('Strata that count as known, such as self-reported'),
      threshold: term(share, 'The share that must be known'),
    })
    .describe('The share of patients with self-reported demographic data'),
  z
    .strictObject({
      kind: z.literal('stratified-reporting'),
      id: name,
      title: words,
      weight: term(share, 'Its share of the whole').optional(),
      by: z.array(name).min(1).describe('Stratifications to report separately'),
      minimumDenominator: term(wholeCount, 'A stratum under it is reported as NA').optional(),
      measures: z
        .array(
          z.strictObject({
            id: name,
            parts: z.array(name).min(1),
            title: words.optional(),
            firstYear: term(z.int(), 'First measurement year'),
          }),
        )
        .min(1),
    })
    .describe('Which measures must be stratified in a year, and which are'),
  z
    .strictObject({
      kind: z.literal('composite'),
      id: name,
      title: words,
      weight: term(share, 'Its share of the whole').optional(),
      line: name.describe('Name of a line of this program: the mean of the rates is held against the mean of that line'),
      reportable: term(share, 'The share of the measures that must be reportable'),
      consequence: words.describe('What follows below the line'),
    })
    .describe('The plain mean of the rates against the plain mean of one line'),
  z
    .strictObject({
      kind: z.literal('health-equity-index'),
      id: name,
      title: words,
      weight: term(share, 'Its share of the whole').optional(),
      by: name.describe('Stratification that tells who carries a social risk factor'),
      risk: z.array(words).min(1).describe('The strata with a social risk factor'),
      minimumMembers: term(wholeCount, 'Smallest organization that takes part').optional(),
      reliability: term(share, 'Smallest reliability of a score').optional(),
      contracts: term(wholeCount, 'Fewest organizations for a measure to be ranked').optional(),
      weights: z.record(name, term(z.number().gt(0), 'Weight of a measure in the index')).optional(),
    })
    .describe('Thirds of the organizations by the rate of their patients with social risk; computed by the engine'),
]);

export const poolSchema = z.strictObject({
  by: z.enum(['score', 'score-times-input']).describe('In proportion to what'),
  input: name.optional().describe('For score-times-input: the input, such as members'),
});

const money = z.strictObject({
  base: name.describe('The input that the money is a share of, such as premium'),
  inputs: z.record(name, words).describe('What the caller states for each organization, in dollars or counts'),
  share: term(share, 'The share of the base that stands at risk or is on offer'),
  cap: term(share, 'The most that one organization pays or earns, as a share of the base').optional(),
  formula: term(
    z.string().max(1000),
    'Dollars of one measure from base, share, weight, achieved, denominator, numerator, rate and the inputs; default by kind: base × share × weight × achieved, of a penalty × (1 − achieved)',
  ).optional(),
  pool: term(poolSchema, 'What is not earned goes to a pool that is distributed in this proportion').optional(),
});

/** What a program file may say. */
export const programSchema = z
  .strictObject({
    $schema: z.string().optional().describe('The JSON Schema of this file, for editors'),
    id: z
      .string()
      .regex(/^[a-z][a-z0-9-]{0,63}$/, 'is lower-case letters, digits and dashes')
      .describe('Lower-case letters, digits and dashes'),
    title: words,
    summary: words.optional().describe('What it is, in a sentence or two'),
    kind: z
      .enum(['penalty', 'bonus', 'withhold', 'regulatory', 'readiness', 'index'])
      .describe(
        'What hangs on it: money lost, earned, or withheld and earned back; a line of a regulator; a state of readiness; an index',
      ),
    status: z.enum(['live', 'never-paid', 'example']).describe('Whether anybody is paid by it'),
    payer: words,
    accountable: z
      .strictObject({ level: z.enum(['payer', 'provider_organization', 'practice']), words })
      .describe('Who is judged'),
    verified: z.boolean().optional().describe('Standing of the values that stand bare in this file; default false'),
    source: z.string().optional().describe('Citation of the values that stand bare in this file'),
    citations: z
      .record(
        z.string(),
        z.strictObject({
          title: words,
          publisher: z.string().optional(),
          date: z.string().optional(),
          seen: z.string().optional().describe('How much of it was read'),
        }),
      )
      .describe('Sources by id'),
    notKnown: z.array(words).describe('What nobody has seen and the program needs or would like to know'),
    facts: z
      .array(z.strictObject({ text: words, verified: z.boolean(), source: z.string().optional() }))
      .optional()
      .describe('What is known beside the scoring'),
    benchmark: term(benchmarkSchema, 'Whose percentiles the measures are held against').optional(),
    lines: z
      .record(name, term(lineSchema, 'A line to meet'))
      .optional()
      .describe('Lines by name: shown on the ladder, named by consequences'),
    scales: z
      .record(name, term(scaleSchema, 'A scale'))
      .optional()
      .describe('Scales by name: from a position to the share achieved'),
    scale: term(name, 'Name of the scale in force').optional(),
    minimumDenominator: term(wholeCount, 'Smallest denominator that is payable').optional(),
    comparison: term(z.enum(['exact', 'rounded-2-decimals']), 'How a rate is held against a line; default exact').optional(),
    missing: term(
      z.enum(['leave-out', 'zero']),
      'What a measure without a payable result does to the score: leaves its weight out (default), or counts as nothing',
    ).optional(),
    strata: term(strataSchema, 'What strata do').optional(),
    points: term(z.number().gt(0), 'The score is a share; times this, it is points').optional(),
    measures: z.array(measure),
    components: z.array(component).optional(),
    money: money.optional(),
  })
  .describe('An incentive program, a regulatory benchmark or a readiness check, as data');

/** What a user may write in a program file. */
export type ProgramInput = z.input<typeof programSchema>;
export type WrittenProgram = z.output<typeof programSchema>;
