#!/usr/bin/env node
import process from 'node:process';
import { printable } from './printable.ts';
import { run } from './run.ts';

// A reader such as head may leave early; that is no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 3));

process.exitCode = await run(process.argv.slice(2), {
  out: (text) => void process.stdout.write(printable(text)),
  error: (text) => void process.stderr.write(text.startsWith('\r') ? text : printable(text)),
  env: process.env,
  watched: process.stderr.isTTY === true,
  interrupted: () =>
    new Promise((resolve) => {
      process.once('SIGINT', () => resolve());
      process.once('SIGTERM', () => resolve());
    }),
});
