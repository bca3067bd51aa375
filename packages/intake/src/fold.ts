import {
  createFrameBuilder,
  totalStratification,
  totalStratum,
  type CellFrame,
  type Measure,
  type Stratification,
} from '@equipoise/engine';
import { literal, type Duck } from './duck.ts';
import { stratumExpression } from './strata.ts';

/**
 * Makes the views and tables that rules and folds stand on. Age is in completed years on the last day of the period;
 * who was born on 29 February completes a year on 28 February when there is no 29th.
 */
export async function prepareResults(duck: Duck, measures: readonly Measure[]): Promise<void> {
  const ages = measures.flatMap(({ id, ages }) => (ages ? [`(${literal(id)}, ${ages.from}, ${ages.to})`] : []));
  await duck.run('create table measure_age (measure_id varchar, youngest integer, oldest integer)');
  if (ages.length > 0) await duck.run(`insert into measure_age values ${ages.join(', ')}`);
  // A period that is no month has no last day: the age is then unknown here, and the rule for months names the row.
  await duck.run(`create view tally as
    select results.rowid as row, measure_id, period, practice_id, eligible, excluded, denominator, numerator, person.*,
      last_day(try_cast(period || '-01' as date)) as period_end,
      coalesce(date_sub('year', person.born, period_end), person.age) as age_then
    from results join person using (member_id)`);
  await duck.run('create view aged as select * from tally left join measure_age using (measure_id)');
}

const countOrWithheld = (name: string): string => `coalesce(try_cast(${name} as double), 'nan'::double)`;

/** Makes the tables that rules and folds of ready-made cells stand on: their counts as numbers, and totals that can be derived. */
export async function prepareCells(duck: Duck, stratifications: readonly Stratification[]): Promise<void> {
  const adding = stratifications.filter(({ id, exclusive, exhaustive }) => exclusive && exhaustive && id !== totalStratification);
  const sums = ['eligible', 'excluded', 'denominator', 'numerator'];
  await duck.run(`create view counted as select rowid as row, measure_id, period, organization_id, stratification, stratum,
      ${sums.map((name) => `${countOrWithheld(name)} as ${name}`).join(', ')} from cells`);
  await duck.run(`create table derived_total as
    select measure_id, period, organization_id, stratification, ${sums.map((name) => `sum(${name}) as ${name}`).join(', ')}, min(row) as row
    from counted where stratification in (${[...adding.map(({ id }) => literal(id)), 'null'].join(', ')})
    group by measure_id, period, organization_id, stratification
    union all select measure_id, period, organization_id, stratification, ${sums.join(', ')}, row from counted where stratification = ${literal(totalStratification)}`);
  const differ = sums.map((name) => `(not isnan(a.${name}) and not isnan(b.${name}) and a.${name} <> b.${name})`).join(' or ');
  await duck.run(`create table total_disagrees as select distinct b.row as row from derived_total a join derived_total b
    on a.measure_id = b.measure_id and a.period = b.period and a.organization_id = b.organization_id and a.stratification < b.stratification and (${differ})`);
}

/** Which stratifications the members' columns can give. */
export function foldable(
  stratifications: readonly Stratification[],
  columns: ReadonlySet<string>,
): { stratification: Stratification; expression: string }[] {
  return stratifications.flatMap((stratification) => {
    const expression = stratumExpression(stratification, stratifications, columns);
    return expression === null ? [] : [{ stratification, expression }];
  });
}

/** Counts results into cells: one statement, one pass, a grouping set for each stratification, never their full cross. */
export function resultFold(folds: readonly { stratification: Stratification; expression: string }[]): string {
  const strata = folds.map(({ expression }, index) => `${expression} as s${index}`).join(', ');
  const which = folds
    .map(({ stratification }, index) => `when grouping(s${index}) = 0 then ${literal(stratification.id)}`)
    .join(' ');
  const sets = folds.map((_, index) => `(measure_id, period, practice_id, s${index})`).join(', ');
  const counts = ['eligible', 'excluded', 'denominator', 'numerator'].map(
    (name) => `count(*) filter (where ${name} = '1')::double as ${name}`,
  );
  return `select measure_id, period, practice_id, case ${which} end as stratification,
      coalesce(${folds.map((_, index) => `s${index}`).join(', ')}) as stratum, ${counts.join(', ')}
    from (select measure_id, period, practice_id, eligible, excluded, denominator, numerator, ${strata} from tally)
    group by grouping sets (${sets}) order by all`;
}

/** Ready-made cells as they are, and totals where an exclusive, exhaustive stratification gives one that was not supplied. */
export const cellFold = `select measure_id, period, organization_id, stratification, stratum, eligible, excluded, denominator, numerator from counted
  union all
  select measure_id, period, organization_id, ${literal(totalStratification)}, ${literal(totalStratum)},
    any_value(eligible), any_value(excluded), any_value(denominator), any_value(numerator)
  from (select *, row_number() over (partition by measure_id, period, organization_id order by isnan(denominator), stratification) as choice,
      count(*) filter (where stratification = ${literal(totalStratification)}) over (partition by measure_id, period, organization_id) as supplied
    from derived_total)
  where choice = 1 and supplied = 0 group by measure_id, period, organization_id
  order by all`;

/** Runs folds and gathers their cells in one frame. */
export async function collectCells(duck: Duck, folds: readonly string[]): Promise<CellFrame> {
  const builder = createFrameBuilder();
  const members: string[] = ['', '', '', '', ''];
  const counts = [0, 0, 0, 0];
  for (const sql of folds) {
    for await (const batch of duck.batches(sql)) {
      const columns = Array.from({ length: 9 }, (_, index) => batch.column(index));
      for (let row = 0; row < batch.length; row += 1) {
        for (let d = 0; d < 5; d += 1) members[d] = columns[d]![row] as string;
        for (let c = 0; c < 4; c += 1) counts[c] = columns[5 + c]![row] as number;
        builder.add(members, counts);
      }
    }
  }
  return builder.build();
}
