import { ageBands, ageBandStarts } from './ages.ts';
import { answerSourceStrata, ethnicityStrata, raceEthnicityStrata, raceStrata, unansweredStrata } from './raceEthnicity.ts';
import { totalStratification, totalStratum, type Stratification } from './stratification.ts';

const omb1997 = 'codes of the CDC set to the categories of OMB 1997; two categories are Two or More Races';

const builtIn = (
  id: string,
  title: string,
  { strata = null, unanswered = unansweredStrata, rollUp = null }: Partial<Stratification>,
): Stratification => ({
  id,
  title,
  exclusive: true,
  exhaustive: true,
  crosses: null,
  column: null,
  order: null,
  strata,
  rollUp,
  unanswered,
});

/** Where answers came from: every stratum may be compared, for whether the unknown fare worse is a question. */
const source = { strata: answerSourceStrata, unanswered: [] };

/** The stratifications that need no declaration, each read from the built-in columns of the members table. */
export const stratificationCatalogue: readonly Stratification[] = [
  builtIn(totalStratification, 'Everybody', { strata: [totalStratum], unanswered: [] }),
  builtIn('race-ethnicity', 'Race and ethnicity, combined (Hispanic or Latino of any race first)', {
    strata: raceEthnicityStrata,
    rollUp: `${omb1997}; Hispanic or Latino of any race first`,
  }),
  builtIn('race', 'Race (HEDIS)', { strata: raceStrata, rollUp: omb1997 }),
  builtIn('ethnicity', 'Ethnicity (HEDIS)', { strata: ethnicityStrata, rollUp: omb1997 }),
  builtIn('race-ethnicity-source', 'How race and ethnicity, combined, came to be known', source),
  builtIn('race-source', 'How race came to be known', source),
  builtIn('ethnicity-source', 'How ethnicity came to be known', source),
  builtIn('language', 'Language', {}),
  builtIn('sex', 'Sex', { strata: ['female', 'male', 'other', 'Unknown'] }),
  builtIn('age-band', 'Age on the last day of the period', { strata: [...ageBands(ageBandStarts), 'Unknown'] }),
];
