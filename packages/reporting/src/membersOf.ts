/**
 * The members of a stratum in a sentence. One that is a number, such as a quintile, is no adjective.
 *
 * @param stratum  name of the stratum
 * @example membersOf('White') // 'White members'
 * @example membersOf('1') // 'members of group 1'
 */
export function membersOf(stratum: string): string {
  return isWord(stratum) ? `${stratum} members` : `members of ${groupOf(stratum)}`;
}

/**
 * A stratum by its name in a sentence: a number alone would read as a count.
 *
 * @param stratum  name of the stratum
 * @example groupOf('White') // 'White'
 * @example groupOf('1') // 'group 1'
 */
export function groupOf(stratum: string): string {
  return isWord(stratum) ? stratum : `group ${stratum}`;
}

const isWord = (stratum: string): boolean => /^\p{L}/u.test(stratum);
