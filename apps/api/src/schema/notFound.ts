import { benchmarkSets } from '@equipoise/benchmark';
import { QuestionError, UnknownNameError } from '@equipoise/reporting';
import type { Release } from '@equipoise/store';
import { builder } from '../builder.ts';
import type { Context } from '../context.ts';
import { Refusal } from '../refuse.ts';

type Kind = UnknownNameError['kind'] | 'cells';

/** An id that the release does not have. The message says what there is, never what was asked for: that could name a patient. */
export class NotFound {
  readonly missing: Kind;
  readonly message: string;
  constructor(missing: Kind, message: string) {
    this.missing = missing;
    this.message = message;
  }
}

const NotFoundKindEnum = builder.enumType('NotFoundKind', {
  description: 'What a release does not have.',
  values: {
    ORGANIZATION: { value: 'organization', description: 'The organization.' },
    MEASURE: { value: 'measure', description: 'The measure; its id is case-sensitive.' },
    STRATIFICATION: { value: 'stratification', description: 'The stratification, or one whose groups can be compared.' },
    STRATUM: { value: 'stratum', description: 'The stratum, or the reference of a comparison.' },
    PERIOD: { value: 'period', description: 'The month, or a range of months that holds any.' },
    BENCHMARK: { value: 'benchmark', description: 'The benchmark for this measure.' },
    RELEASE: { value: 'release', description: 'The release.' },
    PROGRAM: { value: 'program', description: 'The program.' },
    SETTLEMENT: { value: 'settlement', description: 'The settlement.' },
    CELLS: { value: 'cells', description: 'Every name is known, but nothing was reported for them together.' },
  } as const,
});

export const NotFoundRef = builder.objectType(NotFound, {
  name: 'NotFound',
  description: 'The answer when a question names what the release does not have.',
  fields: (t) => ({
    // Not `kind`: an organization has one of another type, and one query could not ask for both.
    missing: t.expose('missing', { type: NotFoundKindEnum, description: 'Which of the names was not found.' }),
    message: t.exposeString('message', { description: 'What there is instead. It never repeats the name that was asked for.' }),
  }),
});

/** The names are all known, but the release has nothing for them together. */
export const nothingReported = new NotFound(
  'cells',
  'Nothing was reported for this organization, measure, stratification and period.',
);

/** The names in a question that a hint may need; one that the release has is not a secret. */
export interface Named {
  readonly measure?: string;
  readonly by?: string;
}

/**
 * The answer, or that a name in the question is unknown: the one place where the words of reports become those of the API.
 *
 * @param context  whose release says what there is
 * @param named    the names that a hint may need
 * @param answer   may throw UnknownNameError, or QuestionError, whose message repeats no value
 * @throws Refusal when the parts of the question do not go together
 * @example orNotFound({ reports: { release: {} } }, {}, () => 7) // 7
 */
export async function orNotFound<T>(
  { reports: { release } }: Pick<Context, 'reports'>,
  named: Named,
  answer: () => T | Promise<T>,
): Promise<T | NotFound> {
  try {
    return await answer();
  } catch (error) {
    if (error instanceof QuestionError) throw new Refusal('BAD_USER_INPUT', error.message);
    if (!(error instanceof UnknownNameError)) throw error;
    return new NotFound(error.kind, hint(error.kind, release, named));
  }
}

function hint(kind: UnknownNameError['kind'], { periods, stratifications }: Release, { measure = '', by = '' }: Named): string {
  const held = Object.hasOwn(periods, measure) ? periods[measure]! : [];
  const benchmarks = benchmarkSets().filter((benchmark) => benchmark.measure === measure && held.length > 0);
  switch (kind) {
    case 'organization':
      return 'No such organization in this release: organizations lists them.';
    case 'measure':
      return `No such measure in this release; it has ${Object.keys(periods).join(', ')} (case counts).`;
    case 'stratification':
      return stratifications.some(({ id }) => id === by)
        ? 'The groups of this stratification cannot be compared: they share patients.'
        : `No such stratification in this release; it has ${stratifications.map(({ id }) => id).join(', ')}.`;
    case 'stratum':
      return 'No such stratum here: rates by the same stratification lists those of an organization. A reference is rest or one of them.';
    case 'period':
      return held.length === 0
        ? 'No such period: a period is a month such as 2025-03.'
        : `No such period: the release has months from ${held[0]!} to ${held.at(-1)!} of this measure, written like that.`;
    case 'benchmark':
      return benchmarks.length === 0
        ? 'No public benchmark for this measure.'
        : `No such benchmark for this measure; there are ${benchmarks.map(({ set }) => set).join(', ')}.`;
    case 'release':
      return 'No such release: releases lists them.';
    case 'program':
      return 'No such program: programs lists them.';
    case 'settlement':
      return 'No such settlement: settlements lists them.';
  }
}
