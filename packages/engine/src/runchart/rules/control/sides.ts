import { anhoejLimits, type AnhoejLimits } from '../anhoej.ts';
import { aimless, type RuleMarks, type RuleSpan } from './types.ts';

/** Useful points, the longest run of them and the runs; 0 each where no point is useful. */
export function countSides(z: Float64Array, { start, end }: RuleSpan): { useful: number; longestRun: number; runs: number } {
  let useful = 0;
  let longestRun = 0;
  let runs = 0;
  let side = 0;
  let length = 0;
  for (let index = start; index <= end; index += 1) {
    const distance = z[index]!;
    const now = Number(distance > 0) - Number(distance < 0);
    if (now === 0) continue; // on the centre or missing
    const crossed = Number(now !== side);
    side = now;
    useful += 1;
    runs += crossed;
    length = (length & (crossed - 1)) + 1; // from 1 again after a crossing
    longestRun = Math.max(longestRun, length);
  }
  return { useful, longestRun, runs };
}

/** Marks a whole phase as one signal: complete at its last useful point, and made of all of them. */
export function markPhase(z: Float64Array, { start, end }: RuleSpan, { ends, members }: RuleMarks): void {
  let last = start;
  for (let index = start; index <= end; index += 1) {
    if (!(Math.abs(z[index]!) > 0)) continue;
    members[index] = aimless;
    last = index;
  }
  ends[last] = 1;
}

/** The Anhøj limits by number of points, each computed once: a batch has few lengths, and they are slow to compute. */
export function rememberAnhoejLimits(): (useful: number) => AnhoejLimits {
  const known: AnhoejLimits[] = [];
  return (useful) => (known[useful] ??= anhoejLimits(useful));
}
