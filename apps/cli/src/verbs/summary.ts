import { withReports } from '../context.ts';
import { dbFlag, releaseFlag } from '../flags.ts';
import { printSummary } from '../summary.ts';
import { exit, type Verb } from '../verb.ts';

export const summary: Verb = {
  name: 'summary',
  summary: 'One paragraph a measure: the rate, the gaps, practices with a run-chart signal, practices at the median line.',
  flags: [dbFlag, releaseFlag],
  examples: [{ call: 'equipoise summary', why: 'the newest release' }],
  async run(given, { out }) {
    return withReports(given, async (reports) => {
      out(await printSummary(reports));
      return exit.done;
    });
  },
};
