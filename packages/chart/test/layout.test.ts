import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { labelRows, spreadApart } from '../src/layout/labelRows.ts';
import { packRows } from '../src/layout/packRows.ts';
import { overlap, placeLabels } from '../src/layout/placeLabels.ts';
import { spread } from '../src/layout/spread.ts';
import { valueDomain } from '../src/layout/valueDomain.ts';
import { grey, meaningColour, targetColour } from '../src/palette.ts';

describe('packing markers into rows', () => {
  const room = { left: 0, right: 640 };
  const pills = fc
    .array(fc.record({ x: fc.double({ min: 0, max: 640, noNaN: true }), width: fc.double({ min: 16, max: 60, noNaN: true }) }), {
      maxLength: 60,
    })
    .map((pills) => pills.toSorted((a, b) => a.x - b.x));

  test('none touch, none leave the page, each stands over its place', () => {
    fc.assert(
      fc.property(pills, (pills) => {
        const packed = packRows(pills, room, 3);
        packed.forEach(({ left, row }, index) => {
          const right = left + pills[index]!.width;
          expect(left).toBeGreaterThanOrEqual(0);
          expect(right).toBeLessThanOrEqual(640 + 1e-9);
          expect(pills[index]!.x).toBeGreaterThanOrEqual(left - 1e-9);
          expect(pills[index]!.x).toBeLessThanOrEqual(right + 1e-9);
          for (const [other, { left: start, row: otherRow }] of packed.slice(0, index).entries()) {
            if (row === otherRow) expect(start + pills[other]!.width + 3).toBeLessThanOrEqual(left + 1e-9);
          }
        });
      }),
      { seed: 1 },
    );
  });

  test('one row is enough where there is room for one', () => {
    expect(
      packRows(
        [
          { x: 10, width: 16 },
          { x: 40, width: 16 },
        ],
        room,
        3,
      ).map(({ row }) => row),
    ).toEqual([0, 0]);
    expect(
      packRows(
        [
          { x: 10, width: 16 },
          { x: 20, width: 16 },
        ],
        room,
        3,
      ).map(({ row }) => row),
    ).toEqual([0, 1]);
  });
});

describe('names above lines', () => {
  const room = { left: 10, right: 230 };
  const wanted = fc
    .array(fc.record({ x: fc.double({ min: 10, max: 230, noNaN: true }), width: fc.double({ min: 5, max: 110, noNaN: true }) }), {
      maxLength: 20,
    })
    .map((wanted) => wanted.toSorted((a, b) => a.x - b.x));

  test('stay in the room and apart, a leader passes between the names below its own, and none crosses another', () => {
    fc.assert(
      fc.property(wanted, (wanted) => {
        const placed = labelRows(wanted, 5, room);
        expect(placed).toHaveLength(wanted.length);
        placed.forEach(({ row, way }) => expect(way).toHaveLength(row + 1));
        const rows = placed.reduce((most, { row }) => Math.max(most, row + 1), 0);
        for (let row = 0; row < rows; row += 1) {
          const boxes = placed.flatMap(({ row: own, way }, index) => {
            if (own < row) return [];
            const half = own === row ? wanted[index]!.width / 2 : 0;
            return [{ left: way[row]! - half, right: way[row]! + half }];
          });
          expect(boxes[0]!.left).toBeGreaterThanOrEqual(10 - 1e-9);
          expect(boxes.at(-1)!.right).toBeLessThanOrEqual(230 + 1e-9);
          boxes.slice(1).forEach(({ left }, index) => expect(left - boxes[index]!.right).toBeGreaterThanOrEqual(5 - 1e-9));
        }
      }),
      { seed: 1 },
    );
  });

  test('stand over their lines where there is room, move apart evenly where there is little, and climb where there is none', () => {
    const at = (...xs: readonly number[]) => xs.map((x) => ({ x, width: 40 }));
    expect(labelRows(at(40, 120, 200), 5, room).map(({ way }) => way)).toEqual([[40], [120], [200]]);
    expect(labelRows(at(100, 110), 5, room).map(({ way }) => way)).toEqual([[82.5], [127.5]]);
    expect(labelRows(at(12, 228), 5, room).map(({ way }) => way)).toEqual([[30], [210]]);
    expect(labelRows(at(100, 105, 110, 115, 120, 125), 5, room).map(({ row }) => row)).toEqual([0, 1, 0, 1, 0, 1]);
    expect(labelRows([], 5, room)).toEqual([]);
  });

  test('move no further than they must: no other places within the room have a smaller sum of squares', () => {
    fc.assert(
      fc.property(
        wanted,
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 20, maxLength: 20 }),
        (wanted, shares) => {
          const boxes = wanted.map(({ x, width }) => ({ x, width: width / 20 }));
          const middles = spreadApart(boxes, 2, room)!;
          const cost = (places: readonly number[]) =>
            places.reduce((sum, place, index) => sum + (place - boxes[index]!.x) ** 2, 0);
          // Another layout that keeps the rules: the free room dealt out before, between and after the boxes as the shares say.
          const free = 220 - boxes.reduce((sum, { width }) => sum + width, 0) - 2 * Math.max(0, boxes.length - 1);
          const cuts = shares.slice(0, boxes.length).toSorted((a, b) => a - b);
          let used = 10;
          const other = boxes.map(({ width }, index) => {
            const middle = used + free * cuts[index]! + width / 2;
            used += width + 2;
            return middle;
          });
          expect(cost(middles)).toBeLessThanOrEqual(cost(other) + 1e-6);
        },
      ),
      { seed: 1 },
    );
  });

  test('that no room can hold are refused', () => {
    expect(() => labelRows([{ x: 20, width: 300 }], 5, room)).toThrow('1 labels need more room than 220 pixels');
  });
});

describe('spreading labels', () => {
  const room = { min: 0, max: 300 };
  const wanted = fc.array(fc.double({ min: 0, max: 300, noNaN: true }), { maxLength: 20 });

  test('all are a gap apart, in their order, inside', () => {
    fc.assert(
      fc.property(wanted, (wanted) => {
        const placed = spread(wanted, 14, room);
        const order = wanted.map((_, index) => index).sort((a, b) => wanted[a]! - wanted[b]! || a - b);
        order.forEach((index, at) => {
          expect(placed[index]!).toBeGreaterThanOrEqual(-1e-9);
          expect(placed[index]!).toBeLessThanOrEqual(300 + 1e-9);
          if (at > 0) expect(placed[index]! - placed[order[at - 1]!]!).toBeGreaterThanOrEqual(14 - 1e-6);
        });
      }),
      { seed: 1 },
    );
  });

  test('labels with room stay where they are; two that touch share the move', () => {
    expect(spread([10, 100, 50], 14, room)).toEqual([10, 100, 50]);
    expect(spread([100, 104], 14, room)).toEqual([95, 109]);
    expect(spread([0, 0], 14, room)).toEqual([0, 14]);
  });
});

describe('placing labels', () => {
  const room = { left: 0, top: 0, right: 400, bottom: 200 };
  const place = fc.record({ x: fc.integer({ min: 5, max: 395 }), y: fc.integer({ min: 5, max: 195 }) });

  test('none covers a point, another label or the edge', () => {
    fc.assert(
      fc.property(fc.array(place, { maxLength: 40 }), fc.integer({ min: 0, max: 20 }), (dots, labelled) => {
        const obstacles = dots.map(({ x, y }) => ({ left: x - 5, right: x + 5, top: y - 5, bottom: y + 5 }));
        const points = dots.slice(0, labelled).map((dot) => ({
          ...dot,
          sizes: [
            { width: 90, height: 13 },
            { width: 14, height: 13 },
          ],
        }));
        const boxes = placeLabels(points, obstacles, room).flatMap((placed) => (placed ? [placed.box] : []));
        boxes.forEach((box, index) => {
          expect([...obstacles, ...boxes.slice(0, index)].some((other) => overlap(box, other))).toBe(false);
          expect(box.left >= 0 && box.right <= 400 && box.top >= 0 && box.bottom <= 200).toBe(true);
        });
      }),
      { seed: 1 },
    );
  });

  test('the long wording first, the short one where only that has room, else none', () => {
    const sizes = [
      { width: 90, height: 13 },
      { width: 14, height: 13 },
    ];
    const at = (right: number) => placeLabels([{ x: 10, y: 10, sizes }], [], { left: 0, top: 0, right, bottom: 20 })[0];
    expect(at(200)?.size).toBe(0);
    expect(at(40)?.size).toBe(1);
    expect(at(20)).toBeNull();
  });

  test('a leader runs through no other point', () => {
    const own = { x: 100, y: 100 };
    const wall = { left: 108, right: 112, top: 0, bottom: 200 };
    const [placed] = placeLabels([{ ...own, sizes: [{ width: 60, height: 13 }] }], [wall], {
      left: 70,
      top: 0,
      right: 400,
      bottom: 200,
    });
    expect(placed).toBeNull();
  });
});

describe('the value axis', () => {
  test.for([
    { numbers: [0.52, 0.58], low: 0.5152, high: 0.5848, why: 'is not forced to 0' },
    { numbers: [0.01, 0.1], low: 0, high: 0.1072, why: 'begins at 0 when the data come near it' },
    { numbers: [0.9, 0.999], low: 0.88516, high: 1, why: 'never passes 100%' },
    { numbers: [0.5, 0.5], low: 0.471, high: 0.529, why: 'has a length when all are equal' },
    { numbers: [0, 0], low: 0, high: 0.058, why: 'starts at 0 when all are 0' },
    { numbers: [1], low: 0.942, high: 1, why: 'ends at 1 when all are 1' },
    { numbers: [0.5, 1.4], low: 0.42, high: 1, why: 'keeps limits beyond 100% out' },
  ])('$why', ({ numbers, low, high }) => {
    const [bottom, top] = valueDomain(numbers, 'percent')!;
    expect(bottom).toBeCloseTo(low, 10);
    expect(top).toBeCloseTo(high, 10);
  });

  test('of anything holds everything, and has a length', () => {
    const numbers = fc.array(fc.double({ min: -1e9, max: 1e9, noNaN: true }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(numbers, (numbers) => {
        const [low, high] = valueDomain(numbers, 'number')!;
        expect(low).toBeLessThanOrEqual(Math.min(...numbers));
        expect(high).toBeGreaterThanOrEqual(Math.max(...numbers));
        expect(high).toBeGreaterThan(low);
      }),
      { seed: 1 },
    );
    expect(valueDomain([], 'percent')).toBeNull();
  });
});

/** Relative luminance and contrast as WCAG 2.2 defines them. */
function contrast(colour: string, against: string): number {
  const luminance = (hex: string) => {
    const [red, green, blue] = [1, 3, 5].map((at) => {
      const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
  };
  const [light, dark] = [luminance(colour), luminance(against)].toSorted((a, b) => b - a);
  return (light! + 0.05) / (dark! + 0.05);
}

describe('contrast', () => {
  test('is reckoned as in the specification', () => {
    expect(contrast('#000000', '#FFFFFF')).toBeCloseTo(21, 10);
    expect(contrast('#767676', '#FFFFFF')).toBeCloseTo(4.54, 2);
  });

  test('text 7 to 1, lines and points 3 to 1, on paper, band and shade', () => {
    for (const ground of [grey.paper, grey.band, grey.shade]) {
      expect(contrast(grey.text, ground)).toBeGreaterThan(7);
      expect(contrast(grey.quietText, ground)).toBeGreaterThan(6.5);
      for (const colour of [grey.line, grey.point, targetColour, ...Object.values(meaningColour)])
        expect(contrast(colour, ground), `${colour} on ${ground}`).toBeGreaterThan(3);
    }
  });
});
