import { describe, expect, test } from 'vitest';
import { measureCatalogue } from '../../src/measure/catalogue/index.ts';
import { defineMeasure, type MeasureDeclaration } from '../../src/measure/define.ts';
import { measureWindows } from '../../src/measure/period.ts';

const footExam = { id: 'foot-exam', title: 'Foot exam', direction: 'higher' } as const;

describe('a declaration', () => {
  test('needs an id, a title and a direction; the rest has defaults', () => {
    expect(defineMeasure(footExam)).toEqual({
      ...footExam,
      version: '1',
      description: '',
      statistic: 'proportion',
      window: 'month',
      ages: null,
      monthly: null,
      source: 'declared by the user',
    });
  });

  test('keeps what it says, case included', () => {
    const declared = defineMeasure({ ...footExam, id: 'Foot.Exam_2', window: 'year', ages: { from: 18, to: 18 } });
    expect(declared).toMatchObject({ id: 'Foot.Exam_2', window: 'year', ages: { from: 18, to: 18 } });
  });

  test.for([
    [{ id: '' }, 'measure : id is 1 to 64 letters, digits, dots, dashes or underscores'],
    [{ id: 'foot exam' }, 'measure foot exam: id is'],
    [{ id: "x' or 1=1" }, 'id is 1 to 64 letters'],
    [{ id: 'x'.repeat(65) }, 'id is 1 to 64 letters'],
    [{ title: '  ' }, 'measure foot-exam: title is missing'],
    [{ statistic: 'median' }, 'measure foot-exam: statistic must be proportion, got median'],
    [{ direction: 'up' }, 'measure foot-exam: direction must be higher or lower, got up'],
    [{ window: 'quarter' }, 'measure foot-exam: window must be one of month, rolling-12, year, snapshot, got quarter'],
    [{ ages: { from: 75, to: 18 } }, 'measure foot-exam: ages must run from low to high, got 75 to 18'],
    [{ ages: { from: 18, to: NaN } }, 'ages must run from low to high, got 18 to NaN'],
    [{ monthly: 'foot-exam' }, 'measure foot-exam: monthly must name another measure'],
  ] as const)('with %o is refused', ([wrong, message]) => {
    expect(() => defineMeasure({ ...footExam, ...wrong } as MeasureDeclaration)).toThrow(message);
  });
});

describe('the catalogue', () => {
  test('names every measure once', () => {
    const ids = measureCatalogue.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test.for(measureCatalogue)(
    '$id says what it is, whom it is about and where it comes from',
    ({ description, source, title, version, ages, window, id }) => {
      for (const text of [description, title, version]) expect(text.trim()).not.toBe('');
      expect(source).not.toBe('declared by the user');
      expect(source.trim()).not.toBe('');
      expect(ages).not.toBeNull();
      expect(measureWindows).toContain(window);
      expect(id).toBe(id.toUpperCase());
    },
  );

  test.for(measureCatalogue.filter(({ window }) => window !== 'month'))(
    '$id shares patients between months, so it names a monthly twin to draw',
    ({ monthly, direction, ages }) => {
      const twin = measureCatalogue.find(({ id }) => id === monthly);
      expect(twin).toMatchObject({ window: 'month', direction, ages, monthly: null });
    },
  );
});
