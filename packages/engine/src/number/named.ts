/** Runs a check and says in its error whose number it is. */
export function named(who: string, check: () => void): void {
  try {
    check();
  } catch (error) {
    throw error instanceof RangeError ? new RangeError(`${who}: ${error.message}`) : error;
  }
}
