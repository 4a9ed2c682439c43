/** One word after `parley`. */
export interface Command {
  readonly name: string;
  /** A few words that go on from the name. */
  readonly summary: string;
  /** What may be asked of it: `--json`, say, and what for. */
  readonly flags: Readonly<Record<string, string>>;
  /** One word that may follow, and what it is. */
  readonly operand?: string;
  run(flags: ReadonlySet<string>, operand?: string): Promise<void> | void;
}

/** Asked for in a way that is not understood. Ends the process with exit code 2, as programs do. */
export class UsageError extends Error {}

/** To whoever called, or to the program behind the pipe. */
export function print(text: string): void {
  process.stdout.write(`${text}\n`);
}
