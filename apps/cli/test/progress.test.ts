import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createProgress } from '../src/context.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const terminal = (watched: boolean) => {
  const lines: string[] = [];
  const nothing = () => {};
  return {
    lines,
    out: nothing,
    error: (text: string) => void lines.push(text),
    env: {},
    watched,
    interrupted: () => Promise.resolve(),
  };
};

test('a person sees at once what is going on, for long work may leave a timer no turn, and nothing of it at the end', () => {
  const watched = terminal(true);
  const progress = createProgress(watched);
  progress.stage('reading results');
  expect(watched.lines.at(-1)).toContain('0 s  reading results');
  vi.advanceTimersByTime(3_100);
  expect(watched.lines.at(-1)).toContain('3 s  reading results');
  progress.stage('counting cells');
  vi.advanceTimersByTime(1_000);
  expect(watched.lines.at(-1)).toContain('4 s  counting cells');
  progress.end();
  expect(watched.lines.at(-1)).toBe('\r\u001b[2K');
});

test('a log sees nothing', () => {
  const logged = terminal(false);
  const progress = createProgress(logged);
  progress.stage('reading results');
  vi.advanceTimersByTime(60_000);
  progress.end();
  expect(logged.lines).toEqual([]);
});
