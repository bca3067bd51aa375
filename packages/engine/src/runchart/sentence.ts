import type { Direction } from '../measure/define.ts';
import { chanceOfSignal } from './chance.ts';
import { usefulMin } from './rules/anhoej.ts';
import type { RunChart } from './runChart.ts';

/** What a reader needs beside the chart. */
export interface RunChartReading {
  /** Which way is better for the patient. */
  readonly direction: Direction;
  /** A name for each point, such as its month; "point 3" without. */
  readonly labels?: readonly string[];
}

/**
 * A run chart of rates in words, as an improvement coach would read it out: every signal with its place, whether it is for
 * the better, and how easily chance alone makes a run that long; or that there is no sign of change.
 *
 * @param chart    a run chart of rates (fractions; written as percent with one decimal)
 * @param reading  the measure's direction and the names of the points
 * @throws RangeError when there are labels, but not one for each point
 * @example describeRunChart(runChart([0.5, 0.6, 0.7]), { direction: 'higher' }) // '2 useful points: too few to judge, 10 are needed.'
 */
export function describeRunChart(chart: RunChart, { direction, labels }: RunChartReading): string {
  if (labels && labels.length !== chart.points) {
    throw new RangeError(`labels must name each of the ${chart.points} points, got ${labels.length}`);
  }
  if (chart.useful < usefulMin) {
    return `${chart.useful} useful ${chart.useful === 1 ? 'point' : 'points'}: too few to judge, ${usefulMin} are needed.`;
  }
  const label = (index: number) => labels?.[index] ?? `point ${index + 1}`;
  const span = ({ start, end }: { readonly start: number; readonly end: number }) => `${label(start)} to ${label(end)}`;
  const verdict = (goesUp: boolean) => (goesUp === (direction === 'higher') ? 'better' : 'worse');
  const { anhoej, centre, crossings, longestRun, observed, shifts, trends } = chart;
  const median = `the median ${percent(centre)}`;

  const signals: string[] = [];
  // The last shift is what has changed; those before it are what it changed from, not changes for the worse of their own.
  const last = shifts.at(-1);
  if (last) {
    const chance = chanceOfSignal(chart, { shift: last.length });
    const before = shifts.slice(0, -1).map((run) => `, after ${run.length} in a row ${run.side} it, ${span(run)}`);
    // A long run at the start is the old level: the change is that the series left it.
    const left = last === chart.runs[0] && chart.runs.length > 1;
    signals.push(
      `Shift for the ${verdict((last.side === 'above') !== left)}: ${left ? 'the series begins with ' : ''}${last.length} points in a row ${last.side} ` +
        `${median}, ${span(last)} (chance alone makes a run this long in ${share(chance)} of such series)${left ? ', and then leaves them' : before.join('')}.`,
    );
  }
  signals.push(
    ...trends.map((trend) => {
      const way = trend.direction === 'up' ? 'rising' : 'falling';
      return `Trend for the ${verdict(trend.direction === 'up')}: ${trend.length} points ${way} in a row, ${span(trend)}.`;
    }),
  );
  if (anhoej.longRun && shifts.length === 0) {
    signals.push(
      `Longer run than chance explains: ${longestRun} points in a row on one side of ${median}, where at most ` +
        `${anhoej.longestRunMax} are expected.`,
    );
  }
  if (anhoej.fewCrossings) {
    signals.push(
      `Fewer crossings of ${median} than chance explains: ${crossings}, where at least ${anhoej.crossingsMin} are expected.`,
    );
  }
  return signals.length > 0 ? signals.join(' ') : `No sign of change: ${observed} points vary at random about ${median}.`;
}

function percent(fraction: number): string {
  return `${(100 * fraction).toFixed(1)}%`;
}

function share(chance: number): string {
  return chance < 0.001 ? `less than ${percent(0.001)}` : `about ${percent(chance)}`;
}
