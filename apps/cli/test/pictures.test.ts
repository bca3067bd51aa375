import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { putPictures } from '../src/pictures.ts';
import type { Given, Terminal } from '../src/verb.ts';
import { newDirectory } from './support/files.ts';

/** Writes a picture for each organization, and answers what is in the folder then. */
async function drawAll(...organizations: readonly string[]): Promise<Record<string, string>> {
  const directory = newDirectory();
  const flags: Record<string, string> = { out: join(directory, 'chart.svg'), format: 'svg' };
  const given = { text: (name: string) => flags[name], number: () => undefined } as unknown as Given;
  const pictures = organizations.map((organization) => ({
    organization,
    draw: () => Promise.resolve(`<svg>${organization}</svg>`),
  }));
  try {
    await putPictures(given, pictures, { out: () => {} } as unknown as Terminal);
  } finally {
    expect(readdirSync(directory).length === 0 || readdirSync(directory).length === organizations.length).toBe(true);
  }
  return Object.fromEntries(readdirSync(directory).map((name) => [name, readFileSync(join(directory, name), 'utf8')]));
}

test('every organization has a file of its own in the folder that is named, whatever its id holds', async () => {
  expect(await drawAll('../up', 'A/1', 'é', 'É')).toEqual({
    'chart-..%2Fup.svg': '<svg>../up</svg>\n',
    'chart-A%2F1.svg': '<svg>A/1</svg>\n',
    'chart-%C3%A9.svg': '<svg>é</svg>\n',
    'chart-%C3%89.svg': '<svg>É</svg>\n',
  });
});

test('ids that differ in case only are refused before anything is written: some file systems take their files for one', async () => {
  await expect(drawAll('b', 'North', 'NORTH')).rejects.toThrow(
    'organizations North and NORTH differ in upper and lower case only, and so would their files: draw them in two calls',
  );
});
