import {
  forExport,
  type Cents,
  type ExportedCell,
  type ExportedMeasure,
  type ProgramScore,
  type ScoredComponent,
} from '@equipoise/benchmark';

/**
 * A score with all that decides it and nothing to explain it: what a settlement keeps, and what scores are compared by. Figures
 * that a licence keeps in the house are not among it.
 */
export interface SettledScore {
  readonly organization: string;
  /** 0 to 1. */
  readonly score: number | null;
  readonly points: number | null;
  readonly weightScored: number;
  readonly reason: string | null;
  /** Null without money. */
  readonly dollars: {
    readonly meaning: string;
    readonly atRisk: Cents;
    readonly total: Cents;
    readonly capped: boolean;
    readonly pool: Cents | null;
  } | null;
  readonly items: readonly SettledItem[];
  readonly assumptions: readonly string[];
  readonly unsettled: readonly string[];
}

export interface SettledItem {
  readonly id: string;
  readonly kind: string;
  /** Of the whole; null when it is only shown. */
  readonly share: number | null;
  readonly achieved: number | null;
  readonly lower: number;
  readonly upper: number;
  readonly status: string;
  readonly reason: string | null;
  readonly dollars: Cents | null;
  /** Of a measure. */
  readonly cells: readonly SettledCell[];
  /** Of a component. */
  readonly facts: readonly { readonly label: string; readonly value: boolean | number | string | null }[];
}

export interface SettledCell {
  readonly measure: string;
  readonly by: string;
  readonly stratum: string;
  readonly denominator: number | null;
  readonly numerator: number | null;
  /** Null beyond the published lines, and of a table whose figures stay in the house. */
  readonly percentile: number | null;
  readonly band: string | null;
  /** The named lines of the program, and whether each is met. */
  readonly met: Readonly<Record<string, boolean>>;
  readonly achieved: number | null;
  readonly status: string;
}

export function settledScore(score: ProgramScore): SettledScore {
  const { assumptions, components, dollars, measures, organization, points, reason, unsettled, weightScored } = forExport(score);
  return {
    organization,
    score: score.score,
    points,
    weightScored,
    reason,
    dollars: dollars && {
      meaning: dollars.meaning,
      atRisk: dollars.atRisk,
      total: dollars.total,
      capped: dollars.capped,
      pool: dollars.pool,
    },
    items: [
      ...measures.map((measure) => ({ ...itemOf(measure), cells: cellsOf(measure), facts: [] })),
      ...components.map((component) => ({
        ...itemOf(component),
        cells: [],
        facts: component.facts.map(({ label, value }) => ({ label, value })),
      })),
    ],
    assumptions,
    unsettled,
  };
}

function itemOf(item: ExportedMeasure | ScoredComponent): Omit<SettledItem, 'cells' | 'facts'> {
  const { achieved, dollars, id, kind, lower, reason, share, status, upper } = item;
  return { id, kind, share, achieved, lower, upper, status, reason, dollars };
}

function cellsOf({ parts }: ExportedMeasure): SettledCell[] {
  return parts.flatMap(({ strata, total }) => [total, ...strata].map(cellOf));
}

function cellOf({ achieved, by, denominator, lines, measure, numerator, placement, status, stratum }: ExportedCell): SettledCell {
  return {
    measure,
    by,
    stratum,
    denominator,
    numerator,
    percentile: placement?.percentile ?? null,
    band: placement?.band ?? null,
    met: Object.fromEntries(lines.map(({ met, name }) => [name, met])),
    achieved,
    status,
  };
}
