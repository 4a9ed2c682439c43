/** One word after `parley`. */
export interface Command {
  readonly name: string;
  /** A few words that go on from the name. */
  readonly summary: string;
  /** What may be asked of it: `--json`, say, and what for. */
  readonly flags: Readonly<Record<string, string>>;
  /** What is asked of it together with a value: `--server URL`, say. */
  readonly values?: Readonly<Record<string, string>>;
  /** One word that may follow, and what it is. */
  readonly operand?: string;
  run(flags: ReadonlySet<string>, given: Given): Promise<void> | void;
}

/** What somebody wrote behind the command, beside its flags. */
export interface Given {
  readonly operand: string | undefined;
  readonly values: ReadonlyMap<string, string>;
}

/** Asked for in a way that is not understood. Ends the process with exit code 2, as programs do. */
export class UsageError extends Error {}

/** Always with a slash at its end, so that paths can be put behind it. */
export function parseAddress(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url?.protocol !== 'https:' && url?.protocol !== 'http:') {
    throw new UsageError(`"${text}" is no address like https://calls.example.org/`);
  }
  return new URL(url.pathname.replace(/\/*$/, '/'), url);
}

/** To whoever called, or to the program behind the pipe. */
export function print(text: string): void {
  process.stdout.write(`${text}\n`);
}
