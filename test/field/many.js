import { createInterface } from 'node:readline';

/**
 * Many clients in one process, which start faster than as many processes. Each line of the input is
 * `{"id", "script", "args"}`; each line of the output is `<id> <what it printed>`. All end with the input, and with the
 * process: the binding hangs now and then where connections are closed one by one.
 */
for await (const line of createInterface({ input: process.stdin })) {
  const { id, script, args } = JSON.parse(line);
  const { run } = await import(`./${script}.js`);
  run(args, (said) => process.stdout.write(`${id} ${said}\n`));
}
process.exit(0);
