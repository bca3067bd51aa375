import { isEnumType, isInputObjectType, isInterfaceType, isObjectType, lexicographicSortSchema, printSchema } from 'graphql';
import { expect, test } from 'vitest';
import { schema } from '../src/index.ts';

test('the schema is what schema.graphql says: a change to it is a change to that file', async () => {
  await expect(`${printSchema(lexicographicSortSchema(schema))}\n`).toMatchFileSnapshot('../schema.graphql');
});

const own = Object.values(schema.getTypeMap()).filter(
  ({ name }) => !name.startsWith('__') && !['String', 'Int', 'Float', 'Boolean', 'ID'].includes(name),
);

/** Everything that a reader of the schema may meet, with its description. */
const described = own.flatMap((type) => {
  const parts: [string, string | null | undefined][] = [[type.name, type.description]];
  if (isEnumType(type)) {
    for (const { name, description } of type.getValues()) parts.push([`${type.name}.${name}`, description]);
  }
  if (isObjectType(type) || isInterfaceType(type) || isInputObjectType(type)) {
    for (const field of Object.values(type.getFields())) {
      parts.push([`${type.name}.${field.name}`, field.description]);
      for (const arg of 'args' in field ? field.args : [])
        parts.push([`${type.name}.${field.name}.${arg.name}`, arg.description]);
    }
  }
  return parts;
});

test('every type, field, argument and enum value says what it is, in a sentence', () => {
  expect(described.length).toBeGreaterThan(150);
  expect(described.filter(([, description]) => !/^[A-Za-z].{6,}\.$/s.test(description ?? '')).map(([name]) => name)).toEqual([]);
});

test('no type of the schema speaks of a member', () => {
  const names = described.map(([name]) => name);
  expect(names.filter((name) => /member|birth|mrn|patient(?!sToReach)/i.test(name))).toEqual([]);
});

test('every list that grows with the data is a page', () => {
  const pages = new Set(['rates', 'organizations', 'children', 'measures', 'stratifications', 'releases', 'settlements']);
  // As many as the program's file has.
  const bounded = new Set(['Program.measures', 'Award.measures']);
  for (const type of own.filter(isObjectType)) {
    for (const field of Object.values(type.getFields())) {
      if (!pages.has(field.name) || bounded.has(`${type.name}.${field.name}`)) continue;
      const first = field.args.find(({ name }) => name === 'first');
      expect(String(first?.type), `${type.name}.${field.name}`).toBe('Int!');
      expect(
        field.args.some(({ name }) => name === 'after'),
        `${type.name}.${field.name}`,
      ).toBe(true);
    }
  }
});

test('every type that holds an estimate says where it comes from', () => {
  // Parts of an answer: the type that holds them says it.
  const parts = new Set(['ComparedGroup', 'RunChartPoint', 'ControlChartPoint', 'FunnelUnit']);
  const holders = own.filter(isObjectType).filter((type) => {
    const fields = Object.values(type.getFields());
    return fields.some((field) =>
      /^\[?(Estimate|ComparedGroup|RunChartPoint|ControlChartPoint|FunnelUnit)!/.test(String(field.type)),
    );
  });
  expect(
    holders
      .map(({ name }) => name)
      .filter((name) => !parts.has(name))
      .toSorted(),
  ).toEqual(['ControlChart', 'Disparity', 'Funnel', 'Placement', 'Rate', 'RunChart']);
  const sources = holders.filter(({ name }) => !parts.has(name)).map((type) => String(type.getFields()['provenance']?.type));
  expect(sources).toEqual(Array.from({ length: 6 }, () => 'Provenance!'));
});
