/** Digits of a member id, which bound the scale. */
export const memberIdDigits = 7;

/**
 * The identifier of a member.
 *
 * @param index  row of the member, from 0
 * @returns      `M` and seven digits, from M0000001
 * @example memberId(0) // 'M0000001'
 */
export function memberId(index: number): string {
  return `M${String(index + 1).padStart(memberIdDigits, '0')}`;
}
