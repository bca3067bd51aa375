import {
  ageBands,
  ageBandStarts,
  crossedStratum,
  rollUpRaceEthnicity,
  rollUpSources,
  totalStratification,
  totalStratum,
  unreadableRaceEthnicity,
  type Stratification,
} from '@equipoise/engine';
import { identifier, literal, type Duck } from './duck.ts';
import { languageStratum } from './languages.ts';

/** The name of all the other strata together, wherever a group is compared; no stratum may have it, in whatever case. */
export const reservedStratum = 'rest';

const sexStrata: Readonly<Record<string, string>> = {
  female: 'female',
  f: 'female',
  male: 'male',
  m: 'male',
  other: 'other',
  o: 'other',
};

/** A member's stratum in a stratification, as SQL over `person`; null when the members table has nothing to say about it. */
export function stratumExpression(
  stratification: Stratification,
  all: readonly Stratification[],
  columns: ReadonlySet<string>,
): string | null {
  const { id, crosses, column } = stratification;
  if (crosses) {
    const [first, second] = crosses.map((part) => {
      const found = all.find((candidate) => candidate.id === part);
      return found ? stratumExpression(found, all, columns) : null;
    });
    // The separator is written once, in the engine.
    return first && second ? `${first} || ${literal(crossedStratum('', ''))} || ${second}` : null;
  }
  if (column !== null) {
    return columns.has(column) ? `coalesce(nullif(trim(${stratifierColumn(column)}), ''), 'Unknown')` : null;
  }
  if (id === totalStratification) return literal(totalStratum);
  if (id === 'age-band') return ageBandExpression();
  const sources = Object.hasOwn(sourceColumns, id) ? sourceColumns[id as keyof typeof sourceColumns] : null;
  // A file that has no such column says nothing of sources: that everybody's is unknown would be an answer.
  if (sources !== null && !sources.some((name) => columns.has(name))) return null;
  return Object.hasOwn(builtInColumns, id) ? builtInColumns[id as keyof typeof builtInColumns] : null;
}

/** A declared column under a name that no column of ours can have. */
const stratifierColumn = (column: string): string => identifier(`stratifier ${column}`);

const builtInColumns = {
  'race-ethnicity': 'race_ethnicity_stratum',
  race: 'race_stratum',
  ethnicity: 'ethnicity_stratum',
  'race-ethnicity-source': 'race_ethnicity_source_stratum',
  'race-source': 'race_source_stratum',
  'ethnicity-source': 'ethnicity_source_stratum',
  language: 'language_stratum',
  sex: 'sex_stratum',
} as const;

/** Columns of which a stratification by source needs one. Race and ethnicity apart are counted only where files tell them apart. */
const sourceColumns = {
  'race-ethnicity-source': ['race_ethnicity_source', 'race_source', 'ethnicity_source'],
  'race-source': ['race_source'],
  'ethnicity-source': ['ethnicity_source'],
} as const;

function ageBandExpression(): string {
  const bands = ageBands(ageBandStarts);
  const cases = ageBandStarts.map((start, index) => `when age_then >= ${start} then ${literal(bands[index]!)}`).reverse();
  return `case when age_then is null then 'Unknown' ${cases.join(' ')} else 'Unknown' end`;
}

/** Distinct answers that no roll-up can read, for the rules to point at. */
export interface UnreadableAnswers {
  readonly race: readonly string[];
  readonly ethnicity: readonly string[];
  readonly language: readonly string[];
}

/**
 * Makes the table `person`: each member with the stratum that every built-in stratification gives. Each distinct answer
 * is rolled up once, here; the engine then joins, so the cost is that of the dictionary and not of the members.
 */
export async function derivePersons(duck: Duck, declaredColumns: readonly string[]): Promise<UnreadableAnswers> {
  const races = await duck.rows(`select distinct race, ethnicity, ${sourceOf('race')}, ${sourceOf('ethnicity')} from members`);
  const languages = await duck.rows('select distinct language from members');
  const unreadable = { race: new Set<string>(), ethnicity: new Set<string>(), language: new Set<string>() };

  await duck.run(
    `create table race_map (race varchar, ethnicity varchar, race_source varchar, ethnicity_source varchar,
      race_stratum varchar, ethnicity_stratum varchar, race_ethnicity_stratum varchar,
      race_source_stratum varchar, ethnicity_source_stratum varchar, race_ethnicity_source_stratum varchar)`,
  );
  await insert(
    duck,
    'race_map',
    races.map((row) => {
      const [race, ethnicity, raceSource, ethnicitySource] = row as [string | null, string | null, string, string];
      if (race !== null && unreadableRaceEthnicity('race', race).length > 0) unreadable.race.add(race);
      if (ethnicity !== null && unreadableRaceEthnicity('ethnicity', ethnicity).length > 0) unreadable.ethnicity.add(ethnicity);
      const strata = rollUpRaceEthnicity(race, ethnicity);
      const sources = rollUpSources(strata, { race: raceSource, ethnicity: ethnicitySource });
      const answers = [race, ethnicity, raceSource, ethnicitySource];
      return answers.concat(
        [strata.race, strata.ethnicity, strata.raceEthnicity],
        [sources.race, sources.ethnicity, sources.raceEthnicity],
      );
    }),
  );
  await duck.run('create table language_map (language varchar, language_stratum varchar)');
  await insert(
    duck,
    'language_map',
    languages.map((row) => {
      const [language] = row as [string | null];
      const stratum = languageStratum(language);
      if (stratum === null) unreadable.language.add(language!);
      return [language, stratum ?? 'Unknown'];
    }),
  );
  const sexCases = Object.entries(sexStrata).map(([word, stratum]) => `when ${literal(word)} then ${literal(stratum)}`);
  await duck.run(`create table person as
    select member_id, try_cast(birth_date as date) as born, try_cast(age as integer) as age,
      race_stratum, ethnicity_stratum, race_ethnicity_stratum,
      race_source_stratum, ethnicity_source_stratum, race_ethnicity_source_stratum, language_stratum,
      case lower(sex) ${sexCases.join(' ')} else 'Unknown' end as sex_stratum
      ${declaredColumns.map((name) => `, members.${identifier(name)} as ${stratifierColumn(name)}`).join('')}
    from members
    join race_map on members.race is not distinct from race_map.race and members.ethnicity is not distinct from race_map.ethnicity
      and ${sourceOf('race')} = race_map.race_source and ${sourceOf('ethnicity')} = race_map.ethnicity_source
    join language_map on members.language is not distinct from language_map.language`);
  return { race: [...unreadable.race], ethnicity: [...unreadable.ethnicity], language: [...unreadable.language] };
}

/** The source of one of a member's two answers: its own column goes before the one that speaks of both. */
const sourceOf = (answer: 'race' | 'ethnicity'): string =>
  `lower(coalesce(members.${answer}_source, members.race_ethnicity_source, 'unknown'))`;

async function insert(duck: Duck, table: string, rows: readonly (readonly (string | null)[])[]): Promise<void> {
  for (let start = 0; start < rows.length; start += 1000) {
    const values = rows
      .slice(start, start + 1000)
      .map((row) => `(${row.map((value) => (value === null ? 'null' : literal(value))).join(', ')})`);
    await duck.run(`insert into ${table} values ${values.join(', ')}`);
  }
}
