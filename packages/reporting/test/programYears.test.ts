import { expect, test } from 'vitest';
import { compareSettlement, settle } from '../src/index.ts';
import { programOf } from './support/program.ts';
import { all, reportsOf } from './support/world.ts';

const measures = [{ id: 'CBP', title: 'Blood pressure', direction: 'higher', window: 'rolling-12' }] as const;
const cells = [all('CBP', '2024-12', 'a', 200, 110), all('CBP', '2025-12', 'a', 200, 130)];

test('dollars of two years differ under what was supposed of either, and it stands beside them', async () => {
  const { programYears } = await reportsOf({ measures, cells });
  const question = {
    program: programOf(),
    organizations: ['a'],
    inputsOfEach: { capitation: 1000 },
    assume: { 'money.share': '0.2' },
  };
  const { assumptions, differences } = await programYears(question, { before: 2024, after: 2025 });
  expect(differences.find(({ item, what }) => item === null && what === 'dollars earned')).toMatchObject({
    before: 0,
    after: 200,
  });
  expect(assumptions).toEqual(['money.share = 0.2 (assumed)']);
  expect((await programYears({ ...question, assume: {} }, { before: 2024, after: 2025 })).assumptions).toEqual([]);
});

test('a settlement reckoned again says what it supposes', async () => {
  const { release, store } = await reportsOf({ measures, cells });
  const question = { program: programOf(), inputsOfEach: { capitation: 1000 }, assume: { 'money.share': '0.2' } };
  await settle(store, release, question, { attestedBy: 'A. Rivera', now: '2026-01-02T12:00:00.000Z' });
  expect(await compareSettlement(store, 1)).toMatchObject({ identical: true, assumptions: ['money.share = 0.2 (assumed)'] });
  await store.close();
});
