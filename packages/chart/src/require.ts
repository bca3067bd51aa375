import { unitRange } from './text/numbers.ts';
import type { FunnelModel, GapModel, LadderModel, LadderRow, PictureOptions, SeriesModel, Unit } from './model.ts';
import type { Status } from '@equipoise/engine';

/** @throws RangeError naming the first point, phase, signal or number that cannot be drawn truthfully */
export function requireSeries({ points, phases = [], signals = [], target = null, unit }: SeriesModel): void {
  points.forEach(({ label, value, status, lower, upper }, index) => {
    const name = `points[${index}] (${label})`;
    requireValue(name, value, status, unit);
    requireNumber(`${name} lower`, lower ?? null);
    requireNumber(`${name} upper`, upper ?? null);
  });
  let next = 0;
  phases.forEach(({ start, end, baselineEnd = end, centre }, index) => {
    const name = `phases[${index}]`;
    if (!(isIndex(start) && isIndex(end) && start >= next && start <= end && end < points.length))
      throw new RangeError(`${name} must lie within points ${next} to ${points.length - 1}, got ${start} to ${end}`);
    if (!(isIndex(baselineEnd) && baselineEnd >= start && baselineEnd <= end))
      throw new RangeError(`${name} baselineEnd must lie within ${start} to ${end}, got ${baselineEnd}`);
    requireNumber(`${name} centre`, centre);
    next = end + 1;
  });
  signals.forEach((signal, index) => {
    for (const point of signal.points) {
      if (points[point]?.status !== 'REPORTED')
        throw new RangeError(`signals[${index}] (${signal.name}) must name reported points, got ${point}`);
    }
  });
  requireNumber('target', target);
}

/** @throws RangeError naming the first unit or limit that cannot be drawn truthfully */
export function requireFunnel({ units, limits, centre, unit }: FunnelModel): void {
  units.forEach(({ label, size, value, status, outside }, index) => {
    const name = `units[${index}] (${label})`;
    requireValue(name, value, status, unit);
    requireNumber(`${name} size`, size);
    if (status === 'REPORTED' && !(size !== null && size > 0))
      throw new RangeError(`${name} is REPORTED and must have a size above 0, got ${size}`);
    if (status === 'SUPPRESSED' && size !== null) throw new RangeError(`${name} is SUPPRESSED and must carry no size`);
    if (outside && !limits.some(({ level }) => level === outside.level))
      throw new RangeError(`${name} is outside a limit of level ${outside.level}, which the model does not have`);
  });
  limits.forEach(({ level, sizes, lower, upper }, index) => {
    const name = `limits[${index}]`;
    requireCoverage(`${name} level`, level);
    if (lower.length !== sizes.length || upper.length !== sizes.length)
      throw new RangeError(`${name} must have one lower and one upper for each of its ${sizes.length} sizes`);
    sizes.forEach((size, at) => {
      if (!(size > (sizes[at - 1] ?? 0) && size < Infinity))
        throw new RangeError(`${name} sizes must rise from above 0, got ${size} after ${sizes[at - 1] ?? 0}`);
      requireNumber(`${name} lower`, lower[at]!);
      requireNumber(`${name} upper`, upper[at]!);
    });
  });
  requireNumber('centre', centre);
}

/** @throws RangeError naming the first group or number that cannot be drawn truthfully */
export function requireGaps({ groups, unit, noise, level = 0.95 }: GapModel): void {
  groups.forEach(({ label, gap, lower = null, upper = null, standsOut = null, reason = null, detail }, index) => {
    const name = `groups[${index}] (${label})`;
    if (gap === null) {
      if (reason === null || reason.trim() === '') throw new RangeError(`${name} has no gap and must have a reason`);
      // An interval is as wide as its group is small.
      if (lower !== null || upper !== null || standsOut !== null || detail !== undefined)
        throw new RangeError(`${name} has no gap and must carry no limits, verdict or detail`);
      return;
    }
    if (reason !== null) throw new RangeError(`${name} has a gap and must have no reason, got ${reason}`);
    requireValue(name, gap, 'REPORTED', unit);
    requireNumber(`${name} lower`, lower);
    requireNumber(`${name} upper`, upper);
    if ((lower === null) !== (upper === null)) throw new RangeError(`${name} must have both limits or neither`);
    if (lower !== null && upper !== null && lower > upper)
      throw new RangeError(`${name} lower must not exceed upper, got ${lower} and ${upper}`);
    if (standsOut && gap === 0) throw new RangeError(`${name} has a gap of 0 and cannot stand out`);
  });
  requireCoverage('level', level);
  if (noise === null) return;
  for (const key of ['mean', 'percentile95'] as const) {
    if (!(noise[key] >= 0 && noise[key] < Infinity))
      throw new RangeError(`noise ${key} must be a finite number from 0, got ${noise[key]}`);
  }
  if (!(isIndex(noise.comparisons) && noise.comparisons > 0))
    throw new RangeError(`noise comparisons must be a whole number from 1, got ${noise.comparisons}`);
}

/** As many lines as have room for their names in the narrowest picture. */
const linesMost = 20;

/** @throws RangeError naming the first line, row or number that cannot be drawn truthfully */
export function requireLadder({ lines, rows, peerGroup, vintage, source, level = 0.95 }: LadderModel): void {
  if (lines.length > linesMost)
    throw new RangeError(`a ladder has room for ${linesMost} lines, got ${lines.length}: choose those to be drawn`);
  lines.forEach(({ name, value }, index) => {
    if (name.trim() === '') throw new RangeError(`lines[${index}] must have a name`);
    requireValue(`lines[${index}] (${name})`, value, 'REPORTED', 'percent');
  });
  if (lines.some(({ fixed }) => !fixed)) {
    for (const [name, text] of Object.entries({ peerGroup, vintage, source }))
      if (text.trim() === '') throw new RangeError(`${name} must say whose percentiles the lines are`);
  }
  rows.forEach((row, index) => requireLadderRow(`rows[${index}] (${row.label})`, row, lines.length));
  requireCoverage('level', level);
}

function requireLadderRow(
  name: string,
  { value, lower = null, upper = null, status, detail, place = null, next = null, reason = null }: LadderRow,
  lines: number,
): void {
  const counts = status === 'REPORTED';
  const hollow = status === 'BELOW_MINIMUM';
  if (!(hollow && value === null)) requireValue(name, value, hollow ? 'REPORTED' : status, 'percent');
  if (hollow && (reason ?? '').trim() === '') throw new RangeError(`${name} is BELOW_MINIMUM and must have a reason`);
  if (counts && reason !== null) throw new RangeError(`${name} is REPORTED and must have no reason, got ${reason}`);
  // An interval is as wide as its denominator is small, and patients to a line give the numerator away.
  if (!counts && (lower !== null || upper !== null || place !== null || next !== null))
    throw new RangeError(`${name} is ${status} and must carry no limits, place or next line`);
  if (!counts && !hollow && detail !== undefined) throw new RangeError(`${name} is ${status} and must carry no detail`);
  requireNumber(`${name} lower`, lower);
  requireNumber(`${name} upper`, upper);
  if ((lower === null) !== (upper === null)) throw new RangeError(`${name} must have both limits or neither`);
  if (lower !== null && upper !== null && !(lower <= value! && value! <= upper))
    throw new RangeError(`${name} must have its value ${value} within its limits, got ${lower} and ${upper}`);
  if (next === null) return;
  const { line, patients } = next;
  if (!(isIndex(line) && line < lines)) throw new RangeError(`${name} next line must be one of the ${lines} lines, got ${line}`);
  if (patients !== null && !(isIndex(patients) && patients > 0))
    throw new RangeError(`${name} must have a whole number of patients from 1 to its next line, or null, got ${patients}`);
  for (const key of ['chance', 'chanceByYearEnd'] as const) {
    const chance = next[key] ?? null;
    if (chance !== null && !(chance >= 0 && chance <= 1))
      throw new RangeError(`${name} ${key} is a fraction from 0 to 1, got ${chance}`);
  }
}

/** @throws RangeError unless the picture can hold text of its own size */
export function requirePicture({ width = 640, plotHeight = defaultPlotHeight(width) }: PictureOptions): {
  readonly width: number;
  readonly plotHeight: number;
} {
  requireWithin('width', width, 240, 4000);
  requireWithin('plotHeight', plotHeight, 80, 4000);
  return { width, plotHeight };
}

function defaultPlotHeight(width: number): number {
  return Math.round(Math.min(400, Math.max(180, width * 0.42)));
}

export function requireWithin(name: string, value: number, min: number, max: number): void {
  if (!(value >= min && value <= max)) throw new RangeError(`${name} must be from ${min} to ${max} pixels, got ${value}`);
}

/** A withheld number that came along by mistake would be drawn for all to see: it is refused instead. */
function requireValue(name: string, value: number | null, status: Status, unit: Unit): void {
  if (status !== 'REPORTED') {
    if (value !== null) throw new RangeError(`${name} is ${status} and must carry no value`);
    return;
  }
  if (value === null) throw new RangeError(`${name} is REPORTED and has no value`);
  requireNumber(name, value);
  const { low, high } = unitRange[unit];
  if (value < low || value > high)
    throw new RangeError(`${name} is ${high === 1 ? `a fraction from ${low} to 1` : `at least ${low}`}, got ${value}`);
}

function requireCoverage(name: string, level: number): void {
  if (!(level > 0 && level < 1)) throw new RangeError(`${name} is a fraction such as 0.95, got ${level}`);
}

function requireNumber(name: string, value: number | null): void {
  if (value !== null && !Number.isFinite(value)) throw new RangeError(`${name} must be a finite number or null, got ${value}`);
}

function isIndex(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0;
}
