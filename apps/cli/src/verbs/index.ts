import type { Verb } from '../verb.ts';

/** The verbs, each loaded when it is called: a report does not wait for the file reader, nor an import for the server. */
export const verbs: Readonly<Record<string, { readonly summary: string; readonly load: () => Promise<Verb> }>> = {
  validate: { summary: 'check files, write nothing', load: async () => (await import('./validate.ts')).validate },
  import: { summary: 'files to cells, whole or not at all', load: async () => (await import('./import.ts')).importVerb },
  release: { summary: 'decide what readers may see', load: async () => (await import('./release.ts')).release },
  summary: { summary: 'one paragraph a measure', load: async () => (await import('./summary.ts')).summary },
  rates: { summary: 'rates with intervals, by stratum', load: async () => (await import('./rates.ts')).rates },
  disparities: { summary: 'gaps between groups', load: async () => (await import('./disparities.ts')).disparities },
  completeness: {
    summary: 'who said what their race and ethnicity is',
    load: async () => (await import('./completeness.ts')).completeness,
  },
  runchart: { summary: 'rates over time, with signals', load: async () => (await import('./runchart.ts')).runchart },
  controlchart: {
    summary: 'rates over time, with limits',
    load: async () => (await import('./controlchart.ts')).controlchart,
  },
  funnel: { summary: 'practices side by side, by size', load: async () => (await import('./funnel.ts')).funnel },
  benchmark: {
    summary: 'place rates among percentiles; tables of your own',
    load: async () => (await import('./benchmark.ts')).benchmark,
  },
  program: { summary: 'what a program pays, and what would change it', load: async () => (await import('./program.ts')).program },
  serve: { summary: 'GraphQL over a release', load: async () => (await import('./serve.ts')).serve },
  template: { summary: 'a table to fill in', load: async () => (await import('./documents.ts')).template },
  schema: { summary: 'JSON Schema of a table or the configuration', load: async () => (await import('./documents.ts')).schema },
  dictionary: { summary: 'the data dictionary', load: async () => (await import('./documents.ts')).dictionary },
  methods: { summary: 'interval methods and tests: which, and why', load: async () => (await import('./methods.ts')).methods },
  synth: { summary: 'a synthetic program with planted truth', load: async () => (await import('./synth.ts')).synth },
  start: { summary: 'the sample program, end to end', load: async () => (await import('./start.ts')).start },
};
