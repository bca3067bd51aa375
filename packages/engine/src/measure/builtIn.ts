import { ageBands, ageBandStarts } from './ages.ts';
import { ethnicityStrata, raceEthnicityStrata, raceStrata, unansweredStrata } from './raceEthnicity.ts';
import { totalStratification, totalStratum, type Stratification } from './stratification.ts';

const builtIn = (
  id: string,
  title: string,
  strata: readonly string[] | null,
  unanswered: readonly string[] = unansweredStrata,
): Stratification => ({
  id,
  title,
  exclusive: true,
  exhaustive: true,
  crosses: null,
  column: null,
  strata,
  unanswered,
});

/** The stratifications that need no declaration, each read from the built-in columns of the members table. */
export const stratificationCatalogue: readonly Stratification[] = [
  builtIn(totalStratification, 'Everybody', [totalStratum], []),
  builtIn('race-ethnicity', 'Race and ethnicity, combined (Hispanic or Latino of any race first)', raceEthnicityStrata),
  builtIn('race', 'Race (HEDIS)', raceStrata),
  builtIn('ethnicity', 'Ethnicity (HEDIS)', ethnicityStrata),
  builtIn('language', 'Language', null),
  builtIn('sex', 'Sex', ['female', 'male', 'other', 'Unknown']),
  builtIn('age-band', 'Age on the last day of the period', [...ageBands(ageBandStarts), 'Unknown']),
];
