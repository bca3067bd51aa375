import { isMissing } from './achieved.ts';
import { componentScorer } from './components/index.ts';
import { inputsOf, itemDollars, type MoneyInputs, noCents, requireInputs } from './dollars.ts';
import { sharePool } from './pool.ts';
import type { PreparedProgram } from './prepare.ts';
import { programDollars, stakeOf } from './programDollars.ts';
import type { ProgramResults } from './results.ts';
import { scoreMeasure } from './scoreMeasure.ts';
import type { Cents, ProgramScore, ScoredComponent, ScoredMeasure, Weighing } from './types.ts';
import { sharesOf, wholeOf } from './weigh.ts';

export interface ScoreOptions {
  readonly results: ProgramResults;
  /** Which organizations; by default all there are results of. Ranks and pools are among all there are results of, whoever is asked for. */
  readonly organizations?: readonly string[] | undefined;
  /** What the program's money is a share of, by organization: `{ payer: { premium: 100_000_000 } }`. */
  readonly inputs?: Readonly<Record<string, MoneyInputs>> | undefined;
}

/**
 * Scores a program: what each organization achieves on every measure and component, the weighted whole, and the dollars that
 * follow. No dollars where a term in use was neither verified nor assumed, where the base is not stated, or where a result that
 * weighs is hidden or not determined: then null, the bounds that are known, and the reason.
 *
 *   score = Σ weight × achieved / Σ weight, over what is payable (or with what is not as 0, where the program says so)
 *
 * @param prepared  the program with its benchmarks, from `prepareProgram`
 * @param options   results; organizations; inputs of the money, in dollars or counts of at least 0
 * @returns         one score an organization, in the order asked for
 * @throws RangeError when an input is no number of at least 0, or counts of a cell are impossible
 * @throws FormulaError when the award formula has no finite value: names the measure and the organization
 * @example prepareProgram(programInForce(findProgram('plan-to-provider-example'), { year: 2025 }), benchmarkSets()).then((prepared) => scoreProgram(prepared, { results: programResults([{ organization: 'practice-07', measure: 'CBP', year: 2025, by: 'total', stratum: 'all', denominator: 143, numerator: 83 }]), inputs: { 'practice-07': { capitation: 200_000 } } })[0].score) // 0.5389
 */
export function scoreProgram(
  prepared: PreparedProgram,
  { results, organizations = results.organizations, inputs = {} }: ScoreOptions,
): ProgramScore[] {
  const { components, money, year } = prepared.program;
  const everyone = [...new Set([...results.organizations, ...organizations])];
  const scorers = components.map((component) => componentScorer(component, { prepared, results, organizations: everyone, year }));
  const scoreAll = (ids: readonly string[]) =>
    ids.map((organization) => scoreOne(organization, { prepared, results, scorers, inputs: inputsOf(inputs, organization) }));
  if ((money?.pool ?? null) === null) return scoreAll(organizations);
  const pooled = sharePool(scoreAll(everyone), { money, inputs });
  const byOrganization = new Map(pooled.map((score) => [score.organization, score]));
  return organizations.map((organization) => byOrganization.get(organization)!);
}

interface Context {
  readonly prepared: PreparedProgram;
  readonly results: ProgramResults;
  readonly scorers: readonly ReturnType<typeof componentScorer>[];
  readonly inputs: MoneyInputs;
}

function scoreOne(organization: string, { prepared, results, scorers, inputs }: Context): ProgramScore {
  const { program, assumptions, unsettled } = prepared;
  const { id, kind, missing, payer, status, title, year } = program;
  requireInputs(organization, inputs);
  const question = { results, organization, year };
  const bareMeasures = prepared.measures.map((measure) => scoreMeasure(measure, question));
  const bareComponents = scorers.map((score) => score(organization));

  const shares = sharesOf([...bareMeasures, ...bareComponents]);
  const money = { organization, prepared, inputs };
  const staked = stakeOf(money);
  const weigh = <Bare extends Omit<ScoredComponent | ScoredMeasure, Weighing>>(
    item: Bare,
    share: number | null,
    measure: Pick<ScoredMeasure, 'composite' | 'parts'> | null,
  ) => {
    const countedAsNothing = missing.value === 'zero' && share !== null && isMissing(item);
    const weighed = { ...item, share, countedAsNothing, dollars: null as Cents | null };
    if (share !== null && program.money !== null)
      weighed.dollars = staked.stake === null ? noCents(staked.why) : itemDollars(weighed, staked.stake, measure);
    return weighed;
  };
  const measures = bareMeasures.map((measure, index) => weigh(measure, shares[index]!, measure));
  const components = bareComponents.map((component, index) => weigh(component, shares[measures.length + index]!, null));

  const items = [...measures, ...components];
  const whole = wholeOf(items, program);
  return {
    program: { id, kind, payer, status, title, year },
    organization,
    measures,
    components,
    ...whole,
    points: pointsOf(whole.score, program.points?.value ?? null),
    dollars: programDollars(items, { ...money, ...staked }),
    unsettled,
    assumptions,
  };
}

const pointsOf = (score: number | null, points: number | null): number | null =>
  score === null || points === null ? null : score * points;
