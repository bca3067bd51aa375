import { proportionMethods, type ProportionMethodId } from '@equipoise/engine';
import { periodsOf, provenanceLine, questionOf, withReports } from '../context.ts';
import { formatFlag, levelFlag, methodFlag, minimumFlag, periodFlags, questionFlags } from '../flags.ts';
import { rateRow } from '../rows.ts';
import { formatRows } from '../table.ts';
import { exit, type Verb } from '../verb.ts';

const columns = ['period', 'organization', 'stratum', 'denominator', 'numerator', 'rate', 'lower', 'upper', 'status', 'reason'];

export const rates: Verb = {
  name: 'rates',
  summary: 'Rates with their intervals, for everybody or by stratum.',
  flags: [
    ...questionFlags,
    {
      name: 'by',
      value: 'STRATIFICATION',
      help: 'race-ethnicity, race, ethnicity, any of these with -source, language, sex, age-band, or one of the configuration (default total)',
    },
    ...periodFlags,
    methodFlag('wilson', proportionMethods),
    levelFlag,
    minimumFlag,
    formatFlag,
  ],
  examples: [
    { call: 'equipoise rates --measure CBP --by race-ethnicity', why: 'the payer by race and ethnicity, latest period' },
    { call: 'equipoise rates --measure GSD9 --at practice --format csv', why: 'every practice, as CSV' },
  ],
  async run(given, { out }) {
    return withReports(given, async (reports) => {
      const question = {
        ...questionOf(given, reports),
        ...periodsOf(given),
        by: given.text('by'),
      };
      const options = {
        method: (given.text('method') ?? 'wilson') as ProportionMethodId,
        level: given.number('level') ?? 0.95,
        denominatorMin: given.number('denominator-min') ?? 0,
      };
      const rows = (await reports.rates(question, options)).map((rate) => rateRow(rate, reports.provenance));
      const format = given.text('format') ?? 'table';
      out(formatRows(rows, format, columns));
      if (format === 'table')
        out(`\n${options.method} intervals, level ${options.level} · ${provenanceLine(reports, given.value('measure'))}`);
      return exit.done;
    });
  },
};
