import {
  getNamedType,
  isObjectType,
  isRequiredArgument,
  isUnionType,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';

/** What to give where the schema asks for a value: by `field.argument`, else by argument. */
export type Values = Readonly<Record<string, string>>;

/**
 * One selection for every field of a type, as deep as it leads to types that were not met on the way: a field that is added
 * tomorrow is asked for too. An organization is named where it is met, and not opened.
 */
export function everyFieldOf(schema: GraphQLSchema, name: string, values: Values): string[] {
  const type = schema.getType(name) as GraphQLObjectType;
  return Object.values(type.getFields()).map((field) => selectField(field, values, ['Organization', name]));
}

function selectField(field: GraphQLField<unknown, unknown>, values: Values, met: readonly string[]): string {
  return `${field.name}${argumentsOf(field, values)} ${selectType(getNamedType(field.type), values, met)}`;
}

function selectType(type: GraphQLNamedType, values: Values, met: readonly string[]): string {
  if (isUnionType(type)) {
    const parts = type.getTypes().map((member) => `... on ${member.name} ${selectType(member, values, met)}`);
    return `{ __typename ${parts.join(' ')} }`;
  }
  if (!isObjectType(type)) return '';
  if (met.includes(type.name)) return '{ __typename }';
  const fields = Object.values(type.getFields()).map((field) => selectField(field, values, [...met, type.name]));
  return `{ ${fields.join(' ')} }`;
}

function argumentsOf({ name, args }: GraphQLField<unknown, unknown>, values: Values): string {
  const given = args.flatMap((arg) => {
    const value = values[`${name}.${arg.name}`] ?? (isRequiredArgument(arg) ? values[arg.name] : undefined);
    return value === undefined ? [] : [`${arg.name}: ${value}`];
  });
  return given.length === 0 ? '' : `(${given.join(', ')})`;
}
