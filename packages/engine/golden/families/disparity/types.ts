/** A case of the disparity file without what it expects: `data` is its data set, null where it has inputs of its own. */
export interface DisparityQuestion {
  readonly id: string;
  readonly measure: string;
  readonly options: Readonly<Record<string, unknown>>;
  readonly data?: unknown;
  readonly inputs?: unknown;
}

/** Answers in the words of the file, by measure. */
export type DisparityPart = Readonly<Record<string, (given: DisparityQuestion) => unknown>>;
