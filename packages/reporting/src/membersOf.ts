/**
 * The members of a stratum in a sentence. One that is a number, such as a quintile, is no adjective.
 *
 * @param stratum  name of the stratum
 * @example membersOf('White') // 'White members'
 * @example membersOf('1') // 'members of group 1'
 */
export function membersOf(stratum: string): string {
  return /^\p{L}/u.test(stratum) ? `${stratum} members` : `members of group ${stratum}`;
}
