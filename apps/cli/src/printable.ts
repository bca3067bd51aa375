/**
 * Text that a terminal shows and does not obey: control and direction-changing characters, which names in a database or a file may
 * hold, become visible escapes. Line ends and tabs stay.
 *
 * @example printable('a\u001b[2J') // 'a\\u001b[2J'
 */
export function printable(text: string): string {
  return text.replaceAll(/[^\P{C}\n\t]/gu, (character) => character.split('').map(escapeUnit).join(''));
}

/** As JSON and JavaScript write it: a character above U+FFFF is two of these. */
const escapeUnit = (unit: string): string => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
