import { coverage, proportionInterval, proportionMethods, type ProportionMethodId } from '../src/index.ts';

/** Methods from left to right, in colours that the colour-blind tell apart (Okabe and Ito, the last two darker for text). */
const columns: readonly { readonly method: ProportionMethodId; readonly colour: string }[] = [
  { method: 'wald', colour: '#d55e00' },
  { method: 'wilson', colour: '#0072b2' },
  { method: 'mid-p', colour: '#007f5f' },
  { method: 'clopper-pearson', colour: '#b0508a' },
];
const denominators = [20, 50];
const level = 0.95;

const panel = { width: 190, height: 150, across: 16, down: 54 };
const margin = { left: 74, top: 80, right: 14, bottom: 52 };
/** The lowest coverage that is drawn: at rates near 0 and 1 that of Wald falls to 0. */
const floor = 0.8;
const width = margin.left + columns.length * (panel.width + panel.across) - panel.across + margin.right;
const height = margin.top + denominators.length * (panel.height + panel.down) - panel.down + margin.bottom;

interface Point {
  readonly rate: number;
  readonly covered: number;
}

interface Curve {
  readonly points: readonly Point[];
  /** Over all true rates alike. */
  readonly average: number;
  readonly lowest: number;
}

/**
 * Exact coverage against the true rate, by enumeration. It is smooth between the limits of the n + 1 intervals and jumps at
 * them, so the curve is taken piece by piece.
 */
function curveOf(denominator: number, method: ProportionMethodId): Curve {
  const limits = Array.from({ length: denominator + 1 }, (_, numerator) =>
    proportionInterval({ denominator, numerator }, { method, level }),
  ).flatMap(({ lower, upper }) => [lower ?? 0, upper ?? 1]);
  const breaks = [...new Set([0, ...limits, 1])].toSorted((a, b) => a - b);
  const pieces = breaks.slice(1).map((to, index) => {
    const from = breaks[index] ?? 0;
    const rates = [1e-6, 0.2, 0.4, 0.6, 0.8, 1 - 1e-6].map((share) => from + share * (to - from));
    return rates.map((rate) => ({ rate, covered: coverage({ denominator, rate }, { method, level }) }));
  });
  const points = pieces.flat();
  let average = 0;
  for (const [index, { rate, covered }] of points.entries()) {
    const next = points[index + 1];
    if (next) average += ((next.rate - rate) * (covered + next.covered)) / 2;
  }
  return { points, average, lowest: Math.min(...points.map(({ covered }) => covered)) };
}

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
const summaryOf = ({ average, lowest }: Curve): string => `average ${percent(average)}, lowest ${percent(lowest)}`;
const rounded = (length: number): string => String(Number(length.toFixed(1)));

const leftOf = (column: number): number => margin.left + column * (panel.width + panel.across);
const topOf = (row: number): number => margin.top + row * (panel.height + panel.down);
/** Within a panel. */
const x = (rate: number): string => rounded(rate * panel.width);
const y = (covered: number): string => rounded(((1 - covered) / (1 - floor)) * panel.height);

/** A panel is a picture of its own: what lies outside of it is not drawn. */
function drawPanel(curve: Curve, { row, column, colour }: { row: number; column: number; colour: string }): string {
  const [left, top] = [leftOf(column), topOf(row)];
  const steps = curve.points.map(({ rate, covered }) => `${x(rate)} ${y(covered)}`);
  const path = steps.filter((step, index) => step !== steps[index - 1]).join('L');
  const ticks = [
    { at: 0, anchor: 'start' },
    { at: 0.5, anchor: 'middle' },
    { at: 1, anchor: 'end' },
  ].map(
    ({ at, anchor }) =>
      `<text x="${rounded(left + at * panel.width)}" y="${top + panel.height + 15}" text-anchor="${anchor}" fill="#555">${100 * at} %</text>`,
  );
  return [
    `<text x="${left}" y="${top - 9}" fill="#222">${summaryOf(curve)}</text>`,
    `<svg x="${left}" y="${top}" width="${panel.width}" height="${panel.height}">`,
    `<rect width="${panel.width}" height="${panel.height}" fill="#fff" stroke="#bbb"/>`,
    ...[0.85, 0.9].map((at) => `<path d="M0 ${y(at)}H${panel.width}" stroke="#ddd"/>`),
    `<path d="M0 ${y(level)}H${panel.width}" stroke="#222" stroke-dasharray="4 3"/>`,
    `<path d="M${path}" fill="none" stroke="${colour}" stroke-width="1.3" stroke-linejoin="round"/>`,
    `</svg>`,
    ...ticks,
  ].join('\n');
}

function drawRowLabel(denominator: number, row: number): string {
  const top = topOf(row);
  const ticks = [0.8, 0.85, 0.9, 0.95, 1].map(
    (at) =>
      `<text x="${margin.left - 6}" y="${rounded(top + Number(y(at)) + 4)}" text-anchor="end" fill="#555">${(100 * at).toFixed(0)} %</text>`,
  );
  return [`<text x="6" y="${top - 9}" font-weight="bold" fill="#222">n = ${denominator}</text>`, ...ticks].join('\n');
}

/** The picture of docs/concepts/intervals.md: how often an interval that should hold the true rate 95 % of the time does. */
export function drawCoverage(): string {
  const shown = columns.map(({ method, colour }, column) => ({
    title: proportionMethods[method].title,
    column,
    colour,
    curves: denominators.map((denominator) => curveOf(denominator, method)),
  }));
  const said = shown.map(({ title, curves }) => {
    const rows = curves.map((curve, row) => `n = ${denominators[row]}: ${summaryOf(curve)}`);
    return `${title}: ${rows.join('; ')}.`;
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-labelledby="title desc" font-family="Helvetica, Arial, sans-serif" font-size="11">`,
    `<title id="title">Exact coverage of 95 % intervals for one rate, against the true rate</title>`,
    `<desc id="desc">How often the interval holds the true rate, for every true rate from 0 % to 100 %; the dashed line is the 95 % that was asked for. ${said.join(' ')}</desc>`,
    `<rect width="${width}" height="${height}" fill="#fff"/>`,
    `<text x="6" y="20" font-size="13" fill="#222">How often a 95 % interval holds the true rate. Dashed: the 95 % that was asked for</text>`,
    ...shown.map(
      ({ title, colour, column }) =>
        `<text x="${leftOf(column)}" y="50" font-size="14" font-weight="bold" fill="${colour}">${title}</text>`,
    ),
    ...denominators.map(drawRowLabel),
    ...shown.flatMap(({ curves, ...place }) => curves.map((curve, row) => drawPanel(curve, { ...place, row }))),
    `<text x="${rounded((leftOf(0) + width - margin.right) / 2)}" y="${height - 10}" text-anchor="middle" fill="#222">true rate (coverage below 80 % is not drawn)</text>`,
    `</svg>`,
    '',
  ].join('\n');
}
