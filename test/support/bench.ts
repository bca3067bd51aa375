/** One side of a comparison: what it is, and the work to time. */
export interface Contender {
  readonly name: string;
  readonly run: () => unknown;
}

/**
 * Times two ways of one answer in turns, so that a busy moment of the machine meets both, and prints the medians and their
 * ratio. A time alone is a fact about the machine; the ratio is what may be quoted. Nothing is asserted.
 *
 * @param title    what is done
 * @param ours     the way of this repository
 * @param against  the plain way or a named peer
 * @param rounds   timed turns of each after one to warm up
 */
export function compareTimes(
  title: string,
  { ours, against, rounds = 9 }: { readonly ours: Contender; readonly against: Contender; readonly rounds?: number },
): void {
  const times = { ours: [] as number[], against: [] as number[] };
  for (let round = 0; round <= rounds; round += 1) {
    for (const side of round % 2 === 0 ? (['ours', 'against'] as const) : (['against', 'ours'] as const)) {
      const start = performance.now();
      (side === 'ours' ? ours : against).run();
      if (round > 0) times[side].push(performance.now() - start);
    }
  }
  const [mine, theirs] = [middle(times.ours), middle(times.against)];
  const ratio = theirs / mine;
  const verdict = ratio >= 1 ? `${ratio.toFixed(1)} times as fast` : `${(1 / ratio).toFixed(1)} times as slow`;
  console.log(`${title}: ${ours.name} ${mine.toFixed(0)} ms, ${against.name} ${theirs.toFixed(0)} ms: ${verdict}`);
}

function middle(times: readonly number[]): number {
  return times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? NaN;
}
