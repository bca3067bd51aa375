import { scaleLinear } from 'd3-scale';
import { valueDomain } from '../layout/valueDomain.ts';
import { statusWords, type LadderLine, type LadderModel, type LadderReach, type LadderRow } from '../model.ts';
import { count, levelText, numberFormat, type NumberFormat } from '../text/numbers.ts';

/** What the axis spans: every rate with its interval and every line. */
export function ladderDomain({ lines, rows }: LadderModel): readonly [number, number] | null {
  const rates = rows.flatMap(({ value, lower = null, upper = null }) => [value, lower, upper]);
  return valueDomain([...rates.filter((rate) => rate !== null), ...lines.map(({ value }) => value)], 'percent');
}

/** One wording of each rate, whatever the width of the picture. */
export function ladderFormat(model: LadderModel): NumberFormat {
  const ticks = scaleLinear(ladderDomain(model) ?? [0, 1], [0, 1]).ticks(6);
  return numberFormat('percent', ticks[1]! - ticks[0]!);
}

/** The figure as published, else as the axis writes it. */
export function lineText({ text, value }: LadderLine, format: NumberFormat): string {
  return text ?? format.value(value);
}

/** Lines that lie on one rate, lowest first: they share a label. */
export function linesByValue(lines: readonly LadderLine[]): LadderLine[][] {
  const groups = Map.groupBy(lines, ({ value }) => value);
  return [...groups].sort(([a], [b]) => a - b).map(([, equal]) => equal);
}

/** "54.6% (44.7 to 64.2)"; nothing for a rate that is not there or does not count. */
export function rateNumbers({ value, lower = null, upper = null, status }: LadderRow, format: NumberFormat): string {
  if (value === null || status !== 'REPORTED') return '';
  return lower === null || upper === null
    ? format.value(value)
    : `${format.value(value)} (${format.bare(lower)} to ${format.bare(upper)})`;
}

/** "3 patients to the 50th, chance 27%, by year end 61%". */
export function reachWords(
  { line, patients, chance = null, chanceByYearEnd = null }: LadderReach,
  lines: readonly LadderLine[],
): string {
  const { name, fixed } = lines[line]!;
  const named = fixed ? name : `the ${name}`;
  const way = patients === null ? `No number of patients reaches ${named}` : `${count(patients, 'patient')} to ${named}`;
  return [
    way,
    ...(chance === null ? [] : [`chance ${chanceText(chance)}`]),
    ...(chanceByYearEnd === null ? [] : [`by year end ${chanceText(chanceByYearEnd)}`]),
  ].join(', ');
}

/** Whole percents; what is possible is never 0% and what is not certain never 100%. */
export function chanceText(chance: number): string {
  if (chance > 0 && chance < 0.01) return 'under 1%';
  if (chance < 1 && chance > 0.99) return 'over 99%';
  return `${Math.round(100 * chance)}%`;
}

/** Why a row has no rate, or one that does not count. */
export function absenceText({ reason = null, status }: LadderRow): string {
  return reason ?? statusWords[status];
}

/** "Practice 15: 54.6% (95% interval 44.7 to 64.2, 53 of 97, between the 25th and the 50th). 3 patients to the 50th, chance 27%". */
export function ladderRowWords(row: LadderRow, { lines, level = 0.95 }: LadderModel, format: NumberFormat): string {
  const { label, value, lower = null, upper = null, status, detail, place = null, next = null } = row;
  const counts = status === 'REPORTED';
  const shown = value === null ? absenceText(row) : format.value(value);
  const after = [
    lower === null || upper === null ? '' : `${levelText(level)} interval ${format.bare(lower)} to ${format.bare(upper)}`,
    detail ?? '',
    place ?? '',
    value === null || counts ? '' : absenceText(row),
  ].filter((text) => text !== '');
  const reach = next === null ? '' : `. ${reachWords(next, lines)}`;
  return `${label}: ${shown}${after.length === 0 ? '' : ` (${after.join(', ')})`}${reach}`;
}

/** Whose percentiles the lines are, and what the chances are the chances of. */
export function ladderNotes({ lines, rows, peerGroup, vintage, source }: LadderModel): string[] {
  const tells = (key: 'chance' | 'chanceByYearEnd') => rows.some(({ next }) => (next?.[key] ?? null) !== null);
  return [
    ...(lines.some(({ fixed }) => !fixed) ? [`Percentiles among ${peerGroup}, ${vintage}.`, `Source: ${source}.`] : []),
    ...(tells('chance') ? ['Chance: that the underlying rate meets or beats the line, given the counts.'] : []),
    ...(tells('chanceByYearEnd')
      ? ['By year end: that the reported rate does by then, at the stated chance of closing a gap.']
      : []),
  ];
}
