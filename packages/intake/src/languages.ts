import { isoLanguages } from './isoLanguages.ts';

/**
 * Languages that reports print by name. Every other language is kept as its ISO 639 code.
 *
 * Source: ISO 639 tables of Debian's iso-codes 4.15.0; BCP 47 prefers the shortest code.
 */
const languages: readonly (readonly [name: string, ...codes: string[]])[] = [
  ['English', 'en', 'eng'],
  ['Spanish', 'es', 'spa'],
  ['Arabic', 'ar', 'ara'],
  ['Armenian', 'hy', 'hye', 'arm'],
  ['Cantonese', 'yue'],
  ['Chinese', 'zh', 'zho', 'chi', 'zh-hans', 'zh-hant'],
  ['Farsi', 'fa', 'fas', 'per', 'persian'],
  ['Hindi', 'hi', 'hin'],
  ['Hmong', 'hmn'],
  ['Japanese', 'ja', 'jpn'],
  ['Khmer', 'km', 'khm', 'cambodian'],
  ['Korean', 'ko', 'kor'],
  ['Lao', 'lo', 'lao'],
  ['Mandarin', 'cmn'],
  ['Mien', 'ium'],
  ['Mixteco', 'mix'],
  // Maya languages of people from Guatemala and Yucatán, many of them in Los Angeles.
  ['Kaqchikel', 'cak'],
  ["K'iche'", 'quc'],
  ['Mam', 'mam'],
  ["Q'anjob'al", 'kjb'],
  ["Q'eqchi'", 'kek'],
  ['Yucatec Maya', 'yua'],
  ['Punjabi', 'pa', 'pan'],
  ['Russian', 'ru', 'rus'],
  ['Tagalog', 'tl', 'tgl', 'fil'],
  ['Thai', 'th', 'tha'],
  ['Ukrainian', 'uk', 'ukr'],
  ['Vietnamese', 'vi', 'vie'],
  ['American Sign Language', 'ase', 'sgn-ase'],
];
const byWord = new Map(
  languages.flatMap(([name, ...codes]) => [name, ...codes].map((word) => [word.toLowerCase(), name] as const)),
);
const unknown = new Set(['', 'und', 'unk', 'unknown']);
const declined = new Set(['asked-no-answer', 'asku', 'declined']);

/**
 * The stratum of a language. Of a BCP 47 tag only the primary subtag is kept: what follows could be anybody's own.
 *
 * @param text  a BCP 47 or ISO 639 code, or a name of the table; null when nothing is recorded
 * @returns     its name, the ISO 639 code of a language that the table does not name, or null when it is neither
 * @example languageStratum('es-MX') // 'Spanish'
 */
export function languageStratum(text: string | null): string | null {
  const word = (text ?? '').trim().toLowerCase();
  if (unknown.has(word)) return 'Unknown';
  if (declined.has(word)) return 'Asked But No Answer';
  const primary = word.split('-')[0]!;
  return byWord.get(word) ?? byWord.get(primary) ?? isoLanguages.get(primary) ?? null;
}
