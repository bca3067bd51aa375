/**
 * A text behind its label in lines of at most so many characters, broken at spaces; the lines after the first stand under the text.
 *
 * @example wrap('use: ', 'one two three', 12) // 'use: one two\n     three'
 */
export function wrap(label: string, text: string, width: number): string {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const longer = lines.length === 0 ? undefined : `${lines.at(-1)} ${word}`;
    if (longer === undefined || label.length + longer.length > width) lines.push(word);
    else lines[lines.length - 1] = longer;
  }
  return label + lines.join(`\n${' '.repeat(label.length)}`);
}
