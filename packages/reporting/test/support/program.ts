import { defineProgram, type ProgramDefinition, type ProgramInput } from '@equipoise/benchmark';

/** A bonus for blood pressure at the median of the Medicaid states, but for what a test changes. Its numbers are invented. */
export function programOf(changes: Partial<ProgramInput> = {}): ProgramDefinition {
  return defineProgram(
    {
      id: 'own',
      title: 'Our bonus',
      kind: 'bonus',
      status: 'example',
      payer: 'an invented plan',
      accountable: { level: 'practice', words: 'each practice' },
      verified: true,
      source: 'test',
      citations: { test: { title: 'Invented for a test' } },
      notKnown: [],
      benchmark: { set: 'cms-core-set-medicaid-2021' },
      lines: { median: { percentile: 50 } },
      scales: { cliff: { scale: 'cliff', line: 'median' } },
      scale: 'cliff',
      minimumDenominator: 30,
      measures: [{ id: 'CBP', title: 'Blood pressure', parts: [{ measure: 'CBP', direction: 'higher' }], weight: 1 }],
      money: { base: 'capitation', inputs: { capitation: 'Capitation of the year, in dollars' }, share: 0.1 },
      ...changes,
    },
    'own.json',
  );
}

/** Percentiles of plans that a licence keeps in the house: a median of 61.23 %, in a form that no other number has. */
export const licensedCsv = (median = '61.23', set = 'licensed-2024'): string =>
  [
    'measure_id,measurement_year,product_line,percentile,value,source,verified,direction,unit,orientation,benchmark_set,licence_note',
    ...(
      [
        ['25', '51.17'],
        ['50', median],
        ['75', '69.71'],
      ] as const
    ).map(
      ([percentile, value]) =>
        `CBP,2023,medicaid-hmo,${percentile},${value},licensed,true,higher,percent,performance,${set},not redistributable`,
    ),
    '',
  ].join('\n');
