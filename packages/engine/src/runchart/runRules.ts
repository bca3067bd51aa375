import { requirePoints } from './requirePoints.ts';
import { trendTies, type TrendTies } from './rules/trend.ts';
import { runsTables, type RunsTable } from './runsTest.ts';

/** What counts as a signal on a run chart. Everything else is reported too, but is no signal. */
export interface RunRules {
  /** Useful points on one side that make a shift; `anhoej` for more than chance explains in so long a series; null for none. */
  readonly shift: number | 'anhoej' | null;
  /** Points one way that make a trend, the first among them; null for none. */
  readonly trend: number | null;
  /** Whether a value that repeats the one before is skipped, or breaks a trend. */
  readonly trendTies: TrendTies;
  /** Whether fewer crossings than chance explains (Anhøj) are a signal. */
  readonly crossings: boolean;
  /** Whether too few or too many runs are a signal, and by which table; null for none. */
  readonly runsTest: RunsTable | null;
}

/** A set of rules as it is taught. */
export type RunRulesId = 'ihi' | 'anhoej' | 'making-data-count' | 'western-electric' | 'nelson';

/**
 * Rules of run charts by name.
 *
 * - `ihi`: a shift of six, a trend of five, too few or too many runs. Perla, Provost and Murray 2011, BMJ Qual Saf 20:46. Their
 *   fourth, the astronomical point, is a judgement of the eye.
 * - `anhoej`: a run too long or too few crossings for that many points. Anhøj and Olesen 2014, PLoS ONE 9:e113825.
 * - `making-data-count`: a shift or a trend of seven. NHS England Making Data Count, as in NHSRplotthedots.
 * - `western-electric`: a shift of eight. Western Electric 1956, Statistical Quality Control Handbook.
 * - `nelson`: a shift of nine or a trend of six. Nelson 1984, J Qual Technol 16:237.
 */
export const runRules: Readonly<Record<RunRulesId, RunRules>> = {
  ihi: { shift: 6, trend: 5, trendTies: 'skip', crossings: false, runsTest: 'exact' },
  anhoej: { shift: 'anhoej', trend: null, trendTies: 'skip', crossings: true, runsTest: null },
  'making-data-count': { shift: 7, trend: 7, trendTies: 'break', crossings: false, runsTest: null },
  'western-electric': { shift: 8, trend: null, trendTies: 'break', crossings: false, runsTest: null },
  nelson: { shift: 9, trend: 6, trendTies: 'break', crossings: false, runsTest: null },
};

/** Rules by name, with single ones set apart: `{ rules: 'ihi', shift: 8 }`. */
export interface RunRuleOptions extends Partial<RunRules> {
  /** The rules to start from; those of IHI unless told. */
  readonly rules?: RunRulesId;
}

/** @throws RangeError when the name or one of the rules is unknown */
export function resolveRunRules({ rules = 'ihi', ...own }: RunRuleOptions): RunRules {
  if (!Object.hasOwn(runRules, rules))
    throw new RangeError(`rules must be one of ${Object.keys(runRules).join(', ')}, got ${String(rules)}`);
  const named = runRules[rules];
  const {
    shift = named.shift,
    trend = named.trend,
    trendTies: ties = named.trendTies,
    crossings = named.crossings,
    runsTest = named.runsTest,
  } = own;
  if (shift !== null && shift !== 'anhoej') requirePoints('shift', shift, { min: 2 });
  if (trend !== null) requirePoints('trend', trend, { min: 2 });
  if (!trendTies.includes(ties)) throw new RangeError(`trendTies must be one of ${trendTies.join(', ')}, got ${String(ties)}`);
  if (runsTest !== null && !runsTables.includes(runsTest))
    throw new RangeError(`runsTest must be one of ${runsTables.join(', ')} or null, got ${String(runsTest)}`);
  return { shift, trend, trendTies: ties, crossings, runsTest };
}
