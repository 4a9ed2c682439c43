import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { codeOf, fromHex } from '../../client/call/verification/verification-code.ts';
import { emoji } from '../../client/call/verification/verification-emoji.ts';
import { parseControl, type VerifyMessage } from '../../protocol/channel.ts';
import {
  createExchangeEnd,
  deliver,
  type ExchangeEnd,
  exchangeAll,
  fingerprint,
  keysOf,
} from '../support/exchange-end.ts';

const [ANNA, MINH, NEW] = [1, 2, 3];

function newPair(): [ExchangeEnd, ExchangeEnd] {
  return [
    createExchangeEnd('caller', keysOf(ANNA, MINH)),
    createExchangeEnd('callee', keysOf(MINH, ANNA)),
  ];
}

async function agreedPair(): Promise<[ExchangeEnd, ExchangeEnd]> {
  const [caller, callee] = newPair();
  await Promise.all([caller.exchange.open(), callee.exchange.open()]);
  await exchangeAll(caller, callee);
  return [caller, callee];
}

const message = (step: VerifyMessage['step'], value = 'ab'.repeat(32)): VerifyMessage => ({
  type: 'verify',
  step,
  value,
});

describe('between two who see the same certificates', () => {
  test('[V1] commit, nonce and reveal give both the same code', async () => {
    const [caller, callee] = newPair();
    await Promise.all([caller.exchange.open(), callee.exchange.open()]);
    const steps = ({ sent }: ExchangeEnd) => sent.map(({ step }) => step);
    expect([steps(caller), steps(callee)]).toEqual([['commit'], []]);
    await deliver(caller, callee);
    expect([callee.exchange.state, steps(callee)]).toEqual([{ kind: 'working' }, ['nonce']]);
    await deliver(callee, caller);
    expect([steps(caller), steps(callee)]).toEqual([['reveal'], []]);
    await deliver(caller, callee);
    expect([steps(caller), steps(callee)]).toEqual([[], []]);
    expect(caller.code()).toEqual(callee.code());
  });

  test('[V1] each time there is another code', async () => {
    const codes = new Set<string>();
    for (let round = 0; round < 100; round += 1) codes.add((await agreedPair())[0].code().digits);
    expect(codes.size).toBe(100);
  });

  test('[V1] messages have one shape and one size', async () => {
    const [caller, callee] = await agreedPair();
    expect(parseControl(JSON.stringify(message('commit')))).toEqual(message('commit'));
    const broken = [
      message('commit', 'ab'),
      message('commit', 'AB'.repeat(32)),
      message('commit', 'ab'.repeat(33)),
      message('nonce', `${'ab'.repeat(31)}zz`),
      { ...message('nonce'), step: 'again' },
      { ...message('nonce'), value: 7 },
      { type: 'verify', step: 'nonce' },
    ];
    for (const one of broken) expect(parseControl(JSON.stringify(one))).toBeNull();
    expect(caller.code()).toEqual(callee.code());
  });

  test('[V4] the code is the hash that is written down, in emoji and in digits', async () => {
    const ends = { caller: fingerprint(ANNA), callee: fingerprint(MINH) };
    const nonces = { caller: fromHex('01'.repeat(32)), callee: fromHex('02'.repeat(32)) };
    const hash = createHash('sha256')
      .update('Parley verification 1: code\0')
      .update(`${'00'.repeat(31)}01${'00'.repeat(31)}02${'01'.repeat(32)}${'02'.repeat(32)}`, 'hex')
      .digest();
    const { emoji, digits } = await codeOf(ends, nonces);
    expect(emoji).toEqual([...hash.subarray(0, 7)].map((byte) => byte & 63));
    expect(digits).toBe(String(hash.readBigUInt64BE(8) % 1_000_000_000_000n).padStart(12, '0'));
  });

  test('[V4] PROTOCOL.md lists the emoji in the order of the code', () => {
    const [, list = ''] = readFileSync('protocol/PROTOCOL.md', 'utf8').split('```emoji\n');
    const [drawn = ''] = list.split('\n```');
    expect(drawn.split(/\s+/)).toEqual(emoji.map(([drawing]) => drawing));
    expect(new Set(emoji.map(([drawing]) => drawing)).size).toBe(64);
    expect(new Set(emoji.map(([, name]) => name)).size).toBe(64);
  });
});

describe('what comes out of turn', () => {
  test('[V3] each message counts once: repeated and replayed ones change nothing', async () => {
    const [caller, callee] = newPair();
    await Promise.all([caller.exchange.open(), callee.exchange.open()]);
    const [commit] = caller.sent;
    await deliver(caller, callee);
    const [nonce] = callee.sent;
    await callee.exchange.handle(commit as VerifyMessage);
    expect(callee.sent).toEqual([nonce]);
    await deliver(callee, caller);
    const [reveal] = caller.sent;
    await caller.exchange.handle(message('nonce'));
    expect(caller.sent).toEqual([reveal]);
    await deliver(caller, callee);
    const agreed = caller.code();
    for (const late of [commit, reveal, message('commit'), message('reveal')]) {
      await callee.exchange.handle(late as VerifyMessage);
    }
    for (const late of [nonce, message('nonce')])
      await caller.exchange.handle(late as VerifyMessage);
    expect([caller.code(), callee.code()]).toEqual([agreed, agreed]);
    expect([...caller.sent, ...callee.sent]).toEqual([]);
  });

  test('[V3] what the other role would say is ignored', async () => {
    const [caller, callee] = newPair();
    await Promise.all([caller.exchange.open(), callee.exchange.open()]);
    const [commit] = caller.sent.splice(0);
    for (const step of ['commit', 'reveal'] as const) await caller.exchange.handle(message(step));
    for (const step of ['nonce', 'reveal'] as const) await callee.exchange.handle(message(step));
    expect([...caller.sent, ...callee.sent]).toEqual([]);
    await callee.exchange.handle(commit as VerifyMessage);
    await exchangeAll(caller, callee);
    expect(caller.code()).toEqual(callee.code());
  });

  test('[V3] messages in the wrong order are none, and break nothing', async () => {
    const callee = createExchangeEnd('callee', keysOf(MINH, ANNA));
    await callee.exchange.handle(message('reveal'));
    await callee.exchange.handle(message('nonce'));
    expect(callee.exchange.state).toEqual({ kind: 'none' });
    await callee.exchange.handle(message('commit'));
    expect(callee.exchange.state).toEqual({ kind: 'working' });
  });

  test('[V3] a reveal that does not open the commitment ends it for good', async () => {
    const [caller, callee] = newPair();
    await caller.exchange.open();
    await deliver(caller, callee);
    const before = callee.sent.splice(0);
    await callee.exchange.handle(message('reveal'));
    expect(callee.exchange.state).toEqual({ kind: 'broken' });
    for (const one of before) await caller.exchange.handle(one);
    await exchangeAll(caller, callee);
    await callee.exchange.handle(message('commit'));
    expect(callee.exchange.state).toEqual({ kind: 'broken' });
    expect(callee.sent).toEqual([]);
  });

  test('[V6] who never answers leaves no trace', async () => {
    const [caller] = newPair();
    await caller.exchange.open();
    await caller.exchange.open();
    expect(caller.exchange.state).toEqual({ kind: 'none' });
    expect(caller.sent.map(({ step }) => step)).toEqual(['commit']);
  });
});

describe('certificates', () => {
  test('[V5] that are looked at again and are the same change nothing', async () => {
    const [caller, callee] = await agreedPair();
    const agreed = caller.code();
    for (const end of [caller, callee]) {
      await end.exchange.check();
      await end.exchange.open();
      await end.use('none');
    }
    expect([caller.code(), callee.code()]).toEqual([agreed, agreed]);
    expect([caller.replacements(), callee.replacements()]).toEqual([0, 0]);
  });

  test('[V5] that change are told, and have a code of their own', async () => {
    const [caller, callee] = await agreedPair();
    const agreed = caller.code();
    await callee.use(keysOf(NEW, ANNA));
    expect(callee.exchange.state).toEqual({ kind: 'none' });
    await caller.use(keysOf(ANNA, NEW));
    await exchangeAll(caller, callee);
    expect(caller.code()).toEqual(callee.code());
    expect(caller.code()).not.toEqual(agreed);
    expect([caller.replacements(), callee.replacements()]).toEqual([1, 1]);
  });

  test('[V5] of which a connection uses several give no code, then or later', async () => {
    const [caller, callee] = await agreedPair();
    await callee.use('several');
    await callee.use(keysOf(MINH, ANNA));
    expect(callee.exchange.state).toEqual({ kind: 'broken' });
    expect(callee.exchange.keys).toBeNull();
    expect([caller.replacements(), callee.replacements()]).toEqual([0, 1]);
  });

  test('[V2] that are not known yet are waited for', async () => {
    const caller = createExchangeEnd('caller', 'none');
    await caller.exchange.open();
    expect(caller.sent).toEqual([]);
    await caller.use(keysOf(ANNA, MINH));
    expect(caller.sent.map(({ step }) => step)).toEqual(['commit']);
  });
});
