import { benchmarkTemplate } from '@equipoise/reporting';
import { exit, type Verb } from '../../verb.ts';

export const template: Verb = {
  name: 'benchmark template',
  summary: 'Prints a percentile table to fill in, as CSV: licensed or in-house figures, for import-table.',
  flags: [],
  examples: [{ call: 'equipoise benchmark template', why: 'a CSV to fill in with percentiles of your own' }],
  async run(_given, { out }) {
    out(benchmarkTemplate());
    return exit.done;
  },
};
