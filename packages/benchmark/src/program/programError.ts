/** Thrown when a program, or what is assumed of it, is at fault: one line for each fault, each with its place. */
export class ProgramError extends Error {
  override readonly name = 'ProgramError';
  readonly faults: readonly string[];
  constructor(faults: readonly string[]) {
    super(faults.join('\n'));
    this.faults = faults;
  }
}
