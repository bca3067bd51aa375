/** One case of a golden file: its inputs (a shared data set under `data`), the expected answers and where these come from, side by side. */
export type GoldenCase = Readonly<Record<string, unknown>> & { readonly id: string };

/** How near an answer must come. Errors are relative, with an absolute floor of 1e-15. */
export interface Tolerance {
  readonly pass: number;
  /** What we strive for; reported, not required. */
  readonly aim: number;
  /** What the error is judged relative to, when not the expected number itself (limits of differences lie near 0 by cancellation). */
  readonly relativeTo?: number;
  /** Absolute error that always passes, when not 1e-15. */
  readonly floor?: number;
}

/** How the cases of one family are put to the engine: through its public functions, without arithmetic but for units. */
export interface GoldenFamily {
  readonly family: string;
  /** Names of the fields that hold expected answers; every one that a case has must be answered. */
  readonly answers: readonly string[];
  readonly ask: (given: GoldenCase) => Readonly<Record<string, unknown>>;
  /** Of a field, or of one of its parts: `adjusted[2]`, `expected.mc95[0]`. */
  readonly tolerance: (given: GoldenCase, field: string) => Tolerance;
}
