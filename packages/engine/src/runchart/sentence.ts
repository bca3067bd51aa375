import type { Direction } from '../measure/define.ts';
import { chanceOfSignal } from './chance.ts';
import { usefulMin } from './rules/anhoej.ts';
import type { Trend } from './rules/trend.ts';
import type { RunChart, RunPhase } from './runChart.ts';
import type { Stretch } from './runs.ts';
import type { PhaseSuggestion } from './suggestPhase.ts';

/** What a reader needs beside the chart. */
export interface RunChartReading {
  /** Which way is better for the patient. */
  readonly direction: Direction;
  /** A name for each point, such as its month; "point 3" without. */
  readonly labels?: readonly string[];
  /** Rates are fractions and read as percent, the default; numbers are read as they are. */
  readonly unit?: 'percent' | 'number';
}

/**
 * A run chart in words, as an improvement coach would read it out: every signal under the rules of the chart with its place,
 * whether it is for the better, and how easily chance alone makes a run that long; or that there is no sign of change. With
 * phases each is read by itself, with what became of the centre from one to the next.
 *
 * @param chart    a run chart; rates are written as percent with one decimal
 * @param reading  the measure's direction, the names of the points and their unit
 * @throws RangeError when there are labels, but not one for each point
 * @example describeRunChart(runChart([0.5, 0.6, 0.7]), { direction: 'higher' }) // '2 useful points: too few to judge, 10 are needed.'
 */
export function describeRunChart(chart: RunChart, reading: RunChartReading): string {
  const words = wordsOf(chart.points, reading);
  const { phases } = chart;
  if (phases.length < 2) return describePhase(chart, chart, words);
  return phases
    .map((phase, index) => {
      const before = phases[index - 1];
      const change = before === undefined || chart.centreFrom === 'given' ? '' : describeStep(before.centre, phase.centre, words);
      return `Phase ${index + 1}, ${words.span(phase)}: ${change}${describePhase(phase, chart, words)}`;
    })
    .join(' ');
}

/**
 * A suggestion of where a phase might begin in words: what changed, how easily chance alone finds as much, and what else it
 * takes to start a phase.
 *
 * @param suggestion  from {@link suggestPhase}; null when there is none
 * @param reading     the measure's direction, a name for each point of the series and their unit
 * @throws RangeError when there are labels, but not one for each point
 * @example describePhaseSuggestion(suggestPhase([4, 5, 4.2, 5.1, 4.4, 4.9, 5.2, 8, 8.4, 8.1, 9, 8.8, 8.2, 9.3]), { direction: 'higher', unit: 'number' }) // 'A phase might begin with point 8: the median goes from 4.9 (7 points) to 8.4 (7 points), for the better. Chance alone finds so clear a step in less than 0.1% of such series. Start a phase only when its cause is known and the change is expected to last.'
 */
export function describePhaseSuggestion(suggestion: PhaseSuggestion | null, reading: RunChartReading): string {
  if (suggestion === null) return 'Nothing suggests a new phase.';
  const { start, chance, phases, points } = suggestion;
  const words = wordsOf(points, reading);
  const [before, after] = phases;
  const step = describeStep(before.centre, after.centre, words, [before.observed, after.observed]);
  return (
    `A phase might begin with ${words.label(start)}: ${step}Chance alone finds so clear a step in ${share(chance)} of such series. ` +
    'Start a phase only when its cause is known and the change is expected to last.'
  );
}

interface Words {
  readonly label: (index: number) => string;
  readonly span: (stretch: Stretch) => string;
  readonly show: (value: number) => string;
  readonly verdict: (goesUp: boolean) => string;
  /** What a row of points is called: months where that is how they are named. */
  readonly noun: string;
}

function wordsOf(points: number, { direction, labels, unit = 'percent' }: RunChartReading): Words {
  if (labels && labels.length !== points) {
    throw new RangeError(`labels must name each of the ${points} points, got ${labels.length}`);
  }
  const label = (index: number) => labels?.[index] ?? `point ${index + 1}`;
  return {
    label,
    span: ({ start, end }) => (start === end ? label(start) : `${label(start)} to ${label(end)}`),
    show: unit === 'percent' ? percent : plain,
    verdict: (goesUp) => (goesUp === (direction === 'higher') ? 'better' : 'worse'),
    noun: labels?.every((name) => /^\d{4}-\d{2}$/.test(name)) ? 'months' : 'points',
  };
}

/** What became of the median from one phase to the next; nothing where one has none. */
function describeStep(from: number, to: number, { show, verdict }: Words, observed?: readonly [number, number]): string {
  if (Number.isNaN(from) || Number.isNaN(to)) return '';
  const [of, into] = observed ? [` (${observed[0]} points)`, ` (${observed[1]} points)`] : ['', ''];
  if (show(from) === show(to)) return `the median stays at ${show(to)}. `;
  return `the median goes from ${show(from)}${of} to ${show(to)}${into}, for the ${verdict(to > from)}. `;
}

function describePhase(phase: RunPhase, chart: RunChart, words: Words): string {
  const { anhoej, centre, crossings, observed, runs, runsTest, signals, trends, useful } = phase;
  if (Number.isNaN(centre) && observed > 0) return 'No point of the baseline was observed: there is no median to judge by.';
  if (useful < usefulMin)
    return `${useful} useful ${useful === 1 ? 'point' : 'points'}: too few to judge, ${usefulMin} are needed.`;
  const line = describeCentre(phase, chart, words);
  const sentences = [...describeShift(phase, chart, words), ...trends.map((trend) => describeTrend(trend, words))];
  for (const { rule } of signals) {
    if (rule === 'few-crossings')
      sentences.push(
        `Fewer crossings of ${line} than chance explains: ${crossings}, where at least ${anhoej.crossingsMin} are expected.`,
      );
    if (rule === 'few-runs')
      sentences.push(
        `Fewer runs about ${line} than chance explains: ${runs.length}, where at least ${runsTest.runsMin} are expected.`,
      );
    if (rule === 'many-runs')
      sentences.push(
        `More runs about ${line} than chance explains: ${runs.length}, where at most ${runsTest.runsMax} are expected, ` +
          'as when two different processes take turns.',
      );
  }
  return sentences.length > 0 ? sentences.join(' ') : `No sign of change: ${observed} points vary at random about ${line}.`;
}

/** "the median 56.5%", and of which points where it was frozen. */
function describeCentre({ centre, start, end, baselineEnd }: RunPhase, { centreFrom, phases }: RunChart, words: Words): string {
  if (centreFrom === 'given') return `the given centre ${words.show(centre)}`;
  const frozen = ` of ${phases.length > 1 ? 'its' : 'the'} first ${baselineEnd - start + 1} ${words.noun}`;
  return `the median ${words.show(centre)}${baselineEnd < end ? frozen : ''}`;
}

/** The last shift is what has changed; those before it are what it changed from, not changes for the worse of their own. */
function describeShift(phase: RunPhase, chart: RunChart, words: Words): string[] {
  const { shifts, runs } = phase;
  const last = shifts.at(-1);
  if (!last) return [];
  const { span, verdict } = words;
  const before = shifts.slice(0, -1).map((run) => `, after ${run.length} in a row ${run.side} it, ${span(run)}`);
  // A long run at the start is the old level: the change is that the series left it.
  const left = last.start === runs[0]?.start && runs.length > 1;
  return [
    `Shift for the ${verdict((last.side === 'above') !== left)}: ${left ? 'the series begins with ' : ''}${last.length} points in a row ` +
      `${last.side} ${describeCentre(phase, chart, words)}, ${span(last)}${describeChance(phase, chart, last.length)}` +
      `${left ? ', and then leaves them' : before.join('')}.`,
  ];
}

/** Orders of points tell the chance only where all of them set the median: a frozen or given centre need not halve them. */
function describeChance(phase: RunPhase, { centreFrom }: RunChart, length: number): string {
  if (centreFrom === 'given' || phase.baselineEnd < phase.end) return '';
  return ` (chance alone makes a run this long in ${share(chanceOfSignal(phase, { shift: length }))} of such series)`;
}

function describeTrend(trend: Trend, { span, verdict }: Words): string {
  const way = trend.direction === 'up' ? 'rising' : 'falling';
  return `Trend for the ${verdict(trend.direction === 'up')}: ${trend.length} points ${way} in a row, ${span(trend)}.`;
}

function percent(fraction: number): string {
  return `${(100 * fraction).toFixed(1)}%`;
}

/** Four digits that count, and never fewer than the whole number has. */
function plain(value: number): string {
  return String(Number(Math.abs(value) < 1000 ? value.toPrecision(4) : value.toFixed(0)));
}

function share(chance: number): string {
  return chance < 0.001 ? `less than ${percent(0.001)}` : `about ${percent(chance)}`;
}
