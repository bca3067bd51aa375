import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { call, done } from './support/call.ts';
import { parseCsv } from './support/csv.ts';
import { dump } from './support/dump.ts';
import { memberFlags, ownPercentiles, smallSample } from './support/files.ts';

let directory: string;
let db: string;
const path = (name: string): string => join(directory, name);
const file = (name: string, text: string): string => {
  writeFileSync(path(name), text);
  return path(name);
};
beforeAll(async () => {
  directory = smallSample();
  db = path('test.db');
  await done('import', '--db', db, ...memberFlags(directory));
  await done('release', '--db', db, '--policy', 'none');
});

const example = 'plan-to-provider-example';
const capitation = ['--input', 'capitation=1000000'];

describe('programs', () => {
  test('list: shipped without a database, with the count of constants that nobody verified', async () => {
    const { out } = await done('program', 'list', '--format', 'csv');
    const rows = parseCsv(out);
    expect(rows.map(({ program }) => program)).toContain('covered-california-qti');
    const qti = rows.find(({ program }) => program === 'covered-california-qti')!;
    expect(qti).toMatchObject({ kind: 'penalty', status: 'live', judges: 'payer', origin: 'shipped' });
    expect(Number(qti.unknown)).toBeGreaterThan(0);
    expect(rows.find(({ program }) => program === 'cms-health-equity-index')).toMatchObject({ status: 'never-paid' });
  });

  test('show: every term with its standing, what is not known, the sources', async () => {
    const { out } = await done('program', 'show', 'covered-california-qti');
    expect(out).toMatch(/^scale +unknown$/m);
    expect(out).toMatch(/^money\.share +2025 +0\.03 +verified +\S+$/m);
    for (const heading of ['Measures', 'Not known', 'Sources', 'Known beside the scoring'])
      expect(out).toContain(`\n${heading}\n`);
  });

  test('a copy under an id of one’s own is sound, is imported, and is scored by its id', async () => {
    const own = path('own.json');
    await done('program', 'show', example, '--format', 'json', '--as', 'own', '--out', own);
    expect((await call('program', 'show', example, '--format', 'json', '--out', own)).error).toContain('is there already');
    expect((await done('program', 'validate', own, '--db', db)).out).toContain(
      'own.json: sound, and all that it names is at hand for 2025',
    );
    expect((await done('program', 'import', own, '--db', db)).out).toContain('own: added');
    expect((await done('program', 'import', own, '--db', db)).out).toContain('own: unchanged');
    const score = async (program: string) =>
      parseCsv((await done('program', 'score', program, '--db', db, ...capitation, '--format', 'csv')).out).map(
        ({ program: _program, ...row }) => row,
      );
    expect(await score('own')).toEqual(await score(example));
    expect(await score(own)).toEqual(await score(example));
    // One that is shipped keeps its name.
    const shadow = file('shadow.json', JSON.stringify({ ...(JSON.parse(readFileSync(own, 'utf8')) as object), id: example }));
    expect(await call('program', 'import', shadow, '--db', db)).toMatchObject({ code: 1 });
  });
});

describe('a program file at fault: its path, the value, the rule, and exit code 1', () => {
  const spoil = async (change: (program: Record<string, never>) => void): Promise<string> => {
    const program = JSON.parse((await done('program', 'show', example, '--format', 'json')).out) as Record<string, never>;
    change(program);
    return file('spoilt.json', JSON.stringify({ ...(program as object), id: 'spoilt' }));
  };
  type Spoil = (program: any) => void; // oxlint-disable-line no-explicit-any -- a program that is none, on purpose
  test.for<[string, Spoil, string]>([
    ['weights that do not add', (p) => (p.measures[0].weight = 0.5), 'measures: weights must add to 1'],
    [
      'a direction',
      (p) => (p.measures[0].parts[0].direction = 'up'),
      'measures.0.parts.0.direction: must be higher or lower, got "up"',
    ],
    [
      'a scale that is not there',
      (p) => (p.scale = 'cliff'),
      'scale: there is no scale cliff in this program; there are ramp, steps',
    ],
    [
      'an unknown measure',
      (p) => (p.measures[2].parts[0].measure = 'COLX'),
      'measures.2.parts.0.measure: there is no measure COLX in the release',
    ],
    [
      'a missing benchmark',
      (p) => (p.benchmark = { population: 'medicaid-hmo' }),
      'benchmark: CBP: no percentiles of medicaid-hmo for CBP are at hand: import a table',
    ],
    [
      'an unknown stratification',
      (p) => (p.components[0].by = 'shoe-size'),
      'components.0.by: there is no stratification shoe-size',
    ],
    ['a formula that imports', (p) => (p.money.formula = 'base * import("x")'), 'money.formula: column 8'],
    ['a formula that parses', (p) => (p.money.formula = 'parse("1 + 1").evaluate()'), 'money.formula: column 1'],
    ['a formula that reaches for a property', (p) => (p.money.formula = 'base.constructor'), 'money.formula: column'],
  ])('%s', async ([, change, message]) => {
    const spoilt = await spoil(change);
    const { code, out, error } = await call('program', 'validate', spoilt, '--db', db);
    expect(code).toBe(1);
    expect(out + error).toContain(`spoilt.json: ${message}`);
    expect(error).not.toContain('internal error');
  });

  test('no JSON, and nothing lands of a file at fault', async () => {
    expect(await call('program', 'validate', file('broken.json', '{ "id": '), '--db', db)).toMatchObject({
      code: 1,
      error: expect.stringContaining('broken.json is not JSON') as string,
    });
    // What stands in a file that was named by mistake is not repeated.
    const members = await call('program', 'score', path('members.csv'), '--db', db);
    expect([members.code, members.error]).toEqual([1, 'equipoise: members.csv is not JSON\n']);
    const before = await dump(db);
    const spoilt = await spoil((program: any) => (program.money.formula = 'import("x")')); // oxlint-disable-line no-explicit-any
    expect((await call('program', 'import', spoilt, '--db', db)).code).toBe(1);
    expect(await dump(db)).toBe(before);
  });

  test('a formula that divides by zero names the measure and the organization', async () => {
    const spoilt = await spoil((program: any) => (program.money.formula = 'base / (achieved - achieved)')); // oxlint-disable-line no-explicit-any
    const { code, error } = await call('program', 'score', spoilt, '--db', db, ...capitation);
    expect(code).toBe(1);
    expect(error).toMatch(/CBP.*practice-01.*divides by 0|CBP of practice-01/);
  });
});

describe('score', () => {
  test('three formats say the same, and dollars add up to the cent', async () => {
    const args = ['program', 'score', example, '--db', db, ...capitation];
    const table = (await done(...args)).out;
    const rows = parseCsv((await done(...args, '--format', 'csv')).out);
    const { scores, notes, program, provenance } = JSON.parse((await done(...args, '--format', 'json')).out) as {
      scores: { organization: string; score: number | null; measures: Item[]; components: Item[]; dollars: { total: Cents } }[];
      notes: string[];
      program: { notKnown: string[] };
      provenance: { release: number };
    };
    interface Cents {
      readonly cents: number | null;
    }
    interface Item {
      readonly id: string;
      readonly achieved: number | null;
      readonly dollars: Cents | null;
    }
    expect(rows).toHaveLength(31);
    expect(scores).toHaveLength(31);
    expect(notes).toEqual([]);
    for (const [index, score] of scores.entries()) {
      const row = rows[index]!;
      expect([row.organization, row.score]).toEqual([score.organization, score.score === null ? '' : String(score.score)]);
      const items = [...score.measures, ...score.components];
      for (const { achieved, id } of items) expect(row[`${id}_achieved`]).toBe(achieved === null ? '' : String(achieved));
      if (score.dollars.total.cents === null) continue;
      expect(Number(row.dollars)).toBe(score.dollars.total.cents / 100);
      expect(items.reduce((sum, { dollars }) => sum + (dollars?.cents ?? 0), 0)).toBe(score.dollars.total.cents);
      expect(table).toContain(
        new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD' }).format(score.dollars.total.cents / 100),
      );
    }
    for (const text of program.notKnown) expect(table.replaceAll(/\n\s+/g, ' ')).toContain(`not known: ${text}`);
    expect(provenance.release).toBe(1);
  });

  test('no dollars from a constant that nobody verified; assumed, the assumption stands beside them', async () => {
    const qti = ['program', 'score', 'covered-california-qti', '--at', 'payer', '--input', 'premium=100000000', '--db', db];
    const without = (await done(...qti)).out;
    expect(without).toContain('no dollars from terms that nobody verified');
    expect(without).toMatch(/^not verified: scale is not known/m);
    expect(without).not.toMatch(/\$\d/);
    const [bare] = parseCsv((await done(...qti, '--format', 'csv')).out);
    expect(bare).toMatchObject({ dollars: '', assumptions: '' });
    const supposed = ['--assume', 'all', '--assume', 'scale=cliff-66', '--assume', 'benchmark=mips-ehr', '--derived'];
    const assumed = (await done(...qti, ...supposed)).out;
    expect(assumed).toMatch(/\$[\d,.]+/);
    for (const text of [
      'scale = cliff-66',
      'benchmark = population mips-ehr',
      'measures.CBP.weight = 0.25',
      'minimumDenominator = 30',
    ])
      expect(assumed).toContain(`assumed: ${text}`);
    const [row] = parseCsv((await done(...qti, ...supposed, '--format', 'csv')).out);
    expect(row!.assumptions).toContain('scale = cliff-66 (assumed)');
    // What the tables are no good for stands beside them, as `benchmark` prints it.
    expect(assumed).toMatch(/^CBP: among clinicians and groups reporting by EHR/m);
    expect(assumed).toMatch(/^note: These rank clinicians and groups who chose to report/m);
  });

  test('what a reader should know stands in every row of a csv', async () => {
    const args = ['program', 'score', example, '--at', 'payer', '--db', db, '--format'];
    const { notes } = JSON.parse((await done(...args, 'json')).out) as { notes: string[] };
    expect(notes).toEqual([expect.stringContaining('The program judges each practice')]);
    const [row] = parseCsv((await done(...args, 'csv')).out);
    expect(row!.notes).toBe(notes.join('; '));
  });

  test('a program and inputs that begin with a byte order mark are read', async () => {
    const text = (await done('program', 'show', example, '--format', 'json', '--as', 'marked')).out;
    const marked = file('marked.json', `\uFEFF${text}`);
    const inputs = file('marked.csv', '\uFEFForganization_id,capitation\npractice-01,2000000\n');
    const args = ['program', 'score', marked, '--organization', 'practice-01', '--inputs', inputs, '--db', db, '--format', 'csv'];
    const [row] = parseCsv((await done(...args)).out);
    expect(row).toMatchObject({ program: 'marked', dollars_at_stake: '100000' });
  });

  test('inputs by organization: from a file, which answers for its lines', async () => {
    const inputs = file('inputs.csv', 'organization_id,capitation\npractice-01,2000000\npractice-02,\n');
    const args = [
      'program',
      'score',
      example,
      '--organization',
      'practice-01',
      '--organization',
      'practice-02',
      '--db',
      db,
      '--format',
      'csv',
    ];
    const [one, other] = parseCsv((await done(...args, '--inputs', inputs)).out);
    const [half] = parseCsv((await done(...args, ...capitation)).out);
    expect(Number(one!.dollars_at_stake)).toBe(100_000);
    expect(Number(half!.dollars_at_stake)).toBe(50_000);
    expect(other!.dollars).toBe('');
    // What the file does not say of somebody, the flag says of all.
    const [, both] = parseCsv((await done(...args, '--inputs', inputs, ...capitation)).out);
    expect(Number(both!.dollars_at_stake)).toBe(50_000);
    const wrong = file('wrong.csv', 'organization_id,capitation\npractice-99,5\npractice-01,"1,000"\npractice-01,7,8\n');
    expect(await call(...args, '--inputs', wrong)).toMatchObject({
      code: 1,
      error: [
        'equipoise: wrong.csv, line 2, column organization_id: organization practice-99 is not in the release',
        'wrong.csv, line 3, column capitation: must be a number of at least 0 in plain digits, got 1,000',
        'wrong.csv, line 4: the record has 3 fields, the header 2',
        '',
      ].join('\n'),
    });
    const columns = file('columns.csv', 'organization,premium\n');
    const { error } = await call(...args, '--inputs', columns);
    expect(error).toContain('there is no column organization_id');
    expect(error).toContain(`column premium: ${example} has no such input`);
  });

  test.for([
    [['score', 'no-such-program'], 'there is no program no-such-program; there are '],
    [['score', example, '--year', '1999'], 'nothing of 1999'],
    [['score', example, '--assume', 'nonsense'], '--assume names nonsense, which is no term of this program'],
    [['score', example, '--assume', 'scale=cliff'], '--assume scale: must be ramp or steps, got "cliff"'],
    [['score', example, '--assume', 'scale', '--assume', 'scale=ramp'], '--assume scale is given twice'],
    [['score', example, '--input', 'capitation'], '--input is NAME=AMOUNT'],
    [['score', example, '--input', 'capitation=-5'], '--input is NAME=AMOUNT'],
    [['score', example, '--input', 'premium=5'], `an input is none of ${example}`],
    [['score', example, '--organization', 'nobody'], 'organization nobody is not in the release'],
    [['explain', example], 'program explain needs --organization ID'],
    [['what-if', example], 'needs --close or --change, or else --goal'],
    [['what-if', example, '--goal', 'fame'], '--goal is next-line'],
    [['what-if', example, '--close', 'CBP'], '--close is MEASURE=K'],
    [['what-if', example, '--close', 'CBP=5', '--by', 'sex'], '--by and --stratum go together'],
    [['what-if', example, '--close', 'CBP=99999', '--organization', 'practice-01'], 'practice-01'],
    [['what-if', example, '--change', 'nonsense'], '--change names nonsense, which is no term of this program'],
    [['what-if', example, '--change', 'scale=cliff'], '--change scale: must be ramp or steps, got "cliff"'],
    [['what-if', example, '--change', 'scale=steps', '--assume', 'nonsense'], '--assume names nonsense'],
    [['compare', '--settlement', '7'], 'there is no settlement 7'],
    [['settle', example], 'needs --attested-by NAME'],
  ])('a call at fault: %s', async ([args, message]) => {
    const { code, out, error } = await call('program', ...(args as string[]), '--db', db);
    expect([code, out]).toEqual([2, '']);
    expect(error).toContain(message as string);
  });
});

test('explain goes down to the counts, in words, rows and a tree', async () => {
  const args = ['program', 'explain', example, '--organization', 'practice-01', '--db', db, ...capitation];
  const [rate] = JSON.parse(
    (await done('rates', '--measure', 'CBP', '--organization', 'practice-01', '--db', db, '--format', 'json')).out,
  ) as {
    denominator: number;
    numerator: number;
  }[];
  const words = (await done(...args)).out;
  expect(words).toContain(`= ${rate!.numerator} of ${rate!.denominator}`);
  const rows = parseCsv((await done(...args, '--format', 'csv')).out);
  expect(rows).toContainEqual(
    expect.objectContaining({ label: 'numerator', value: String(rate!.numerator), organization: 'practice-01' }),
  );
  const [tree] = JSON.parse((await done(...args, '--format', 'json')).out) as { explanation: Node }[];
  interface Node {
    readonly label: string;
    readonly children: readonly Node[];
  }
  const count = ({ children }: Node): number => 1 + children.reduce((sum, child) => sum + count(child), 0);
  expect(count(tree!.explanation)).toBe(rows.length);
});

describe('what if', () => {
  /** One that is on the ramp of glycemic control, so that every gap moves its dollars. */
  let practice: string;
  beforeAll(async () => {
    const { out } = await done('program', 'score', example, '--db', db, '--format', 'csv');
    const isOnRamp = ({ GSD9_achieved: achieved }: Record<string, string>) => Number(achieved) > 0 && Number(achieved) < 1;
    practice = parseCsv(out).find(isOnRamp)!.organization!;
  });

  const score = async (...more: readonly string[]) =>
    parseCsv(
      (await done('program', 'score', example, '--organization', practice, '--db', db, ...capitation, '--format', 'csv', ...more))
        .out,
    )[0]!;

  test('closing gaps moves counts and the dollars that follow from them', async () => {
    const rows = parseCsv(
      (
        await done(
          'program',
          'what-if',
          example,
          '--organization',
          practice,
          '--close',
          'GSD9=1',
          '--db',
          db,
          ...capitation,
          '--format',
          'csv',
        )
      ).out,
    );
    const figure = (what: string, item = '') => rows.find((row) => row.what === what && row.item === item);
    expect(Number(figure('GSD9: numerator', 'GSD9')!.change)).toBe(-1);
    const now = await score();
    expect(figure('dollars')!.before).toBe(now.dollars);
    expect(Number(figure('dollars')!.after)).toBeGreaterThan(Number(now.dollars));
  });

  test('a changed term is what scoring under that assumption says', async () => {
    const rows = parseCsv(
      (
        await done(
          'program',
          'what-if',
          example,
          '--organization',
          practice,
          '--change',
          'money.share=0.1',
          '--db',
          db,
          ...capitation,
          '--format',
          'csv',
        )
      ).out,
    );
    const assumed = await score('--assume', 'money.share=0.1');
    expect(rows.find((row) => row.what === 'dollars' && row.item === '')!.after).toBe(assumed.dollars);
  });

  test('the cheapest way to a goal reaches it, at the cost of its gaps', async () => {
    const goal = Math.ceil(Number((await score()).dollars)) + 500;
    const [plan] = JSON.parse(
      (
        await done(
          'program',
          'what-if',
          example,
          '--organization',
          practice,
          '--goal',
          `dollars=${goal}`,
          '--cost',
          'COL=3',
          '--db',
          db,
          ...capitation,
          '--format',
          'json',
        )
      ).out,
    ) as {
      reached: boolean;
      dollars_after: number;
      patients: number;
      cost: number;
      gaps: { measure: string; patients: number }[];
    }[];
    expect(plan!.cost).toBe(plan!.gaps.reduce((sum, gap) => sum + gap.patients * (gap.measure === 'COL' ? 3 : 1), 0));
    expect(plan!.reached).toBe(true);
    expect(plan!.dollars_after).toBeGreaterThanOrEqual(goal);
  });

  test('shares differ by points, and what the figures rest on stands below', async () => {
    const args = ['program', 'what-if', example, '--organization', practice, '--close', 'GSD9=1', '--db', db, ...capitation];
    const { out } = await done(...args, '--change', 'money.share=0.1');
    expect(out).toMatch(/ score +\d+\.\d% +\d+\.\d% +\+\d+\.\d pt$/m);
    expect(out).toMatch(/GSD9: rate +\d+\.\d% +\d+\.\d% +−\d+\.\d pt$/m);
    const plan = await done('program', 'what-if', example, '--organization', practice, '--goal', 'next-line', '--db', db);
    for (const text of [out, plan.out]) {
      expect(text).toMatch(/^CBP: among states \(Medicaid & CHIP Core Set\), measured in 2021/m);
      expect(text).toMatch(/^note: These rank states, not plans or practices/m);
      expect(text).toMatch(/^not known: /m);
    }
    expect(out).toContain('assumed: money.share = 0.1\n');
    const rows = parseCsv((await done(...args, '--change', 'money.share=0.1', '--format', 'csv')).out);
    for (const row of rows) expect(row.assumptions).toBe('money.share = 0.1 (assumed)');
  });

  test('each of a level closes as many as it has, and who is passed over is said', async () => {
    const { out } = await done('program', 'what-if', example, '--close', 'GSD9=10000', '--db', db, ...capitation);
    expect(out).toMatch(/gaps closed: \d+, at \d+ of 31/);
  });
});

describe('settlements', () => {
  test('freeze, check, compare: identical on the same release; another one is told figure by figure', async () => {
    const settled = await done(
      'program',
      'settle',
      example,
      '--db',
      db,
      ...capitation,
      '--attested-by',
      'A. Rivera',
      '--note',
      'first',
      '--format',
      'json',
    );
    const [{ settlement, content_hash: hash }] = JSON.parse(settled.out) as [{ settlement: number; content_hash: string }];
    const number = String(settlement);
    expect(hash).toMatch(/^[0-9a-f]{64}$/);
    const [head] = parseCsv((await done('program', 'settlements', '--db', db, '--format', 'csv')).out);
    expect(head).toMatchObject({
      settlement: number,
      program: example,
      attested_by: 'A. Rivera',
      note: 'first',
      content_hash: hash,
    });
    const one = (await done('program', 'settlements', '--number', number, '--db', db)).out;
    expect(one).toContain(`${hash}, which its content still has`);
    const same = await done('program', 'compare', '--settlement', number, '--db', db);
    expect(same.out).toContain('identical: every score, count and dollar');
    expect(
      JSON.parse((await done('program', 'compare', '--settlement', number, '--db', db, '--format', 'json')).out),
    ).toMatchObject({ identical: true });
    expect((await call('program', 'compare', '--settlement', number, '--year', '2025', '--db', db)).code).toBe(2);
  });

  test('two years: what differs, by organization', async () => {
    const rows = parseCsv(
      (
        await done(
          'program',
          'compare',
          example,
          '--year',
          '2025',
          '--with',
          '2024',
          '--organization',
          'practice-01',
          '--db',
          db,
          '--format',
          'csv',
        )
      ).out,
    );
    expect(rows.length).toBeGreaterThan(3);
    for (const row of rows) {
      expect(row).toMatchObject({ organization: 'practice-01', year_before: '2024', year_after: '2025' });
      expect(row.before).not.toBe(row.after);
    }
  });

  test('what dollars suppose stands beside them, with whose percentiles and which release', async () => {
    const about = [example, '--organization', 'practice-01', '--assume', 'money.share=0.1', '--db', db, ...capitation];
    const settle = ['program', 'settle', ...about, '--attested-by', 'A. Rivera', '--format', 'json'];
    const [{ settlement }] = JSON.parse((await done(...settle)).out) as [{ settlement: number }];
    const years = ['program', 'compare', ...about, '--year', '2025', '--with', '2024'];
    const again = ['program', 'compare', '--settlement', String(settlement), '--db', db];
    for (const args of [years, again, ['program', 'settlements', '--number', String(settlement), '--db', db]]) {
      const { out } = await done(...args);
      expect(out).toContain('\nassumed: money.share = 0.1\n');
      expect(out).toMatch(/^COL: among clinicians and groups reporting by EHR.*\(cms-mips-ehr-2023-py2025\)$/m);
      expect(out).toMatch(/release 1\b/);
    }
    for (const args of [years, again])
      expect(JSON.parse((await done(...args, '--format', 'json')).out)).toMatchObject({
        assumptions: ['money.share = 0.1 (assumed)'],
        benchmarks: expect.arrayContaining([expect.objectContaining({ measure: 'CBP' })]) as unknown[],
        provenance: { release: 1, policy: 'none' },
      });
    expect((await done(...years)).out).toMatch(/ dollars earned +\$[\d,.]+ +\$[\d,.]+$/m);
    for (const row of parseCsv((await done(...years, '--format', 'csv')).out))
      expect(row.assumptions).toBe('money.share = 0.1 (assumed)');
  });
});

describe('percentiles that a licence keeps in the house', () => {
  const figures = /58\.1|63\.9|69\.2|0\.(581|639|692)\b/;

  test('are on the screen, and in nothing that travels', async () => {
    await done('benchmark', 'import-table', file('own-percentiles.csv', ownPercentiles), '--db', db);
    const shown = JSON.parse((await done('program', 'show', example, '--format', 'json', '--as', 'licensed')).out) as {
      measures: { id: string; weight?: number }[];
    };
    const onlyCbp = {
      ...shown,
      benchmark: { population: 'medicaid-hmo' },
      measures: shown.measures.filter(({ id }) => id === 'CBP').map((measure) => ({ ...measure, weight: 1 })),
      components: [],
    };
    await done('program', 'import', file('licensed.json', JSON.stringify(onlyCbp)), '--db', db);
    const args = ['licensed', '--organization', 'payer', '--db', db, ...capitation];
    const settled = ['program', 'settle', ...args, '--attested-by', 'A. Rivera', '--format', 'json'];
    const [{ settlement }] = JSON.parse((await done(...settled)).out) as [{ settlement: number }];
    expect((await done('program', 'explain', ...args)).out).toMatch(figures);
    const plans = ['what-if', ...args, '--goal', 'next-line'];
    expect((await done('program', ...plans)).out).toMatch(/payer +(yes|no)/);
    for (const format of ['csv', 'json']) {
      for (const travelling of [
        ['score', ...args],
        ['explain', ...args],
        ['what-if', ...args, '--close', 'CBP=5'],
        plans,
        ['compare', ...args.slice(0, 3), '--year', '2025', '--with', '2024', '--db', db],
        ['settlements', '--number', String(settlement), '--db', db],
      ]) {
        const { out } = await done('program', ...travelling, '--format', format);
        expect(out).not.toMatch(figures);
        // A percentile between two lines gives a line away beside the counts.
        expect(out).not.toMatch(/"percentile": \{?\s*"?(before"?: )?\d+\.\d/);
      }
    }
    const [plan] = JSON.parse((await done('program', ...plans, '--format', 'json')).out) as Record<string, unknown>[];
    expect(plan).toMatchObject({ patients: null, gaps: [], keptOut: expect.stringContaining('licence of house-2024') as string });
  });
});
