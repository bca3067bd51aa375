/** Why the cheapest gaps cannot be told. Answers carry it as their reason. */
export class NotSeparable extends Error {
  override readonly name = 'NotSeparable';
}
