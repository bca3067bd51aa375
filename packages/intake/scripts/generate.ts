/** Writes the documents that are generated from the definitions: the data dictionary and the JSON Schemas. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { documents } from './documents.ts';

const docs = join(import.meta.dirname, '..', '..', '..', 'docs');
for (const [name, body] of Object.entries(documents())) {
  const path = join(docs, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, body);
}
