import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parseMemberId } from '../../protocol/ids.ts';
import type { OwnRole } from '../../protocol/roles.ts';
import { areCounterparts, type Manner, type Side, whoCalls } from '../../server/rooms/callers.ts';

const [one, other, third] = ['anna', 'minh', 'zoe_'].map((name) =>
  parseMemberId(`@${name.repeat(4)}`),
) as [Side['id'], Side['id'], Side['id']];

const roles: readonly (OwnRole | undefined)[] = [undefined, 'sender', 'receiver'];
const manners: readonly Manner[] = ['asked', 'calls', 'listens'];
const sides = roles.flatMap((role) => manners.map((manner) => ({ role, manner })));
const pairs = sides.flatMap((a) => sides.map((b) => [a, b] as const));

/** The table of O5 as PROTOCOL.md has it. */
function written(earlier: Manner, later: Manner): string | undefined {
  const protocol = readFileSync('protocol/PROTOCOL.md', 'utf8');
  const [, table = ''] = protocol.split('| who was there | who came: asked | calls | listens |');
  const row = table.split('\n').find((line) => line.startsWith(`  | ${earlier} |`)) ?? '';
  return row.split('|')[2 + manners.indexOf(later)]?.trim();
}

const words = {
  earlier: 'who was there',
  later: 'who came',
  nobody: "nobody: they can't",
} as const;

describe('who calls whom', () => {
  test.each(pairs)('[O5] %j was there, %j came', (earlier, later) => {
    const [was, came] = [
      { id: one, ...earlier },
      { id: other, ...later },
    ];
    const isPair = !earlier.role || earlier.role !== later.role;
    expect(areCounterparts(was, came)).toBe(isPair);
    expect(areCounterparts(came, was)).toBe(isPair);
    const caller = whoCalls(was, came);
    if (isPair) expect(words[caller]).toBe(written(earlier.manner, later.manner));
    else expect(caller).toBe('nobody');
  });

  test('[O4] who says nothing of itself is asked', () => {
    for (const manner of manners) {
      const [plain, named, came] = [
        { id: one },
        { id: one, manner: 'asked' },
        { id: other, manner },
      ];
      expect(whoCalls(plain, came)).toBe(whoCalls(named as Side, came));
      expect(whoCalls(came, plain)).toBe(whoCalls(came, named as Side));
    }
  });

  test('[O2] who came for one member connects with nobody else', () => {
    const visitor: Side = { id: one, manner: 'calls', only: other };
    expect(areCounterparts(visitor, { id: other })).toBe(true);
    expect(areCounterparts({ id: other }, visitor)).toBe(true);
    expect(areCounterparts(visitor, { id: third })).toBe(false);
    expect(areCounterparts({ id: third }, visitor)).toBe(false);
  });
});
