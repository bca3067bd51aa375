import { describe, expect, test } from 'vitest';
import { all, plan, practice, reportsOf, type Counts } from './support/world.ts';

const measures = [
  { id: 'CBP', title: 'Blood pressure', direction: 'higher' },
  { id: 'GSD9', title: 'Glucose above 9', direction: 'lower' },
] as const;
const ids = Array.from({ length: 12 }, (_, index) => `p${String(index + 1).padStart(2, '0')}`);
const organizations = [plan, ...ids.map(practice)];
const counts = (measure: string): Counts[] =>
  ids.map((id, index) => all(measure, '2025-12', id, 100 + 20 * index, id === 'p12' ? 260 : Math.round((100 + 20 * index) / 2)));
const reports = await reportsOf({ measures, organizations, cells: [...counts('CBP'), ...counts('GSD9')] });

describe('a funnel', () => {
  test('holds every practice against the rate of all, and lists who lies outside', async () => {
    const { funnel, units, hidden, absent, curves, sentence, period } = await reports.funnel({ measure: 'CBP' });
    expect(period).toBe('2025-12');
    expect(funnel).toMatchObject({ method: 'normal', overdispersion: 'none', pooled: true, observed: 12, levels: [0.95, 0.998] });
    const numerator = units.reduce((sum, { estimate }) => sum + estimate.numerator!, 0);
    const denominator = units.reduce((sum, { estimate }) => sum + estimate.denominator!, 0);
    expect(funnel.target).toBeCloseTo(numerator / denominator, 12);
    expect(units.at(-1)!.place).toMatchObject({ name: 'p12', beyond: 0.998, side: 'above', verdict: 'better' });
    expect([hidden, absent]).toEqual([0, 0]);
    expect(curves.map(({ level, denominators }) => [level, denominators[0], denominators.at(-1)])).toEqual([
      [0.95, 100, 320],
      [0.998, 100, 320],
    ]);
    expect(sentence).toContain('p12 (81.3%, above, better)');
  });

  test('says worse where lower is better, and takes a target, a method and levels', async () => {
    const { funnel, units } = await reports.funnel({ measure: 'GSD9', target: 0.5, method: 'exact', levels: [0.9] });
    expect(funnel).toMatchObject({ target: 0.5, pooled: false, method: 'exact', levels: [0.9] });
    expect(units.at(-1)!.place).toMatchObject({ beyond: 0.9, verdict: 'worse' });
  });

  test('widens its limits where practices differ by more than chance', async () => {
    const plain = await reports.funnel({ measure: 'CBP' });
    for (const overdispersion of ['additive', 'multiplicative'] as const) {
      const { funnel } = await reports.funnel({ measure: 'CBP', overdispersion });
      expect(funnel.phi).toBeCloseTo(plain.funnel.phi!, 12);
      const width = ({ units }: typeof funnel) => units[0]!.limits[0]!.upper! - units[0]!.limits[0]!.lower!;
      if (funnel.widened) expect(width(funnel)).toBeGreaterThan(width(plain.funnel));
      else expect(width(funnel)).toBe(width(plain.funnel));
    }
  });

  test.for([
    [{ levels: [95] }, 'levels must be fractions between 0 and 1'],
    [{ levels: [0.95, 0.95] }, 'levels must differ'],
    [{ levels: [0.5, 0.6, 0.7, 0.8, 0.9] }, 'be 4 at most'],
    [{ target: 65 }, 'target must be a fraction from 0 to 1'],
    [{ method: 'exact', overdispersion: 'additive' }, 'exact limits are those of chance alone'],
    [{ by: 'sex' }, 'a funnel of sex needs a stratum'],
    [{ by: 'sex', stratum: 'nobody' }, 'stratum nobody is not in the release here'],
    [{ period: '2031-01' }, 'period 2031-01 is not in the release'],
    [{ organizations: [] }, 'there is no organization to compare'],
    [{ organizations: ['plan', 'p01'] }, 'organizations of a funnel must not lie within one another'],
  ] as const)('%j is refused', async ([question, message]) => {
    await expect(reports.funnel({ measure: 'CBP', ...question })).rejects.toThrow(message);
  });
});

describe('practices that are hidden', () => {
  const answer = async (small: number) => {
    const { funnel } = await reportsOf({
      measures,
      organizations,
      policy: 'cms',
      cells: counts('CBP').map((cell, index): Counts =>
        index === 2 || index === 7 ? all('CBP', '2025-12', ids[index]!, small + 1, small) : cell,
      ),
    });
    return [await funnel({ measure: 'CBP' }), await funnel({ measure: 'CBP', overdispersion: 'additive' })];
  };

  test('are left out of everything, with their number said', async () => {
    const [report] = await answer(4);
    expect(report).toMatchObject({ hidden: 2, absent: 0, funnel: { observed: 10 } });
    expect(report!.sentence).toContain('Left out: 2 hidden by the release.');
    expect(report!.units[2]).toMatchObject({ place: null, estimate: { status: 'SUPPRESSED', denominator: null } });
    expect(report!.units).toHaveLength(12);
  });

  test('cannot be told apart by anything: other counts give the same answer', async () => {
    expect(await answer(8)).toEqual(await answer(4));
  });
});

describe('edges', () => {
  const funnelOf = async (cells: readonly Counts[]) =>
    (await reportsOf({ measures, organizations, cells: [...cells, all('CBP', '2025-11', 'p01', 50, 25)] })).funnel({
      measure: 'CBP',
      period: '2025-11',
      organizations: ['p01', 'p02'],
    });

  test('one unit: there is nothing to compare', async () => {
    const report = await funnelOf([]);
    expect(report).toMatchObject({ hidden: 0, absent: 1, funnel: { observed: 1 } });
    expect(report.sentence).toContain('there is nothing to compare');
  });

  test('two units, one of them empty', async () => {
    const report = await funnelOf([all('CBP', '2025-11', 'p02', 0, 0)]);
    expect(report.units.map(({ estimate }) => estimate.status)).toEqual(['REPORTED', 'EMPTY']);
    expect(report.absent).toBe(1);
  });

  test('two units', async () => {
    const { funnel, curves } = await funnelOf([all('CBP', '2025-11', 'p02', 400, 380)]);
    expect(funnel.observed).toBe(2);
    for (const { lower, upper } of curves) {
      expect(Math.min(...lower)).toBeGreaterThanOrEqual(0);
      expect(Math.max(...upper)).toBeLessThanOrEqual(1);
    }
  });

  test('nobody: no target, no limits, and a sentence', async () => {
    const { funnel } = await reportsOf({ measures, organizations, cells: [all('CBP', '2025-11', 'p01', 50, 25)] });
    const report = await funnel({ measure: 'CBP', organizations: ['p02', 'p03'] });
    expect(report).toMatchObject({ curves: [], funnel: { target: null, observed: 0 }, absent: 2 });
    expect(report.sentence).toContain('there is nothing to compare');
  });
});
