import { type ProgramScore, type ResultRow, scoreProgram } from '@equipoise/benchmark';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { groups, hide, money, percentiles, prepare, wide, type World, worlds, year } from './worlds.ts';

const runs = { numRuns: 100, seed: 1 };

async function scoreAll(world: World, assume: Readonly<Record<string, string | null>> = {}): Promise<ProgramScore[]> {
  const { prepared, results, inputs } = await prepare(world, assume);
  return scoreProgram(prepared, { results, organizations: world.organizations, inputs });
}

const itemsOf = ({ components, measures }: ProgramScore) => [...measures, ...components];
const withInput = (world: World, change: Partial<World['input']>): World => ({ ...world, input: { ...world.input, ...change } });
const uncapped = (world: World): World => withInput(world, { money: { ...money, share: world.input.money!.share } });

/** One gap closed in the total of the year and in one stratum; null where there is none to close. */
function closeOne(world: World, luck: number): World | null {
  const open = world.rows.filter(({ by, denominator, measure, numerator, year: when }) => {
    const part = world.parts.find((one) => one.measure === measure);
    if (by !== 'group' || when !== year || part === undefined || denominator === null || numerator === null) return false;
    return part.direction === 'higher' ? numerator < denominator : numerator > 0;
  });
  const chosen = open[luck % Math.max(1, open.length)];
  if (chosen === undefined) return null;
  const step = world.parts.find(({ measure }) => measure === chosen.measure)!.direction === 'higher' ? 1 : -1;
  const touches = (row: ResultRow) =>
    row === chosen ||
    (row.by === 'total' &&
      row.organization === chosen.organization &&
      row.measure === chosen.measure &&
      row.year === chosen.year);
  const rows = world.rows.map((row) => (touches(row) ? { ...row, numerator: row.numerator! + step } : row));
  return { ...world, rows };
}

test('closing a gap never lowers what a measure achieves, nor raises a penalty, nor lowers an award', async () => {
  let moved = 0;
  await fc.assert(
    fc.asyncProperty(worlds({ ...wide, withComponents: false }), fc.nat(), async (world, luck) => {
      const better = closeOne(world, luck);
      if (better === null) return;
      const [before, after] = [await scoreAll(world), await scoreAll(better)];
      for (const [index, then] of before.entries()) {
        const now = after[index]!;
        for (const [place, measure] of then.measures.entries()) {
          expect(now.measures[place]!.lower).toBeGreaterThanOrEqual(measure.lower);
          expect(now.measures[place]!.upper).toBeGreaterThanOrEqual(measure.upper);
          if (now.measures[place]!.lower > measure.lower) moved += 1;
        }
        if (then.dollars!.total.cents === null) continue;
        const change = now.dollars!.total.cents! - then.dollars!.total.cents;
        expect(world.input.kind === 'penalty' ? -change : change).toBeGreaterThanOrEqual(0);
      }
    }),
    { ...runs, numRuns: 200 },
  );
  expect(moved).toBeGreaterThan(20);
});

test('ten times the premium is ten times the dollars, but for rounding; shares do not move', async () => {
  await fc.assert(
    fc.asyncProperty(worlds(), async (world) => {
      const [small, large] = [await scoreAll(world), await scoreAll({ ...world, base: 10 * world.base })];
      for (const [index, score] of small.entries()) {
        const other = large[index]!;
        expect(other.score).toBe(score.score);
        const [a, b] = [score.dollars!.total.cents, other.dollars!.total.cents];
        if (a === null || b === null) expect([a, b]).toEqual([null, null]);
        else expect(Math.abs(b - 10 * a)).toBeLessThanOrEqual(5 * (itemsOf(score).length + 1) + 1);
      }
    }),
    runs,
  );
});

test('the order of organizations and rows does not matter, and the same question has the same bytes', async () => {
  await fc.assert(
    fc.asyncProperty(worlds(wide), fc.nat(), async (world, luck) => {
      const scores = await scoreAll(world);
      expect(JSON.stringify(await scoreAll(world))).toBe(JSON.stringify(scores));
      const turned = luck % Math.max(1, world.rows.length);
      const rows = [...world.rows.slice(turned), ...world.rows.slice(0, turned)].toReversed();
      const others = await scoreAll({ ...world, rows, organizations: world.organizations.toReversed() });
      for (const score of scores) {
        const other = others.find(({ organization }) => organization === score.organization)!;
        expect(other.dollars!.total).toMatchObject({ cents: score.dollars!.total.cents, lower: score.dollars!.total.lower });
        expect(itemsOf(other).map(({ status }) => status)).toEqual(itemsOf(score).map(({ status }) => status));
        if (score.score === null) expect(other.score).toBeNull();
        else expect(other.score).toBeCloseTo(score.score, 12);
      }
      const [first] = world.organizations;
      const { prepared, results, inputs } = await prepare(world);
      expect(JSON.stringify(scoreProgram(prepared, { results, organizations: [first!], inputs })[0])).toBe(
        JSON.stringify(scores[0]),
      );
    }),
    runs,
  );
});

test('the dollars of measures and components add up to the total, to the cent, or to the cap', async () => {
  await fc.assert(
    fc.asyncProperty(worlds(), async (world) => {
      for (const score of await scoreAll(world)) {
        const { cap, capped, total } = score.dollars!;
        const cents = itemsOf(score).map(({ dollars }) => dollars?.cents ?? 0);
        const sum = cents.reduce((all, one) => all + one, 0);
        expect(cents.every(Number.isSafeInteger)).toBe(true);
        if (total.cents === null) continue;
        expect(total.cents).toBe(capped ? cap!.cents : sum);
        if (capped) expect(sum).toBeGreaterThan(cap!.cents);
      }
    }),
    runs,
  );
});

test('a penalty loses what the same bonus does not earn, but for rounding', async () => {
  await fc.assert(
    fc.asyncProperty(worlds(), async (world) => {
      const plain = uncapped(world);
      const [bonus, penalty] = [
        await scoreAll(withInput(plain, { kind: 'bonus' })),
        await scoreAll(withInput(plain, { kind: 'penalty' })),
      ];
      for (const [index, earned] of bonus.entries()) {
        const lost = penalty[index]!;
        expect(lost.score).toBe(earned.score);
        const [a, b] = [earned.dollars!.total.cents, lost.dollars!.total.cents];
        if (a === null || b === null) continue;
        const weight = itemsOf(earned).reduce((sum, item) => sum + ((item.dollars?.cents ?? null) === null ? 0 : item.share!), 0);
        const stake = 100 * world.base * Number(world.input.money!.share) * weight;
        expect(Math.abs(a + b - stake)).toBeLessThanOrEqual(itemsOf(earned).length + 1e-6);
      }
    }),
    runs,
  );
});

describe('a pool', () => {
  const pooled = (world: World, by: 'score' | 'score-times-input') =>
    withInput(world, {
      kind: 'withhold',
      money: { ...money, pool: { value: by === 'score' ? { by } : { by, input: 'premium' }, verified: true, source: 'test' } },
    });

  test('adds up to what was not earned, whoever is asked for and in whatever order; in proportion to the claims', async () => {
    let shared = 0;
    await fc.assert(
      fc.asyncProperty(worlds(), fc.constantFrom('score' as const, 'score-times-input' as const), async (plain, by) => {
        const world = pooled(plain, by);
        const scores = await scoreAll(world);
        const taking = scores.filter(({ dollars }) => dollars!.pool!.cents !== null);
        const left = taking.reduce((sum, { dollars }) => sum + dollars!.atRisk.cents! - dollars!.total.cents!, 0);
        const given = taking.reduce((sum, { dollars }) => sum + dollars!.pool!.cents!, 0);
        const claims = taking.reduce((sum, { score }) => sum + score!, 0);
        expect(given).toBe(claims === 0 ? 0 : left);
        if (given > 0) shared += 1;
        for (const { dollars, score } of taking)
          if (claims > 0) expect(Math.abs(dollars!.pool!.cents! - (left * score!) / claims)).toBeLessThanOrEqual(1);
        for (const { components, dollars, measures } of scores) {
          const payable = [...measures, ...components].some(
            (item) => item.share! > 0 && (item.achieved !== null || item.countedAsNothing),
          );
          expect(dollars!.pool!.cents === null).toBe(!payable);
        }
        const turned = await scoreAll({ ...world, organizations: world.organizations.toReversed() });
        for (const score of scores)
          expect(turned.find(({ organization }) => organization === score.organization)!.dollars!.pool).toEqual(
            score.dollars!.pool,
          );
        const { prepared, results, inputs } = await prepare(world);
        const organizations = results.organizations.slice(0, 1);
        for (const alone of scoreProgram(prepared, { results, organizations, inputs }))
          expect(alone.dollars!.pool).toEqual(
            scoreProgram(prepared, { results, inputs }).find(({ organization }) => organization === alone.organization)!.dollars!
              .pool,
          );
      }),
      runs,
    );
    expect(shared).toBeGreaterThan(10);
  });
});

test('what a hidden cell could be lies within the bounds, and is what it is where they meet', async () => {
  let [open, decided] = [0, 0];
  const within = (value: number | null, { lower, upper }: { lower: number | null; upper: number | null }) => {
    if (value === null || lower === null || upper === null) return;
    expect(value).toBeGreaterThanOrEqual(lower - 1e-12);
    expect(value).toBeLessThanOrEqual(upper + 1e-12);
  };
  await fc.assert(
    fc.asyncProperty(worlds(wide), fc.array(fc.nat(), { minLength: 1, maxLength: 6 }), async (world, places) => {
      const { world: veiled } = hide(world, places);
      const [seen, known] = [await scoreAll(veiled), await scoreAll(world)];
      for (const [index, shown] of seen.entries()) {
        const truth = known[index]!;
        within(truth.score, shown);
        within(truth.dollars!.total.cents, shown.dollars!.total);
        if (shown.score !== null && truth.score !== null) expect(shown.score).toBeCloseTo(truth.score, 12);
        for (const [place, item] of itemsOf(shown).entries()) {
          const real = itemsOf(truth)[place]!;
          within(real.achieved, item);
          within(real.dollars?.cents ?? null, item.dollars ?? { lower: null, upper: null });
          if (item.achieved !== null) expect(real.achieved).toBeCloseTo(item.achieved, 12);
          if (item.status === 'SUPPRESSED') open += 1;
          else if (item.achieved !== null) decided += 1;
        }
      }
    }),
    { ...runs, numRuns: 250 },
  );
  expect(open).toBeGreaterThan(100);
  expect(decided).toBeGreaterThan(100);
});

test('what is not payable counts as nothing, or its weight is left out', async () => {
  await fc.assert(
    fc.asyncProperty(worlds(), async (world) => {
      const [out, zero] = [
        await scoreAll(withInput(world, { missing: 'leave-out' })),
        await scoreAll(withInput(world, { missing: 'zero' })),
      ];
      for (const [index, left] of out.entries()) {
        const counted = zero[index]!;
        const payable = itemsOf(left).filter(({ achieved }) => achieved !== null);
        const weight = payable.reduce((sum, { share }) => sum + share!, 0);
        expect(left.weightScored).toBeCloseTo(left.score === null ? 0 : weight, 12);
        const inapplicable = itemsOf(left).filter(({ status }) => status === 'NOT_APPLICABLE');
        const due = 1 - inapplicable.reduce((sum, { share }) => sum + share!, 0); // a gap that was not there is not missing
        if (due > 1e-9) expect(counted.score).toBeCloseTo(left.score === null ? 0 : (left.score * weight) / due, 12);
        for (const item of itemsOf(counted))
          expect(item.countedAsNothing).toBe(item.achieved === null && item.status !== 'NOT_APPLICABLE');
      }
    }),
    runs,
  );
});

describe('strata', () => {
  /** The same world with one stratum in the place of everybody. */
  const only = (world: World, stratum: string): World => ({
    ...world,
    rows: world.rows.filter((row) => row.stratum === stratum).map((row) => ({ ...row, by: 'total', stratum: 'all' })),
  });

  test('every-stratum is the lowest, mean-of-strata the mean, of cells scored one by one', async () => {
    await fc.assert(
      fc.asyncProperty(worlds({ withComponents: false }), async (world) => {
        const report = withInput(world, { strata: { by: ['group'], rule: 'report' } });
        const [lowest, mean, total] = await Promise.all([
          scoreAll(withInput(world, { strata: { by: ['group'], rule: 'every-stratum' } })),
          scoreAll(withInput(world, { strata: { by: ['group'], rule: 'mean-of-strata' } })),
          scoreAll(report),
        ]);
        const alone = await Promise.all(groups.map((stratum) => scoreAll(only(report, stratum))));
        for (const [index, whole] of total.entries()) {
          for (const [place, measure] of whole.measures.entries()) {
            for (const [at, part] of measure.parts.entries()) {
              const of = (score: ProgramScore) => score.measures[place]!.parts[at]!;
              const shares = alone.map((scores) => of(scores[index]!).achieved).filter((share) => share !== null);
              const expected =
                part.achieved === null
                  ? [null, null]
                  : [
                      Math.min(part.achieved, ...shares),
                      shares.length === 0 ? part.achieved : shares.reduce((sum, share) => sum + share, 0) / shares.length,
                    ];
              expect(of(lowest[index]!).achieved).toBe(expected[0]);
              // The sum of doubles here, of decimals there: a few last digits.
              if (expected[1] === null) expect(of(mean[index]!).achieved).toBeNull();
              else expect(of(mean[index]!).achieved).toBeCloseTo(expected[1]!, 14);
            }
          }
        }
      }),
      runs,
    );
  });

  test('one under the minimum is neither counted nor 0', async () => {
    let small = 0;
    await fc.assert(
      fc.asyncProperty(
        worlds({ withComponents: false }),
        fc.constantFrom('every-stratum' as const, 'mean-of-strata' as const),
        async (plain, rule) => {
          const world = withInput(plain, { minimumDenominator: 30, strata: { by: ['group'], rule } });
          const isSmall = ({ by, denominator }: ResultRow) => by === 'group' && (denominator ?? 0) < 30;
          const [all, large] = [
            await scoreAll(world),
            await scoreAll({ ...world, rows: world.rows.filter((row) => !isSmall(row)) }),
          ];
          for (const [index, score] of all.entries()) {
            expect(score.measures.map(({ achieved }) => achieved)).toEqual(
              large[index]!.measures.map(({ achieved }) => achieved),
            );
            for (const cell of score.measures.flatMap(({ parts }) => parts).flatMap(({ strata }) => strata)) {
              if ((cell.denominator ?? 0) >= 30) continue;
              small += 1;
              expect(cell).toMatchObject({ achieved: null, status: cell.denominator === 0 ? 'EMPTY' : 'BELOW_MINIMUM' });
            }
          }
        },
      ),
      runs,
    );
    expect(small).toBeGreaterThan(100);
  });
});

describe('assumptions', () => {
  /** Every term of these programs by its path: how it is read and written, and whether the score rests on it. */
  function termsOf({ input }: World) {
    const scaleNames = new Set(input.measures.map(({ scale, weight }) => (weight === undefined ? '' : String(scale))));
    const put =
      (owner: object, name: string) =>
      (wrap: (value: unknown) => unknown): void => {
        const held = owner as Record<string, unknown>;
        held[name] = wrap(held[name]);
      };
    const of = (path: string, owner: object | undefined, name: string, used = true) =>
      owner === undefined || !(name in owner) ? [] : [{ path, used, change: put(owner, name) }];
    return [
      ...['benchmark', 'minimumDenominator', 'missing', 'comparison', 'strata'].flatMap((name) => of(name, input, name)),
      ...of('lines.goal', input.lines, 'goal', scaleNames.has('named')),
      ...Object.keys(input.scales!).flatMap((name) => of(`scales.${name}`, input.scales, name, scaleNames.has(name))),
      ...input.measures.flatMap((measure) =>
        ['weight', 'scale', 'combine'].flatMap((name) =>
          of(`measures.${measure.id}.${name}`, measure, name, name !== 'combine' || measure.parts.length > 1),
        ),
      ),
      ...(input.components ?? []).flatMap((component) =>
        ['weight', 'closed', 'tolerance', 'threshold'].flatMap((name) =>
          of(`components.${component.id}.${name}`, component, name),
        ),
      ),
      ...['share', 'cap'].flatMap((name) => of(`money.${name}`, input.money, name)),
    ];
  }

  /** The world with some of its terms recalled, and their paths. */
  function recalled(world: World, luck: readonly number[]) {
    const copy = structuredClone(world);
    const terms = termsOf(copy);
    const chosen = [...new Set(luck.map((one) => terms[one % terms.length]!))];
    for (const { change } of chosen) change((value) => ({ value, verified: false, note: 'recalled' }));
    return {
      world: copy,
      paths: chosen.map(({ path }) => path),
      used: chosen.filter(({ used }) => used).map(({ path }) => path),
    };
  }

  test('no dollar without every unsettled term assumed; then the dollars of the verified program, each assumption beside them', async () => {
    await fc.assert(
      fc.asyncProperty(worlds(wide), fc.array(fc.nat(), { minLength: 1, maxLength: 8 }), fc.nat(), async (plain, luck, left) => {
        const { world, paths, used } = recalled(plain, luck);
        const verified = await scoreAll(plain);
        const assume = Object.fromEntries(paths.map((path) => [path, null]));

        for (const [index, score] of (await scoreAll(world, assume)).entries()) {
          expect(score.unsettled).toEqual([]);
          expect(score.dollars!.total).toEqual(verified[index]!.dollars!.total);
          expect(score.score).toBe(verified[index]!.score);
          expect(score.assumptions.map((words) => words.split(' = ')[0]).toSorted()).toEqual(used.toSorted());
          expect(score.dollars!.assumptions).toEqual(score.assumptions);
        }

        // One of them is not assumed.
        const missing = used[left % Math.max(1, used.length)];
        if (missing === undefined) return;
        const { [missing]: _, ...rest } = assume;
        for (const score of await scoreAll(world, rest)) {
          expect(score.unsettled).toHaveLength(1);
          expect(score.unsettled[0]).toContain(`${missing} = `);
          expect(score.dollars!.total).toMatchObject({ cents: null, lower: null, upper: null });
          expect(score.dollars!.total.reason).toContain(`no dollars from terms that nobody verified: ${missing}.`);
          expect(itemsOf(score).every(({ dollars }) => (dollars?.cents ?? null) === null)).toBe(true);
        }
      }),
      runs,
    );
  });

  test('a share that is not settled leaves nothing at risk either; the rest leaves that', async () => {
    await fc.assert(
      fc.asyncProperty(worlds(), fc.array(fc.nat(), { minLength: 1, maxLength: 4 }), async (plain, luck) => {
        const { world, paths } = recalled(plain, luck);
        for (const { dollars } of await scoreAll(world))
          expect(dollars!.atRisk.cents === null).toBe(paths.includes('money.share'));
      }),
      { ...runs, numRuns: 50 },
    );
  });
});

test('these worlds are what they claim: percentiles in order, both directions, all kinds', () => {
  const seen = fc.sample(worlds(), { numRuns: 100, seed: 1 });
  expect(new Set(seen.map(({ input }) => input.kind)).size).toBe(3);
  expect(new Set(seen.flatMap(({ parts }) => parts.map(({ direction }) => direction))).size).toBe(2);
  expect(seen.every(({ parts }) => parts.every(({ tenths }) => tenths.length === percentiles.length))).toBe(true);
});
