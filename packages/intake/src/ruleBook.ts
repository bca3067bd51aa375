/** One rule: what breaking it means, whether an import may still go on, and which tables it looks at. */
export interface RuleEntry {
  readonly severity: 'error' | 'warning';
  readonly about: 'file' | 'row' | 'cells';
  readonly meaning: string;
}

const error = (about: RuleEntry['about'], meaning: string) => ({ severity: 'error', about, meaning }) as const;
const warning = (about: RuleEntry['about'], meaning: string) => ({ severity: 'warning', about, meaning }) as const;

/** Every rule that an issue can name. The data dictionary prints this list, and a test breaks each of them once. */
export const ruleBook = {
  'unknown-format': error('file', 'The format is told from the name, and this name says none that is read.'),
  'missing-file': error('file', 'The file is not there or may not be read.'),
  'unreadable-file': error('file', 'The file is not of the format that its name says, or it is cut off.'),
  'empty-file': error('file', 'The file holds nothing, not even a header line.'),
  'no-header': error('file', 'The first line names no column of the table.'),
  'unknown-column': error('file', 'A column that the table does not have, and that the configuration does not map.'),
  'repeated-column': error('file', 'Two columns stand for the same one.'),
  'missing-column': error('file', 'A required column is not in the file.'),
  'missing-table': error('file', 'Results were given without members.'),
  'too-many-strata': error(
    'file',
    'A declared stratifier without declared strata has more than 200 values: it may be an identifier, and strata are stored.',
  ),
  'missing-stratifier': warning('file', 'The configuration declares a stratifier whose column the members files do not have.'),
  'age-of-many-periods': error('file', 'Ages instead of birth dates, in an import of several periods.'),
  'broken-record': error(
    'row',
    'A record with too few or too many fields, a quote that is not closed, or a line that is no JSON object.',
  ),
  'not-utf-8': error('row', 'A record that is not UTF-8 text.'),
  'missing-value': error('row', 'A required value is empty.'),
  'not-0-or-1': error('row', 'A flag is neither 0 nor 1.'),
  'bad-month': error('row', 'A period is not a month, YYYY-MM.'),
  'implausible-period': error('row', 'A period is before 1990-01 or after 2100-12.'),
  'bad-date': error('row', 'A date is not an ISO date of the calendar, YYYY-MM-DD.'),
  'bad-age': error('row', 'An age is not in whole years from 0 to 129.'),
  'bad-count': error('row', 'A count is neither a whole number of at most 9 digits nor withheld, such as <11.'),
  'unknown-code': error('row', 'A value is not one of the codes, names or declared strata of its column.'),
  'control-character': error(
    'row',
    'A text holds a control or an invisible format character, such as a tab, a line break or a zero-width space.',
  ),
  'reserved-stratum': error('row', 'A stratum is named `rest`: that is the name for all the other strata together.'),
  'separator-in-stratum': error(
    'row',
    'A value of a stratification that is crossed with another holds the separator of crossings, a slash between spaces.',
  ),
  duplicate: error('row', 'The key of the table names more than one row; every one of them is listed.'),
  'unknown-parent': error('row', 'The organization above is neither in the files nor in the database.'),
  'wrong-parent': error('row', 'The organization above is not of a higher kind.'),
  'missing-age': warning('row', 'Neither birth date nor age: the member is counted in age band Unknown.'),
  'unknown-measure': error('row', 'The measure is neither in the catalogue nor in the configuration.'),
  'unknown-member': error('row', 'The member of a result is not in the members table.'),
  'unknown-practice': error('row', 'The practice of a result is no organization of kind practice.'),
  'unknown-organization': error('row', 'The organization is neither in the files nor in the database.'),
  'unknown-stratification': error('row', 'The stratification is neither built in nor declared.'),
  'numerator-without-denominator': error('row', 'A member met the measure without being counted.'),
  'excluded-in-denominator': error('row', 'A member is excluded and counted.'),
  'counted-without-eligible': error('row', 'A member is counted or excluded without belonging to the population.'),
  'born-after-period': error('row', 'The member was born after the last day of the period.'),
  'age-outside-measure': warning('row', 'A counted member is outside the ages of the measure on the last day of the period.'),
  'numerator-over-denominator': error('row', 'More met the measure than were counted.'),
  'denominator-over-eligible': error('row', 'The counted and the excluded are more than the population.'),
  'total-disagrees': error(
    'cells',
    'The strata of an exclusive, exhaustive stratification do not add up to the total, or to the sum of another.',
  ),
  'counted-twice': error(
    'cells',
    'The same patients would be added up twice: cells of an organization beside those of one under it, or in two tables.',
  ),
} as const satisfies Readonly<Record<string, RuleEntry>>;

export type RuleName = keyof typeof ruleBook;
