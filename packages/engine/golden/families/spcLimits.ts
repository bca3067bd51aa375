import { controlChart, type ControlChartId, type ControlPhase, type ControlSeries } from '../../src/index.ts';

/** A case of kind `limits`, as its file writes it: null is missing. */
export interface LimitsInput {
  readonly chart: ControlChartId;
  readonly values?: readonly (number | null)[];
  readonly numerators?: readonly (number | null)[];
  readonly denominators?: readonly (number | null)[];
  readonly subgroups?: readonly (readonly (number | null)[] | null)[];
  readonly screenMovingRanges?: boolean;
  readonly freeze?: number | null;
  readonly phases?: readonly number[] | null;
  readonly exclude?: readonly number[] | null;
}

/** Control limits, in the words of the file. */
export function askLimits(input: LimitsInput): Readonly<Record<string, unknown>> {
  const { chart, screenMovingRanges = false, freeze, phases, exclude } = input;
  const found = controlChart(seriesOf(input), {
    chart,
    screen: screenMovingRanges,
    ...(freeze ? { freeze } : {}),
    ...(phases ? { phases } : {}),
    ...(exclude ? { exclude } : {}),
  });
  return {
    value: nulls(found.value),
    centre: nulls(found.centre),
    lcl: nulls(found.lower),
    ucl: nulls(found.upper),
    lwl: nulls(found.lowerWarning),
    uwl: nulls(found.upperWarning),
    beyond: found.beyond,
    phases: found.phases.map((phase) => phaseOf(chart, phase)),
  };
}

function seriesOf({ chart, values, numerators = [], denominators = [], subgroups }: LimitsInput): ControlSeries {
  if (subgroups) return { subgroups: subgroups.map((subgroup) => nans(subgroup ?? [])) };
  if (values) return { values: nans(values) };
  if (chart === 'u' || chart === 'up') return { events: nans(numerators), exposures: nans(denominators) };
  return { numerators: nans(numerators), denominators: nans(denominators) };
}

/** Each chart's phases carry what its limits rest on, under the names of the file. */
function phaseOf(chart: ControlChartId, phase: ControlPhase): Readonly<Record<string, unknown>> {
  const { start, end, centre } = phase;
  const screened = { screenedOut: phase.movingRangesOutside };
  const own: Readonly<Record<ControlChartId, Readonly<Record<string, number>>>> = {
    i: { amr: phase.movingRange, amrUsed: phase.movingRangeUsed, ...screened },
    t: { amr: phase.movingRange, amrUsed: phase.movingRangeUsed, ...screened },
    pp: { sigmaZ: phase.sigmaZ, amr: phase.movingRange, ...screened },
    up: { sigmaZ: phase.sigmaZ, amr: phase.movingRange, ...screened },
    ip: { msBar: phase.unitSigma, ...screened },
    xbar: { sBar: phase.deviation },
    s: { sBar: phase.deviation },
    g: { median: centre, mean: phase.mean },
    mr: {},
    p: {},
    u: {},
    c: {},
  };
  const numbers = Object.entries({ ...own[chart], centre }).map(([name, value]) => [name, Number.isNaN(value) ? null : value]);
  return { start, end, ...Object.fromEntries(numbers) };
}

function nans(values: readonly (number | null)[]): number[] {
  return values.map((value) => value ?? NaN);
}

function nulls(values: Float64Array): (number | null)[] {
  return Array.from(values, (value) => (Number.isNaN(value) ? null : value));
}
