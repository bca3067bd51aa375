import {
  createFrameBuilder,
  measureCatalogue,
  periodsBetween,
  stratificationCatalogue,
  suppressionPolicies,
  type Organization,
} from '@equipoise/engine';
import { buildRelease } from '@equipoise/reporting';
import { importCells, openForWriting, type Store } from '@equipoise/store';

/** One payer, one IPA with two practices, and more practices right below the payer. */
export const practices = Array.from({ length: 12 }, (_, index) => `PR-${String(index + 1).padStart(2, '0')}`);
export const organizations: readonly Organization[] = [
  { id: 'IPA-1', name: 'First IPA', kind: 'provider_organization', parent: 'PLAN' },
  { id: 'PLAN', name: 'The Plan', kind: 'payer', parent: null },
  ...practices.map((id, index) => ({
    id,
    name: `Practice ${index + 1}`,
    kind: 'practice' as const,
    parent: index < 2 ? 'IPA-1' : 'PLAN',
  })),
];
export const months = periodsBetween('2024-01', '2025-12');

/** A count under 11 is hidden by the policy cms. These two are hidden at PR-02 and PR-03, and their sum is shown above. */
export interface SmallCells {
  readonly second: { readonly denominator: number; readonly numerator: number };
  readonly third: { readonly denominator: number; readonly numerator: number };
}
export const smallCells: SmallCells = {
  second: { denominator: 7, numerator: 3 },
  third: { denominator: 9, numerator: 6 },
};

/** A database in memory with one release. Its rates are whole counts that a test can foresee. */
export async function openFixture({ second, third }: SmallCells = smallCells, policy = 'cms'): Promise<Store> {
  const store = await openForWriting(':memory:');
  const frame = createFrameBuilder();
  const add = (
    measure: string,
    period: string,
    organization: string,
    stratum: string,
    { denominator, numerator }: { denominator: number; numerator: number },
  ) =>
    frame.add(
      [measure, period, organization, stratum === 'all' ? 'total' : 'race-ethnicity', stratum],
      [denominator, 0, denominator, numerator],
    );
  for (const practice of practices) {
    for (const period of ['2025-11', '2025-12']) {
      add('CBP', period, practice, 'all', { denominator: 400, numerator: 220 });
      add('CBP', period, practice, 'Hispanic or Latino', { denominator: 200, numerator: 90 });
      add('CBP', period, practice, 'White', { denominator: 150, numerator: 110 });
      if (practice === 'PR-02') add('CBP', period, practice, 'Asian', second);
      if (practice === 'PR-03') add('CBP', period, practice, 'Asian', third);
      if (practice === 'PR-01') add('CBP', period, practice, 'Black or African American', { denominator: 60, numerator: 24 });
      add('CBP', period, practice, 'Unknown', { denominator: 30, numerator: 15 });
    }
    for (const [period, met] of [
      ['2025-11', 90],
      ['2025-12', 100],
    ] as const) {
      add('CBP-MONTH', period, practice, 'Hispanic or Latino', { denominator: 200, numerator: met });
      add('CBP-MONTH', period, practice, 'White', { denominator: 150, numerator: 110 });
      if (practice === 'PR-02') add('CBP-MONTH', period, practice, 'Asian', second);
      if (practice === 'PR-03') add('CBP-MONTH', period, practice, 'Asian', third);
    }
    for (const [index, period] of months.entries()) {
      // PR-01 moves from about a half to about three quarters after a year; the others go up and down.
      const shifted = practice === 'PR-01' && index >= 12;
      add('CBP-MONTH', period, practice, 'all', { denominator: 80, numerator: (shifted ? 60 : 40) + (index % 2) });
    }
  }
  await importCells(store, {
    cells: frame.build(),
    organizations,
    annotations: [
      { organization: 'PR-01', measure: 'CBP-MONTH', stratum: null, date: '2025-01-15', kind: 'pdsa', text: 'Home cuffs' },
    ],
    measures: measureCatalogue,
    stratifications: stratificationCatalogue,
    source: null,
    contentHash: JSON.stringify({ second, third }),
    importedAt: '2026-01-01T00:00:00Z',
  });
  await buildRelease(
    store,
    suppressionPolicies.find(({ id }) => id === policy)!,
  );
  return store;
}
