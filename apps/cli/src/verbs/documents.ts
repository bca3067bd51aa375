import { configJsonSchema, dataDictionary, tableJsonSchema, tableNames, templateOf, type TableName } from '@equipoise/intake';
import { exit, UsageError, type Given, type Verb } from '../verb.ts';

const subjects = [...tableNames, 'config'] as const;

function subjectOf({ words }: Given): TableName | 'config' {
  const [word, ...more] = words;
  const subject = subjects.find((name) => name === word);
  if (!subject || more.length > 0) throw new UsageError(`name one of ${subjects.join(', ')}`);
  return subject;
}

export const template: Verb = {
  name: 'template',
  summary: 'Prints a table with its header and one example row, or a starter configuration.',
  words: 'TABLE|config',
  flags: [],
  examples: [{ call: 'equipoise template members', why: 'a CSV to fill in' }],
  async run(given, { out }) {
    out(templateOf(subjectOf(given)));
    return exit.done;
  },
};

export const schema: Verb = {
  name: 'schema',
  summary: 'Prints the JSON Schema of a row of a table, or of the configuration.',
  words: 'TABLE|config',
  flags: [],
  examples: [{ call: 'equipoise schema config', why: 'for an editor that helps with the configuration' }],
  async run(given, { out }) {
    const subject = subjectOf(given);
    out(`${JSON.stringify(subject === 'config' ? configJsonSchema() : tableJsonSchema(subject), null, 2)}\n`);
    return exit.done;
  },
};

export const dictionary: Verb = {
  name: 'dictionary',
  summary: 'Prints the data dictionary: every table, column, code and rule.',
  flags: [],
  examples: [{ call: 'equipoise dictionary', why: 'as Markdown' }],
  async run(_given, { out }) {
    out(dataDictionary());
    return exit.done;
  },
};
