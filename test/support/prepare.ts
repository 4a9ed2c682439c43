import { buildStale } from '../../scripts/build.js';
import { providePrograms } from './programs.ts';

// Before all tests: the programs that they drive, and the server and page that they drive them against.
try {
  providePrograms();
  buildStale();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 1;
}
