/** One way of an answer: how many it gives in a turn, and the work to time. */
export interface Contender {
  readonly name: string;
  readonly count: number;
  readonly run: () => unknown;
}

/**
 * Times ways of one answer in turns, so that a busy moment of the machine meets all, and prints for each how many answers it
 * gives a second in its median turn, and how many times as many ours gives. Nothing is asserted.
 *
 * @param title   what is done
 * @param ours    the way of this repository
 * @param peers   the plain way and named peers
 * @param unit    what is counted: intervals, values
 * @param goal    answers a second that ours should give, on one thread of the machine at rest
 * @param rounds  timed turns of each after one to warm up
 */
export function compareRates(
  title: string,
  {
    ours,
    peers,
    unit = 'intervals',
    goal,
    rounds = 15,
  }: {
    readonly ours: Contender;
    readonly peers: readonly Contender[];
    readonly unit?: string;
    readonly goal?: number;
    readonly rounds?: number;
  },
): void {
  const all = [ours, ...peers].map((contender) => ({ contender, rates: [] as number[] }));
  for (let round = 0; round <= rounds; round += 1) {
    for (const { contender, rates } of round % 2 === 0 ? all : all.toReversed()) {
      const start = performance.now();
      contender.run();
      if (round > 0) rates.push((1000 * contender.count) / (performance.now() - start));
    }
  }
  const [mine = NaN, ...theirs] = all.map(({ rates }) => middle(rates));
  console.log(
    `${title}: ${ours.name} ${perSecond(mine)} ${unit} a second, ${perSecond(Math.max(...(all[0]?.rates ?? [])))} at best`,
  );
  for (const [index, { name }] of peers.entries()) {
    const rate = theirs[index] ?? NaN;
    console.log(`  ${name} ${perSecond(rate)} ${unit} a second: ours ${(mine / rate).toFixed(1)} times as many`);
  }
  if (goal !== undefined)
    console.log(`  goal ${perSecond(goal)}: ${mine >= goal ? 'reached' : `at ${Math.round((100 * mine) / goal)} %`}`);
}

function perSecond(rate: number): string {
  return rate >= 1e6 ? `${(rate / 1e6).toFixed(2)} million` : Math.round(rate).toLocaleString('en');
}

function middle(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}
