import { createRandom, monthNumber } from '@equipoise/engine';
import { simulateCare } from './care/care.ts';
import { type Results, countResults } from './care/results.ts';
import { type Organization, organizations } from './geography/organizations.ts';
import { type Members, drawPeople } from './people/people.ts';
import { type Annotation, annotate } from './plan/changes.ts';
import { definePlan } from './plan/plan.ts';
import { type Truth, recordTruth } from './truth/truth.ts';

export interface ProgramOptions {
  /** Any whole number; equal seeds give equal bytes. Default 1. */
  readonly seed?: number;
  /** Members as a multiple of the planned 53,257, above 0 and at most 100. Default 1. */
  readonly scale?: number;
  /** The first month, `YYYY-MM`. Default 2024-01. */
  readonly firstPeriod?: string;
  /** Number of months, 6 … 120. Default 24. */
  readonly months?: number;
}

/** A program of synthetic patients: the tables that a payer would receive, and the truth that it would not. */
export interface Program {
  readonly organizations: readonly Organization[];
  readonly members: Members;
  readonly results: Results;
  readonly annotations: readonly Annotation[];
  readonly truth: Truth;
}

/**
 * Generates a program in the shape of EQuIP-LA: 31 practices of very unequal size in four provider organisations, about
 * 53,000 Medi-Cal members, diabetes, blood pressure and colorectal screening every month, with gaps between groups, a few
 * practices that change at a known month, and an outage. Every number in it is invented.
 *
 * The three measures come twice: over rolling twelve months (`CBP`, `GSD9`, `COL`), whose points share patients, and among
 * the patients seen in each month (`CBP-MONTH`, `GSD9-MONTH`, `COL-MONTH`), whose points are independent given the plan.
 *
 * @param options  seed, scale, first period and months
 * @returns        columns, never an object a row
 * @throws RangeError when an option is out of range
 * @example generateProgram({ scale: 0.01, months: 6 }).members.count // 536
 */
export function generateProgram({ seed = 1, scale = 1, firstPeriod = '2024-01', months = 24 }: ProgramOptions = {}): Program {
  if (!(scale > 0 && scale <= 100)) throw new RangeError(`scale is above 0 and at most 100, got ${scale}`);
  if (!Number.isInteger(months) || months < 6 || months > 120)
    throw new RangeError(`months is a whole number from 6 to 120, got ${months}`);
  const firstMonth = monthOf(firstPeriod);

  const random = createRandom(seed);
  const plan = definePlan({ firstMonth, months }, random);
  const people = drawPeople({ firstMonth, scale }, random);
  const care = simulateCare(plan, people.members, people.panel, random);
  const results = countResults(plan, people.members, people.panel, care);
  return {
    organizations,
    members: people.members,
    results,
    annotations: annotate(plan.changes, plan.outage, firstMonth),
    truth: recordTruth({ seed, scale }, plan, people, results),
  };
}

function monthOf(firstPeriod: string): number {
  try {
    return monthNumber(firstPeriod);
  } catch (cause) {
    throw new RangeError(`firstPeriod ${firstPeriod} is not a month written YYYY-MM`, { cause });
  }
}
