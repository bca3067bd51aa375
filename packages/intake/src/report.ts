import type { Issue, IssueCount } from './issue.ts';
import type { Rejects } from './rejects.ts';

/** Gathers issues: some to return, all to count and, when asked, all to a file. */
export interface Report {
  readonly issues: readonly Issue[];
  /** How many rows of a rule and file it wants to be told of. */
  readonly wanted: number;
  add(issue: Issue): Promise<void>;
  /** Counts rows that break a rule and are not told one by one. */
  addUnlisted(rule: Pick<Issue, 'rule' | 'severity' | 'file'>, count: number): void;
  errors(): number;
  counts(): IssueCount[];
}

/**
 * Starts a report.
 *
 * @param rejects   takes every issue; null for none
 * @param examples  issues kept for each rule and file
 */
export function createReport(rejects: Rejects | null, examples: number): Report {
  const issues: Issue[] = [];
  const counts = new Map<string, { -readonly [K in keyof IssueCount]: IssueCount[K] }>();
  const tally = ({ rule, severity, file }: Pick<Issue, 'rule' | 'severity' | 'file'>, count: number): number => {
    const key = `${rule}\n${file}`;
    const entry = counts.get(key) ?? { rule, severity, file, count: 0 };
    counts.set(key, entry);
    entry.count += count;
    return entry.count;
  };
  return {
    issues,
    wanted: rejects ? Infinity : examples,
    async add(issue) {
      if (tally(issue, 1) <= examples) issues.push(issue);
      await rejects?.add(issue);
    },
    addUnlisted: (rule, count) => void tally(rule, count),
    errors: () => [...counts.values()].filter(({ severity }) => severity === 'error').reduce((sum, { count }) => sum + count, 0),
    counts: () => [...counts.values()],
  };
}
