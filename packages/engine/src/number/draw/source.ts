/** What draws from other distributions are made of. */
export interface Source {
  /** A draw from the uniform distribution on (0, 1) with 52 random bits: never 0, never 1. */
  readonly open: () => number;
  /** A draw from the standard normal distribution. */
  readonly normal: () => number;
}
