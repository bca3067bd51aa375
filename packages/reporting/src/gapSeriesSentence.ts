import type { GapWay } from '@equipoise/engine';
import { signed } from './gapChangeSentence.ts';
import type { GapControlledSeries, GapSignalOfMonths, GapStretchOfMonths } from './gapSeries.ts';
import { describeLimits } from './limitWords.ts';
import { groupOf, membersOf } from './membersOf.ts';

/** What a coach would read under the chart of a gap: whether it changed, which way, and whose doing that was. */
export function describeGapSeries(series: Omit<GapControlledSeries, 'sentence'>): string {
  const { verdict, choice, reason, phases, centre, signals } = series;
  const gap = `the gap of ${membersOf(series.group)} to ${othersOf(series)}`;
  if (verdict === 'DESCRIPTIVE') return describeUnjudged(series, gap);
  if (verdict === 'TOO_THIN') {
    const instead = choice.instead.map(({ says }) => says).join(' ');
    return `No limits for ${gap}: ${reason}.${instead === '' ? '' : ` Instead: ${instead}`}`;
  }
  const means = phases.map((phase) => points(phase.centre));
  const line =
    means.length < 2 ? `its mean of ${points(centre)} points` : `its means of ${means.join(', ')} points, phase by phase`;
  const about = `${line} (positive = worse off)`;
  const parts =
    signals.length === 0
      ? [noSign(series, gap, about)]
      : [
          `Sign of change in ${gap}, about ${about}: ${signals.map((signal) => describeSignal(signal, centre)).join('; ')}.`,
          ...describeParts(series),
        ];
  return [...parts, ...describeLimits(series.phases, enough)].join(' ');
}

/** A year or less shows large changes only: that none is seen is no finding yet. */
function noSign({ points: all }: Pick<GapControlledSeries, 'points'>, gap: string, about: string): string {
  const seen = all.filter(({ estimate, excluded }) => estimate.value !== null && !excluded).length;
  return seen < enough
    ? `No sign of change in ${seen} months, too few to say that there is none: ${gap} stands about ${about}.`
    : `No sign of change: ${gap} varies at random about ${about}.`;
}

function describeUnjudged({ points: all, centre }: Omit<GapControlledSeries, 'sentence'>, gap: string): string {
  const shown = all.filter(({ estimate }) => estimate.value !== null);
  const [first, last] = [shown[0], shown.at(-1)];
  if (!first || !last) return `Described, not judged: no month of ${gap} is shown.`;
  return (
    `Described, not judged. From ${first.period} to ${last.period} ${gap} went from ${points(first.estimate.value)} to ` +
    `${points(last.estimate.value)} points, mean ${points(centre)} (positive = worse off).`
  );
}

const shownMax = 4;

/** "a long run (12 months, 2025-01 to 2025-12: narrowing)". */
function describeSignal({ name, stretches }: GapSignalOfMonths, mean: number | null): string {
  const places = stretches.map(({ periods, way, left }) => {
    const months = periods.length <= shownMax ? periods.join(', ') : spanOf(periods);
    return way === null ? months : `${months}: ${left ? 'left again, ' : ''}${wayOf(way, mean)}`;
  });
  return `${name} (${places.join('; ')})`;
}

/** A gap that stands the other way round neither widens nor narrows in a reader's ears: a lead grows or shrinks. */
function wayOf(way: GapWay, mean: number | null): string {
  if (mean !== null && mean < 0) return way === 'widening' ? 'their lead shrinks' : 'their lead grows';
  return way;
}

/** Whose doing the latest change was. */
function describeParts({ signals, group, reference }: Pick<GapControlledSeries, 'signals' | 'group' | 'reference'>): string[] {
  const latest = latestOf(signals);
  const change = latest?.change;
  if (!latest || !change || change.gapBaseline === null || change.gapFollowUp === null) return [];
  const { gapBaseline, gapFollowUp, fromGroup, fromReference, turned } = change;
  const others = reference === 'rest' ? 'the others' : groupOf(reference);
  const span = spanOf(latest.periods);
  const told =
    latest.rule === 'trend'
      ? `From ${latest.periods[0]!} to ${latest.periods.at(-1)!} the gap went from ${points(gapBaseline)} to ${points(gapFollowUp)} points`
      : `In ${span}${latest.periods.length > 1 ? ',' : ''} the gap was ${points(gapFollowUp)} points, in the other months of the baseline ${points(gapBaseline)}`;
  return [
    `${told}: of the difference ${points(fromGroup)} is from ${groupOf(group)}, ${points(fromReference)} from ${others}.`,
    ...(latest.levellingDown
      ? [`Levelling down: the gap narrowed because ${others} got worse, not because ${groupOf(group)} improved.`]
      : []),
    ...(turned
      ? [`The gap turned round: ${gapFollowUp > 0 ? membersOf(group) : othersOf({ reference })} are worse off in those months.`]
      : []),
  ];
}

/** The stretch that ends last, the longest of those: what a reader acts on. A run that was left tells of the same change. */
function latestOf(signals: readonly GapSignalOfMonths[]): (GapStretchOfMonths & Pick<GapSignalOfMonths, 'rule'>) | undefined {
  return signals
    .flatMap(({ rule, stretches }) => stretches.map((stretch) => ({ ...stretch, rule })))
    .filter(({ way, left, change }) => way !== null && !left && change !== null)
    .sort((a, b) => compareText(b.periods.at(-1)!, a.periods.at(-1)!) || b.periods.length - a.periods.length)[0];
}

const compareText = (a: string, b: string): number => Number(a > b) - Number(a < b);

/** Months from which on limits are more than a start. */
const enough = 12;

function othersOf({ reference }: Pick<GapControlledSeries, 'reference'>): string {
  return reference === 'rest' ? 'all other members' : membersOf(reference);
}

function spanOf(periods: readonly string[]): string {
  const [first, last] = [periods[0]!, periods.at(-1)!];
  return periods.length === 1 ? first : `${periods.length} months, ${first} to ${last}`;
}

const points = (fraction: number | null): string => (fraction === null ? 'n/a' : signed(fraction));
