import { cdcConcepts } from './cdcConcepts.ts';

/** The strata of the three built-in readings, in the order in which reports print them. */
export const raceStrata = [
  'American Indian or Alaska Native',
  'Asian',
  'Black or African American',
  'Native Hawaiian or Other Pacific Islander',
  'White',
  'Some Other Race',
  'Two or More Races',
  'Asked But No Answer',
  'Unknown',
] as const;
export const ethnicityStrata = ['Hispanic or Latino', 'Not Hispanic or Latino', 'Asked But No Answer', 'Unknown'] as const;
export const raceEthnicityStrata = ['Hispanic or Latino', ...raceStrata] as const;

/** Strata that say only that nothing is known: shown as a share, never compared and never a reference. */
export const unansweredStrata: readonly string[] = ['Asked But No Answer', 'Unknown'];

/** How a person's answer came to be known, in the order of reports. */
export const answerSourceStrata = ['self-reported', 'indirect', 'declined', 'unknown'] as const;
export type AnswerSource = (typeof answerSourceStrata)[number];

/** What a source of race and ethnicity may be called: NCQA's three kinds. */
export const recordedSources = ['direct', 'indirect', 'unknown'] as const;

/** Three readings of one person's answers: HEDIS keeps race and ethnicity apart, the combined one puts Hispanic first. */
export interface RaceEthnicity {
  readonly race: string;
  readonly ethnicity: string;
  readonly raceEthnicity: string;
}

const severalRaces = 'Two or More Races';
const hispanic = 'Hispanic or Latino';

type Answer = { readonly categories: ReadonlySet<string>; readonly declined: boolean; readonly unknown: readonly string[] };

const declinedWords = new Set(['asked-no-answer', 'asked but no answer', 'asku', 'declined']);
const unknownWords = new Set(['unknown', 'unk', 'und']);
type Words = Readonly<Record<'race' | 'ethnicity', ReadonlyMap<string, string>>>;
let known: Words | null = null;

/** Word → category, made when the first answer is read: most programs that embed the engine read none. */
function categoryByWord(): Words {
  if (known) return known;
  const words = { race: new Map<string, string>(), ethnicity: new Map<string, string>() };
  for (const { axis, category, lines } of cdcConcepts) {
    words[axis].set(category.toLowerCase(), category);
    for (const line of lines.trim().split('\n')) {
      const space = line.indexOf(' ');
      words[axis].set(line.slice(0, space), category);
      words[axis].set(line.slice(space + 1).toLowerCase(), category);
    }
  }
  // Not a CDC concept, but what a file says that was rolled up before.
  words.race.set(severalRaces.toLowerCase(), severalRaces);
  known = words;
  return words;
}

function readAnswer(axis: 'race' | 'ethnicity', text: string | null): Answer {
  const categories = new Set<string>();
  const unknown: string[] = [];
  let declined = false;
  for (const part of (text ?? '').split(';')) {
    const word = part.trim().toLowerCase();
    const category = categoryByWord()[axis].get(word);
    if (category !== undefined) categories.add(category);
    else if (declinedWords.has(word)) declined = true;
    else if (word !== '' && !unknownWords.has(word)) unknown.push(part.trim());
  }
  return { categories, declined, unknown };
}

/**
 * The words of an answer that are neither a code, nor a name, nor a way to say that it is not known.
 *
 * @param axis  `race` or `ethnicity`
 * @param text  codes or names, `;` between; null when nothing is recorded
 * @returns     the words that cannot be read, in their order; none when all can
 * @example unreadableRaceEthnicity('race', '2106-3;martian') // ['martian']
 */
export function unreadableRaceEthnicity(axis: 'race' | 'ethnicity', text: string | null): readonly string[] {
  return readAnswer(axis, text).unknown;
}

/**
 * Rolls a person's answers up into the strata of HEDIS (race and ethnicity apart) and of the combined reading.
 *
 * Several detailed codes inside one category count once; codes of two categories make Two or More Races. A refusal
 * (`asked-no-answer`) stays apart from `unknown`. Combined: Hispanic or Latino of any race first, then race.
 * Words that cannot be read count as nothing: see `unreadableRaceEthnicity`.
 *
 * @param race       CDC or OMB codes or names, `;` between; null when nothing is recorded
 * @param ethnicity  likewise
 * @example rollUpRaceEthnicity('2034-7;2036-2', '2186-5') // { race: 'Asian', ethnicity: 'Not Hispanic or Latino', raceEthnicity: 'Asian' }
 *
 * Source: OMB Statistical Policy Directive 15, 62 FR 58782 (1997); NCQA, HEDIS race and ethnicity stratification FAQ (16 November 2023).
 */
export function rollUpRaceEthnicity(race: string | null, ethnicity: string | null): RaceEthnicity {
  const raceStratum = rollUp(readAnswer('race', race), severalRaces);
  // Saying both Hispanic and not Hispanic is an answer of Hispanic: one such origin is enough.
  const ethnicityStratum = rollUp(readAnswer('ethnicity', ethnicity), hispanic);
  return {
    race: raceStratum,
    ethnicity: ethnicityStratum,
    raceEthnicity: ethnicityStratum === hispanic ? ethnicityStratum : raceStratum,
  };
}

/** How the three readings of one person's answers came to be known. */
export interface RaceEthnicitySources {
  readonly race: AnswerSource;
  readonly ethnicity: AnswerSource;
  readonly raceEthnicity: AnswerSource;
}

/**
 * How each reading of a person's answers came to be known:
 *
 *   self-reported  a category, from a direct source
 *   indirect       a category, from an indirect one: surname, place, another's record
 *   declined       asked, and no answer: direct by its nature, whatever the source says, and no category
 *   unknown        nothing recorded, or a category of which nobody says how it came
 *
 * The combined reading goes by the source of the answer that decided it: ethnicity's for Hispanic or Latino, else race's. It
 * says of every stratum where that stratum came from; an ethnicity that leaves the stratum as it is leaves its source too.
 *
 * @param strata   the three readings, as `rollUpRaceEthnicity` gives them
 * @param sources  `direct`, `indirect` or `unknown`, in any case; null when nothing is recorded
 * @example rollUpSources(rollUpRaceEthnicity('2106-3', '2135-2'), { race: 'indirect', ethnicity: 'direct' }) // { race: 'indirect', ethnicity: 'self-reported', raceEthnicity: 'self-reported' }
 * @example rollUpSources(rollUpRaceEthnicity('asked-no-answer', null), { race: 'direct', ethnicity: 'direct' }) // { race: 'declined', ethnicity: 'unknown', raceEthnicity: 'declined' }
 *
 * Source: NCQA, HEDIS race and ethnicity stratification FAQ (16 November 2023): from MY2023 Unknown goes with the unknown source.
 */
export function rollUpSources(
  strata: RaceEthnicity,
  sources: { readonly race: string | null; readonly ethnicity: string | null },
): RaceEthnicitySources {
  const race = sourceOf(strata.race, sources.race);
  const ethnicity = sourceOf(strata.ethnicity, sources.ethnicity);
  return { race, ethnicity, raceEthnicity: strata.raceEthnicity === hispanic ? ethnicity : race };
}

function sourceOf(stratum: string, source: string | null): AnswerSource {
  if (stratum === 'Asked But No Answer') return 'declined';
  const kind = source?.trim().toLowerCase();
  if (stratum === 'Unknown' || (kind !== 'direct' && kind !== 'indirect')) return 'unknown';
  return kind === 'direct' ? 'self-reported' : 'indirect';
}

function rollUp({ categories, declined }: Answer, several: string): string {
  const [only] = categories;
  if (categories.size > 1) return several;
  if (only !== undefined) return only;
  return declined ? 'Asked But No Answer' : 'Unknown';
}
