import { engineVersion } from '@equipoise/engine';
import { actionOf } from './actions.ts';
import { helpOf, readFlags } from './flags.ts';
import { exit, UsageError, type Terminal } from './verb.ts';
import { verbs } from './verbs/index.ts';

/** Names of errors that are the call's fault, and of those that are the data's; all others are ours. */
const callFaults = new Set([
  'UsageError',
  'ConfigError',
  'StoreError',
  'UnknownNameError',
  'QuestionError',
  'EmptyReleaseError',
  'PortInUseError',
  'UnauditedReleaseError',
  'RejectsError',
  'ProgramError',
]);
const dataFaults = new Set(['DataError', 'FormulaError', 'OwnershipError']);

/**
 * Runs one call of the command line.
 *
 * @param args      what stands behind `equipoise`
 * @param terminal  where it prints and what it knows of its surroundings
 * @returns         0 done, 1 the data are at fault, 2 the call is at fault, 3 ours
 */
export async function run(args: readonly string[], terminal: Terminal): Promise<number> {
  const [name, ...more] = args;
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    terminal.out(overview());
    return name === undefined ? exit.callAtFault : exit.done;
  }
  if (name === '--version') {
    terminal.out(`equipoise ${engineVersion}\n`);
    return exit.done;
  }
  try {
    const entry = Object.hasOwn(verbs, name) ? verbs[name] : undefined;
    if (!entry) throw new UsageError(`there is no verb ${name}: equipoise --help lists them`);
    const { verb, rest } = actionOf(await entry.load(), more);
    if (rest.includes('--help') || rest.includes('-h')) {
      terminal.out(helpOf(verb));
      return exit.done;
    }
    return await verb.run(readFlags(verb, rest), terminal);
  } catch (error) {
    const { name: kind, message, stack = '' } = error instanceof Error ? error : new Error('not an error');
    if (callFaults.has(kind) || dataFaults.has(kind)) {
      terminal.error(`equipoise: ${message}\n`);
      return dataFaults.has(kind) ? exit.dataAtFault : exit.callAtFault;
    }
    // An unforeseen message may quote data: only its kind and place are shown.
    const place = stack
      .replace(message, '')
      .split('\n')
      .filter((line) => line.trimStart().startsWith('at '))
      .slice(0, 8)
      .join('\n');
    terminal.error(`equipoise: an internal error (${kind}); please report it with these lines, which hold no data\n${place}\n`);
    return exit.oursAtFault;
  }
}

function overview(): string {
  const names = Object.keys(verbs);
  const width = Math.max(...names.map((name) => name.length)) + 2;
  return [
    'equipoise VERB [flags]',
    '',
    'Member-level quality results to stratified rates, honest intervals, disparities, run-chart signals and benchmark placements.',
    '',
    ...names.map((name) => `  ${name.padEnd(width)}${verbs[name]!.summary}`),
    '',
    'equipoise VERB --help shows flags and examples. Exit codes: 0 done, 1 the data are at fault, 2 the call is at fault, 3 ours.',
    '',
  ].join('\n');
}
