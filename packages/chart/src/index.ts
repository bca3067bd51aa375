/** The package's public surface, listed by hand. */

export { controlChartSvg, runChartSvg } from './series.ts';
export { funnelSvg } from './funnel.ts';
export { gapPlotSvg } from './gapPlot.ts';
export { ladderSvg } from './ladder.ts';
export { funnelTable, gapTable, ladderTable, seriesTable, tableHtml, type TableTwin } from './table.ts';
export { toPng, type PngOptions } from './png.ts';
export type {
  ChartAnnotation,
  ChartPhase,
  ChartPoint,
  ChartSignal,
  ChartWords,
  FunnelLimits,
  FunnelModel,
  FunnelUnit,
  GapGroup,
  GapModel,
  GapNoise,
  GapPlotOptions,
  LadderLine,
  LadderModel,
  LadderOptions,
  LadderReach,
  LadderRow,
  Meaning,
  PictureOptions,
  SeriesModel,
  Unit,
} from './model.ts';
