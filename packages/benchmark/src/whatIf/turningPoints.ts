/** How many gaps are closed, and what is so then. */
export interface TurningPoint<Outcome> {
  readonly patients: number;
  readonly outcome: Outcome;
}

/**
 * The least number of gaps for each outcome there is between none closed and all, when the outcome never turns back: where both
 * ends of a stretch are the same, so is all between, and it is not looked at. A cliff takes a handful of looks, a ramp each step.
 *
 * @param open     gaps that are open
 * @param outcome  with so many closed
 * @param same     whether two outcomes are the same
 */
export function turningPoints<Outcome>(
  open: number,
  outcome: (patients: number) => Outcome,
  same: (a: Outcome, b: Outcome) => boolean,
): TurningPoint<Outcome>[] {
  const at = (patients: number) => ({ patients, outcome: outcome(patients) });
  const between = (from: TurningPoint<Outcome>, to: TurningPoint<Outcome>): TurningPoint<Outcome>[] => {
    if (same(from.outcome, to.outcome)) return [];
    if (to.patients - from.patients === 1) return [to];
    const middle = at((from.patients + to.patients) >> 1);
    return [...between(from, middle), ...between(middle, to)];
  };
  const first = at(0);
  return open === 0 ? [first] : [first, ...between(first, at(open))];
}

/** The least whole number from 0 to `last` at which something holds that never stops holding; null where it does not even there. */
export function firstAt(last: number, holds: (value: number) => boolean): number | null {
  if (!holds(last)) return null;
  let [low, high] = [-1, last]; // holds(high), not holds(low)
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (holds(middle)) high = middle;
    else low = middle;
  }
  return high;
}
