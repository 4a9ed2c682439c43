import process from 'node:process';
import { buildStale } from './build.js';

try {
  buildStale();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
// In this process, so that signals reach the server whatever shell started it.
await import(new URL('../dist/server/parley.js', import.meta.url).href);
