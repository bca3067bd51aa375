import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { outcomeOf, spawnCall } from './support/call.ts';
import { newDirectory } from './support/files.ts';

let cwd = '';
const cells =
  'measure_id,period,organization_id,stratification,stratum,eligible,excluded,denominator,numerator\nours,2025-01,p,total,all,40,0,40,20\n';
const validate = () => outcomeOf(spawnCall(['validate', '--organizations', 'o.csv', '--cells', 'c.csv'], { cwd }));
const ours = '{ measures: [{ id: "ours", title: "Our own", direction: "higher" }] }';

beforeEach(() => {
  cwd = newDirectory();
  writeFileSync(join(cwd, 'o.csv'), 'organization_id,name,kind,parent_id\np,P,practice,\n');
  writeFileSync(join(cwd, 'c.csv'), cells);
});

test('equipoise.config.ts is found by its name, and sound files are called sound', async () => {
  expect((await validate()).code).toBe(1);
  writeFileSync(join(cwd, 'equipoise.config.ts'), `const config: object = ${ours};\nexport default config;\n`);
  expect(await validate()).toMatchObject({ code: 0, out: expect.stringContaining('sound: import would take it') });
});

test('two configurations side by side are refused', async () => {
  writeFileSync(join(cwd, 'equipoise.config.ts'), `export default ${ours};\n`);
  writeFileSync(join(cwd, 'equipoise.config.json'), '{}');
  expect(await validate()).toMatchObject({
    code: 2,
    error: 'equipoise: there are equipoise.config.json and equipoise.config.ts: keep one, or name one with --config\n',
  });
});
