import type { Benchmark } from '../benchmark.ts';
import { type ExportedPlacement, keptOutBy, withoutLicensedFigures, withoutLicensedLines } from '../licenceFigures.ts';
import type { ProgramScore, ScoredCell, ScoredComponent, ScoredLine, ScoredMeasure, ScoredPart } from './types.ts';

/** What stands for the figures of a line that may not leave the house. */
type Figures = 'chance' | 'chanceByYearEnd' | 'distance' | 'patientsToReach' | 'rate';

/** A named line as it may be exported. */
export type ExportedLine = Omit<ScoredLine, Figures> & { readonly [Figure in Figures]: number | null };

export interface ExportedCell extends Omit<ScoredCell, 'lines' | 'placement'> {
  readonly lines: readonly ExportedLine[];
  readonly placement: ExportedPlacement | null;
}

export interface ExportedPart extends Omit<ScoredPart, 'strata' | 'total'> {
  readonly total: ExportedCell;
  readonly strata: readonly ExportedCell[];
  /** Why figures are missing; null when none are. */
  readonly keptOut: string | null;
}

export interface ExportedMeasure extends Omit<ScoredMeasure, 'parts'> {
  readonly parts: readonly ExportedPart[];
}

/** A score as it may be exported. */
export interface ExportedScore extends Omit<ProgramScore, 'measures'> {
  readonly measures: readonly ExportedMeasure[];
}

/**
 * A score without the figures that a table's licence keeps in the house: the lines' rates, and what gives one away beside the
 * counts: distances, patients to reach, chances, percentiles, the steps of a scale. Counts, bands, which lines are met, what is
 * achieved and the dollars stay: they are the finding. A share that a ramp pays out lies on a straight line between two figures
 * of the table, so two awards are enough to work both out: what is exported of a ramp is not for publication.
 *
 * @param score  from `scoreProgram`
 * @returns      the same, with nulls in the place of what may not leave; `keptOut` of a part says why
 * @example prepareProgram(programInForce(findProgram('plan-to-provider-example'), { year: 2025 }), benchmarkSets()).then((prepared) => forExport(scoreProgram(prepared, { results: programResults([]), organizations: ['practice-07'] })[0]).measures[0].parts[0].keptOut) // null
 */
export function forExport(score: ProgramScore): ExportedScore {
  const measures = score.measures.map(exportMeasure);
  const isKept = measures.some(({ parts }) => parts.some(({ keptOut }) => keptOut !== null));
  return { ...score, measures, components: isKept ? score.components.map(exportComponent) : score.components };
}

function exportMeasure(measure: ScoredMeasure): ExportedMeasure {
  const parts = measure.parts.map(exportPart);
  const { composite } = measure;
  const keptOut = parts.find((part) => part.keptOut !== null)?.keptOut ?? null;
  if (composite === null || keptOut === null) return { ...measure, parts };
  return { ...measure, parts, composite: { ...composite, sentence: null, parts: verdicts(composite.parts) } };
}

/** Why the figures that a part is held against stay in the house; null where they may leave it. */
export const keptOutOf = ({ benchmark }: Pick<ScoredPart, 'benchmark'>): string | null => benchmark && keptOutBy(benchmark);

function exportPart(part: ScoredPart): ExportedPart {
  const { benchmark, strata, total } = part;
  const keptOut = keptOutOf(part);
  return {
    ...part,
    benchmark: benchmark && withoutLicensedLines(benchmark),
    total: exportCell(total, benchmark),
    strata: strata.map((cell) => exportCell(cell, benchmark)),
    keptOut,
  };
}

function exportCell(cell: ScoredCell, benchmark: Benchmark | null): ExportedCell {
  const { lines, parts, placement } = cell;
  if (benchmark === null) return { ...cell, placement: null };
  const exported = placement && withoutLicensedFigures(placement, benchmark);
  if (keptOutBy(benchmark) === null) return { ...cell, placement: exported };
  // What a scale says of its answer names figures; a fixed line of the program is the program's own.
  const ownLines = lines.map((line): ExportedLine => (line.percentile === null ? line : { ...line, ...withheld }));
  return { ...cell, placement: exported, lines: ownLines, parts: verdicts(parts), sentence: null };
}

const withheld: Readonly<Record<Figures, null>> = {
  chance: null,
  chanceByYearEnd: null,
  distance: null,
  patientsToReach: null,
  rate: null,
};

function verdicts(parts: ScoredCell['parts']): ScoredCell['parts'] {
  return parts.filter(({ value }) => typeof value === 'boolean');
}

function exportComponent(component: ScoredComponent): ScoredComponent {
  if (component.kind !== 'composite') return component;
  const lines = new Set(lineFacts(component));
  return {
    ...component,
    sentence: 'What the rates were held against is kept out of exports by its licence.',
    facts: component.facts.filter(({ label }) => !lines.has(label)),
  };
}

/** The labels under which a component shows figures of lines: one that holds rates against a line shows it under the line's name. */
export function lineFacts({ facts, kind, terms }: ScoredComponent): readonly string[] {
  if (kind !== 'composite') return [];
  const names = terms.flatMap(({ path }) => (path.startsWith('lines.') ? [path.slice('lines.'.length)] : []));
  const isLine = (label: string) => label === 'mean line' || names.some((name) => label.endsWith(`: ${name}`));
  return facts.map(({ label }) => label).filter(isLine);
}
