/** Whether the figures of a table may be passed on. */
export interface Licence {
  readonly redistributable: boolean;
  /** What the table says of its licence; empty where it says nothing. */
  readonly note: string;
}

/** `redistributable`, alone or with its terms; not `redistributable: no`, nor `redistributable within the plan only`. */
const permission = /^redistributable(?:$|[,;.]|\s+(?:with|under)\s)/i;

/**
 * Reads a licence note. Without a clear word that figures may be passed on, they may not.
 *
 * @param note  the table's own words: `not redistributable`, `redistributable`, `redistributable with attribution`
 * @param ship  the reading of a shipped table's row, `yes-…` or `no-…`; empty where there is none. A `no` overrules the note
 * @example licenceOf('redistributable with attribution').redistributable // true
 */
export function licenceOf(note: string, ship = ''): Licence {
  const redistributable = !/^no\b/i.test(ship) && (/^yes\b/i.test(ship) || permission.test(note.trim()));
  return { redistributable, note };
}
