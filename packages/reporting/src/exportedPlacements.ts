import {
  keptOutBy,
  withoutLicensedFigures,
  withoutLicensedLines,
  type ExportedPlacement,
  type Ladder,
  type Rung,
} from '@equipoise/benchmark';
import type { PlacedRate } from './placements.ts';

/** A rung of which the licence leaves the name and whether it is met. */
export type WithheldRung = { readonly [Part in keyof Rung]: Part extends StaysPart ? Rung[Part] : null };
type StaysPart = 'derived' | 'met' | 'name' | 'peerGroup' | 'percentile' | 'reachable' | 'vintage';
const stays: ReadonlySet<string> = new Set<StaysPart>([
  'derived',
  'met',
  'name',
  'peerGroup',
  'percentile',
  'reachable',
  'vintage',
]);

export interface ExportedLadder extends Omit<Ladder, 'next' | 'rungs'> {
  readonly rungs: readonly (Rung | WithheldRung)[];
  readonly next: Rung | WithheldRung | null;
}

/** A placed rate as it may leave the house: without the figures of a table that its licence keeps in. */
export interface ExportedRate extends Omit<PlacedRate, 'ladder' | 'placement'> {
  readonly placement: ExportedPlacement | null;
  readonly ladder: ExportedLadder | null;
  /** Why figures are missing; null when none are. */
  readonly keptOut: string | null;
}

/**
 * What JSON, CSV and the API show of a placement: all of it, unless the table's licence says otherwise. Lines of the caller's own
 * stay: nobody licensed them.
 */
export function exportedRate(placed: PlacedRate): ExportedRate {
  const { benchmark, ladder, placement } = placed;
  const keptOut = keptOutBy(benchmark);
  const exported = placement && withoutLicensedFigures(placement, benchmark);
  if (keptOut === null) return { ...placed, placement: exported, keptOut };
  return {
    ...placed,
    benchmark: withoutLicensedLines(benchmark),
    placement: exported,
    ladder: ladder && { ...ladder, rungs: withheldRungs(ladder), next: withheldNext(ladder) },
    keptOut,
  };
}

/** In the order of the percentiles: an order by nearness would tell where the figures lie. */
function withheldRungs({ order, rungs }: Ladder): (Rung | WithheldRung)[] {
  const published = rungs.filter(({ percentile }) => percentile !== null);
  const own = rungs.filter(({ percentile }) => percentile === null);
  if (order === 'nearest') published.sort((a, b) => a.percentile! - b.percentile!);
  return [...published.map(withheldRung), ...own];
}

/** Beside lines of the caller's own nobody is told which is next: asked often enough, the order would tell where a figure lies. */
function withheldNext({ next, rungs }: Ladder): Rung | WithheldRung | null {
  return next === null || rungs.some(({ percentile }) => percentile === null) ? null : withheldRung(next);
}

function withheldRung(rung: Rung): Rung | WithheldRung {
  if (rung.percentile === null) return rung;
  return Object.fromEntries(Object.entries(rung).map(([part, value]) => [part, stays.has(part) ? value : null])) as WithheldRung;
}
