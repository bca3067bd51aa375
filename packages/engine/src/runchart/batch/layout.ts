import { cutPhases, type PhaseOptions, type PhaseSpan } from '../phases.ts';

/** The phases of every series of a batch: those of series s have the numbers s × phases to (s + 1) × phases − 1. */
export interface BatchLayout {
  readonly series: number;
  /** Phases of each series. */
  readonly phases: number;
  /** First point, last point and last point of the baseline of each phase, inclusive, by the points of the batch. */
  readonly start: Int32Array;
  readonly end: Int32Array;
  readonly baselineEnd: Int32Array;
}

/**
 * Cuts every series of a batch in the same way.
 *
 * @throws RangeError as `cutPhases`, naming the series
 */
export function layOut(starts: Uint32Array, { phases = [], freeze }: Omit<PhaseOptions, 'exclude'>): BatchLayout {
  const series = starts.length - 1;
  const perSeries = phases.length + 1;
  const layout = {
    series,
    phases: perSeries,
    start: new Int32Array(series * perSeries),
    end: new Int32Array(series * perSeries),
    baselineEnd: new Int32Array(series * perSeries),
  };
  const options = { phases, ...(freeze !== undefined && { freeze }) };
  const known = new Map<number, PhaseSpan[]>();
  const cut = (length: number, index: number) => {
    try {
      const spans = cutPhases(length, options);
      return spans.length > 0 ? spans : [{ start: 0, end: -1, baselineEnd: -1 }];
    } catch (error) {
      throw error instanceof RangeError ? new RangeError(`series ${index}: ${error.message}`) : error;
    }
  };
  for (let index = 0; index < series; index += 1) {
    const first = starts[index]!;
    const length = starts[index + 1]! - first;
    const spans = known.get(length) ?? cut(length, index);
    known.set(length, spans);
    for (let phase = 0; phase < perSeries; phase += 1) {
      const { start, end, baselineEnd } = spans[phase]!;
      const place = index * perSeries + phase;
      layout.start[place] = first + start;
      layout.end[place] = first + end;
      layout.baselineEnd[place] = first + baselineEnd;
    }
  }
  return layout;
}
