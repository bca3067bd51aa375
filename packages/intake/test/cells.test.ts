import { describe, expect, test } from 'vitest';
import type { ConfigInput } from '../src/index.ts';
import { cellsByName, readRows, sound, workspace, type Row } from './support.ts';

const files = workspace();
const organizations = [
  sound.organization('A', { kind: 'payer' }),
  sound.organization('P1', { parent_id: 'A' }),
  sound.organization('P2', { parent_id: 'A' }),
];
const female = sound.cell();
const male = sound.cell({ stratum: 'male', eligible: '25', excluded: '5', denominator: '20', numerator: '10' });
const total = 'CBP | 2025-12 | P1 | total | all';

async function read(cells: readonly Row[], config: ConfigInput = {}) {
  const reading = await readRows(files, { organizations, cells }, { config });
  return { ...reading, rules: reading.issues.map(({ rule }) => rule) };
}

describe('totals', () => {
  test('are derived from an exclusive, exhaustive stratification', async () => {
    expect(cellsByName((await read([female, male])).cells)[total]).toEqual([65, 5, 60, 40]);
  });

  test('are withheld where one of their strata is, count by count', async () => {
    const { cells } = await read([female, { ...male, numerator: '<11' }]);
    expect(cellsByName(cells)[total]).toEqual([65, 5, 60, Number.NaN]);
    expect(cellsByName(cells)['CBP | 2025-12 | P1 | sex | male']).toEqual([25, 5, 20, Number.NaN]);
    const hidden = await read([female, { ...male, eligible: '< 11', excluded: '<11', denominator: '<11', numerator: '<11' }]);
    expect(cellsByName(hidden.cells)[total]).toEqual([Number.NaN, Number.NaN, Number.NaN, Number.NaN]);
  });

  test('come from a stratification with nothing withheld, when there is one', async () => {
    const young = sound.cell({
      stratification: 'age-band',
      stratum: '18-44',
      eligible: '65',
      excluded: '5',
      denominator: '60',
      numerator: '40',
    });
    const { cells, rules } = await read([{ ...female, denominator: '<11', numerator: '<11' }, male, young]);
    expect(rules).toEqual([]);
    expect(cellsByName(cells)[total]).toEqual([65, 5, 60, 40]);
  });

  test('that are supplied stay as they are, also beside withheld strata', async () => {
    const supplied = sound.cell({
      stratification: 'total',
      stratum: 'all',
      eligible: '65',
      excluded: '5',
      denominator: '60',
      numerator: '40',
    });
    expect(cellsByName((await read([female, male, supplied])).cells)[total]).toEqual([65, 5, 60, 40]);
    const { cells } = await read([female, { ...male, numerator: '<11' }, supplied]);
    expect(cellsByName(cells)[total]).toEqual([65, 5, 60, 40]);
  });

  test('that disagree with their strata, or strata with other strata, are at fault', async () => {
    const supplied = sound.cell({
      stratification: 'total',
      stratum: 'all',
      eligible: '65',
      excluded: '5',
      denominator: '60',
      numerator: '41',
    });
    expect((await read([female, male, supplied])).rules).toEqual(['total-disagrees']);
    const band = sound.cell({ stratification: 'age-band', stratum: '18-44' });
    expect((await read([female, male, band])).rules).toEqual(['total-disagrees']);
    // Other practices and periods are compared with themselves only.
    expect((await read([female, { ...male, organization_id: 'P2' }, { ...supplied, period: '2025-11' }])).rules).toEqual([]);
  });

  test('are not derived from strata that overlap or leave somebody out', async () => {
    for (const kind of [{ exhaustive: false }, { exclusive: false }]) {
      const config = { stratifications: [{ id: 'program', column: null, ...kind }] };
      const { cells, issues } = await read(
        [sound.cell({ stratification: 'program', stratum: 'a' }), sound.cell({ stratification: 'program', stratum: 'b' })],
        config,
      );
      expect(issues).toEqual([]);
      expect(Object.keys(cellsByName(cells))).toEqual(['CBP | 2025-12 | P1 | program | a', 'CBP | 2025-12 | P1 | program | b']);
    }
  });
});

test('cells of two levels are counted twice, of one level are not', async () => {
  const above = { ...female, organization_id: 'A' };
  expect((await read([female, above])).rules).toEqual(['counted-twice']);
  expect((await read([above])).rules).toEqual([]);
  expect((await read([female, { ...above, period: '2025-11' }])).rules).toEqual([]);
  expect((await read([female, { ...female, organization_id: 'P2' }])).rules).toEqual([]);
});

test('cells and results may stand side by side for different measures', async () => {
  const { cells, issues } = await readRows(files, {
    organizations,
    members: [sound.member('M1')],
    results: [sound.result('M1', { measure_id: 'COL' })],
    cells: [female],
  });
  expect(issues).toEqual([]);
  expect(cellsByName(cells)['COL | 2025-12 | P1 | sex | female']).toEqual([1, 0, 1, 1]);
  expect(cellsByName(cells)['CBP | 2025-12 | P1 | sex | female']).toEqual([40, 0, 40, 30]);
});
