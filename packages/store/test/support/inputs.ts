import { createFrameBuilder, defineMeasure, defineStratification, type CellFrame } from '@equipoise/engine';
import type { Import } from '../../src/index.ts';

export interface TestCell {
  readonly practice: string;
  readonly measure?: string;
  readonly period?: string;
  readonly denominator?: number;
  readonly numerator?: number;
}

/** Cells of everybody at a practice, with nobody excluded. */
export function framed(cells: readonly TestCell[]): CellFrame {
  const builder = createFrameBuilder();
  for (const { practice, measure = 'CBP', period = '2025-01', denominator = 40, numerator = 20 } of cells)
    builder.add([measure, period, practice, 'total', 'all'], [denominator, 0, denominator, numerator]);
  return builder.build();
}

/** An import that is sound but for what a test changes. */
export function importOf(cells: readonly TestCell[], changes: Partial<Import> = {}): Import {
  return {
    cells: framed(cells),
    organizations: [
      { id: 'plan', name: 'The plan', kind: 'payer', parent: null },
      ...['a', 'b', 'c'].map((id) => ({ id, name: `Practice ${id}`, kind: 'practice' as const, parent: 'plan' })),
    ],
    annotations: [],
    measures: [defineMeasure({ id: 'CBP', title: 'Blood pressure', direction: 'higher' })],
    stratifications: [defineStratification({ id: 'total' })],
    source: null,
    contentHash: JSON.stringify([cells, changes]),
    importedAt: '2025-02-01T00:00:00.000Z',
    ...changes,
  };
}
