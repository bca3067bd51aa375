import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ConfigError, readConfig, type Config } from '@equipoise/intake';
import { UsageError } from './verb.ts';

/** The configurations that are taken when a call names none. */
export const defaultConfigs = ['equipoise.config.json', 'equipoise.config.ts'];

/** Reads the configuration that a call names, else the default file, else the built-in catalogue. */
export async function loadConfig(path: string | undefined): Promise<Config> {
  const found = defaultConfigs.filter((name) => existsSync(name));
  if (path === undefined && found.length > 1)
    throw new UsageError(`there are ${found.join(' and ')}: keep one, or name one with --config`);
  const file = path ?? found[0];
  if (file === undefined) return readConfig({});
  if (!existsSync(file)) throw new UsageError(`there is no configuration ${file}`);
  if (/\.[cm]?[jt]s$/.test(file)) {
    const { default: input } = await importConfig(file);
    if (input === undefined) throw new ConfigError(`${file}: the configuration is its default export`);
    return readConfig(input, file);
  }
  return readConfig(readJson(file), file);
}

/**
 * A JSON file. What stands in it is not repeated: it may be a file of data that was named by mistake.
 *
 * @throws ConfigError when it cannot be read or is not JSON
 */
export function readJson(file: string): unknown {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    throw new ConfigError(`${file} cannot be read`);
  }
  try {
    return JSON.parse(text);
  } catch {
    throw new ConfigError(`${file} is not JSON`);
  }
}

async function importConfig(file: string): Promise<{ default?: unknown }> {
  try {
    return (await import(pathToFileURL(resolve(file)).href)) as { default?: unknown };
  } catch (error) {
    throw new ConfigError(`${file}: ${error instanceof Error ? error.message : 'it throws when it is loaded'}`, { cause: error });
  }
}
