/**
 * What every root script calls. Runs on any Node from 20 up with nothing installed: installs what the lockfile names when
 * that has changed, then hands over to the pinned Node of node_modules.
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const windows = process.platform === 'win32';
const bin = join(root, 'node_modules', '.bin');
const node = join(root, 'node_modules', 'node', 'bin', windows ? 'node.exe' : 'node');
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

/** Runs a command to its end and ends with its exit code unless that is 0. */
async function run(command, args, { cwd = root, quietly = false, env = {} } = {}) {
  const child = spawn(command, args, {
    cwd,
    // Results are for standard output; what an installer says is not.
    stdio: quietly ? ['ignore', 2, 2] : 'inherit',
    env: { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH}`, TURBO_TELEMETRY_DISABLED: '1', ...env },
    shell: windows && !command.endsWith('.exe'),
  });
  // Ctrl-C reaches the child by itself and it is the child's to answer; other requests to stop are passed on.
  const passOn = (signal) => child.kill(signal);
  const wait = () => {};
  process.on('SIGINT', wait).on('SIGTERM', passOn).on('SIGHUP', passOn);
  const code = await new Promise((resolve) => {
    child.once('error', (error) => {
      console.error(`${command}: ${error.message}`);
      resolve(1);
    });
    child.once('close', (status, signal) => resolve(status ?? (signal === 'SIGINT' ? 130 : 1)));
  });
  process.off('SIGINT', wait).off('SIGTERM', passOn).off('SIGHUP', passOn);
  if (code !== 0) process.exit(code);
}

/** Everything that decides what an install brings. */
function installHash() {
  const hash = createHash('sha256');
  const manifests = ['packages', 'apps'].flatMap((folder) =>
    readdirSync(join(root, folder)).map((name) => join(folder, name, 'package.json')),
  );
  for (const file of ['pnpm-lock.yaml', 'pnpm-workspace.yaml', 'package.json', ...manifests]) {
    if (existsSync(join(root, file))) hash.update(readFileSync(join(root, file)));
  }
  return hash.digest('hex');
}

async function install() {
  const stamp = join(root, 'node_modules', '.cache', 'installed');
  const wanted = installHash();
  if (existsSync(stamp) && existsSync(node) && readFileSync(stamp, 'utf8') === wanted) return;
  console.error('installing dependencies (only when they have changed) …');
  await run(windows ? 'npx.cmd' : 'npx', ['--yes', manifest.packageManager, 'install', '--frozen-lockfile', '--loglevel=error'], {
    quietly: true,
    env: { CI: 'true' },
  });
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, wanted);
}

const source = '--conditions=@equipoise/source';
const tool = (name) => join(root, 'node_modules', '.bin', name);
/** A program of ours, from where the user stands: that is where the files that a user names are found. */
const program = (path, args) => run(node, [source, join(root, ...path), ...args], { cwd: process.env.INIT_CWD ?? root });
const cli = (args) => program(['apps', 'cli', 'src', 'main.ts'], args);
const each = (script) =>
  run(tool('turbo'), ['run', script, '--no-daemon', '--concurrency=2', '--output-logs=new-only', '--ui=stream']);

const scripts = {
  // The sample belongs to the repository; the files that a user names are found from where the user stands.
  start: (args) => cli(['start', ...args], root),
  equipoise: (args) => cli(args, process.env.INIT_CWD ?? root),
  async test(args) {
    await run(tool('oxlint'), ['--deny-warnings', '.']);
    await run(tool('oxfmt'), ['--check', '.']);
    await run(tool('tsc'), ['-b']);
    await each('test');
    await run(tool('vitest'), ['run', ...args]);
    await run(node, [join(root, 'scripts', 'count.mjs')]);
  },
  'test:long': (args) => run(tool('vitest'), ['run', '--config', 'vitest.long.config.ts', ...args]),
  bench: (args) => run(tool('vitest'), ['run', '--config', 'vitest.bench.config.ts', ...args]),
  golden: (args) => program(['packages', 'engine', 'golden', 'run.ts'], args),
  format: () => run(tool('oxfmt'), ['.']),
  generate: () => each('generate'),
};

const [name, ...args] = process.argv.slice(2);
await install();
await scripts[name](args);
