import { readFileSync } from 'node:fs';
import type { MeasureDeclaration } from '@equipoise/engine';
import { all, plan, practice, reportsOf, type Counts } from './world.ts';

const { counts } = JSON.parse(
  readFileSync(new URL('../../../../data/nhanes-2009-10/expected-counts.json', import.meta.url), 'utf8'),
) as { counts: { measure: string; group: string; denominator: number; numerator: number }[] };

const directions = { 'bp-below-140-90': 'higher', 'physically-active': 'higher', 'current-smoker': 'lower' } as const;
const measures: MeasureDeclaration[] = Object.entries(directions).map(([id, direction]) => ({
  id,
  title: id,
  direction,
  window: 'year',
}));

/** The counts of NHANES 2009-10 as somebody else has counted them, by the survey's own race variable: all at one practice. */
export const nhanes = () =>
  reportsOf({
    measures,
    organizations: [plan, practice('survey')],
    stratifications: [{ id: 'survey-race', strata: ['White', 'Black', 'Mexican', 'Hispanic', 'Other'], unanswered: ['Other'] }],
    cells: counts.map(({ measure, group, denominator, numerator }): Counts =>
      group === 'total'
        ? all(measure, '2010-12', 'survey', denominator, numerator)
        : [measure, '2010-12', 'survey', 'survey-race', group, denominator, numerator],
    ),
  });
