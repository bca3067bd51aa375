import { differenceMethods, type DifferenceMethodId } from '@equipoise/engine';
import { periodsOf, provenanceLine, questionOf, withReports } from '../context.ts';
import { formatFlag, levelFlag, methodFlag, minimumFlag, periodFlags, questionFlags } from '../flags.ts';
import { disparityRow } from '../rows.ts';
import { formatRows } from '../table.ts';
import { exit, UsageError, type Verb } from '../verb.ts';

const columns = [
  'period',
  'organization',
  'stratum',
  'denominator',
  'rate',
  'gap',
  'gap_lower',
  'gap_upper',
  'stands_out',
  'reason',
];

export const disparities: Verb = {
  name: 'disparities',
  summary:
    'The gap of each group to its reference, positive when the group is worse off, with intervals that hold for all groups at once.',
  flags: [
    ...questionFlags,
    { name: 'by', value: 'STRATIFICATION', help: 'groups to compare', required: true },
    { name: 'reference', value: 'STRATUM', help: 'rest (everybody else who answered, default) or one stratum' },
    { name: 'pairwise', help: 'let each interval hold by itself instead of all at once' },
    ...periodFlags,
    methodFlag('newcombe', differenceMethods),
    levelFlag,
    minimumFlag,
    formatFlag,
  ],
  examples: [
    { call: 'equipoise disparities --measure CBP --by race-ethnicity', why: 'each group against the rest' },
    {
      call: 'equipoise disparities --measure GSD9 --by race-ethnicity --reference White --at provider_organization',
      why: 'against a named group, for every provider organization',
    },
  ],
  async run(given, { out }) {
    return withReports(given, async (reports) => {
      const question = {
        ...questionOf(given, reports),
        ...periodsOf(given),
        by: given.value('by'),
        reference: given.text('reference'),
        simultaneous: !given.has('pairwise'),
        method: given.text('method') as DifferenceMethodId | undefined,
      };
      if (question.by === 'total') throw new UsageError('--by total has one group: name a stratification with several');
      const found = await reports.disparities(question, {
        level: given.number('level') ?? 0.95,
        denominatorMin: given.number('denominator-min') ?? 0,
      });
      const rows = found.flatMap((disparity) =>
        disparity.groups.map((group) => disparityRow(group, disparity, reports.provenance)),
      );
      const format = given.text('format') ?? 'table';
      out(formatRows(rows, format, columns));
      if (format === 'table' && found[0]) {
        for (const { contract, groups, range, standingOut } of found) {
          const chance = range?.expectedByChance ?? null;
          out(
            `\n${groups[0]!.organization.id} ${groups[0]!.period}: ${standingOut} of ${contract.comparisons} groups stand out; ` +
              `${contract.expectedByChance.toFixed(2)} would by chance alone if all were equal.` +
              (range && chance !== null
                ? ` Best to worst ${points(range.observed)}; chance alone makes ${points(chance)} on average of equal groups.`
                : ''),
          );
        }
        const { contract } = found[0];
        out(
          `\n${contract.direction} is better · gap in points against ${contract.reference}, positive = worse off · ${contract.method}, ` +
            `level ${contract.level}${contract.level === contract.comparisonLevel ? '' : ` for all together (${contract.comparisonLevel.toFixed(4)} each)`} · ${provenanceLine(reports, given.value('measure'))}`,
        );
      }
      return exit.done;
    });
  },
};

const points = (gap: number): string => `${(100 * gap).toFixed(1)} points`;
