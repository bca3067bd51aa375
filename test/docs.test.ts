import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

/**
 * Every command of the documents runs, in order, and prints what the page shows. A page's `sh` blocks are run in a folder that
 * holds the sample and the project's data; a `text` block that follows one is its output (`…` stands for what a page leaves out).
 * A picture that a command writes is the one that lies beside the page. `UPDATE_DOCS=1` writes output and pictures into the pages
 * instead.
 */
const root = join(import.meta.dirname, '..');
const pages = globSync('{README.md,docs/**/*.md}', { cwd: root }).toSorted();
let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'equipoise-docs-'));
  cpSync(join(root, 'data'), join(folder, 'data'), { recursive: true });
  expect(equipoise(['start', '--once']).status).toBe(0);
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function equipoise(args: readonly string[]): { status: number | null; output: string } {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--conditions=@equipoise/source', join(root, 'apps/cli/src/main.ts'), ...args],
    { cwd: folder, encoding: 'utf8', env: { ...process.env, TZ: 'UTC' } },
  );
  return { status, output: stdout + stderr };
}

const block = /```sh\n([\s\S]*?)```\n(?:\n?```text\n([\s\S]*?)```\n)?/g;
/** What needs a fresh machine or a server is tested elsewhere: the two commands, the API. */
const elsewhere = /^(npm (start|test|install|run)|npx|git|cd|curl|node) ?/;

test.for(pages.filter((page) => readFileSync(join(root, page), 'utf8').includes('```sh')))('the commands of %s', (page) => {
  const text = readFileSync(join(root, page), 'utf8');
  let updated = text;
  for (const [whole, commands = '', shown] of text.matchAll(block)) {
    const lines = commands
      .replaceAll('\\\n', ' ')
      .trim()
      .split('\n')
      .filter((line) => !line.startsWith('#'));
    if (lines.every((line) => elsewhere.test(line))) continue;
    const output = lines.map((line) => {
      expect(line, `${page}: a command is equipoise`).toMatch(/^equipoise /);
      const { status, output: printed } = equipoise(words(line.replace(/ +#.*$/, '')).slice(1));
      expect(status, `${line}\n${printed}`).toBe(0);
      for (const [, picture = ''] of line.matchAll(/--out (\S+\.svg)/g)) holdPicture(page, picture);
      return printed;
    });
    if (shown === undefined) continue;
    if (process.env.UPDATE_DOCS) updated = updated.replace(whole, () => withShown(whole, shown, elide(output.join(''), shown)));
    else expectShown(output.join(''), shown);
  }
  if (updated !== text) writeFileSync(join(root, page), updated);
});

/** The picture beside the page is what the page's command draws. */
function holdPicture(page: string, name: string): void {
  const drawn = readFileSync(join(folder, name), 'utf8');
  const beside = join(root, dirname(page), name);
  if (process.env.UPDATE_DOCS) writeFileSync(beside, drawn);
  else expect(readFileSync(beside, 'utf8') === drawn, `${beside} is what the command draws`).toBe(true);
}

function words(line: string): string[] {
  return [...line.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map(([, a, b, c]) => a ?? b ?? c ?? '');
}

/** The shown parts, between marks of what is left out, stand in the output in their order. */
function expectShown(output: string, shown: string): void {
  let at = 0;
  for (const part of shown.split(/^…\n/m)) {
    const found = output.indexOf(part, at);
    expect(found, `the page shows\n${part}\nbut the command prints\n${output}`).toBeGreaterThanOrEqual(0);
    at = found + part.length;
  }
}

/** The blocks with another output in the last of them. */
function withShown(whole: string, shown: string, output: string): string {
  const end = whole.lastIndexOf('```');
  return whole.slice(0, end - shown.length) + output + whole.slice(end);
}

/** As many lines as the page showed before, and a mark of what is left out. */
function elide(output: string, shown: string): string {
  if (!/^…$/m.test(shown)) return output;
  const [head = '', tail = ''] = shown.split(/^…\n/m);
  const lines = output.trimEnd().split('\n');
  const count = (part: string) => part.split('\n').length - 1;
  return [...lines.slice(0, count(head)), '…', ...lines.slice(lines.length - count(tail))].join('\n') + '\n';
}

test('the GraphQL request of docs/api.md answers what the page shows', async () => {
  const page = join(root, 'docs/api.md');
  const text = readFileSync(page, 'utf8');
  const [whole, query = '', shown = ''] = /```graphql\n([\s\S]*?)```\n\n```json\n([\s\S]*?)```/.exec(text) ?? [];
  const server = spawn(
    process.execPath,
    ['--conditions=@equipoise/source', join(root, 'apps/cli/src/main.ts'), 'serve', '--db', 'sample/equipoise.db', '--port', '0'],
    { cwd: folder, stdio: ['ignore', 'pipe', 'inherit'] },
  );
  try {
    const [said] = (await once(server.stdout, 'data')) as [Buffer];
    const url = /http:\S+/.exec(said.toString())![0];
    const response = await fetch(new URL('/graphql', url), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query }),
    });
    const answer = `${JSON.stringify(await response.json(), null, 2)}\n`;
    if (process.env.UPDATE_DOCS)
      writeFileSync(
        page,
        text.replace(whole!, () => withShown(whole!, shown, answer)),
      );
    else expect(shown).toBe(answer);
  } finally {
    server.kill('SIGTERM');
    await once(server, 'exit');
  }
});
