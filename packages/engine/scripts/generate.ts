/** Writes the picture of docs/concepts/intervals.md. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { drawCoverage } from './coveragePicture.ts';

writeFileSync(join(import.meta.dirname, '..', '..', '..', 'docs', 'concepts', 'coverage.svg'), drawCoverage());
