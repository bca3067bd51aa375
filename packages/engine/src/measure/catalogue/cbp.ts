import { defineMeasure } from '../define.ts';

export const cbp = defineMeasure({
  id: 'CBP',
  version: 'MY2025-like, 1',
  title: 'Controlling high blood pressure',
  description:
    'Members with hypertension whose last blood pressure reading in the window was below 140/90 mm Hg. A member without a reading counts as not controlled.',
  direction: 'higher',
  window: 'rolling-12',
  ages: { from: 18, to: 85 },
  monthly: 'CBP-MONTH',
  source: 'NCQA, Controlling High Blood Pressure (public measure page); CMS Medicaid Adult Core Set CBP-AD',
});

export const cbpMonth = defineMeasure({
  id: 'CBP-MONTH',
  version: '1',
  title: 'Blood pressure controlled at the visit, by month',
  description:
    'Members with hypertension seen in the month whose blood pressure was below 140/90 mm Hg. A visit without a reading counts as not controlled. For run charts: months share no visits.',
  direction: 'higher',
  window: 'month',
  ages: { from: 18, to: 85 },
  source: 'the monthly reading of CBP, for improvement work',
});
