import fc from 'fast-check';
import type {
  ChartAnnotation,
  ChartPoint,
  FunnelModel,
  FunnelUnit,
  GapGroup,
  GapModel,
  LadderModel,
  LadderRow,
  SeriesModel,
} from '../../src/index.ts';

/** Months from 2023-01 on. */
export function months(count: number): string[] {
  return Array.from(
    { length: count },
    (_, index) => `${2023 + Math.floor(index / 12)}-${`${(index % 12) + 1}`.padStart(2, '0')}`,
  );
}

export const words = {
  title: 'Blood pressure below 140/90',
  subtitle: 'Practice 10, all patients',
  sentence: 'No sign of change: 24 points vary at random about the median 52.0%.',
  valueLabel: 'Patients with blood pressure controlled',
  notes: ['Release 3, policy none, audit not performed. Data through 2024-12.'],
} as const;

export function series(values: readonly (number | null)[], rest: Partial<SeriesModel> = {}): SeriesModel {
  const labels = months(values.length);
  const points = values.map((value, index): ChartPoint => ({
    label: labels[index]!,
    value,
    status: value === null ? 'NO_DATA' : 'REPORTED',
  }));
  return { ...words, unit: 'percent', direction: 'higher', points, ...rest };
}

const absent = fc.constantFrom('SUPPRESSED', 'BELOW_MINIMUM', 'EMPTY', 'NO_DATA', 'NOT_APPLICABLE');
const rate = fc.double({ min: 0, max: 1, noNaN: true });
const text = fc.string({ unit: 'grapheme', maxLength: 200 });

const point = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      value: rate,
      status: fc.constant('REPORTED' as const),
      ghosted: fc.boolean(),
      lower: fc.option(rate),
      upper: fc.option(rate),
    }),
  },
  fc.record({ value: fc.constant(null), status: absent, ghosted: fc.boolean(), lower: fc.option(rate), upper: fc.option(rate) }),
);

export const anyAnnotations = (labels: readonly string[]): fc.Arbitrary<ChartAnnotation[]> =>
  fc.array(
    fc.record({
      date: fc.oneof(
        fc.constantFrom(...labels, '2019-07').map((month) => `${month}-15`),
        fc.constant(`${labels[0] ?? '2023-01'}-02`),
      ),
      kind: fc.constantFrom('PDSA', 'staff', 'policy'),
      text,
    }),
    { maxLength: 40 },
  );

/** Any series that can be drawn: 0 to 60 months, gaps, ghosts, limits, phases, signals, annotations, a target or none. */
export const anySeries: fc.Arbitrary<SeriesModel> = fc.array(point, { maxLength: 60 }).chain((drawn) => {
  const labels = months(drawn.length);
  const points = drawn.map((one, index): ChartPoint => ({ label: labels[index]!, ...one }));
  const reported = points.flatMap(({ status }, index) => (status === 'REPORTED' ? [index] : []));
  const meaning = fc.constantFrom('better', 'worse', 'change');
  return fc.record({
    title: text,
    sentence: text,
    valueLabel: fc.constant('Patients with blood pressure controlled'),
    direction: fc.constantFrom('higher', 'lower'),
    unit: fc.constant('percent'),
    points: fc.constant(points),
    target: fc.option(rate, { nil: null }),
    phases: fc
      .tuple(
        fc.subarray(points.map((_, index) => index).slice(1)),
        fc.array(fc.tuple(fc.option(rate), rate), { minLength: 5, maxLength: 5 }),
      )
      .map(([later, centres]) => {
        if (points.length === 0) return [];
        const starts = [0, ...later.slice(0, 4)];
        return starts.map((start, index) => {
          const end = (starts[index + 1] ?? points.length) - 1;
          const [centre, share] = centres[index]!;
          return { start, end, centre, baselineEnd: start + Math.floor(share * (end - start)) };
        });
      }),
    signals: fc.array(
      fc.record({
        name: fc.constantFrom('shift of 6', 'trend of 5', 'outside the limits'),
        meaning,
        points: fc.subarray(reported),
      }),
      {
        maxLength: 3,
      },
    ),
    annotations: anyAnnotations(labels),
  });
});

/** Limits by the normal approximation: places to draw, nothing that a test judges. */
export function funnelLimits(level: number, z: number, centre: number, sizes: readonly number[]) {
  const spread = sizes.map((size) => z * Math.sqrt((centre * (1 - centre)) / size));
  return {
    level,
    sizes,
    lower: spread.map((half) => Math.max(0, centre - half)),
    upper: spread.map((half) => Math.min(1, centre + half)),
  };
}

export function funnel(units: readonly FunnelUnit[], rest: Partial<FunnelModel> = {}): FunnelModel {
  const sizes = Array.from({ length: 100 }, (_, index) => 5 + 5 * index);
  return {
    ...words,
    unit: 'percent',
    direction: 'higher',
    units,
    centre: 0.55,
    limits: [funnelLimits(0.95, 1.96, 0.55, sizes), funnelLimits(0.998, 3.09, 0.55, sizes)],
    ...rest,
  };
}

const reportedUnit = fc.record({
  label: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }),
  size: fc.integer({ min: 1, max: 500 }),
  value: rate,
  status: fc.constant('REPORTED' as const),
  outside: fc.option(fc.record({ level: fc.constantFrom(0.95, 0.998), meaning: fc.constantFrom('better', 'worse', 'change') })),
});
const absentUnit = fc.record({
  label: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }),
  size: fc.constant(null),
  value: fc.constant(null),
  status: absent,
});

export const anyFunnel: fc.Arbitrary<FunnelModel> = fc
  .array(fc.oneof({ weight: 5, arbitrary: reportedUnit }, absentUnit), { maxLength: 40 })
  .map((units) => funnel(units));

export function gaps(groups: readonly GapGroup[], rest: Partial<GapModel> = {}): GapModel {
  return {
    title: words.title,
    subtitle: 'All practices, by race and ethnicity',
    sentence: 'Group A is 7.1 points worse off than all other groups.',
    notes: words.notes,
    unit: 'points',
    referenceName: 'all other groups',
    groups,
    noise: { mean: 0.04, percentile95: 0.062, comparisons: 7 },
    ...rest,
  };
}

const groupLabel = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 80 });
const points = fc.double({ min: -1, max: 1, noNaN: true });
const comparedGroup = fc
  .record({
    label: groupLabel,
    gap: points,
    limits: fc.option(fc.tuple(points, points)),
    standsOut: fc.option(fc.boolean()),
    detail: text,
  })
  .map(({ limits, standsOut, ...group }): GapGroup => ({
    ...group,
    lower: limits && Math.min(...limits),
    upper: limits && Math.max(...limits),
    standsOut: group.gap === 0 ? null : standsOut,
  }));
const groupNotCompared = fc.record({
  label: groupLabel,
  gap: fc.constant(null),
  reason: fc.constantFrom('withheld', 'denominator 24 of 30 needed', 'the reference'),
});
const noise = fc.record({
  mean: fc.double({ min: 0, max: 0.5, noNaN: true }),
  percentile95: fc.double({ min: 0, max: 1, noNaN: true }),
  comparisons: fc.integer({ min: 1, max: 12 }),
});

/** Any gap plot that can be drawn: 0 to 20 groups, some not compared, with and without intervals, verdicts and noise. */
export const anyGaps: fc.Arbitrary<GapModel> = fc
  .record({
    title: text,
    sentence: text,
    referenceName: text,
    groups: fc.array(fc.oneof({ weight: 4, arbitrary: comparedGroup }, groupNotCompared), { maxLength: 20 }),
    noise: fc.option(noise),
    unit: fc.constantFrom('points', 'number'),
    simultaneous: fc.boolean(),
  })
  .map((rest) => gaps(rest.groups, rest));

export const peers = {
  peerGroup: 'states (Medicaid & CHIP Core Set)',
  vintage: 'measured in 2021',
  source: 'CMS, Core Set of FFY 2022',
} as const;

/** The Core Set's lines of blood pressure control, 2021, unless said otherwise. */
export function ladder(rows: readonly LadderRow[], rest: Partial<LadderModel> = {}): LadderModel {
  return {
    title: words.title,
    subtitle: 'All practices, 2025-12',
    sentence: '1 of 2 practices meets the 50th percentile.',
    notes: words.notes,
    direction: 'higher',
    lines: [
      { name: '25th', value: 0.531 },
      { name: '50th', value: 0.577, text: '57.7%' },
      { name: '75th', value: 0.621 },
    ],
    rows,
    ...peers,
    ...rest,
  };
}

const anyLine = fc.record({
  name: fc.oneof(
    fc.constantFrom('5th', '25th', '50th', '90th', 'MPL'),
    fc.string({ unit: 'grapheme-ascii', maxLength: 60 }).map((name) => `x${name}`),
  ),
  value: fc.oneof(rate, fc.constantFrom(0, 0.5, 0.577, 1)),
  fixed: fc.boolean(),
});
const rowLabel = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 80 });
const ladderRow = (lines: number): fc.Arbitrary<LadderRow> =>
  fc.oneof(
    {
      weight: 4,
      arbitrary: fc
        .record({
          label: rowLabel,
          rates: fc.tuple(rate, rate, rate),
          detail: text,
          place: fc.option(text),
          next:
            lines === 0
              ? fc.constant(null)
              : fc.option(
                  fc.record({
                    line: fc.integer({ min: 0, max: lines - 1 }),
                    patients: fc.option(fc.integer({ min: 1, max: 1_000_000 })),
                    chance: fc.option(rate),
                    chanceByYearEnd: fc.option(rate),
                  }),
                ),
        })
        .map(({ rates, ...row }): LadderRow => {
          const [lower, value, upper] = rates.toSorted((a, b) => a - b) as [number, number, number];
          return { ...row, lower, value, upper, status: 'REPORTED' };
        }),
    },
    fc.record({
      label: rowLabel,
      value: fc.option(rate),
      status: fc.constant('BELOW_MINIMUM' as const),
      reason: fc.oneof(
        fc.constant('not payable: 24 of 30'),
        text.map((words) => `too few: ${words}`),
      ),
    }),
    fc.record({
      label: rowLabel,
      value: fc.constant(null),
      status: fc.constantFrom('SUPPRESSED', 'EMPTY', 'NO_DATA', 'NOT_APPLICABLE'),
      reason: fc.option(text),
    }),
  );

/** Any ladder that can be drawn: 0 to 12 rows, 0 to 20 lines anywhere, some on one rate. */
export const anyLadder: fc.Arbitrary<LadderModel> = fc
  .array(anyLine, { maxLength: 20 })
  .chain((lines) =>
    fc.record({
      title: text,
      sentence: text,
      direction: fc.constantFrom('higher', 'lower'),
      lines: fc.constant(lines),
      rows: fc.array(ladderRow(lines.length), { maxLength: 12 }),
    }),
  )
  .map((rest) => ladder(rest.rows, rest));
