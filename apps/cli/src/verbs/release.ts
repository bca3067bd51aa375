import { existsSync } from 'node:fs';
import { suppressionPolicies, type SuppressionPolicy } from '@equipoise/engine';
import { policyNamed, readConfig } from '@equipoise/intake';
import { buildRelease } from '@equipoise/reporting';
import { openForReading, openForWriting } from '@equipoise/store';
import { loadConfig, readJson } from '../config.ts';
import { createProgress, databaseOf } from '../context.ts';
import { configFlag, dbFlag, formatFlag } from '../flags.ts';
import { formatRows } from '../table.ts';
import { exit, UsageError, type Verb } from '../verb.ts';

export const release: Verb = {
  name: 'release',
  summary: 'Decides once what readers may see: adds cells up to every organization, hides small ones, and numbers the result.',
  flags: [
    {
      name: 'policy',
      value: 'POLICY',
      help: `${suppressionPolicies.map(({ id }) => id).join(', ')}, or a JSON file (default the configuration's, else cms)`,
    },
    configFlag,
    dbFlag,
    formatFlag,
  ],
  examples: [
    { call: 'equipoise release', why: 'hide counts of 1 to 10' },
    { call: 'equipoise release --policy none', why: 'an organization about its own patients' },
  ],
  async run(given, terminal) {
    const policy = await policyOf(given.text('policy'), given.text('config'));
    const database = databaseOf(given);
    await (await openForReading(database)).close(); // a release is of something: it never makes a database
    const store = await openForWriting(database);
    const progress = createProgress(terminal);
    progress.stage('making a release');
    try {
      const { release: made, changed } = await buildRelease(store, policy);
      const row = {
        release: made.number,
        policy: made.policy.id,
        cells: made.cells,
        hidden: made.hidden,
        audit: made.audit,
        data_through: made.dataThrough,
        new: changed,
      };
      const format = given.text('format') ?? 'table';
      progress.end();
      terminal.out(formatRows([row], format, Object.keys(row)));
      if (format === 'table') {
        if (!changed) terminal.out('the same cells under the same policy: still this release\n');
        terminal.out('internal use: nobody has audited whether a hidden cell can be worked out from those shown\n');
      }
      return exit.done;
    } finally {
      progress.end();
      await store.close();
    }
  },
};

async function policyOf(named: string | undefined, config: string | undefined): Promise<SuppressionPolicy> {
  if (named === undefined) return (await loadConfig(config)).policy;
  try {
    if (/[./\\]/.test(named) && !existsSync(named)) throw new RangeError(`there is no file ${named}`);
    if (!existsSync(named) || suppressionPolicies.some(({ id }) => id === named)) return policyNamed(named);
    // As strict as the configuration: a misspelt field must not end in a policy that hides nothing.
    const policy = readJson(named) as Partial<SuppressionPolicy>;
    return readConfig({ policy: { title: policy.id, source: named, ...policy } }, named).policy;
  } catch (error) {
    throw new UsageError(`--policy: ${(error as Error).message}`, { cause: error });
  }
}
