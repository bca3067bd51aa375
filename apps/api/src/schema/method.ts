import { differenceMethods, methodCatalogue, proportionMethods, type Method, type MethodFamily } from '@equipoise/engine';
import { builder } from '../builder.ts';

/** An enum that says of each value what a catalogue says of its id: `clopper-pearson` is CLOPPER_PEARSON. */
function enumOf<Id extends string>(name: string, description: string, values: Readonly<Record<Id, string>>) {
  const entries = Object.entries<string>(values);
  return builder.enumType(name, {
    description,
    values: Object.fromEntries(
      entries.map(([id, said]) => [id.replaceAll('-', '_').toUpperCase(), { value: id as Id, description: said }]),
    ),
  });
}

/** What the metadata of methods say to somebody who chooses one. */
function adviceOf<Id extends string>(methods: Readonly<Record<Id, Method>>): Record<Id, string> {
  const advice = Object.entries<Method>(methods).map(([id, { title, paper, use }]) => [id, `${title} (${paper}). ${use}`]);
  return Object.fromEntries(advice) as Record<Id, string>;
}

export const ProportionMethodEnum = enumOf('ProportionMethod', 'Method of the interval of a rate.', adviceOf(proportionMethods));
export const DifferenceMethodEnum = enumOf(
  'DifferenceMethod',
  'Method of the interval of a difference of two rates.',
  adviceOf(differenceMethods),
);

const FamilyEnum = enumOf(
  'MethodFamily',
  'What a method is for.',
  Object.fromEntries(methodCatalogue.map(({ id, job }) => [id, `${job[0]!.toUpperCase()}${job.slice(1)}.`])),
);

const MethodRef = builder.objectRef<Method & { readonly family: MethodFamily }>('Method').implement({
  description: 'A method of the measure engine: where it comes from, how it behaves, when to choose it and when not.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'What names it in answers. Arguments write it in capitals, with _ for -.' }),
    family: t.field({ type: FamilyEnum, description: 'What it is for.', resolve: ({ family }) => family.id }),
    job: t.string({ description: 'What it is for, in words.', resolve: ({ family }) => family.job }),
    default: t.boolean({
      description: 'Whether it is the one that is taken when none is named.',
      resolve: ({ id, family }) => id === family.default,
    }),
    title: t.exposeString('title', { description: 'What to call it.' }),
    paper: t.exposeString('paper', { description: 'Where it was published.' }),
    behaviour: t.exposeString('behaviour', {
      description: 'What its actual coverage does beside the level that is asked for; of a test, its actual error.',
    }),
    use: t.exposeString('use', { description: 'When to choose it.' }),
    avoid: t.exposeString('avoid', { description: 'When not to choose it.' }),
  }),
});

builder.queryField('methods', (t) =>
  t.field({
    type: [MethodRef],
    description: 'Every interval method, test and adjustment of the measure engine, with when to choose it and when not.',
    args: { family: t.arg({ type: FamilyEnum, description: 'Only those for one job.' }) },
    resolve: (_, { family: asked }) =>
      methodCatalogue
        .filter(({ id }) => (asked ?? id) === id)
        .flatMap((family) => family.methods.map((method) => ({ ...method, family }))),
  }),
);
