import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Person } from './person.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Finding {
  readonly id: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
}

/** What axe finds on the page as it stands. */
export async function findings(one: Person): Promise<string[]> {
  const violations = await one.tab.evaluate(async (source) => {
    type Axe = { run(options: object): Promise<{ violations: Finding[] }> };
    const holder = globalThis as unknown as { axe?: Axe };
    if (!holder.axe) new Function(source)();
    // What is moving has no colour yet.
    for (const animation of document.getAnimations()) {
      const { iterations } = animation.effect?.getTiming() ?? {};
      if (iterations === Number.POSITIVE_INFINITY) animation.cancel();
      else animation.finish();
    }
    const { violations: found } = await (holder.axe as Axe).run({ resultTypes: ['violations'] });
    return found.map(({ id, nodes }) => ({
      id,
      nodes: nodes.map(({ html, failureSummary }) => ({ html, failureSummary })),
    }));
  }, axe);
  return violations.map(
    ({ id, nodes }) =>
      `${id}: ${nodes.map((node) => `${node.html} ${node.failureSummary}`).join('; ')}`,
  );
}
