import type { Random } from '@equipoise/engine';
import { type Choice, choose, defineChoice } from '../choose.ts';
import { communities } from '../geography/communities.ts';
import { practices } from '../geography/practices.ts';
import { ageBands, readingTopics } from '../plan/topics.ts';
import { languages } from './languages.ts';
import { askings, ethnicityCodes, raceCodes, raceEthnicityGroups, sourceCodes } from './raceEthnicity.ts';

/** A column of few distinct values: row → index into values. */
export interface Coded {
  readonly values: readonly string[];
  readonly codes: Uint8Array;
}

/** The members, by column, practice after practice. */
export interface Members {
  readonly count: number;
  /** Months since 0000-01, and the day 1 … 28. */
  readonly birthMonth: Int32Array;
  readonly birthDay: Uint8Array;
  readonly sex: Coded;
  readonly race: Coded;
  readonly ethnicity: Coded;
  readonly raceEthnicitySource: Coded;
  readonly language: Coded;
  /** The combined group that race and ethnicity roll up to. */
  readonly group: Coded;
  readonly practice: Coded;
}

/** What decides a member's care and is never written. */
export interface Panel {
  /** One column for each reading topic: 1 with the condition. */
  readonly conditions: readonly Uint8Array[];
  readonly excluded: Uint8Array;
  /** Chance of a visit in a month, for those with a condition. */
  readonly visitRate: Float64Array;
}

const sexes = { female: 53.2, male: 46.5, unknown: 0.3 };

/** Visits a month of people with a condition, and how common each is: some come often, some hardly ever. */
const visitRates = { '0.5': 30, '0.33': 50, '0.12': 20 };

/** Draws the members of every practice. Sizes are the planned ones times the scale, never less than one. */
export function drawPeople(
  { firstMonth, scale }: { readonly firstMonth: number; readonly scale: number },
  random: Random,
): { readonly members: Members; readonly panel: Panel } {
  const sizes = practices.map(({ size }) => Math.max(1, Math.round(size * scale)));
  const count = sizes.reduce((sum, size) => sum + size, 0);
  const birthMonth = new Int32Array(count);
  const birthDay = new Uint8Array(count);
  const practice = new Uint8Array(count);
  const group = new Uint8Array(count);
  const excluded = new Uint8Array(count);
  const visitRate = new Float64Array(count);
  const conditions = readingTopics.map(() => new Uint8Array(count));

  const ages = defineChoice(Object.fromEntries(ageBands.map(([from, , share]) => [`from ${from}`, share])));
  const visits = defineChoice(visitRates);
  let member = 0;
  for (const [index, { community, excludedShare }] of practices.entries()) {
    const mix = defineChoice(communities[community]); // in the order of raceEthnicityGroups
    for (const end = member + sizes[index]!; member < end; member += 1) {
      practice[member] = index;
      group[member] = choose(mix, random);
      const band = choose(ages, random);
      const [from, to] = ageBands[band]!;
      birthMonth[member] = firstMonth - 1 - from * 12 - random.below((to - from) * 12);
      birthDay[member] = 1 + random.below(28);
      excluded[member] = excludedShare > 0 && random.uniform() < excludedShare ? 1 : 0;
      for (const [topic, { prevalence }] of readingTopics.entries()) {
        conditions[topic]![member] = random.uniform() < prevalence[band]! ? 1 : 0;
      }
      visitRate[member] = Number(visits.values[choose(visits, random)]);
    }
  }

  const members: Members = {
    count,
    birthMonth,
    birthDay,
    sex: drawColumn(group, () => sexes, random),
    race: drawColumn(group, (name) => raceCodes[name], random),
    ethnicity: drawColumn(group, ethnicityCodes, random),
    raceEthnicitySource: drawSources({ group, practice }, random),
    language: drawColumn(group, (name) => languages[name], random),
    group: { values: raceEthnicityGroups, codes: group },
    practice: { values: practices.map(({ id }) => id), codes: practice },
  };
  return { members, panel: { conditions, excluded, visitRate } };
}

/** A column whose distribution depends on the member's group. */
function drawColumn(
  group: Uint8Array,
  weights: (name: (typeof raceEthnicityGroups)[number]) => Readonly<Record<string, number>>,
  random: Random,
): Coded {
  const choices: Choice[] = raceEthnicityGroups.map((name) => defineChoice(weights(name)));
  const values = [...new Set(choices.flatMap((choice) => choice.values))];
  const translations = choices.map((choice) => choice.values.map((value) => values.indexOf(value)));
  return { values, codes: Uint8Array.from(group, (code) => translations[code]![choose(choices[code]!, random)]!) };
}

/** How each member's race and ethnicity came to be known: by the member's group and when the practice asks. */
function drawSources({ group, practice }: { readonly group: Uint8Array; readonly practice: Uint8Array }, random: Random): Coded {
  const values = Object.keys(askings.registration);
  const choices = practices.map(({ asking }) => raceEthnicityGroups.map((name) => defineChoice(sourceCodes(name, asking))));
  return {
    values,
    codes: Uint8Array.from(group, (code, member) => {
      const choice = choices[practice[member]!]![code]!;
      return values.indexOf(choice.values[choose(choice, random)]!);
    }),
  };
}
