import { isDeepStrictEqual } from 'node:util';
import { totalStratification } from '@equipoise/engine';
import type { SettledCell, SettledItem, SettledScore } from './settledScore.ts';

export type Figure = boolean | number | string | null;

/** One figure that is not the same in two scorings. */
export interface ScoreDifference {
  readonly organization: string;
  /** The measure or component; null for the whole. */
  readonly item: string | null;
  /** What of it: `score`, `dollars`, `denominator`, `race-ethnicity: Asian: numerator`. */
  readonly what: string;
  /** Null where there was none, or it was hidden. */
  readonly before: Figure;
  readonly after: Figure;
}

/**
 * What differs between two scorings, figure by figure: in the order of the later, then what only the earlier has.
 *
 * @returns none when they are the same to the last digit
 */
export function scoreDifferences(earlier: readonly SettledScore[], later: readonly SettledScore[]): ScoreDifference[] {
  const before = new Map(earlier.map((score) => [score.organization, score]));
  const after = new Map(later.map((score) => [score.organization, score]));
  const organizations = [...new Set([...after.keys(), ...before.keys()])];
  return organizations.flatMap((organization) => {
    const [earlierScore, laterScore] = [before.get(organization), after.get(organization)];
    // Most are the same: only of the others every figure gets a name.
    if (isDeepStrictEqual(earlierScore, laterScore)) return [];
    const [was, is] = [figuresOf(earlierScore), figuresOf(laterScore)];
    return [...new Set([...is.keys(), ...was.keys()])].flatMap((key): ScoreDifference[] => {
      const { item, what } = (is.get(key) ?? was.get(key))!;
      const [once, then] = [was.get(key)?.value ?? null, is.get(key)?.value ?? null];
      return once === then ? [] : [{ organization, item, what, before: once, after: then }];
    });
  });
}

interface NamedFigure {
  readonly item: string | null;
  readonly what: string;
  readonly value: Figure;
}

/** Every figure of a score under a key of its own. */
function figuresOf(score: SettledScore | undefined): ReadonlyMap<string, NamedFigure> {
  if (score === undefined) return new Map();
  const { dollars, items, points, weightScored } = score;
  const whole = {
    score: score.score,
    points,
    'weight scored': weightScored,
    ...(dollars && {
      'dollars at risk': dollarsOf(dollars.atRisk.cents),
      [`dollars ${dollars.meaning}`]: dollarsOf(dollars.total.cents),
      'dollars from the pool': dollarsOf(dollars.pool?.cents ?? null),
    }),
  };
  const figures = [
    ...named(null, whole),
    ...items.flatMap((item) => [
      ...named(item.id, itemFigures(item)),
      ...item.cells.flatMap((cell) => named(item.id, cellFigures(cell, item))),
    ]),
  ];
  return new Map(figures.map((figure) => [JSON.stringify([figure.item, figure.what]), figure]));
}

const named = (item: string | null, figures: Readonly<Record<string, Figure>>): NamedFigure[] =>
  Object.entries(figures).map(([what, value]) => ({ item, what, value: Number.isNaN(value) ? null : value }));

function itemFigures({ achieved, dollars, facts, lower, share, status, upper }: SettledItem): Record<string, Figure> {
  return {
    weight: share,
    status,
    achieved,
    ...(achieved === null && { 'achieved, at least': lower, 'achieved, at most': upper }),
    dollars: dollarsOf(dollars?.cents ?? null),
    ...Object.fromEntries(facts.map(({ label, value }) => [label, value])),
  };
}

/** The cell's own figures, named by its stratum and, where a measure has several parts, by its part. */
function cellFigures(cell: SettledCell, { cells }: SettledItem): Record<string, Figure> {
  const { band, by, denominator, measure, met, numerator, percentile, stratum } = cell;
  const part = cells.some((other) => other.measure !== measure) ? `${measure}: ` : '';
  const place = `${part}${by === totalStratification ? '' : `${by}: ${stratum}: `}`;
  const rate = denominator === null || numerator === null || denominator === 0 ? null : numerator / denominator;
  const figures = { denominator, numerator, rate, percentile, band };
  const lines = Object.entries(met).map(([line, isMet]): [string, Figure] => [`${line} met`, isMet]);
  return Object.fromEntries([...Object.entries(figures), ...lines].map(([what, value]) => [`${place}${what}`, value]));
}

const dollarsOf = (cents: number | null): number | null => (cents === null ? null : cents / 100);
