import { spawn, type ChildProcess } from 'node:child_process';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { run } from '../../src/index.ts';

export interface Outcome {
  readonly code: number | null;
  readonly out: string;
  readonly error: string;
}

/** Runs one call in this process, as a terminal that nobody watches. */
export async function call(...args: readonly string[]): Promise<Outcome> {
  let out = '';
  let error = '';
  const code = await run(args, {
    out: (text) => (out += text),
    error: (text) => (error += text),
    env: {},
    watched: false,
    interrupted: () => Promise.resolve(),
  });
  return { code, out, error };
}

/** Runs one call that a test stands on: it has to succeed. */
export async function done(...args: readonly string[]): Promise<Outcome> {
  const outcome = await call(...args);
  if (outcome.code !== 0 || outcome.error !== '')
    throw new Error(`equipoise ${args.join(' ')}: ${outcome.code} ${outcome.error}`);
  return outcome;
}

const main = fileURLToPath(new URL('../../src/main.ts', import.meta.url));

/** Starts one call in a process of its own. */
export function spawnCall(
  args: readonly string[],
  { cwd, env = {} }: { cwd: string; env?: Record<string, string> },
): ChildProcess {
  return spawn(process.execPath, ['--conditions=@equipoise/source', main, ...args], {
    cwd,
    env: { PATH: process.env.PATH, TZ: 'UTC', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** What a process said and how it ended: its exit code, null when a signal ended it. */
export function outcomeOf(child: ChildProcess): Promise<Outcome> {
  let out = '';
  let error = '';
  child.stdout?.on('data', (chunk) => (out += String(chunk)));
  child.stderr?.on('data', (chunk) => (error += String(chunk)));
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, out, error })));
}
