/**
 * Checks that stand at the door of every public function: the message has the name, the value and the rule. Each asks
 * first whether the value is a number, because a null or a text from untyped code would compare as one.
 */

/**
 * @param name   what the caller calls the value
 * @param value  must be a finite number of at least 0
 * @throws RangeError unless it is
 * @example requireCount('denominator', -3) // throws denominator must be a number of at least 0, got -3
 */
export function requireCount(name: string, value: number): void {
  if (!(Number.isFinite(value) && value >= 0))
    throw new RangeError(`${name} must be a number of at least 0, got ${shown(value)}`);
}

/**
 * @param name   what the caller calls the value
 * @param value  must be a finite number above 0
 * @throws RangeError unless it is
 * @example requirePositive('df', 0) // throws df must be a number above 0, got 0
 */
export function requirePositive(name: string, value: number): void {
  if (!(Number.isFinite(value) && value > 0)) throw new RangeError(`${name} must be a number above 0, got ${shown(value)}`);
}

/**
 * @param name   what the caller calls the value
 * @param value  must be a whole number that a double holds exactly
 * @throws RangeError unless it is
 * @example requireInteger('seed', 1.5) // throws seed must be a whole number, got 1.5
 */
export function requireInteger(name: string, value: number): void {
  if (!Number.isSafeInteger(value)) throw new RangeError(`${name} must be a whole number, got ${shown(value)}`);
}

/**
 * @param name   what the caller calls the value
 * @param value  must be a whole number of at least 0
 * @throws RangeError unless it is
 * @example requireWhole('trials', -1) // throws trials must be a whole number of at least 0, got -1
 */
export function requireWhole(name: string, value: number): void {
  if (!(Number.isSafeInteger(value) && value >= 0))
    throw new RangeError(`${name} must be a whole number of at least 0, got ${shown(value)}`);
}

/**
 * @param name   what the caller calls the value
 * @param value  must be a whole number above 0
 * @throws RangeError unless it is
 * @example requireWholePositive('count', 0) // throws count must be a whole number above 0, got 0
 */
export function requireWholePositive(name: string, value: number): void {
  if (!(Number.isSafeInteger(value) && value > 0))
    throw new RangeError(`${name} must be a whole number above 0, got ${shown(value)}`);
}

/**
 * @param level  must be a coverage strictly between 0 and 1
 * @throws RangeError unless it is
 * @example requireLevel(95) // throws level is a fraction such as 0.95, got 95
 */
export function requireLevel(level: number): void {
  if (!(Number.isFinite(level) && level > 0 && level < 1))
    throw new RangeError(`level is a fraction such as 0.95, got ${shown(level)}`);
}

/**
 * @param name   what the caller calls the value
 * @param value  must lie in [0, 1]
 * @throws RangeError unless it does
 * @example requireFraction('probability', 1.2) // throws probability is a fraction between 0 and 1, got 1.2
 */
export function requireFraction(name: string, value: number): void {
  if (!(Number.isFinite(value) && value >= 0 && value <= 1))
    throw new RangeError(`${name} is a fraction between 0 and 1, got ${shown(value)}`);
}

/** A value as code has it, a text in quotes: the message about '0.95' must not say that it got 0.95. */
export function shown(value: unknown): string {
  return typeof value === 'string' ? `'${value}'` : String(value);
}
