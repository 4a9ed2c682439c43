import type { Config } from '../config/config.ts';
import type { Finding } from './finding.ts';

/** All that a check looks at. */
export interface World {
  readonly config: Config;
  /** Of the settings: names that are none. */
  readonly warnings: readonly string[];
  /** Where people open Parley; its path ends with a slash. */
  readonly url: URL;
  /** Whether somebody named that address. Without it the doctor asks the server on its own machine. */
  readonly isNamed: boolean;
  readonly now: () => number;
  /** How many files a process may hold open here; null where the system does not tell. */
  readonly openFiles: number | null;
}

type Findings = readonly Finding[];
export type Check = (world: World) => Promise<Findings> | Findings;
