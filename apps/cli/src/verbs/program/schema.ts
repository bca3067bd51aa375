import { programJsonSchema } from '@equipoise/reporting';
import { exit, type Verb } from '../../verb.ts';

export const schema: Verb = {
  name: 'program schema',
  summary: 'Prints the JSON Schema of a program file: an editor completes names and marks what cannot be.',
  flags: [],
  examples: [{ call: 'equipoise program schema', why: 'for an editor that helps with programs of your own' }],
  async run(_given, { out }) {
    out(`${JSON.stringify(programJsonSchema(), null, 2)}\n`);
    return exit.done;
  },
};
