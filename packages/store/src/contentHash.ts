import { createHash } from 'node:crypto';

/**
 * JSON in one way of writing: members by name, no spaces. The same content is the same text, in whatever order it came. In one
 * pass, for a settlement of a large plan has a hundred million letters.
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(elementText).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${canonicalJson(member)}`).join(',')}}`;
}

/** As JSON has it: nothing in a list is null. */
const elementText = (element: unknown): string => (element === undefined ? 'null' : canonicalJson(element));

/** SHA-256 over texts, a line each, in hexadecimal. */
export function hashOf(...texts: readonly string[]): string {
  const hash = createHash('sha256');
  for (const text of texts) hash.update(text).update('\n');
  return hash.digest('hex');
}
