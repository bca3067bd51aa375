import { once } from 'node:events';
import { open } from 'node:fs/promises';
import { csvLine } from './csvLine.ts';
import type { Issue, IssueCount } from './issue.ts';

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
  close(): Promise<void>;
}

const columns = ['file', 'record', 'line', 'column', 'severity', 'rule', 'message', 'remedy', 'value'] as const;

/**
 * Starts a report.
 *
 * @param rejects   a file that takes every issue as CSV; undefined for none
 * @param examples  issues kept for each rule and file
 * @throws the system's error when the file cannot be written
 */
export async function openReport(rejects: string | undefined, examples: number): Promise<Report> {
  const issues: Issue[] = [];
  const counts = new Map<string, { -readonly [K in keyof IssueCount]: IssueCount[K] }>();
  const out = rejects === undefined ? null : (await open(rejects, 'w')).createWriteStream();
  out?.write(`${csvLine(columns)}\n`);
  const tally = ({ rule, severity, file }: Pick<Issue, 'rule' | 'severity' | 'file'>, count: number): number => {
    const key = `${rule}\n${file}`;
    const entry = counts.get(key) ?? { rule, severity, file, count: 0 };
    counts.set(key, entry);
    entry.count += count;
    return entry.count;
  };
  return {
    issues,
    wanted: out ? Infinity : examples,
    async add(issue) {
      if (tally(issue, 1) <= examples) issues.push(issue);
      if (out && !out.write(`${csvLine(columns.map((name) => issue[name]))}\n`)) await once(out, 'drain');
    },
    addUnlisted: (rule, count) => void tally(rule, count),
    errors: () => [...counts.values()].filter(({ severity }) => severity === 'error').reduce((sum, { count }) => sum + count, 0),
    counts: () => [...counts.values()],
    async close() {
      if (!out || out.closed) return;
      out.end();
      await once(out, 'close');
    },
  };
}
