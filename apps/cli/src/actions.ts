import { UsageError, type Verb } from './verb.ts';

/** A verb of several parts: `equipoise benchmark tables`. Its examples are those of its actions, in their order. */
export function verbOfActions({
  name,
  summary,
  actions,
  byDefault,
}: {
  readonly name: string;
  readonly summary: string;
  /** By the word behind the verb. */
  readonly actions: Readonly<Record<string, Verb>>;
  /** The action of a call that names none. */
  readonly byDefault?: string;
}): Verb {
  const words = Object.keys(actions).join('|');
  const chosen = byDefault === undefined ? undefined : actions[byDefault]!;
  return {
    name,
    summary,
    words: byDefault === undefined ? words : `[${words}]`,
    flags: chosen?.flags ?? [],
    examples: Object.values(actions).flatMap(({ examples }) => examples),
    actions,
    run(given, terminal) {
      if (chosen) return chosen.run(given, terminal);
      throw new UsageError(`${name} needs one of ${Object.keys(actions).join(', ')} behind it: equipoise ${name} --help`);
    },
  };
}

/** The part of a verb that a call means, and what stands behind its word. */
export function actionOf(verb: Verb, args: readonly string[]): { readonly verb: Verb; readonly rest: readonly string[] } {
  const { actions } = verb;
  const [word, ...rest] = args;
  if (!actions || word === undefined || word.startsWith('-')) return { verb, rest: args };
  if (Object.hasOwn(actions, word)) return { verb: actions[word]!, rest };
  throw new UsageError(`${verb.name} has no ${word}: there are ${Object.keys(actions).join(', ')}`);
}
