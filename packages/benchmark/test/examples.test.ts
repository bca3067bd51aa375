import { join } from 'node:path';
import { testExamples } from '../../../test/support/examples.ts';

await testExamples(join(import.meta.dirname, '../src'));
