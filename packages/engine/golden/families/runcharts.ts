import { runChart, type RunChart, type RunPhase } from '../../src/index.ts';
import type { GoldenFamily } from '../types.ts';

/** Run charts: every phase with its centre, runs and trends, and what each length of shift and trend and each runs table says of it. */
export const runcharts: GoldenFamily = {
  family: 'runcharts',
  answers: ['expected'],
  ask({ input }) {
    const { freeze, phases, exclude, centre, ...series } = input as RunChartInput;
    const values = valuesOf(series);
    const given = {
      ...(freeze ? { freeze } : {}),
      ...(phases ? { phases } : {}),
      ...(exclude ? { exclude } : {}),
      ...(typeof centre === 'number' ? { centre } : {}),
    };
    const chart = runChart(values, given);
    const printed = runChart(values, { ...given, runsTest: 'printed' });
    const shift = [6, 7, 8].map((points) => [points, runChart(values, { ...given, shift: points })] as const);
    const trend = [5, 6, 7].map((points) => [points, runChart(values, { ...given, trend: points })] as const);
    return {
      expected: {
        phases: chart.phases.map((phase, index) => ({
          ...phaseOf(phase),
          runsTest: { printed: runsTestOf(printed.phases[index]!), exact: runsTestOf(phase) },
          shift: foundBy(shift, (chartOfRule) => chartOfRule.phases[index]!.shifts),
          trend: foundBy(trend, (chartOfRule) => chartOfRule.phases[index]!.trends),
        })),
      },
    };
  },
  tolerance: () => ({ pass: 1e-9, aim: 1e-14 }),
};

interface RunChartInput {
  readonly values?: readonly (number | null)[];
  readonly numerators?: readonly (number | null)[];
  readonly denominators?: readonly (number | null)[];
  readonly centre?: number | null;
  readonly freeze?: number | null;
  readonly phases?: readonly number[] | null;
  readonly exclude?: readonly number[] | null;
}

/** Rates where the case has counts; NaN where a value is missing or its denominator is 0. */
function valuesOf({ values, numerators = [], denominators = [] }: RunChartInput): number[] {
  if (values) return values.map((value) => value ?? NaN);
  return numerators.map((numerator, index) => (numerator ?? NaN) / (denominators[index] || NaN));
}

/** A phase in the words of the file. */
function phaseOf(phase: RunPhase): Readonly<Record<string, unknown>> {
  const { anhoej } = phase;
  return {
    start: phase.start,
    end: phase.end,
    centre: orNull(phase.centre),
    nObs: phase.observed,
    nUseful: phase.useful,
    onCentre: phase.onCentre,
    runs: phase.runs.length,
    crossings: orNull(phase.crossings),
    longestRun: orNull(phase.longestRun),
    anhoej: { ...anhoej, longestRunMax: orNull(anhoej.longestRunMax), crossingsMin: orNull(anhoej.crossingsMin) },
    runList: phase.runs,
    trendList: phase.trends.map((trend) => ({ ...trend, indices: trend.members })),
  };
}

function runsTestOf({ runsTest: { runsMin, runsMax, verdict } }: RunPhase): Readonly<Record<string, unknown>> {
  return { lower: orNull(runsMin), upper: orNull(runsMax), verdict };
}

/** Whether each rule finds a signal, by its number of points. */
function foundBy(
  charts: readonly (readonly [number, RunChart])[],
  signals: (chart: RunChart) => readonly unknown[],
): Record<string, boolean> {
  return Object.fromEntries(charts.map(([points, chart]) => [points, signals(chart).length > 0]));
}

function orNull(value: number): number | null {
  return Number.isNaN(value) ? null : value;
}
