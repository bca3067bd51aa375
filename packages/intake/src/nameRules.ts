import { crossedStratum, type Stratification } from '@equipoise/engine';
import { identifier, list, literal } from './duck.ts';
import { patterns } from './patterns.ts';
import type { Draft, RuleContext } from './rules.ts';
import { reservedStratum } from './strata.ts';
import { tables, type ColumnKind, type TableName } from './tables.ts';

/** SQL: whether a text holds what nobody sees. */
export const holdsControl = (column: string): string => `not regexp_full_match(${identifier(column)}, '${patterns.text}')`;

/** A character that nobody sees would make two names of one, or reach a terminal as a command. */
export function controlRule(table: TableName, column: string): Draft {
  return {
    rule: 'control-character',
    table,
    column,
    when: holdsControl(column),
    message: `${column} holds a control or an invisible format character`,
    remedy: 'write it without tabs, line breaks and characters of no width',
  };
}

export function reservedRule(table: TableName, column: string): Draft {
  return {
    rule: 'reserved-stratum',
    table,
    column,
    when: `lower(${identifier(column)}) = ${literal(reservedStratum)}`,
    message: `the stratum is named ${reservedStratum}, which stands for all the other strata together`,
    remedy: 'call it otherwise, such as other',
  };
}

/** Kinds of our own columns that have the rule for control characters already. */
const checkedKinds: readonly ColumnKind[] = ['identifier', 'text', 'code'];

/** What the columns of declared stratifiers must not hold: their values become names of strata, and are stored. */
export function stratifierRules({ stratifications, present }: RuleContext): Draft[] {
  const declared = stratifications.filter(({ column }) => column !== null && present('members').has(column));
  const crossed = new Set(stratifications.flatMap(({ crosses }) => crosses ?? []));
  const columnsOf = (some: readonly Stratification[]) => [...new Set(some.map(({ column }) => column!))];
  const checked = new Set(tables.members.columns.filter(({ kind }) => checkedKinds.includes(kind)).map(({ name }) => name));
  return [
    ...columnsOf(declared).map((column) => reservedRule('members', column)),
    ...columnsOf(declared)
      .filter((column) => !checked.has(column))
      .map((column) => controlRule('members', column)),
    ...columnsOf(declared.filter(({ id }) => crossed.has(id))).map(separatorRule),
    ...declared.filter(({ strata }) => strata !== null).map(declaredStrataRule),
  ];
}

function separatorRule(column: string): Draft {
  return {
    rule: 'separator-in-stratum',
    table: 'members',
    column,
    // Beside the separator, a slash that begins or ends a value would be read as part of it.
    when: `contains(' ' || ${identifier(column)} || ' ', ${literal(crossedStratum('', ''))})`,
    message: `${column} holds a slash between spaces, which separates the strata of a crossing`,
    remedy: 'write the slash without spaces, or another sign',
  };
}

function declaredStrataRule({ id, column, strata }: Stratification): Draft {
  const allowed = [...strata!, 'Unknown'];
  return {
    rule: 'unknown-code',
    table: 'members',
    column: column!,
    when: `${identifier(column!)} is not null and ${identifier(column!)} not in (${list(allowed)})`,
    message: `${column!} is not one of the strata declared for ${id}`,
    remedy: `write one of ${allowed.join(', ')}, or declare it`,
  };
}
