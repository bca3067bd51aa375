import type { ScaleLine } from '../award/scales/position.ts';
import {
  compare,
  decimal,
  type Fraction,
  fractionOf,
  minus,
  over,
  plus,
  type RateLike,
  toNumber,
  zero,
} from '../award/fraction.ts';
import type { Direction } from '../benchmark.ts';
import { isPayable, notAchieved } from './achieved.ts';
import type { PreparedMeasure } from './prepare.ts';
import { scaleShare } from './scaleShare.ts';
import type { Achieved, ScoredCell, ScoredMeasure, ScoredPart } from './types.ts';

type MeanRate = Achieved & Omit<NonNullable<ScoredMeasure['composite']>, 'strata'>;

/** A part and the cell of it that is judged: everybody, or one stratum; null where nobody reported that. */
export interface MeanPart {
  readonly part: Pick<ScoredPart, 'benchmarkReason' | 'direction' | 'title'>;
  readonly cell: ScoredCell | null;
}

/**
 * Several parts as one rate: the plain mean of their rates, held against the plain means of their lines. Exact: a mean of
 * quotients is a quotient.
 */
export function scoreMeanRate(parts: readonly MeanPart[], { comparison, scale, scaleReason }: PreparedMeasure): MeanRate {
  const nothing = { rate: null, sentence: null, parts: [] };
  const missing = whyNoMean(parts);
  if (missing !== null) return { ...nothing, ...missing };
  const [first] = parts;
  if (first === undefined || scale === null)
    return { ...nothing, ...notAchieved('UNDETERMINED', scaleReason ?? 'nothing to judge') };
  const { direction } = first.part;
  if (parts.some(({ part }) => part.direction !== direction))
    return { ...nothing, ...notAchieved('UNDETERMINED', 'a mean of rates needs parts with one direction') };

  const cells = parts.map(({ cell }) => cell!);
  const rate = mean(cells.map((cell) => fractionOf('rate', countsOf(cell))!));
  const baselines = cells.map(({ baseline }) => (baseline === null ? null : fractionOf('baseline', baseline)));
  const held = comparison === 'exact' ? rate : rounded(rate);
  const lines = meanLines(cells, { held, direction });
  const position = {
    direction,
    rate: rateLike(rate),
    baseline: baselines.includes(null) ? null : rateLike(mean(baselines.map((baseline) => baseline!))),
    ...percentileOf(lines, { held, direction }),
    lines,
  };
  return {
    rate: toNumber(rate),
    ...scaleShare(scale, position, {
      baselineHidden: cells.some(({ baselineHidden }) => baselineHidden),
      benchmarkReason: parts.find(({ part }) => part.benchmarkReason !== null)?.part.benchmarkReason ?? null,
    }),
  };
}

/** What is surely not payable comes before what is only not known. */
function whyNoMean(parts: readonly MeanPart[]): Achieved | null {
  const short = parts.filter(({ cell }) => cell === null || cell.rate === null || !isPayable(cell));
  const worst = short.find(({ cell }) => cell === null || !isPayable(cell)) ?? short[0];
  if (worst === undefined) return null;
  const { part, cell } = worst;
  if (cell === null) return notAchieved('NO_DATA', `${part.title}: no data`);
  return notAchieved(cell.status === 'REPORTED' ? 'UNDETERMINED' : cell.status, `${part.title}: ${cell.reason ?? 'no rate'}`);
}

interface MeanLine extends ScaleLine {
  readonly exact: Fraction;
}

interface Held {
  /** The rate as the program holds it against lines. */
  readonly held: Fraction;
  readonly direction: Direction;
}

/** The lines that every part has, each the mean of theirs. */
function meanLines(cells: readonly ScoredCell[], { held, direction }: Held): MeanLine[] {
  const [first, ...others] = cells.map(({ lines, placement }) => [
    ...(placement?.lines ?? []).map(({ percentile, rate: at }) => ({ percentile, name: null, rate: at })),
    ...lines.map(({ name, percentile, rate: at }) => ({ percentile, name, rate: at })),
  ]);
  return (first ?? []).flatMap((line) => {
    const same = others.map((lines) =>
      lines.find(({ name, percentile }) => name === line.name && percentile === line.percentile),
    );
    const rates = [line, ...same].map((one) => one?.rate);
    if (rates.some((one) => one === undefined)) return [];
    const exact = mean(rates.map((one) => decimal('rate of the line', one!)));
    const order = compare(held, exact);
    const met = direction === 'higher' ? order >= 0 : order <= 0;
    return [{ name: line.name, percentile: line.percentile, rate: toNumber(exact), exact, met }];
  });
}

/** As `placeRate` does: linear between the lines, a bound beyond them. */
function percentileOf(lines: readonly MeanLine[], { held, direction }: Held) {
  const ranked = lines.filter(({ name, percentile }) => name === null && percentile !== null);
  const next = ranked.find(({ met }) => !met);
  const reached = ranked.findLast(({ met }) => met);
  const bound = { percentile: null, below: null, above: null };
  if (reached === undefined) return { ...bound, below: next?.percentile ?? null };
  const from = reached.percentile!;
  if (compare(held, reached.exact) === 0) return { ...bound, percentile: from };
  if (next === undefined) return { ...bound, above: from };
  const [gone, width] = [minus(held, reached.exact), minus(next.exact, reached.exact)];
  const share = direction === 'higher' ? over(gone, width) : over(minus(zero, gone), minus(zero, width));
  return { ...bound, percentile: from + toNumber(share) * (next.percentile! - from) };
}

function countsOf({ denominator, numerator }: ScoredCell) {
  return { denominator: denominator ?? 0, numerator: numerator ?? 0 };
}

function mean(values: readonly Fraction[]): Fraction {
  return over(values.reduce(plus, zero), { units: BigInt(values.length), scale: 1n });
}

/** A percent of two decimals, half up, as one rate would be reported. */
function rounded({ scale, units }: Fraction): Fraction {
  return { units: (20_000n * units + scale) / (2n * scale), scale: 10_000n };
}

/** Exact where doubles hold both numbers, which scales take as counts. */
function rateLike(rate: Fraction): RateLike {
  const { scale, units } = rate;
  const safe = scale <= BigInt(Number.MAX_SAFE_INTEGER);
  return safe ? { denominator: Number(scale), numerator: Number(units) } : toNumber(rate);
}
