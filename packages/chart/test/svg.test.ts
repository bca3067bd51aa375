import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  controlChartSvg,
  funnelSvg,
  gapPlotSvg,
  ladderSvg,
  runChartSvg,
  type FunnelModel,
  type SeriesModel,
} from '../src/index.ts';
import { overlap } from '../src/layout/placeLabels.ts';
import { anyFunnel, anyGaps, anyLadder, anySeries, funnel, gaps, ladder, series } from './support/models.ts';
import { all, numberOf, readXml, textBoxes, wordsOf } from './support/picture.ts';

const width = fc.constantFrom(240, 320, 640, 1200);
const pictures = fc.oneof(
  fc.tuple(anySeries, width).map(([model, width]) => runChartSvg(model, { width })),
  fc.tuple(anySeries, width).map(([model, width]) => controlChartSvg(model, { width })),
  fc.tuple(anyFunnel, width).map(([model, width]) => funnelSvg(model, { width })),
  fc.tuple(anyGaps, width).map(([model, width]) => gapPlotSvg(model, { width })),
  fc.tuple(anyLadder, width).map(([model, width]) => ladderSvg(model, { width })),
);

describe('every picture', () => {
  test('is well-formed, has a name and a description, and nothing that runs, loads or names itself', () => {
    fc.assert(
      fc.property(pictures, (svg) => {
        const root = readXml(svg);
        expect(root.tagName).toBe('svg');
        expect(root.getAttribute('role')).toBe('img');
        expect([...root.children].slice(0, 2).map(({ tagName }) => tagName)).toEqual(['title', 'desc']);
        expect(root.querySelector('desc')!.textContent).not.toBe('');
        const allowed = ['title', 'desc', 'rect', 'text', 'path', 'circle', 'g'];
        for (const element of all(root, '*')) {
          expect(allowed).toContain(element.tagName);
          for (const { name, value } of element.attributes) {
            expect(name).not.toMatch(/^(on|id$|style$|.*href$)/);
            expect(value).not.toMatch(/NaN|Infinity|undefined|null|e[+-]\d/);
          }
        }
      }),
      { seed: 1, numRuns: 60 },
    );
  });

  test('has text of 11 pixels or more, within its edges, none over another', () => {
    fc.assert(
      fc.property(pictures, (svg) => {
        const root = readXml(svg);
        const boxes = textBoxes(root);
        for (const [index, box] of boxes.entries()) {
          expect(box.size).toBeGreaterThanOrEqual(11);
          const inside = box.left >= -0.1 && box.right <= numberOf(root, 'width') + 0.1 && box.bottom <= numberOf(root, 'height');
          expect(inside || box).toBe(true);
          const covered = boxes.slice(index + 1).find((other) => overlap(box, other));
          expect(covered && [box, covered]).toBeUndefined();
        }
      }),
      { seed: 1, numRuns: 60 },
    );
  });

  test('is the same text for the same model, whatever was drawn before', () => {
    fc.assert(
      fc.property(anySeries, anyFunnel, anyGaps, anyLadder, (model, units, groups, rates) => {
        const draw = () => [runChartSvg, controlChartSvg].map((svg) => svg(structuredClone(model)));
        const first = [...draw(), funnelSvg(units), gapPlotSvg(groups), ladderSvg(rates)];
        expect([...draw(), funnelSvg(units), gapPlotSvg(structuredClone(groups)), ladderSvg(structuredClone(rates))]).toEqual(
          first,
        );
      }),
      { seed: 1, numRuns: 20 },
    );
  });
});

describe('a series', () => {
  test('shows every point once, each with its month and value or why there is none', () => {
    fc.assert(
      fc.property(anySeries, width, (model, width) => {
        const root = readXml(runChartSvg(model, { width }));
        const shown = all(root, '.points > *').map((point) => point.querySelector('title')!.textContent);
        expect(shown).toHaveLength(model.points.length);
        model.points.forEach(({ label, value }, index) => {
          expect(shown[index]!.startsWith(`${label}: `)).toBe(true);
          expect(/\d%/.test(shown[index]!)).toBe(value !== null);
        });
        expect(all(root, '.points .point')).toHaveLength(model.points.filter(({ status }) => status === 'REPORTED').length);
        expect(all(root, '.points .absent')).toHaveLength(model.points.filter(({ status }) => status !== 'REPORTED').length);
      }),
      { seed: 1, numRuns: 60 },
    );
  });

  test('has annotation markers that do not overlap, each over its own month, every number in the list', () => {
    fc.assert(
      fc.property(anySeries, width, (model, width) => {
        const root = readXml(runChartSvg(model, { width }));
        const markers = all(root, '.annotation rect').map((rect) => {
          const [left, top] = [numberOf(rect, 'x'), numberOf(rect, 'y')];
          return { left, top, right: left + numberOf(rect, 'width'), bottom: top + numberOf(rect, 'height') };
        });
        markers.forEach((marker, index) => expect(markers.slice(index + 1).some((other) => overlap(marker, other))).toBe(false));
        const leaders = all(root, '.leaders path').map((leader) => Number(/^M([\d.]+)/.exec(leader.getAttribute('d')!)![1]));
        const monthsWith = new Set(model.annotations!.map(({ date }) => date.slice(0, 7)));
        const shown = model.points.filter(({ label }) => monthsWith.has(label)).length;
        expect(leaders).toHaveLength(shown);
        leaders.forEach((x, index) => {
          expect(x).toBeGreaterThanOrEqual(markers[index]!.left);
          expect(x).toBeLessThanOrEqual(markers[index]!.right);
        });
        const placed = model.annotations!.filter(({ date }) => model.points.some(({ label }) => label === date.slice(0, 7)));
        const listed = all(root, 'text[font-weight="600"][text-anchor="end"]').map(wordsOf);
        expect(listed.filter((text) => text !== '–')).toEqual(placed.map((_, index) => `${index + 1}`));
      }),
      { seed: 1, numRuns: 60 },
    );
  });

  test('holds eight annotations of one month in one marker, and none at all', () => {
    const eight = Array.from({ length: 8 }, (_, index) => ({
      date: `2023-03-0${index + 1}`,
      kind: 'PDSA',
      text: `cycle ${index + 1}`,
    }));
    const values = Array.from({ length: 12 }, (_, index) => 0.5 + index / 100);
    const drawn = readXml(runChartSvg(series(values, { annotations: eight })));
    expect(all(drawn, '.annotation text').map(wordsOf)).toEqual(['1–8']);
    expect(all(drawn, '.annotation > title').map((title) => title.textContent)[0]).toContain('2023-03-08 PDSA: cycle 8');
    expect(all(readXml(runChartSvg(series(values))), '.annotation')).toEqual([]);
  });

  test('keeps a gap in the line at a month without a number, and passes a ghosted point by', () => {
    const line = (model: SeriesModel) => readXml(runChartSvg(model)).querySelector('.series')!.getAttribute('d')!;
    const whole = series([0.5, 0.6, 0.55, 0.5]);
    expect(line(whole).match(/M/g)).toHaveLength(1);
    expect(line(series([0.5, 0.6, null, 0.5])).match(/M/g)).toHaveLength(2);
    const ghosted = whole.points.map((point, index) => ({ ...point, ghosted: index === 2 }));
    expect(line({ ...whole, points: ghosted }).match(/[ML]/g)).toEqual(['M', 'L', 'L']);
  });

  test('draws a frozen centre solid over its baseline and dashed after it, one for each phase', () => {
    const values = Array.from({ length: 10 }, () => 0.5);
    const root = readXml(
      runChartSvg(
        series(values, {
          phases: [
            { start: 0, end: 5, baselineEnd: 3, centre: 0.5 },
            { start: 6, end: 9, centre: 0.6 },
          ],
        }),
      ),
    );
    const centres = all(root, '.centre').map((line) => [
      line.getAttribute('class'),
      line.getAttribute('stroke-dasharray') !== null,
    ]);
    expect(centres).toEqual([
      ['centre', false],
      ['centre carried', true],
      ['centre', false],
    ]);
    expect(all(root, '.phase > title').map(({ textContent }) => textContent)).toEqual(['Phase 1: 50.0%', 'Phase 2: 60.0%']);
  });

  test('steps with its limits, and has none at a suppressed point, whose width would give the count away', () => {
    const model = series([0.5, 0.5, 0.5, 0.5]);
    const points = model.points.map((point, index) => ({ ...point, lower: 0.4 - index / 100, upper: 0.6 + index / 100 }));
    const suppressed = points.map((point, index) =>
      index === 2 ? { ...point, value: null, status: 'SUPPRESSED' as const } : point,
    );
    const upper = (points: SeriesModel['points']) =>
      readXml(controlChartSvg({ ...model, points }))
        .querySelector('.limit.upper')!
        .getAttribute('d')!;
    expect(upper(points).match(/[MHV]/g)!.join('')).toBe('MHVHVHVH');
    expect(upper(suppressed).match(/[MHV]/g)!.join('')).toBe('MHVHMH');
    const moved = suppressed.map((point, index) => (index === 2 ? { ...point, lower: 0.01, upper: 0.99 } : point));
    expect(controlChartSvg({ ...model, points: moved })).toBe(controlChartSvg({ ...model, points: suppressed }));
  });

  test('of a run chart has no limits', () => {
    const model = series([0.5, 0.5]);
    const limited = { ...model, points: model.points.map((point) => ({ ...point, lower: 0.1, upper: 0.9 })) };
    expect(runChartSvg(limited)).toBe(runChartSvg(model));
    expect(controlChartSvg(limited)).not.toBe(controlChartSvg(model));
  });

  test('marks signals by shape too; better and worse at once is only a change', () => {
    const both = series([0.5, 0.6, 0.7], {
      signals: [
        { name: 'shift', points: [0, 1], meaning: 'better' },
        { name: 'trend', points: [1, 2], meaning: 'worse' },
      ],
    });
    const points = all(readXml(runChartSvg(both)), '.points > *');
    expect(points.map((point) => point.getAttribute('class'))).toEqual(['point better', 'point change', 'point worse']);
    const shapes = points.map((point) => point.getAttribute('d')!.replaceAll(/[\d. -]+/g, ''));
    expect(new Set(shapes).size).toBe(3);
    expect(points[1]!.textContent).toBe('2023-02: 60.0% (shift, trend)');
  });

  test.for([
    [[], 'No points to show'],
    [[null, null, null], 'No point has a number to show'],
  ] as const)('of %j says so', ([values, message]) => {
    expect(all(readXml(runChartSvg(series(values))), 'text').map(wordsOf)).toContain(message);
  });

  test('of one point stands in the middle, on an axis with a length', () => {
    const root = readXml(runChartSvg(series([1], { phases: [{ start: 0, end: 0, centre: 1 }] })));
    expect(all(root, 'circle.point')).toHaveLength(1);
    const ticks = all(root, 'text')
      .map(wordsOf)
      .filter((text) => /^\d+%$/.test(text));
    expect(ticks).toContain('100%');
    expect(ticks.length).toBeGreaterThan(1);
  });

  test('writes other units as theirs', () => {
    const tooltips = (unit: SeriesModel['unit'], values: readonly number[]) =>
      all(readXml(runChartSvg(series(values, { unit }))), '.points .point title').map(({ textContent }) => textContent.slice(9));
    expect(tooltips('points', [-0.034, 0.121])).toEqual(['-3.4 points', '12.1 points']);
    expect(tooltips('ratio', [0.9, 1.234])).toEqual(['0.90', '1.23']);
    expect(tooltips('number', [12, 40])).toEqual(['12', '40']);
  });
});

describe('a funnel', () => {
  test('shows every unit with a number once, names the others, and lists those outside', () => {
    fc.assert(
      fc.property(anyFunnel, width, (model, width) => {
        const root = readXml(funnelSvg(model, { width }));
        const drawn = model.units.filter(({ value }) => value !== null);
        const outside = drawn.filter(({ outside }) => outside);
        expect(all(root, '.points .point')).toHaveLength(drawn.length);
        const listed = all(root, 'text[font-weight="600"][text-anchor="end"]').map(wordsOf);
        expect(listed).toEqual(outside.map((_, index) => `${index + 1}`));
        const absent = model.units.length - drawn.length;
        const counted = all(root, 'text')
          .map(wordsOf)
          .flatMap((text) => Number(/^(\d+) not drawn, /.exec(text)?.[1] ?? 0));
        expect(counted.reduce((sum, number) => sum + number, 0)).toBe(absent);
      }),
      { seed: 1, numRuns: 60 },
    );
  });

  test('names an outlier beside its point where there is room', () => {
    const model = funnel([
      { label: 'Harbor Clinic', size: 200, value: 0.8, status: 'REPORTED', outside: { level: 0.998, meaning: 'better' } },
      { label: 'Hill Clinic', size: 60, value: 0.5, status: 'REPORTED' },
    ]);
    const names = (width: number) => all(readXml(funnelSvg(model, { width })), '.outlier text').map(wordsOf);
    expect(names(640)).toEqual(['1 Harbor Clinic']);
    expect(names(320)).toEqual(['1']);
  });

  test.for([
    [[], 'No units to show'],
    [[{ label: 'A', size: null, value: null, status: 'SUPPRESSED' }], 'No unit has a number to show'],
  ] as const satisfies readonly (readonly [FunnelModel['units'], string])[])('of %j says so', ([units, message]) => {
    const text = all(readXml(funnelSvg(funnel(units, { centre: null, limits: [] }))), 'text').map(wordsOf);
    expect(text).toContain(message);
  });

  test('of two units has both, and limits that end where they do', () => {
    const model = funnel([
      { label: 'A', size: 100, value: 0.5, status: 'REPORTED' },
      { label: 'B', size: 110, value: 0.6, status: 'REPORTED' },
    ]);
    const root = readXml(funnelSvg(model));
    expect(all(root, '.points .point')).toHaveLength(2);
    expect(all(root, 'path.limit')).toHaveLength(4);
    expect(all(root, 'path.limit')[0]!.getAttribute('d')!.match(/[ML]/g)).toHaveLength(3);
  });
});

describe('a gap plot', () => {
  const compared = [
    { label: 'A', gap: 0.071, lower: 0.032, upper: 0.11, standsOut: true, detail: '480 of 1,000' },
    { label: 'B', gap: -0.05, lower: -0.08, upper: -0.02, standsOut: true },
    { label: 'C', gap: 0.01, lower: -0.03, upper: 0.05, standsOut: false },
    { label: 'D', gap: 0, standsOut: null },
  ];
  const absent = [
    { label: 'E', gap: null, reason: 'withheld' },
    { label: 'F', gap: null, reason: 'withheld' },
    { label: 'G', gap: null, reason: 'denominator 24 of 30 needed' },
  ];

  test('shows every gap once with its interval, and lists the groups that were not compared with their reason', () => {
    fc.assert(
      fc.property(anyGaps, width, (model, width) => {
        const root = readXml(gapPlotSvg(model, { width }));
        const drawn = model.groups.filter(({ gap }) => gap !== null);
        const points = all(root, '.points > .point');
        expect(points).toHaveLength(drawn.length);
        expect(all(root, '.interval')).toHaveLength(drawn.filter(({ lower }) => lower !== null).length);
        drawn.forEach(({ gap, standsOut }, index) => {
          const side = gap! > 0 ? ' worse' : ' better';
          expect(points[index]!.getAttribute('class')).toBe(`point${standsOut ? side : ''}`);
        });
        const counted = all(root, 'text')
          .map(wordsOf)
          .flatMap((text) => Number(/^(\d+) not compared \(/.exec(text)?.[1] ?? 0));
        expect(counted.reduce((sum, number) => sum + number, 0)).toBe(model.groups.length - drawn.length);
      }),
      { seed: 1, numRuns: 60 },
    );
  });

  test('lies on one scale: worse off right of the reference, the noise band even about it', () => {
    const root = readXml(gapPlotSvg(gaps(compared)));
    const starts = (name: string) =>
      [
        ...root
          .querySelector(name)!
          .getAttribute('d')!
          .matchAll(/M([\d.]+)/g),
      ].map(([, x]) => Number(x));
    const zero = starts('.reference')[0]!;
    const perPoint = (starts('.noise.percentile95').at(-1)! - zero) / 0.062;
    const meanOff = [starts('.noise.mean')[0]!, starts('.noise.mean').at(-1)!].map((x) => (x - zero) / perPoint);
    expect(meanOff[0]).toBeCloseTo(-0.04, 3);
    expect(meanOff[1]).toBeCloseTo(0.04, 3);
    expect((starts('.noise.band')[0]! - zero) / perPoint).toBeCloseTo(-0.062, 3);
    expect(new Set(starts('.reference')).size).toBe(1);
    const [a, b, c] = all(root, '.interval').map((line) => /^M([\d.]+) [\d.]+H([\d.]+)/.exec(line.getAttribute('d')!)!);
    for (const [[, from, to], { lower, upper }] of [
      [a!, compared[0]!],
      [b!, compared[1]!],
      [c!, compared[2]!],
    ] as const) {
      expect((Number(from) - zero) / perPoint).toBeCloseTo(lower!, 3);
      expect((Number(to) - zero) / perPoint).toBeCloseTo(upper!, 3);
    }
    const dots = all(root, '.points circle').map((dot) => (numberOf(dot, 'cx') - zero) / perPoint);
    expect(dots[0]).toBeCloseTo(0.01, 3);
    expect(dots[1]).toBeCloseTo(0, 3);
  });

  test.for([320, 640])('says which way is worse and what chance alone would show, %i pixels wide', (width) => {
    const root = readXml(gapPlotSvg(gaps([...compared, ...absent]), { width }));
    const text = all(root, 'text').map(wordsOf);
    expect(text).toEqual(expect.arrayContaining(['better off', 'worse off', 'Chance, 95th percentile 6.2 points']));
    expect(text.join(' ')).toContain('Gap to all other groups, in percentage points · positive = worse off');
    expect(text).toContain('2 not compared (withheld): E, F');
    expect(root.querySelector('desc')!.textContent).toBe(
      'Group A is 7.1 points worse off than all other groups. 7 groups, 4 compared. Of these, 1 worse off and 1 better off stand out. ' +
        'A positive gap is worse off. By chance alone the widest of 7 such gaps would be 4.0 points wide on average, and wider than ' +
        '6.2 points one time in twenty.',
    );
    expect(all(root, '.points .point title').map(({ textContent }) => textContent)).toEqual([
      'A: 7.1 points worse off (95% interval 3.2 to 11.0, 480 of 1,000)',
      'B: 5.0 points better off (gap -5.0, 95% interval -8.0 to -2.0)',
      'C: 1.0 points worse off (95% interval -3.0 to 5.0)',
      'D: 0.0 points',
    ]);
  });

  test('tells those that stand out by shape', () => {
    const shapes = all(readXml(gapPlotSvg(gaps(compared))), '.points > .point').map(
      (point) => point.tagName + (point.getAttribute('d') ?? '').replaceAll(/[\d. -]+/g, ''),
    );
    expect(new Set(shapes.slice(0, 3)).size).toBe(3);
    expect(shapes[3]).toBe(shapes[2]);
  });

  test('draws nothing of a group that was not compared: the plot is the same without it', () => {
    const marks = (svg: string) => all(readXml(svg), 'path, circle').map((mark) => mark.outerHTML);
    expect(marks(gapPlotSvg(gaps([...compared, ...absent])))).toEqual(marks(gapPlotSvg(gaps(compared))));
  });

  test('without noise has no band and says that it is not known', () => {
    const root = readXml(gapPlotSvg(gaps(compared, { noise: null })));
    expect(all(root, '.noise')).toEqual([]);
    expect(all(root, 'text').map(wordsOf)).toContain('What chance alone would show is not known here.');
  });

  test.for([
    [[], 'No groups to show'],
    [[{ label: 'A', gap: null, reason: 'withheld' }], 'No group could be compared'],
  ] as const)('of %j says so, and nothing of chance', ([groups, message]) => {
    const svg = gapPlotSvg(gaps(groups));
    expect(all(readXml(svg), 'text').map(wordsOf)).toContain(message);
    expect(svg).not.toMatch(/chance/i);
  });
});

describe('hostile text', () => {
  const attacks = [
    '</title><script>alert(1)</script>',
    `"><image href="http://x"/>' onload='x`,
    ']]>&lt;&#x0;&amp;',
    'a\u0000b\u0007c\u001Bd\u009Fe\uFFFEf',
    'half\uD83D pair \uDE00',
    'turned \u202Etxt.exe\u202C and \u2066isolated\u2069',
    'lines\nand\ttabs\u2028too',
  ];
  const seen = ['ab', 'cdef', 'half pair', 'turned txt.exe and isolated', 'lines and tabs too'];

  test('stays text in every place that takes some', () => {
    for (const attack of attacks) {
      const model = series([0.5, null], {
        title: attack,
        subtitle: attack,
        sentence: attack,
        valueLabel: attack,
        notes: [attack],
        phases: [{ start: 0, end: 1, centre: 0.5, label: attack }],
        signals: [{ name: attack, points: [0], meaning: 'change' }],
        annotations: [{ date: '2023-01-01', kind: attack, text: attack }],
        centreName: attack,
      });
      const hostile = { ...model, points: model.points.map((point) => ({ ...point, detail: attack })) };
      const units = [
        {
          label: attack,
          size: 50,
          value: 0.5,
          status: 'REPORTED' as const,
          outside: { level: 0.95, meaning: 'worse' as const },
          detail: attack,
        },
        { label: attack, size: null, value: null, status: 'NO_DATA' as const },
      ];
      const named = funnel(units, { title: attack, sizeLabel: attack, centreName: attack });
      for (const svg of [
        runChartSvg(hostile),
        controlChartSvg({ ...hostile, points: [], phases: [], signals: [] }),
        funnelSvg(named),
        gapPlotSvg(
          gaps(
            [
              { label: attack, gap: 0.1, detail: attack },
              { label: attack, gap: null, reason: attack },
            ],
            {
              title: attack,
              referenceName: attack,
            },
          ),
        ),
        ladderSvg(
          ladder(
            [
              { label: attack, value: 0.5, status: 'REPORTED', detail: attack, place: attack, next: { line: 0, patients: 4 } },
              { label: attack, value: 0.5, status: 'BELOW_MINIMUM', reason: attack },
              { label: attack, value: null, status: 'SUPPRESSED', reason: attack },
            ],
            { title: attack, lines: [{ name: attack, value: 0.6, text: attack }], peerGroup: attack, source: attack },
          ),
        ),
      ]) {
        const root = readXml(svg);
        expect(all(root, 'script, image')).toEqual([]);
        for (const element of all(root, '*')) {
          for (const { name } of element.attributes) expect(name).not.toMatch(/^on|href/);
        }
        expect(svg).not.toMatch(/[\p{Cc}\u202A-\u202E\u2066-\u2069\uFFFE]/u);
        expect(svg.isWellFormed()).toBe(true);
      }
    }
  });

  test('keeps what can be read', () => {
    const titles = attacks.map((title) => readXml(runChartSvg(series([], { title }))).querySelector('title')!.textContent);
    expect(titles[0]).toBe(attacks[0]);
    expect(titles[2]).toBe(attacks[2]);
    for (const [index, text] of ['abcdef', seen[2], seen[3], seen[4]].entries()) expect(titles[index + 3]!.trim()).toBe(text);
  });
});
