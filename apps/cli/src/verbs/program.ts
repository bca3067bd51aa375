import { verbOfActions } from '../actions.ts';
import { compare } from './program/compare.ts';
import { explain } from './program/explain.ts';
import { importProgram } from './program/importProgram.ts';
import { list } from './program/list.ts';
import { schema } from './program/schema.ts';
import { score } from './program/score.ts';
import { settle } from './program/settle.ts';
import { settlements } from './program/settlements.ts';
import { show } from './program/show.ts';
import { validate } from './program/validate.ts';
import { whatIf } from './program/whatIf.ts';

export const program = verbOfActions({
  name: 'program',
  summary:
    'What organizations achieve and earn or lose under an incentive program, why, and what would change it. No dollar rests on a constant that nobody verified, unless --assume says so.',
  actions: {
    list,
    show,
    validate,
    schema,
    import: importProgram,
    score,
    explain,
    'what-if': whatIf,
    settle,
    settlements,
    compare,
  },
});
