import { suppressionPolicies } from '@equipoise/engine';
import { openForWriting } from '@equipoise/store';
import { expect, test } from 'vitest';
import {
  buildRelease,
  createReports,
  EmptyReleaseError,
  organizationsAt,
  topOrganizations,
  UnknownNameError,
} from '../src/index.ts';
import { all, reportsOf } from './support/world.ts';
import { nhanes } from './support/nhanes.ts';

const measures = [{ id: 'CBP', title: 'Blood pressure', direction: 'higher' }] as const;

test('nothing is released of an empty database, and nothing is read without a release', async () => {
  const store = await openForWriting(':memory:');
  await expect(buildRelease(store, suppressionPolicies[0]!)).rejects.toThrow(EmptyReleaseError);
  await expect(createReports(store)).rejects.toThrow('the database holds no release: equipoise release makes one');
  await expect(createReports(store, 4)).rejects.toThrow(UnknownNameError);
  await store.close();
});

test('every answer can say where it comes from', async () => {
  const { provenance, store } = await reportsOf({ measures, policy: 'cms', cells: [all('CBP', '2025-01', 'a', 40, 20)] });
  expect(provenance).toEqual({
    release: 1,
    dataThrough: '2025-01',
    policy: 'cms',
    audit: 'not-performed',
    use: 'internal',
    engineVersion: expect.stringMatching(/^\d+\.\d+\.\d+$/) as string,
  });
  await buildRelease(
    store,
    suppressionPolicies.find(({ id }) => id === 'none')!,
  );
  expect((await createReports(store)).provenance).toMatchObject({ release: 2, policy: 'none' });
  expect((await createReports(store, 1)).provenance).toEqual(provenance);
});

test('reports read the release and nothing rawer: without the imported cells every answer is the same', async () => {
  const reports = await nhanes();
  const ask = async () =>
    JSON.stringify([
      await reports.rates({ measure: 'bp-below-140-90', by: 'survey-race' }),
      await reports.disparities({ measure: 'current-smoker', by: 'survey-race' }),
      await reports.runCharts({ measure: 'physically-active' }),
      await reports.summary(),
    ]);
  const before = await ask();
  for (const table of ['cell', 'organization', 'declaration', 'annotation', 'import', 'import_slice'])
    reports.store.sqlite.exec(`drop table ${table}`);
  expect(await ask()).toBe(before);
});

test('organizations of a level, and those at the top', async () => {
  const { release } = await reportsOf({ measures, cells: [all('CBP', '2025-01', 'a', 40, 20)] });
  expect(organizationsAt(release, 'practice').map(({ id }) => id)).toEqual(['a', 'b']);
  expect(topOrganizations(release).map(({ id }) => id)).toEqual(['plan']);
});
