import type { Direction } from '../benchmark.ts';
import { type Counts, requireWhole } from '../counts.ts';
import type { Program } from '../program/program.ts';
import { everybody, type ProgramResults, type ResultKey } from '../score/results.ts';
import { cellKey, type ChangedCells, withCells } from './withCells.ts';

/** Patients of one measure whose gap is closed. */
export interface GapChange {
  /** Its id, or `each`. */
  readonly organization: string;
  /** Id of a measure in the data. */
  readonly measure: string;
  /** Stratification and stratum of the patients; without them anybody's gap. */
  readonly by?: string | undefined;
  readonly stratum?: string | undefined;
  /** How many; of `each`, at most as many as it has open. */
  readonly patients: number;
}

/** Gaps as they were closed at one organization. */
export interface ClosedGaps extends GapChange {
  readonly by: string;
  readonly stratum: string;
}

/** An organization among `each` where nothing could be closed. */
export interface PassedOver {
  readonly organization: string;
  readonly measure: string;
  readonly reason: string;
}

/**
 * Results with gaps closed: into the numerator where higher is better, out of it where lower is, in the stratum named and in
 * the total. Other stratifications stay as they were, for counts do not say who is in a stratum of each; so does every other
 * organization, such as the one that this one belongs to.
 *
 * @param results  the results as they are
 * @param changes  whose gaps, in whole patients; `each` closes as many as there are, and passes over what is hidden or not there
 * @param program  in force: its year, and which way is better
 * @returns        a view of the results
 * @throws RangeError when a cell is not there or hidden, has fewer open gaps than are to be closed, or two stratifications of one
 *   measure are named, which may hold the same patient
 * @example closeGaps(programResults([{ organization: 'a', measure: 'CBP', year: 2025, by: 'total', stratum: 'all', denominator: 143, numerator: 79 }]), [{ organization: 'a', measure: 'CBP', patients: 4 }], programInForce(findProgram('plan-to-provider-example'), { year: 2025 })).cell({ organization: 'a', measure: 'CBP', year: 2025, by: 'total', stratum: 'all' }).numerator // 83
 */
export function closeGaps(results: ProgramResults, changes: readonly GapChange[], program: Program): ProgramResults {
  return applyGaps(results, changes, { program }).results;
}

export interface AppliedGaps {
  readonly results: ProgramResults;
  readonly closed: readonly ClosedGaps[];
  readonly passedOver: readonly PassedOver[];
}

/** The same, and what was closed where. `each` is each of the organizations given. */
export function applyGaps(
  results: ProgramResults,
  changes: readonly GapChange[],
  {
    program,
    organizations = results.organizations,
  }: { readonly program: Program; readonly organizations?: readonly string[] | undefined },
): AppliedGaps {
  const cells: ChangedCells = new Map();
  const changed = withCells(results, cells);
  const closed: ClosedGaps[] = [];
  const passedOver: PassedOver[] = [];
  const named = new Map<string, string>();
  for (const change of changes) {
    const { measure } = change;
    const where = whereOf(change);
    const direction = directionOf(program, measure);
    requireWhole('patients', change.patients);
    const each = change.organization === 'each';
    for (const organization of each ? organizations : [change.organization]) {
      requireOneStratification(named, { organization, measure, ...where });
      const keys = keysOf({ organization, measure, year: program.year, ...where });
      const found = keys.map((key) => openCell(changed, { key, direction }));
      const reason = found.find((one) => typeof one === 'string');
      const open = found.flatMap((one) => (typeof one === 'string' ? [] : [one]));
      const room = Math.min(...open.map((one) => one.open));
      if (reason !== undefined || (!each && room < change.patients)) {
        if (!each) throw new RangeError(reason ?? tooMany(keys, { open, patients: change.patients }));
        passedOver.push({ organization, measure, reason: reason! });
        continue;
      }
      const patients = Math.min(room, change.patients);
      for (const [index, { counts }] of open.entries())
        cells.set(cellKey(keys[index]!), {
          ...counts,
          numerator: counts.numerator + (direction === 'higher' ? patients : -patients),
        });
      closed.push({ organization, measure, ...where, patients });
      if (where.by !== everybody.by) named.set(patientsOf(organization, measure), where.by);
    }
  }
  return { results: changed, closed, passedOver };
}

type Where = Pick<ResultKey, 'by' | 'stratum'>;

function whereOf({ by, measure, stratum }: GapChange): Where {
  if ((by === undefined) !== (stratum === undefined))
    throw new RangeError(`${measure}: name the stratification and the stratum, or neither, got ${by ?? stratum} alone`);
  return by === undefined || stratum === undefined ? everybody : { by, stratum };
}

/** Which way is better, from the part of the program that uses the measure, or its component. */
export function directionOf({ components, id, measures }: Program, measure: string): Direction {
  const known: { readonly measure: string; readonly direction: Direction }[] = [];
  for (const { parts } of measures) known.push(...parts);
  for (const component of components) if (component.kind === 'gap-closure') known.push(component);
  const found = known.find((one) => one.measure === measure);
  if (found !== undefined) return found.direction;
  const ids = [...new Set(known.map((one) => one.measure))];
  throw new RangeError(`${measure} is no measure of ${id}; there are ${ids.join(', ') || 'none'}`);
}

/** The cell itself and the total that holds its patients. */
function keysOf(key: ResultKey): readonly ResultKey[] {
  return key.by === everybody.by ? [key] : [key, { ...key, ...everybody }];
}

interface OpenCell {
  readonly counts: Counts;
  readonly open: number;
}

/** Counts of a cell with its open gaps, or why there are none to close. */
function openCell(
  results: ProgramResults,
  { key, direction }: { readonly key: ResultKey; readonly direction: Direction },
): OpenCell | string {
  const cell = results.cell(key);
  if (cell === null) return `${cellName(key)} has no data in ${key.year}`;
  const { denominator, numerator } = cell;
  if (denominator === null || numerator === null)
    return `${cellName(key)} is hidden by the release: what closing gaps would do there cannot be said`;
  return { counts: { denominator, numerator }, open: direction === 'higher' ? denominator - numerator : numerator };
}

function tooMany(
  keys: readonly ResultKey[],
  { open, patients }: { readonly open: readonly OpenCell[]; readonly patients: number },
): string {
  const index = open.findIndex((one) => one.open < patients);
  return `${cellName(keys[index]!)} has ${open[index]!.open} open gaps, so ${patients} cannot be closed`;
}

function cellName({ by, measure, organization, stratum }: Omit<ResultKey, 'year'>): string {
  return `${organization} ${measure}${by === everybody.by ? '' : ` (${by}: ${stratum})`}`;
}

/** `named` holds the stratification by which gaps of a measure of an organization were closed before. */
function requireOneStratification(
  named: ReadonlyMap<string, string>,
  { by, measure, organization }: Omit<ResultKey, 'year' | 'stratum'>,
): void {
  const other = named.get(patientsOf(organization, measure));
  if (other === undefined || other === by || by === everybody.by) return;
  throw new RangeError(
    `${organization} ${measure}: gaps are closed by one stratification at a time, got ${other} and ${by}: a patient can be in a stratum of each and would count twice`,
  );
}

const patientsOf = (organization: string, measure: string): string => JSON.stringify([organization, measure]);
