import { expect, test } from 'vitest';
import {
  controlChartSvg,
  funnelSvg,
  gapPlotSvg,
  gapTable,
  ladderSvg,
  ladderTable,
  runChartSvg,
  seriesTable,
  toPng,
  type FunnelModel,
  type GapModel,
  type LadderModel,
  type SeriesModel,
} from '../src/index.ts';
import { funnel, gaps, ladder, series } from './support/models.ts';

const good = series([0.5, 0.6, null]);
const withPoint = (point: object): SeriesModel => ({ ...good, points: [{ ...good.points[0]!, ...point }] });

test.for([
  [withPoint({ status: 'SUPPRESSED' }), 'points[0] (2023-01) is SUPPRESSED and must carry no value'],
  [withPoint({ value: null }), 'points[0] (2023-01) is REPORTED and has no value'],
  [withPoint({ value: NaN }), 'points[0] (2023-01) must be a finite number or null, got NaN'],
  [withPoint({ value: 52.3 }), 'points[0] (2023-01) is a fraction from 0 to 1, got 52.3'],
  [{ ...withPoint({ value: -1 }), unit: 'ratio' }, 'points[0] (2023-01) is at least 0, got -1'],
  [{ ...withPoint({ value: 3.4 }), unit: 'points' }, 'points[0] (2023-01) is a fraction from -1 to 1, got 3.4'],
  [withPoint({ upper: Infinity }), 'points[0] (2023-01) upper must be a finite number or null, got Infinity'],
  [{ ...good, phases: [{ start: 1, end: 3, centre: 0.5 }] }, 'phases[0] must lie within points 0 to 2, got 1 to 3'],
  [
    {
      ...good,
      phases: [
        { start: 0, end: 1, centre: 0.5 },
        { start: 1, end: 2, centre: 0.5 },
      ],
    },
    'phases[1] must lie within points 2 to 2, got 1 to 2',
  ],
  [
    { ...good, phases: [{ start: 0, end: 1, baselineEnd: 2, centre: 0.5 }] },
    'phases[0] baselineEnd must lie within 0 to 1, got 2',
  ],
  [{ ...good, phases: [{ start: 0, end: 1, centre: NaN }] }, 'phases[0] centre must be a finite number or null, got NaN'],
  [
    { ...good, signals: [{ name: 'shift', points: [1, 2], meaning: 'better' }] },
    'signals[0] (shift) must name reported points, got 2',
  ],
  [{ ...good, target: NaN }, 'target must be a finite number or null, got NaN'],
] as const satisfies readonly (readonly [SeriesModel, string])[])('a series is refused: %#', ([model, message]) => {
  for (const draw of [runChartSvg, controlChartSvg, seriesTable]) {
    if (draw === runChartSvg && message.includes('upper')) continue; // a run chart does not look at limits
    expect(() => draw(model)).toThrow(new RangeError(message));
  }
});

const unit = { label: 'A', size: 100, value: 0.5, status: 'REPORTED' } as const;
test.for([
  [funnel([{ ...unit, size: 0 }]), 'units[0] (A) is REPORTED and must have a size above 0, got 0'],
  [funnel([{ ...unit, value: null, status: 'SUPPRESSED' }]), 'units[0] (A) is SUPPRESSED and must carry no size'],
  [funnel([{ ...unit, value: 1.5 }]), 'units[0] (A) is a fraction from 0 to 1, got 1.5'],
  [
    funnel([{ ...unit, outside: { level: 0.9, meaning: 'worse' } }]),
    'units[0] (A) is outside a limit of level 0.9, which the model does not have',
  ],
  [
    funnel([], { limits: [{ level: 95, sizes: [], lower: [], upper: [] }] }),
    'limits[0] level is a fraction such as 0.95, got 95',
  ],
  [
    funnel([], { limits: [{ level: 0.95, sizes: [10], lower: [], upper: [0.6] }] }),
    'limits[0] must have one lower and one upper for each of its 1 sizes',
  ],
  [
    funnel([], { limits: [{ level: 0.95, sizes: [10, 10], lower: [0.4, 0.4], upper: [0.6, 0.6] }] }),
    'limits[0] sizes must rise from above 0, got 10 after 10',
  ],
  [funnel([], { centre: NaN }), 'centre must be a finite number or null, got NaN'],
] as const satisfies readonly (readonly [FunnelModel, string])[])('a funnel is refused: %#', ([model, message]) => {
  expect(() => funnelSvg(model)).toThrow(new RangeError(message));
});

const gap = { label: 'A', gap: 0.1 };
const noise = { mean: 0.04, percentile95: 0.062, comparisons: 7 };
test.for([
  [gaps([{ ...gap, gap: NaN }]), 'groups[0] (A) must be a finite number or null, got NaN'],
  [gaps([{ ...gap, gap: 7.1 }]), 'groups[0] (A) is a fraction from -1 to 1, got 7.1'],
  [gaps([{ label: 'A', gap: null }]), 'groups[0] (A) has no gap and must have a reason'],
  [gaps([{ label: 'A', gap: null, reason: ' ' }]), 'groups[0] (A) has no gap and must have a reason'],
  [
    gaps([{ label: 'A', gap: null, reason: 'withheld', lower: 0, upper: 0.1 }]),
    'groups[0] (A) has no gap and must carry no limits, verdict or detail',
  ],
  [
    gaps([{ label: 'A', gap: null, reason: 'withheld', detail: '3 of 9' }]),
    'groups[0] (A) has no gap and must carry no limits, verdict or detail',
  ],
  [gaps([{ ...gap, reason: 'withheld' }]), 'groups[0] (A) has a gap and must have no reason, got withheld'],
  [gaps([{ ...gap, lower: 0 }]), 'groups[0] (A) must have both limits or neither'],
  [gaps([{ ...gap, lower: 0.2, upper: 0 }]), 'groups[0] (A) lower must not exceed upper, got 0.2 and 0'],
  [gaps([{ ...gap, gap: 0, standsOut: true }]), 'groups[0] (A) has a gap of 0 and cannot stand out'],
  [gaps([], { level: 95 }), 'level is a fraction such as 0.95, got 95'],
  [gaps([], { noise: { ...noise, mean: -1 } }), 'noise mean must be a finite number from 0, got -1'],
  [gaps([], { noise: { ...noise, percentile95: NaN } }), 'noise percentile95 must be a finite number from 0, got NaN'],
  [gaps([], { noise: { ...noise, comparisons: 0 } }), 'noise comparisons must be a whole number from 1, got 0'],
] as const satisfies readonly (readonly [GapModel, string])[])('a gap plot is refused: %#', ([model, message]) => {
  expect(() => gapPlotSvg(model)).toThrow(new RangeError(message));
  expect(() => gapTable(model)).toThrow(new RangeError(message));
});

const placed = { label: 'A', value: 0.5, status: 'REPORTED' } as const;
const absent = { label: 'A', value: null, status: 'SUPPRESSED' } as const;
const hollow = { label: 'A', value: 0.5, status: 'BELOW_MINIMUM', reason: 'not payable: 24 of 30' } as const;
test.for([
  [ladder([{ ...placed, value: 50 }]), 'rows[0] (A) is a fraction from 0 to 1, got 50'],
  [ladder([{ ...placed, value: null }]), 'rows[0] (A) is REPORTED and has no value'],
  [ladder([{ ...placed, reason: 'withheld' }]), 'rows[0] (A) is REPORTED and must have no reason, got withheld'],
  [ladder([{ ...absent, value: 0.5 }]), 'rows[0] (A) is SUPPRESSED and must carry no value'],
  [ladder([{ ...absent, lower: 0, upper: 0.1 }]), 'rows[0] (A) is SUPPRESSED and must carry no limits, place or next line'],
  [ladder([{ ...absent, place: 'below the 25th' }]), 'rows[0] (A) is SUPPRESSED and must carry no limits, place or next line'],
  [
    ladder([{ ...absent, next: { line: 0, patients: 4 } }]),
    'rows[0] (A) is SUPPRESSED and must carry no limits, place or next line',
  ],
  [ladder([{ ...absent, detail: '3 of 9' }]), 'rows[0] (A) is SUPPRESSED and must carry no detail'],
  [ladder([{ ...hollow, reason: '' }]), 'rows[0] (A) is BELOW_MINIMUM and must have a reason'],
  [ladder([{ ...hollow, value: 2 }]), 'rows[0] (A) is a fraction from 0 to 1, got 2'],
  [
    ladder([{ ...hollow, next: { line: 0, patients: 4 } }]),
    'rows[0] (A) is BELOW_MINIMUM and must carry no limits, place or next line',
  ],
  [ladder([{ ...placed, lower: 0 }]), 'rows[0] (A) must have both limits or neither'],
  [ladder([{ ...placed, lower: 0.6, upper: 0.7 }]), 'rows[0] (A) must have its value 0.5 within its limits, got 0.6 and 0.7'],
  [ladder([{ ...placed, lower: NaN, upper: 0.7 }]), 'rows[0] (A) lower must be a finite number or null, got NaN'],
  [ladder([{ ...placed, next: { line: 3, patients: 4 } }]), 'rows[0] (A) next line must be one of the 3 lines, got 3'],
  [
    ladder([{ ...placed, next: { line: 0, patients: 0 } }]),
    'rows[0] (A) must have a whole number of patients from 1 to its next line, or null, got 0',
  ],
  [
    ladder([{ ...placed, next: { line: 0, patients: 1.5 } }]),
    'rows[0] (A) must have a whole number of patients from 1 to its next line, or null, got 1.5',
  ],
  [ladder([{ ...placed, next: { line: 0, patients: 1, chance: 27 } }]), 'rows[0] (A) chance is a fraction from 0 to 1, got 27'],
  [
    ladder([{ ...placed, next: { line: 0, patients: 1, chanceByYearEnd: -1 } }]),
    'rows[0] (A) chanceByYearEnd is a fraction from 0 to 1, got -1',
  ],
  [ladder([], { lines: [{ name: ' ', value: 0.5 }] }), 'lines[0] must have a name'],
  [ladder([], { lines: [{ name: '50th', value: 57.7 }] }), 'lines[0] (50th) is a fraction from 0 to 1, got 57.7'],
  [
    ladder([], { lines: Array.from({ length: 21 }, (_, index) => ({ name: `${index}`, value: 0.5 })) }),
    'a ladder has room for 20 lines, got 21: choose those to be drawn',
  ],
  [ladder([], { peerGroup: ' ' }), 'peerGroup must say whose percentiles the lines are'],
  [ladder([], { level: 95 }), 'level is a fraction such as 0.95, got 95'],
] as const satisfies readonly (readonly [LadderModel, string])[])('a ladder is refused: %#', ([model, message]) => {
  expect(() => ladderSvg(model)).toThrow(new RangeError(message));
  expect(() => ladderTable(model)).toThrow(new RangeError(message));
});

test('lines that somebody set need no peers', () => {
  const lines = [{ name: 'MPL', value: 0.6, fixed: true }];
  expect(ladderSvg(ladder([placed], { lines, peerGroup: '', vintage: '', source: '' }))).not.toContain('Percentiles');
});

test('a picture too small for its text, or beyond reason, is refused', async () => {
  expect(() => runChartSvg(good, { width: 200 })).toThrow(new RangeError('width must be from 240 to 4000 pixels, got 200'));
  expect(() => runChartSvg(good, { plotHeight: NaN })).toThrow(
    new RangeError('plotHeight must be from 80 to 4000 pixels, got NaN'),
  );
  await expect(toPng(runChartSvg(good), { width: 9000 })).rejects.toThrow('width must be from 16 to 8000 pixels, got 9000');
});
