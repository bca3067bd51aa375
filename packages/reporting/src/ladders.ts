import { benchmarkLines, keptOutBy, type Closure, type NamedLine, type Rung } from '@equipoise/benchmark';
import type { LadderLine, LadderOptions, LadderReach, LadderRow } from '@equipoise/chart';
import { totalStratification } from '@equipoise/engine';
import { sentenceOfLadder } from './ladderSentence.ts';
import { detailOf, smallPrint } from './pictures.ts';
import type { PlacedRate } from './placements.ts';
import type { Provenance } from './provenance.ts';

/**
 * Rates among the percentiles and fixed lines of their question, as SVG text: organizations under each other, or the strata of
 * one, each with the whole patients to its next line. A rate below the minimum is hollow, a hidden one hatched, both with their
 * reason.
 *
 * @param placed      from `reports.placements`: at least one rate
 * @param provenance  of the reports, for the small print
 * @param options     width in pixels; the closure of the question, so that the small print can state it
 * @throws RangeError when there is no rate
 */
export async function drawLadder(
  placed: readonly PlacedRate[],
  provenance: Provenance,
  { closure, ...options }: LadderOptions & { readonly closure?: Closure | undefined } = {},
): Promise<string> {
  const [first] = placed;
  if (first === undefined) throw new RangeError('a ladder needs at least one rate, got none');
  const { ladderSvg } = await import('@equipoise/chart');
  const { benchmark, measure, estimate } = first;
  const { caveats, direction, peerGroup, source, vintage } = benchmark;
  // A picture is an export: lines that the licence keeps in the house, and the way to them, are not drawn.
  const keptOut = keptOutBy(benchmark);
  const known = linesOf(placed).filter(({ percentile = null }) => keptOut === null || percentile === null);
  const lines = drawnLines(known);
  const unplaced = placed.find(({ ladder, placement }) => ladder !== null && !placement?.lines.length);
  const comparison = placed.find(({ ladder }) => ladder !== null)?.ladder?.comparison;
  return ladderSvg(
    {
      title: measure.title,
      subtitle: subtitleOf(placed),
      sentence: sentenceOfLadder(placed),
      valueLabel: 'Rate',
      direction,
      level: estimate.level,
      lines,
      rows: placed.map((one) => rowOf(one, nameOf(one, placed), lines)),
      peerGroup,
      vintage,
      source,
      notes: [
        ...(keptOut === null ? [] : [`Percentiles of ${peerGroup}, ${vintage}: ${keptOut}.`]),
        ...caveats,
        ...(lines.length < known.length
          ? [`${lines.length} of the ${known.length} lines are drawn: ${lines.map(({ name }) => name).join(', ')}.`]
          : []),
        ...(closure === undefined ? [] : [`Chance of closing one open gap before the year ends: ${closureWords(closure)}.`]),
        ...(unplaced?.reason ? [`Not placed: ${unplaced.reason}.`] : []),
        `Intervals: ${estimate.method}.${comparison === 'rounded-2-decimals' ? ' Rates are held against the lines as reported, in percent with two decimals.' : ''}`,
        smallPrint(measure, provenance),
      ],
    },
    options,
  );
}

function closureWords(closure: Closure): string {
  if ('probability' in closure) return `${closure.probability}, as stated`;
  if ('tries' in closure) return `estimated from ${closure.closed} closed of ${closure.tries} tried`;
  return `Beta(${closure.alpha}, ${closure.beta}), as stated`;
}

/** Every rate stands on the same lines; where none is shown, only the published ones are known. */
function linesOf(placed: readonly PlacedRate[]): readonly NamedLine[] {
  const { benchmark } = placed[0]!;
  const climbed = placed.find(({ ladder }) => ladder !== null)?.ladder;
  return climbed?.rungs ?? (benchmark.unit === 'percent' ? benchmarkLines(benchmark) : []);
}

/** As many as the picture has room for: of a finer table the tenths and the quartiles, and every fixed line. */
const linesMost = 20;

function drawnLines(known: readonly NamedLine[]): LadderLine[] {
  const isCoarse = ({ percentile = null }: NamedLine) => percentile === null || percentile % 10 === 0 || percentile % 25 === 0;
  const drawn = known.length <= linesMost ? known : known.filter(isCoarse);
  return drawn.map(({ name, percentile = null, text }) => ({
    name,
    value: Number(`${text}e-2`), // the double that the placement uses, not a quotient
    text: `${text}%`,
    fixed: percentile === null,
  }));
}

function rowOf({ estimate, ladder, placement, reason }: PlacedRate, label: string, lines: readonly LadderLine[]): LadderRow {
  const { value, lower, upper, denominator, numerator, status } = estimate;
  if (status === 'BELOW_MINIMUM' && denominator !== null && numerator !== null) {
    const detail = `${numerator} of ${denominator}`;
    return { label, status, value: numerator / denominator, detail, reason };
  }
  if (status !== 'REPORTED') return { label, status, value: null, reason };
  return {
    label,
    status,
    value,
    lower,
    upper,
    ...detailOf(estimate),
    place: placement?.band ?? null,
    next: reachOf(ladder?.rungs ?? [], lines),
  };
}

/** The nearest line not yet met of those that are drawn. */
function reachOf(rungs: readonly Rung[], lines: readonly LadderLine[]): LadderReach | null {
  const [next] = rungs
    .filter(({ met, name }) => !met && lines.some((line) => line.name === name))
    .toSorted((a, b) => a.distance - b.distance);
  if (next === undefined) return null;
  const { chance, chanceByYearEnd, name, patientsToReach } = next;
  return { line: lines.findIndex((line) => line.name === name), patients: patientsToReach, chance, chanceByYearEnd };
}

function hasSeveral(placed: readonly PlacedRate[]): boolean {
  return placed.some(({ organization }) => organization.id !== placed[0]!.organization.id);
}

function subtitleOf(placed: readonly PlacedRate[]): string {
  const { organization, period, stratification } = placed[0]!;
  return [
    ...(hasSeveral(placed) ? [] : [organization.name]),
    period,
    ...(stratification.id === totalStratification ? [] : [`by ${stratification.id}`]),
  ].join(', ');
}

/** The stratum where all are of one organization, else the organization, and both where both differ. */
function nameOf({ organization, stratification, stratum }: PlacedRate, placed: readonly PlacedRate[]): string {
  if (stratification.id === totalStratification) return hasSeveral(placed) ? organization.id : organization.name;
  return hasSeveral(placed) ? `${organization.id}, ${stratum}` : stratum;
}
