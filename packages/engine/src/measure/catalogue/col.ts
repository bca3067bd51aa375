import { defineMeasure } from '../define.ts';

export const col = defineMeasure({
  id: 'COL',
  version: 'MY2025-like, 1',
  title: 'Colorectal cancer screening',
  description:
    'Members aged 45 to 75 up to date with screening: a colonoscopy in the last ten years or a stool test in the window.',
  direction: 'higher',
  window: 'rolling-12',
  ages: { from: 45, to: 75 },
  monthly: 'COL-MONTH',
  source: 'NCQA, Colorectal Cancer Screening (public measure page); US Preventive Services Task Force 2021',
});

export const colMonth = defineMeasure({
  id: 'COL-MONTH',
  version: '1',
  title: 'Up to date with colorectal screening at the visit, by month',
  description:
    'Members aged 45 to 75 seen in the month who were up to date with screening. For run charts: months share no visits.',
  direction: 'higher',
  window: 'month',
  ages: { from: 45, to: 75 },
  source: 'the monthly reading of COL, for improvement work',
});
