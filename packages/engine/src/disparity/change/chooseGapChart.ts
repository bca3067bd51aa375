import { type ChartAlternative, chooseChart, type ChartChoice } from '../../runchart/chooseChart.ts';
import { createLimitColumns } from '../../runchart/limits/columns.ts';
import { controlConstants } from '../../runchart/limits/constants.ts';
import type { ChartCheck, GuidelineId } from '../../runchart/limits/guidelines.ts';
import { type GapArms, type GapPeriod, readArms, requireDirection, writeGaps } from './gapArms.ts';
import { type GapChartId, gapKernels, writeSamplingErrors } from './gapLimits.ts';

/** A proposal for a gap, with what it rests on. */
export interface GapChartChoice {
  /** Null when one of the two is too thin for limits. */
  readonly chart: GapChartId | null;
  readonly why: string;
  /** What a reader of the chart must know; null when there is nothing. */
  readonly caution: string | null;
  /** What to do instead, best first; empty when the periods bear their chart. */
  readonly instead: readonly ChartAlternative[];
}

/**
 * The control chart that suits a gap: `p`, limits from the sampling error of each period, unless the gaps vary more than chance
 * explains, which takes twelve to tell: then `pp`. None when the group or its reference has too few patients or events for limits of its own.
 *
 * @param periods  counts of both arms in order of time; NaN is missing
 * @param options  direction; indices of periods that are left out
 * @throws RangeError when periods do not rise in time or counts are impossible
 * @example chooseGapChart([{ period: '2025-01', group: { denominator: 2, numerator: 0 }, reference: { denominator: 90, numerator: 40 } }], { direction: 'higher' }).instead[0].kind // 'cases-between-events'
 *
 * Source: the guidelines of {@link chooseChart}, asked of either arm; Laney 2002, Quality Engineering 14:531, for σz.
 */
export function chooseGapChart(
  periods: readonly GapPeriod[],
  { direction, exclude = [] }: { readonly direction: 'higher' | 'lower'; readonly exclude?: readonly number[] },
): GapChartChoice {
  requireDirection(direction);
  const arms = readArms(periods, direction);
  for (const arm of [arms.minuend, arms.subtrahend]) for (const point of exclude) arm.size[point] = arm.hits[point] = NaN;
  const choices = (direction === 'higher' ? [arms.subtrahend, arms.minuend] : [arms.minuend, arms.subtrahend]).map(
    ({ size, hits }) => chooseChart({ statistic: 'proportion', numerators: hits, denominators: size }),
  );
  if (choices[0]!.chart === null && choices[0]!.checks.length === 0)
    return { chart: null, why: 'no period has a gap', caution: null, instead: [] };
  const thin = choices.findIndex(({ chart }) => chart === null || chart === 'run');
  if (thin >= 0)
    return { chart: null, why: `${names[thin]!} is ${choices[thin]!.why}`, caution: null, instead: choices[thin]!.instead };
  const few = shortfall(choices[0]!.checks, 'points') !== undefined;
  const { sigmaZ, most } = dispersion(arms);
  const proposal = { caution: cautionOf(choices), instead: [] };
  if (few) return { chart: 'p', why: `${sampling}; there are too few to tell how they vary otherwise`, ...proposal };
  if (!(sigmaZ > most))
    return { chart: 'p', why: `${sampling}, and neighbouring gaps differ by no more than that explains`, ...proposal };
  const why = `the gaps vary more than chance explains (σz ${sigmaZ.toFixed(2)}, chance reaches ${most.toFixed(2)}): limits from how they do vary`;
  return { chart: 'pp', why, ...proposal };
}

const names = ['the group', 'the reference'];
const sampling = 'each gap has the sampling error of its own counts';

/**
 * σz of the gaps and how far chance takes it: the mean of m moving ranges of independent normal z-scores, divided by d2, has
 * variance 0.826/m.
 */
function dispersion(arms: GapArms): { readonly sigmaZ: number; readonly most: number } {
  const length = arms.minuend.size.length;
  const columns = createLimitColumns(length);
  const phase = { start: 0, end: length - 1, baselineEnd: length - 1 };
  const ghosts = new Uint8Array(length);
  writeGaps(arms, columns.value);
  writeSamplingErrors(arms, phase, ghosts, columns.sigma);
  const { sigmaZ } = gapKernels.pp(phase, { sigmas: 3, screen: false, constants: controlConstants.exact, ghosts }, columns);
  const ranges = columns.value.reduce(
    (count, value, index) => (Number.isNaN(value) || Number.isNaN(columns.value[index - 1] ?? NaN) ? count : count + 1),
    0,
  );
  return { sigmaZ, most: 1 + 1.645 * Math.sqrt(0.826 / ranges) };
}

/** A guideline that the data do not meet. */
function shortfall(checks: readonly ChartCheck[], id: GuidelineId): ChartCheck | undefined {
  return checks.find((check) => check.id === id && !check.met);
}

/** Few periods, and periods of either arm that are too small to be called out of control. */
function cautionOf(choices: readonly ChartChoice[]): string | null {
  const points = shortfall(choices[0]!.checks, 'points');
  const cautions = [
    ...(points
      ? [
          `Only ${points.value} ${points.value === 1 ? 'gap' : 'gaps'}: the limits are for trial until there are ${points.threshold}.`,
        ]
      : []),
    ...choices.flatMap(({ checks }, arm) => {
      const small = shortfall(checks, 'size-to-judge');
      return small
        ? [
            `In ${small.short} of the periods ${names[arm]!} has a denominator below ${Math.ceil(small.threshold)}: do not call them out of control.`,
          ]
        : [];
    }),
  ];
  return cautions.length === 0 ? null : cautions.join(' ');
}
