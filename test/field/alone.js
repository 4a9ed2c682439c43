import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';

/** `--name value` and `--flag`, as scripts of the field take them. */
export function optionsOf(args, options) {
  const { values } = parseArgs({ args, options, strict: true });
  return values;
}

/** Runs a client where its file is what Node was started with. */
export function runAlone(url, run) {
  if (url !== pathToFileURL(process.argv[1] ?? '').href) return;
  const stop = run(process.argv.slice(2), (line) => process.stdout.write(`${line}\n`));
  for (const signal of ['SIGINT', 'SIGTERM']) {
    // At its natural exit the binding crashes.
    process.on(signal, () => {
      stop();
      process.exit(0);
    });
  }
}
