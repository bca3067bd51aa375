/** A decimal as it was printed, kept exact: `units / scale`. */
export interface Decimal {
  readonly scale: bigint;
  readonly units: bigint;
}

/** Plain digits only: a sign, an exponent or a percent mark is a mistake in a table, not a number to guess at. */
const printed = /^\d+(?:\.\d+)?$/;

/**
 * Reads printed digits without rounding: 41.2 has no exact double, and 41.2 % of 250 would come out as 104 patients, not 103.
 *
 * @throws RangeError unless the text is plain digits such as 57.7
 */
export function readDecimal(name: string, text: string): Decimal {
  if (!printed.test(text)) throw new RangeError(`${name} must be plain digits such as 57.7, got ${JSON.stringify(text)}`);
  const [whole = '', fraction = ''] = text.split('.');
  return { scale: 10n ** BigInt(fraction.length), units: BigInt(whole + fraction) };
}
