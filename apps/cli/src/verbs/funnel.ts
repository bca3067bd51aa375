import { drawFunnel, funnelWidenings, rateFunnelMethods, type FunnelReport, type RateFunnelMethodId } from '@equipoise/reporting';
import type { FunnelWidening } from '@equipoise/engine';
import { estimateOptionsOf, provenanceColumns, provenanceLine, questionOf, withReports } from '../context.ts';
import { levelFlag, minimumFlag, pictureFlags, questionFlags, stratumFlags, targetFlag } from '../flags.ts';
import { asksForPictures, putPictures } from '../pictures.ts';
import { placeColumns } from '../rows.ts';
import { formatRows, type Row } from '../table.ts';
import { exit, UsageError, type Verb } from '../verb.ts';

export const funnel: Verb = {
  name: 'funnel',
  summary: 'Practices of one period by size, with limits that tell those apart whose rate chance does not explain.',
  flags: [
    ...questionFlags.map((flag) =>
      flag.name === 'organization' ? { ...flag, help: 'organizations to compare (default every practice)' } : flag,
    ),
    ...stratumFlags,
    { name: 'period', value: 'YYYY-MM', help: 'the period (default the latest)' },
    { name: 'method', value: 'METHOD', help: 'limits: normal (default), arcsine or exact', oneOf: rateFunnelMethods },
    {
      name: 'overdispersion',
      value: 'HOW',
      help: 'none (default), or make room for practices that differ by more than chance: additive or multiplicative',
      oneOf: funnelWidenings,
    },
    { name: 'levels', value: 'LEVELS', help: 'coverage of the limits, as fractions (default 0.95,0.998)' },
    targetFlag('what practices are held against (default the rate of all that are shown)'),
    levelFlag,
    minimumFlag,
    ...pictureFlags,
  ],
  examples: [
    { call: 'equipoise funnel --measure CBP', why: 'all practices, latest period' },
    {
      call: 'equipoise funnel --measure CBP --overdispersion additive --levels 0.95,0.998',
      why: 'limits widened for how much they differ',
    },
    { call: 'equipoise funnel --measure CBP --format svg --out cbp-funnel-2025-12.svg', why: 'a picture' },
  ],
  async run(given, terminal) {
    const { out } = terminal;
    const pictures = asksForPictures(given);
    return withReports(given, async (reports) => {
      const report = await reports.funnel(
        {
          ...questionOf(given, reports),
          by: given.text('by'),
          stratum: given.text('stratum'),
          period: given.text('period'),
          method: given.text('method') as RateFunnelMethodId | undefined,
          overdispersion: given.text('overdispersion') as FunnelWidening | undefined,
          levels: given.parts('levels')?.map(levelOf),
          target: given.number('target'),
        },
        estimateOptionsOf(given),
      );
      const provenance = provenanceColumns(reports.provenance);
      if (pictures) {
        const draw = (options: { readonly width?: number }) => drawFunnel(report, reports.provenance, options);
        await putPictures(given, [{ organization: null, draw }], terminal);
        return exit.done;
      }
      const rows = unitRows(report);
      switch (given.text('format') ?? 'table') {
        case 'json':
          out(`${JSON.stringify({ ...reportObject(report), units: rows, ...provenance }, null, 2)}\n`);
          break;
        case 'csv':
          out(
            formatRows(
              rows.map((row) => ({ ...row, ...provenance })),
              'csv',
              [],
            ),
          );
          break;
        default:
          out(
            formatRows(rows, 'table', [
              'organization',
              'denominator',
              'numerator',
              'rate',
              'status',
              ...limitColumns(report),
              'beyond',
              'verdict',
            ]),
          );
          out(`\n${report.measure.id} ${report.period}: ${report.sentence}\n\n`);
          out(
            `${report.funnel.method} limits, overdispersion ${report.funnel.overdispersion} · ${provenanceLine(reports, given.value('measure'))}`,
          );
      }
      return exit.done;
    });
  },
};

function levelOf(text: string): number {
  const level = Number(text);
  if (text === '' || !(level > 0 && level < 1))
    throw new UsageError(`--levels takes fractions between 0 and 1 such as 0.95,0.998, got ${text}`);
  return level;
}

const columnOf = (side: 'lower' | 'upper', level: number): string => `limit_${side}_${level}`;
const limitColumns = ({ funnel: { levels } }: FunnelReport): string[] =>
  levels.flatMap((level) => [columnOf('lower', level), columnOf('upper', level)]);

function reportObject({
  measure,
  period,
  stratification,
  stratum,
  funnel: found,
  hidden,
  absent,
  sentence,
  curves,
}: FunnelReport) {
  const nameOf = (index: number) => found.units[index]!.name;
  return {
    measure: measure.id,
    measure_version: measure.version,
    period,
    stratification,
    stratum,
    direction: measure.direction,
    method: found.method,
    overdispersion: found.overdispersion,
    target: found.target,
    target_from: found.pooled ? 'all that are shown' : 'given',
    phi: found.phi,
    tau2: found.tau2,
    widened: found.widened,
    observed: found.observed,
    hidden,
    absent,
    reason: found.reason,
    sentence,
    outside: found.outside.map(({ level, above, below, expected, expectedFromCounts }) => ({
      level,
      above: above.map(nameOf),
      below: below.map(nameOf),
      expected_by_chance: expectedFromCounts ?? expected,
    })),
    curves,
  };
}

function unitRows(report: FunnelReport): Row[] {
  const { funnel: found, units } = report;
  return units.map(({ stratification, place, ...rate }) => ({
    ...placeColumns({ ...rate, stratification: stratification.id }),
    target: found.target,
    ...Object.fromEntries(
      found.levels.flatMap((level, index) => [
        [columnOf('lower', level), place?.limits[index]?.lower ?? null],
        [columnOf('upper', level), place?.limits[index]?.upper ?? null],
      ]),
    ),
    z: place?.z ?? null,
    beyond: place?.beyond ?? null,
    side: place?.side ?? null,
    verdict: place?.verdict ?? null,
    funnel_method: found.method,
    overdispersion: found.overdispersion,
    measure_version: rate.measure.version,
    reason: rate.estimate.reason,
  }));
}
