import { hypergeometricPmf } from '../number/hypergeometric.ts';
import { requireWhole } from '../number/require.ts';

/** Where the limits of the runs test come from: the exact distribution, or the table as printed. */
export type RunsTable = 'exact' | 'printed';
export const runsTables: readonly RunsTable[] = ['exact', 'printed'];

export interface RunsLimits {
  /** The fewest runs that chance explains. */
  readonly runsMin: number;
  /** The most runs that chance explains. */
  readonly runsMax: number;
}

export interface RunsVerdict extends RunsLimits {
  /** Null where there are no limits: fewer than ten useful points, or more than the printed table has. */
  readonly verdict: 'tooFew' | 'expected' | 'tooMany' | null;
}

/** The table begins here, and the test with it. */
const tableMin = 10;

/**
 * Fewest and most runs for 10 to 60 useful points as Perla, Provost and Murray print them, after Swed and Eisenhart. The rows
 * for 10 to 26 points were checked against a second transcription; those for 27 to 60 were transcribed once and not checked
 * against print. Nowhere do they differ by more than 1 from the exact limits, which are the default.
 */
// prettier-ignore
const printed: readonly (readonly [number, number])[] = [
  [3, 9], [3, 10], [3, 11], [4, 11], [4, 12], [5, 12], [5, 13], [5, 13], [6, 14], [6, 15], // 10 to 19
  [6, 16], [7, 16], [7, 17], [7, 17], [8, 18], [8, 18], [9, 19], [10, 19], [10, 20], [10, 20], // 20 to 29
  [11, 21], [11, 22], [11, 23], [12, 23], [12, 24], [12, 24], [13, 25], [13, 25], [14, 26], [14, 26], // 30 to 39
  [15, 27], [15, 27], [16, 28], [16, 28], [17, 29], [17, 30], [17, 31], [18, 31], [18, 32], [19, 32], // 40 to 49
  [19, 33], [20, 33], [20, 34], [21, 34], [21, 35], [22, 35], [22, 36], [23, 36], [23, 37], [24, 38], // 50 to 59
  [24, 38], // 60
];

/** Limits depend on the number of points alone, and a batch asks for few different numbers. */
const exact = new Map<number, RunsLimits>();

/**
 * How many runs chance explains, with 2.5 % beyond either limit at most.
 *
 * `exact`: runsMin is the smallest r with P(R ≤ r) ≥ 0.025 and runsMax the largest with P(R ≥ r) ≥ 0.025, R the number of runs in
 * a random order of ⌊n/2⌋ points on one side of the centre and ⌈n/2⌉ on the other, as a median splits them. `printed`: the table
 * that coaches carry, for 10 to 60 points.
 *
 * @param useful  n, the points that are not on the centre
 * @param table   where the limits come from
 * @returns       both NaN below 10 points, and above 60 in the printed table
 * @throws RangeError unless `useful` is a whole number of at least 0 and the table is one of the two
 * @example runsLimits(20) // { runsMin: 7, runsMax: 15 }
 * @example runsLimits(20, 'printed') // { runsMin: 6, runsMax: 16 }
 *
 * Source: Swed and Eisenhart 1943, Ann Math Stat 14:66; Perla, Provost and Murray 2011, BMJ Qual Saf 20:46, table 1.
 */
export function runsLimits(useful: number, table: RunsTable = 'exact'): RunsLimits {
  requireWhole('useful', useful);
  if (!runsTables.includes(table)) throw new RangeError(`table must be one of ${runsTables.join(', ')}, got ${String(table)}`);
  if (table === 'printed') {
    const [runsMin, runsMax] = printed[useful - tableMin] ?? [NaN, NaN];
    return { runsMin, runsMax };
  }
  if (useful < tableMin) return { runsMin: NaN, runsMax: NaN };
  const limits = exact.get(useful) ?? exactLimits(useful);
  exact.set(useful, limits);
  return limits;
}

/**
 * The runs test: too few runs, as after a shift, or too many, as when two different processes take turns.
 *
 * @param series  useful points, and the runs that they form
 * @param table   where the limits come from
 * @throws RangeError as {@link runsLimits}
 * @example judgeRuns({ useful: 20, runs: 4 }) // { runsMin: 7, runsMax: 15, verdict: 'tooFew' }
 *
 * Source: Perla, Provost and Murray 2011, BMJ Qual Saf 20:46.
 */
export function judgeRuns(
  { useful, runs }: { readonly useful: number; readonly runs: number },
  table: RunsTable = 'exact',
): RunsVerdict {
  const limits = runsLimits(useful, table);
  return { ...limits, verdict: verdictOf(runs, limits) };
}

function verdictOf(runs: number, { runsMin, runsMax }: RunsLimits): RunsVerdict['verdict'] {
  if (Number.isNaN(runsMin)) return null;
  if (runs < runsMin) return 'tooFew';
  return runs > runsMax ? 'tooMany' : 'expected';
}

function exactLimits(useful: number): RunsLimits {
  const fewer = Math.floor(useful / 2);
  const more = useful - fewer;
  const most = 2 * fewer + (more > fewer ? 1 : 0);
  let runsMin = 2;
  for (let below = chanceOfRuns(runsMin, fewer, more); below < 0.025; below += chanceOfRuns(runsMin, fewer, more)) runsMin += 1;
  let runsMax = most;
  for (let above = chanceOfRuns(runsMax, fewer, more); above < 0.025; above += chanceOfRuns(runsMax, fewer, more)) runsMax -= 1;
  return { runsMin, runsMax };
}

/**
 * P(R = runs) in a random order of points on two sides, from its two ends. With ends on different sides either side has runs / 2
 * runs; with both ends on one side that side has one run more than the other. Given the ends, the number of gaps between the
 * points of one side that hold points of the other is hypergeometric.
 */
function chanceOfRuns(runs: number, one: number, other: number): number {
  const points = one + other;
  const pairs = points * (points - 1);
  const half = Math.floor(runs / 2);
  const gaps = (successes: number, draws: number, count: number) =>
    hypergeometricPmf(count, { population: points - 2, successes, draws });
  if (runs % 2 === 0) return ((2 * one * other) / pairs) * gaps(one - 1, other - 1, half - 1);
  return (one * (one - 1) * gaps(one - 1, other, half) + other * (other - 1) * gaps(other - 1, one, half)) / pairs;
}
