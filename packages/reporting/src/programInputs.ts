import { readCsvRecords, type MoneyInputs, type ProgramDefinition } from '@equipoise/benchmark';
import type { Organization } from '@equipoise/engine';

/** Something wrong in a file of inputs. */
export interface InputFault {
  readonly file: string;
  /** Line of the file, the first being line 1; null when the whole file is at fault. */
  readonly line: number | null;
  readonly column: string | null;
  readonly message: string;
}

export interface ProgramInputs {
  /** By organization; none while there are faults. */
  readonly inputs: Readonly<Record<string, MoneyInputs>>;
  readonly faults: readonly InputFault[];
}

/**
 * Reads what a program's money is reckoned from, an organization a row: `organization_id` and a column for each input, such as
 * `premium`. An empty field states nothing. Either there are inputs or there are faults, all of them at once.
 *
 * @param text     the CSV file, decoded
 * @param options  `name` of the file; the program, whose inputs the columns name; the organizations there are
 */
export function readProgramInputs(
  text: string,
  {
    name: file,
    definition: { id, written },
    organizations,
  }: {
    readonly name: string;
    readonly definition: ProgramDefinition;
    readonly organizations: readonly Organization[];
  },
): ProgramInputs {
  const fault = (line: number | null, column: string | null, message: string): InputFault => ({ file, line, column, message });
  const known = Object.keys(written.money?.inputs ?? {});
  const { broken, records } = readCsvRecords(text);
  const [header, ...body] = records;
  if (broken) return { inputs: {}, faults: [fault(broken.line, null, 'a quote is not closed, or stands inside a field')] };
  const names = (header?.fields ?? []).map((field) => field.trim());
  const inputNames = names.filter((column) => column !== 'organization_id');
  const faults = [
    ...(names.includes('organization_id') ? [] : [fault(header?.line ?? null, null, 'there is no column organization_id')]),
    ...inputNames
      .filter((column) => !known.includes(column))
      .map((column) =>
        fault(
          header!.line,
          column,
          `${id} has no such input; the columns may be organization_id, ${known.join(', ') || 'and nothing else'}`,
        ),
      ),
    ...names
      .filter((column, place) => names.indexOf(column) < place)
      .map((column) => fault(header!.line, column, 'the column is there twice')),
  ];
  if (faults.length > 0) return { inputs: {}, faults };

  const ids = new Set(organizations.map((organization) => organization.id));
  const inputs = new Map<string, MoneyInputs>();
  for (const { fields, line } of body) {
    if (fields.length !== names.length) {
      faults.push(fault(line, null, `the record has ${fields.length} fields, the header ${names.length}`));
      continue;
    }
    const texts = new Map(names.map((column, place) => [column, fields[place]!.trim()]));
    const organization = texts.get('organization_id')!;
    if (!ids.has(organization)) faults.push(fault(line, 'organization_id', `organization ${organization} is not in the release`));
    if (inputs.has(organization)) faults.push(fault(line, 'organization_id', `organization ${organization} is there twice`));
    const stated = inputNames.filter((column) => texts.get(column) !== '');
    for (const column of stated) {
      const given = texts.get(column)!;
      if (!isAmount(given)) faults.push(fault(line, column, `must be a number of at least 0 in plain digits, got ${given}`));
    }
    inputs.set(organization, Object.fromEntries(stated.map((column) => [column, Number(texts.get(column))])));
  }
  return faults.length > 0 ? { inputs: {}, faults } : { inputs: Object.fromEntries(inputs), faults };
}

/** Plain digits, no thousands separators: 1,000 may be one or a thousand, depending on who reads it. */
export const isAmount = (text: string): boolean => /^\d+(\.\d+)?$/.test(text) && Number.isFinite(Number(text));
