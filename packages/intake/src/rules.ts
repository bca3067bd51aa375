import type { Measure, Stratification } from '@equipoise/engine';
import { identifier, list, literal } from './duck.ts';
import { controlRule, holdsControl, reservedRule, stratifierRules } from './nameRules.ts';
import { patterns } from './patterns.ts';
import { ruleBook, type RuleName } from './ruleBook.ts';
import { tables, type Column, type TableName } from './tables.ts';
import type { UnreadableAnswers } from './strata.ts';

/** A rule about the rows of one table: those for which the condition holds break it. */
export interface Rule {
  readonly rule: RuleName;
  readonly severity: 'error' | 'warning';
  readonly table: TableName;
  readonly column: string;
  /** SQL over the columns of `over`. */
  readonly when: string;
  /** The table itself, or a view that has its row number as `row` and more columns. */
  readonly over: string;
  readonly message: string;
  readonly remedy: string;
}

/** What the rules need to know beside the rows. */
export interface RuleContext {
  readonly measures: readonly Measure[];
  readonly stratifications: readonly Stratification[];
  readonly unreadable: UnreadableAnswers;
  /** Columns that the files have; a column that is missing altogether is one fault of the file, not one of every row. */
  readonly present: (table: TableName) => ReadonlySet<string>;
}

/** Every rule about rows, for the tables that were read. */
export function rulesFor(loaded: readonly TableName[], context: RuleContext): Rule[] {
  // When no organization could be read, the issue of their file says it all.
  const blind = loaded.includes('organizations') && !context.present('organizations').has('organization_id');
  const rules = loaded.flatMap((table) => [
    ...columnRules(table, context),
    ...(tableRules[table]?.(context) ?? []),
    ...keyRule(table, context),
  ]);
  return rules
    .filter(({ rule }) => !(blind && (rule === 'unknown-practice' || rule === 'unknown-organization')))
    .map((rule) => ({ over: rule.table, ...rule, severity: ruleBook[rule.rule].severity }));
}

/** A rule as it is written down: over the table itself, with the severity of the rule book. */
export type Draft = Omit<Rule, 'severity' | 'over'> & Partial<Pick<Rule, 'over'>>;

/** Organizations of the files and of the database. */
const known = 'select organization_id from known_organization where organization_id is not null';

/** What each kind of column takes. */
function columnRules(table: TableName, { unreadable, present }: RuleContext): Draft[] {
  return tables[table].columns
    .filter(({ name }) => present(table).has(name))
    .flatMap((column) => {
      const missing: Draft[] = column.required
        ? [
            {
              rule: 'missing-value',
              table,
              column: column.name,
              when: `${column.name} is null`,
              message: `${column.name} is empty`,
              remedy: `write a value, such as ${column.example}`,
            },
          ]
        : [];
      return [...missing, ...kindRule(table, column, unreadable)];
    });
}

function kindRule(table: TableName, column: Column, unreadable: UnreadableAnswers): Draft[] {
  const { name, kind, values = [] } = column;
  const rule = (id: RuleName, when: string, message: string, remedy: string): Draft[] => [
    { rule: id, table, column: name, when: `${name} is not null and ${when}`, message, remedy },
  ];
  const unreadableIn = (answers: readonly string[], remedy: string) =>
    answers.length === 0
      ? []
      : rule('unknown-code', `${name} in (${list(answers)})`, `${name} holds a word that is neither a code nor a name`, remedy);
  switch (kind) {
    case 'identifier':
    case 'text':
      return [controlRule(table, name)];
    case 'flag':
      return rule('not-0-or-1', `${name} not in ('0', '1')`, `${name} is neither 0 nor 1`, 'write 0 or 1');
    case 'month':
      return [
        ...rule(
          'bad-month',
          `not regexp_full_match(${name}, '${patterns.month}')`,
          `${name} is not a month`,
          'write the month as YYYY-MM, such as 2025-03',
        ),
        ...rule(
          'implausible-period',
          `regexp_full_match(${name}, '${patterns.month}') and ${name} not between '1990-01' and '2100-12'`,
          `${name} is before 1990-01 or after 2100-12`,
          'correct the year',
        ),
      ];
    case 'date':
      return rule(
        'bad-date',
        `(not regexp_full_match(${name}, '${patterns.date}') or try_cast(${name} as date) is null)`,
        `${name} is not a date`,
        'write the date as YYYY-MM-DD',
      );
    case 'age':
      return rule(
        'bad-age',
        `not regexp_full_match(${name}, '${patterns.age}')`,
        `${name} is not an age in whole years`,
        'write whole years, 0 to 129',
      );
    case 'count':
      return rule(
        'bad-count',
        `not regexp_full_match(${name}, '${patterns.count}')`,
        `${name} is not a count`,
        'write a whole number of at most 9 digits, or <11 for one that is withheld',
      );
    case 'code':
      return [
        controlRule(table, name),
        ...rule(
          'unknown-code',
          `not (${holdsControl(name)}) and lower(${name}) not in (${list(values)})`,
          `${name} is not one of its codes`,
          `write one of ${values.join(', ')}`,
        ),
      ];
    case 'race':
      return unreadableIn(unreadable.race, 'write CDC or OMB race codes or names, ; between, or asked-no-answer or unknown');
    case 'ethnicity':
      return unreadableIn(
        unreadable.ethnicity,
        'write CDC or OMB ethnicity codes or names, ; between, or asked-no-answer or unknown',
      );
    case 'language':
      return unreadableIn(unreadable.language, 'write an ISO 639 code such as es, or asked-no-answer or unknown');
    default:
      return [];
  }
}

/** A row may stand once. Every row of a repeated key is named, for none of them is the right one. */
function keyRule(table: TableName, { present }: RuleContext): Draft[] {
  const { key } = tables[table];
  if (key.length === 0 || key.some((name) => !present(table).has(name))) return [];
  const columns = key.map(identifier).join(', ');
  return [
    {
      rule: 'duplicate',
      table,
      column: key.at(-1)!,
      when: `(${columns}) in (select (${columns}) from ${table} group by ${columns} having count(*) > 1)`,
      message: `${key.join(', ')} name a row that stands more than once`,
      remedy: 'keep one row',
    },
  ];
}

const tableRules: Partial<Record<TableName, (context: RuleContext) => Draft[]>> = {
  organizations: () => [
    {
      rule: 'unknown-parent',
      table: 'organizations',
      column: 'parent_id',
      when: `parent_id is not null and parent_id not in (${known})`,
      message: 'parent_id is no organization of the file or the database',
      remedy: 'add the organization above it, or leave parent_id empty',
    },
    {
      rule: 'wrong-parent',
      table: 'organizations',
      column: 'parent_id',
      // When the lower one is known from before, the row that changed the kind of the higher one is at fault.
      when: `organization_id in (select case when low.organization_id in (select organization_id from organizations) then low.organization_id else high.organization_id end
        from known_organization low join known_organization high on high.organization_id = low.parent_id where high.level <= low.level)`,
      message: 'parent_id is not of a higher kind',
      remedy: 'a practice stands under a provider_organization or payer, a provider_organization under a payer',
    },
  ],
  members: (context) => [
    {
      rule: 'missing-age',
      table: 'members',
      column: 'birth_date',
      when: 'birth_date is null and age is null',
      message: 'neither birth_date nor age is given',
      remedy: 'without it the member is counted in age band Unknown',
    },
    ...stratifierRules(context),
  ],
  results: ({ measures, present }) => [
    unknownMeasure('results', measures),
    // Without a members table every row would break this rule, and one issue of the file says it all.
    ...(present('members').has('member_id')
      ? [
          {
            rule: 'unknown-member',
            table: 'results',
            column: 'member_id',
            when: 'member_id is not null and member_id not in (select member_id from members where member_id is not null)',
            message: 'the member is not in the members table',
            remedy: 'add the member, or leave the result out',
          } as const,
        ]
      : []),
    {
      rule: 'unknown-practice',
      table: 'results',
      column: 'practice_id',
      when: `practice_id is not null and practice_id not in (${known} and kind = 'practice')`,
      message: 'practice_id is no organization of kind practice',
      remedy: 'add it to organizations',
    },
    {
      rule: 'numerator-without-denominator',
      table: 'results',
      column: 'numerator',
      when: `numerator = '1' and denominator = '0'`,
      message: 'numerator is 1 but denominator is 0',
      remedy: 'a member who met the measure must be counted: set denominator 1, or numerator 0',
    },
    {
      rule: 'excluded-in-denominator',
      table: 'results',
      column: 'excluded',
      when: `excluded = '1' and denominator = '1'`,
      message: 'excluded is 1 but denominator is 1 too',
      remedy: 'an excluded member is not counted: set denominator and numerator 0, or excluded 0',
    },
    {
      rule: 'counted-without-eligible',
      table: 'results',
      column: 'eligible',
      when: `eligible = '0' and (denominator = '1' or excluded = '1')`,
      message: 'eligible is 0 but the member is counted or excluded',
      remedy: 'set eligible 1, or denominator and excluded 0',
    },
    {
      rule: 'born-after-period',
      table: 'results',
      column: 'period',
      over: 'aged',
      when: 'born > period_end',
      message: 'the member was born after the period',
      remedy: 'correct the birth date or the period',
    },
    {
      rule: 'age-outside-measure',
      table: 'results',
      column: 'measure_id',
      over: 'aged',
      when: `denominator = '1' and (born is null or born <= period_end) and (age_then < youngest or age_then > oldest)`,
      message: 'the member is counted, and on the last day of the period is outside the ages of the measure',
      remedy: "check the measure's ages; the row is counted as it stands",
    },
  ],
  cells: ({ measures, stratifications }) => {
    const fixed = stratifications.filter(({ strata }) => strata !== null);
    return [
      unknownMeasure('cells', measures),
      {
        rule: 'unknown-organization',
        table: 'cells',
        column: 'organization_id',
        when: `organization_id is not null and organization_id not in (${known})`,
        message: 'organization_id is no organization',
        remedy: 'add it to organizations',
      },
      {
        rule: 'unknown-stratification',
        table: 'cells',
        column: 'stratification',
        when: `stratification is not null and stratification not in (${list(stratifications.map(({ id }) => id))})`,
        message: 'stratification is neither built in nor declared',
        remedy: `write one of ${stratifications.map(({ id }) => id).join(', ')}, or declare it in the configuration`,
      },
      reservedRule('cells', 'stratum'),
      ...fixed.map(({ id, strata }): Draft => ({
        rule: 'unknown-code',
        table: 'cells',
        column: 'stratum',
        when: `stratification = ${literal(id)} and stratum is not null and stratum not in (${list(strata!)})`,
        message: `stratum is not one of ${id}`,
        remedy: `write one of ${strata!.join(', ')}`,
      })),
      {
        rule: 'numerator-over-denominator',
        table: 'cells',
        column: 'numerator',
        when: 'try_cast(numerator as double) > try_cast(denominator as double)',
        message: 'numerator is larger than denominator',
        remedy: 'correct the counts; of the counted, no more than all can meet the measure',
      },
      {
        rule: 'denominator-over-eligible',
        table: 'cells',
        column: 'denominator',
        when: 'try_cast(denominator as double) + try_cast(excluded as double) > try_cast(eligible as double)',
        message: 'denominator and excluded together are larger than eligible',
        remedy: 'correct the counts; eligible holds the excluded and the counted',
      },
      {
        rule: 'total-disagrees',
        table: 'cells',
        column: 'denominator',
        when: 'rowid in (select row from total_disagrees)',
        message:
          "the strata of an exclusive, exhaustive stratification do not add up to the organization's total, or two such stratifications to the same sum",
        remedy: 'correct the counts, or declare the stratification as not exhaustive',
      },
    ];
  },
  annotations: ({ measures }) => [
    unknownMeasure('annotations', measures),
    {
      rule: 'unknown-organization',
      table: 'annotations',
      column: 'organization_id',
      when: `organization_id is not null and organization_id not in (${known})`,
      message: 'organization_id is no organization',
      remedy: 'add it to organizations',
    },
  ],
};

function unknownMeasure(table: TableName, measures: readonly Measure[]): Draft {
  return {
    rule: 'unknown-measure',
    table,
    column: 'measure_id',
    when: `measure_id is not null and measure_id not in (${list(measures.map(({ id }) => id))})`,
    message: 'measure_id is no measure of the catalogue or the configuration',
    remedy: `write one of ${measures.map(({ id }) => id).join(', ')} (case counts), or declare it in the configuration`,
  };
}
