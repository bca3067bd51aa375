import { differenceMethods, type DifferenceMethodId } from '@equipoise/engine';
import { drawGaps, noiseOfGaps, sentenceOfGaps } from '@equipoise/reporting';
import { periodsOf, provenanceLine, questionOf, withReports } from '../context.ts';
import { levelFlag, methodFlag, minimumFlag, periodFlags, pictureFlags, questionFlags } from '../flags.ts';
import { printDisparityIndices } from '../disparityIndices.ts';
import { printGapChanges } from '../gapChanges.ts';
import { printWithinPractices } from '../withinPractices.ts';
import { asksForPictures, putPictures } from '../pictures.ts';
import { disparityRow } from '../rows.ts';
import { formatRows } from '../table.ts';
import { exit, UsageError, type Verb } from '../verb.ts';
import { wrap } from '../wrap.ts';

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
    {
      name: 'contract',
      value: 'FILE',
      help: 'JSON of a disparity contract: one index, or every group against its reference, with what chance alone would show',
    },
    {
      name: 'group',
      value: 'STRATUM',
      help: 'with --from and --to: what became of its gap to the reference between the two; with --within: whose gap to split',
    },
    {
      name: 'within',
      value: 'LEVEL',
      help: 'with --group: how much of its gap stands within practices, and how much is which practices it is seen in',
      oneOf: ['practice'],
    },
    ...periodFlags,
    methodFlag('newcombe', differenceMethods),
    levelFlag,
    minimumFlag,
    ...pictureFlags,
  ],
  examples: [
    { call: 'equipoise disparities --measure CBP --by race-ethnicity', why: 'each group against the rest' },
    {
      call: 'equipoise disparities --measure GSD9 --by race-ethnicity --reference White --at provider_organization',
      why: 'against a named group, for every provider organization',
    },
    {
      call: 'equipoise disparities --measure CBP --by race-ethnicity --format svg --out cbp-gaps-race-ethnicity.svg',
      why: 'a picture of the gaps',
    },
    {
      call: 'equipoise disparities --measure CBP --by race-ethnicity --group White --from 2024-12 --to 2025-12',
      why: 'what became of a gap from one year to the next',
    },
    {
      call: 'equipoise disparities --measure CBP --by race-ethnicity --group White --within practice',
      why: 'how much of a gap stands within practices',
    },
  ],
  async run(given, terminal) {
    const { out } = terminal;
    const pictures = asksForPictures(given);
    return withReports(given, async (reports) => {
      if (given.text('by') === 'total') throw new UsageError('--by total has one group: name a stratification with several');
      const [contract, group, within] = ['contract', 'group', 'within'].map((flag) => given.text(flag));
      if (contract !== undefined && group !== undefined) throw new UsageError('give --contract or --group, not both');
      if (pictures && (contract ?? group ?? within) !== undefined)
        throw new UsageError('a picture is of the gaps of one period: leave out --contract, --group and --within');
      if (within !== undefined) {
        out(await printWithinPractices(given, reports));
        return exit.done;
      }
      if (contract !== undefined) {
        out(await printDisparityIndices(contract, given, reports));
        return exit.done;
      }
      if (group !== undefined) {
        out(await printGapChanges(group, given, reports));
        return exit.done;
      }
      const question = {
        ...questionOf(given, reports),
        ...periodsOf(given),
        by: given.value('by'),
        reference: given.text('reference'),
        simultaneous: !given.has('pairwise'),
        method: given.text('method') as DifferenceMethodId | undefined,
      };
      const found = await reports.disparities(question, {
        level: given.number('level') ?? 0.95,
        denominatorMin: given.number('denominator-min') ?? 0,
      });
      if (pictures) {
        if (new Set(found.map(({ groups }) => groups[0]!.period)).size > 1)
          throw new UsageError('a picture is of the gaps of one period: name it with --period');
        const drawn = found.map((disparity) => ({
          organization: disparity.groups[0]!.organization.id,
          draw: (options: { readonly width?: number }) => drawGaps(disparity, reports.provenance, options),
        }));
        await putPictures(given, drawn, terminal);
        return exit.done;
      }
      const judged = found.map((disparity) => ({ disparity, noise: noiseOfGaps(disparity) }));
      const rows = judged.flatMap(({ disparity, noise }) =>
        disparity.groups.map((group) => disparityRow(group, { disparity, noise, provenance: reports.provenance })),
      );
      const format = given.text('format') ?? 'table';
      out(formatRows(rows, format, columns));
      if (format === 'table' && found[0]) {
        for (const { disparity, noise } of judged) {
          const { contract, groups, range, standingOut } = disparity;
          const chance = range?.expectedByChance ?? null;
          const place = `${groups[0]!.organization.id} ${groups[0]!.period}: `;
          if (contract.comparisons === 0) {
            out(`\n${place}${sentenceOfGaps(disparity, noise)}\n`);
            continue;
          }
          out(
            `\n${place}${standingOut} of ${contract.comparisons} groups stand out; ` +
              `${contract.expectedByChance.toFixed(2)} would by chance alone if all were equal.` +
              (range && chance !== null
                ? ` Best to worst ${points(range.observed)}; chance alone makes ${points(chance)} on average of equal groups.`
                : '') +
              `\n${wrap('', sentenceOfGaps(disparity, noise), 120)}\n`,
          );
        }
        const { contract } = found[0];
        out(
          `${contract.direction} is better · gap in points against ${contract.reference}, positive = worse off · ${contract.method}, ` +
            `level ${contract.level}${contract.level === contract.comparisonLevel ? '' : ` for all together (${contract.comparisonLevel.toFixed(4)} each)`} · ${provenanceLine(reports, given.value('measure'))}`,
        );
      }
      return exit.done;
    });
  },
};

const points = (gap: number): string => `${(100 * gap).toFixed(1)} points`;
