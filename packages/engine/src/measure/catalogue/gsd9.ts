import { defineMeasure } from '../define.ts';

export const gsd9 = defineMeasure({
  id: 'GSD9',
  version: 'MY2025-like, 1',
  title: 'Glycemic status above 9 %',
  description:
    'Members with diabetes whose last HbA1c or glucose management indicator in the window was above 9 %. A member without a result counts as poorly controlled. Lower is better.',
  direction: 'lower',
  window: 'rolling-12',
  ages: { from: 18, to: 75 },
  monthly: 'GSD9-MONTH',
  source:
    'NCQA, Glycemic Status Assessment for Patients With Diabetes (public measure page); before MY2024 HbA1c poor control, CMS Core Set HPC-AD',
});

export const gsd9Month = defineMeasure({
  id: 'GSD9-MONTH',
  version: '1',
  title: 'Glycemic status above 9 % at the visit, by month',
  description:
    'Members with diabetes seen in the month whose glycemic status was above 9 %. A visit without a result counts as poorly controlled. Lower is better. For run charts: months share no visits.',
  direction: 'lower',
  window: 'month',
  ages: { from: 18, to: 75 },
  source: 'the monthly reading of GSD9, for improvement work',
});
