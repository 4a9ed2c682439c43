import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ALL_NAMES } from '../../extensions/directory/called-name.ts';
import { createConnections } from '../support/connections.ts';
import { type Served, serve } from '../support/serve.ts';
import type { WireClient } from '../support/wire-client.ts';

const MINH = '~.minh';
const SECRET = 'open sesame';
const RING_ID = /^[A-Za-z0-9_-]{22}$/;

const refused = (code: string) => ({ ok: false, code, message: expect.any(String) });
const accepted = expect.objectContaining({ ok: true });

interface Rung {
  readonly ring: string;
  readonly room: string;
}

/** Somebody is called by name, on every wire alike. */
export function describeDirectory(
  name: string,
  connectTo: (url: string) => Promise<WireClient>,
): void {
  let served: Served;
  const { connect, dropAll } = createConnections(() => connectTo(served.url));

  beforeEach(async () => {
    served = await serve();
  });
  afterEach(async () => {
    expect(served.faults).toEqual([]);
    dropAll();
    await served.close();
  });

  async function reach(room = MINH, options: object = { secret: SECRET }) {
    const client = await connect();
    const answer = (await client.ask('join', room, options)) as { readonly token: string };
    if ('token' in answer) expect(await client.next('ringing')).toEqual([room, null]);
    return { client, answer };
  }

  /** Minh is reachable, and Anna rings. */
  async function rung() {
    const { client: minh, answer } = await reach();
    const anna = await connect();
    const { ring } = (await anna.ask('ring', MINH, { name: 'Anna' })) as Rung;
    expect(await minh.next('ringing')).toEqual([MINH, { id: ring, name: 'Anna' }]);
    return { minh, anna, ring, token: answer.token };
  }

  /** A sign of life comes after whatever was told before it. */
  async function isQuiet(client: WireClient, event: string): Promise<void> {
    await client.ask('alive');
    expect(client.received.filter((one) => one.event === event)).toHaveLength(0);
  }

  describe(`${name}: calling by name`, () => {
    test('[C1] a name is kept by the secret of whoever sat there first', async () => {
      expect((await reach(MINH, {})).answer).toEqual(refused('secret-needed'));
      expect((await reach()).answer).toEqual(accepted);
      const wrong = { secret: 'another one' };
      expect((await reach(MINH, wrong)).answer).toEqual(refused('secret-wrong'));
      expect((await reach()).answer).toEqual(accepted);
      expect((await reach('~.Minh')).answer).toEqual(refused('name-invalid'));
      expect((await reach(ALL_NAMES)).answer).toEqual(refused('name-invalid'));
      expect((await reach(MINH, { secret: 'short' })).answer).toEqual(refused('invalid'));
    });

    test('[C2] a name that is given back is anybody’s, once nobody sits there any more', async () => {
      const [{ client: minh }, { client: phone }] = [await reach(), await reach()];
      expect(await minh.ask('forget-name', MINH)).toEqual({ ok: true });
      expect(await phone.next('name-forgotten')).toEqual([MINH]);
      await minh.ask('leave', MINH);
      const other = { secret: 'another one' };
      expect((await reach(MINH, other)).answer).toEqual(refused('secret-wrong'));
      await phone.ask('leave', MINH);
      expect((await reach(MINH, other)).answer).toEqual(accepted);
    });

    test('[C4] who lets themselves be seen is listed, and nobody else can be found', async () => {
      const { client: minh } = await reach();
      await reach('~.anna');
      const visitor = await connect();
      const list = (search?: object) => visitor.ask('list-names', ALL_NAMES, search);
      expect(await list()).toEqual({ ok: true, names: [], hasMore: false });
      expect(await minh.ask('be-seen', MINH, true)).toEqual({ ok: true });
      expect(await list()).toEqual({ ok: true, names: ['minh'], hasMore: false });
      expect(await list({ begins: ' MI' })).toMatchObject({ names: ['minh'] });
      expect(await list({ begins: 'a' })).toMatchObject({ names: [] });
      expect(await visitor.ask('look', '~.anna')).toMatchObject({ members: [] });
      expect(await visitor.ask('knock', '~.anna')).toEqual(refused('invalid'));
      await minh.ask('be-seen', MINH, false);
      expect(await list()).toMatchObject({ names: [] });
      await minh.ask('be-seen', MINH, true);
      await minh.ask('leave', MINH);
      expect(await list()).toMatchObject({ names: [] });
    });

    test('[C5] a ring is heard on every device, and says who rings as far as the server knows', async () => {
      const [{ client: minh }, { client: phone }] = [await reach(), await reach()];
      const { client: anna } = await reach('~.anna');
      const answer = await anna.ask('ring', MINH, { name: 'Anna' });
      expect(answer).toEqual({ ok: true, ring: expect.stringMatching(RING_ID), forMs: 45_000 });
      const { ring } = answer as Rung;
      for (const device of [minh, phone]) {
        expect(await device.next('ringing')).toEqual([
          MINH,
          { id: ring, name: 'Anna', from: 'anna' },
        ]);
      }
      const late = await connect();
      await late.ask('join', MINH, { secret: SECRET });
      expect(await late.next('ringing')).toEqual([MINH, { id: ring, name: 'Anna', from: 'anna' }]);
    });

    test('[C5] who is not there, not registered or not seen is answered for alike', async () => {
      const { client: minh } = await reach();
      await minh.ask('leave', MINH);
      const visitor = await connect();
      const ring = (room: string) => visitor.ask('ring', room);
      expect(await ring(MINH)).toEqual(refused('not-there'));
      expect(await ring('~.nobody')).toEqual(await ring(MINH));
      expect(await ring(ALL_NAMES)).toEqual(refused('not-there'));
      expect(await ring('kitchen')).toEqual(refused('invalid'));
      const { client: anna } = await reach('~.anna');
      expect(await anna.ask('ring', '~.anna')).toEqual(refused('own-name'));
      expect(await ring(MINH)).toEqual(refused('not-there'));
      expect(await ring(MINH)).toEqual(refused('rate-limited'));
    });

    test('[C6] who accepts and who rang are given one room, the other devices stop', async () => {
      const { minh, anna, ring } = await rung();
      const { client: phone } = { client: await connect() };
      await phone.ask('join', MINH, { secret: SECRET });
      const answer = (await minh.ask('accept-ring', MINH, ring)) as Rung;
      expect(answer).toEqual({ ok: true, room: expect.stringMatching(RING_ID) });
      expect(await anna.next('ring-over')).toEqual([MINH, ring, 'accepted', answer.room]);
      expect((await phone.next('ring-over')).slice(0, 3)).toEqual([MINH, ring, 'accepted']);
      expect(JSON.stringify(phone.received)).not.toContain(answer.room);
      expect(await phone.ask('accept-ring', MINH, ring)).toEqual(refused('no-such-ring'));
      for (const one of [anna, minh]) expect(await one.ask('join', answer.room)).toEqual(accepted);
    });

    test('[C6] before that nothing passes between the two but names', async () => {
      const { minh, anna } = await rung();
      const data = { type: 'candidate', label: 0, id: '0', candidate: 'candidate:1' };
      expect(await anna.ask('message', MINH, data)).toEqual(refused('not-in-room'));
      await minh.ask('message', MINH, { type: 'hello' });
      await isQuiet(anna, 'message');
      await isQuiet(minh, 'message');
      await isQuiet(minh, 'otherjoin');
      expect(await anna.ask('accept-ring', MINH, 'x'.repeat(22))).toEqual(refused('not-in-room'));
    });

    test.each(['declined', 'busy'])('[C7] %s is told', async (how) => {
      const { minh, anna, ring } = await rung();
      expect(await minh.ask('decline-ring', MINH, ring, how)).toEqual({ ok: true });
      expect((await anna.next('ring-over')).slice(0, 3)).toEqual([MINH, ring, how]);
      expect(await minh.next('ringing')).toEqual([MINH, null]);
    });

    test('[C7] declined silently is the same to who rings as no answer', async () => {
      const { minh, anna, ring } = await rung();
      await minh.ask('decline-ring', MINH, ring, 'silently');
      await isQuiet(anna, 'ring-over');
      expect(await minh.next('ringing')).toEqual([MINH, null]);
      const other = await connect();
      expect(await other.ask('ring', MINH)).toEqual(accepted);
      served.clock.advance(45_000);
      expect((await anna.next('ring-over')).slice(0, 3)).toEqual([MINH, ring, 'no-answer']);
      expect((await other.next('ring-over'))[2]).toBe('no-answer');
    });

    test('[C7] without an answer it is over after 45 s, on both sides', async () => {
      const { minh, anna, ring } = await rung();
      served.clock.advance(44_999);
      await isQuiet(anna, 'ring-over');
      served.clock.advance(1);
      for (const one of [minh, anna]) {
        expect((await one.next('ring-over')).slice(0, 3)).toEqual([MINH, ring, 'no-answer']);
      }
      expect(await minh.ask('accept-ring', MINH, ring)).toEqual(refused('no-such-ring'));
    });

    test('[C7] and when the last device has gone', async () => {
      const { minh, anna, ring } = await rung();
      await minh.ask('leave', MINH);
      expect((await anna.next('ring-over')).slice(0, 3)).toEqual([MINH, ring, 'no-answer']);
    });

    test('[C8] who rings may stop, which nobody else can', async () => {
      const { minh, anna, ring } = await rung();
      const thief = await connect();
      await thief.ask('stop-ringing', MINH, ring);
      await isQuiet(minh, 'ring-over');
      expect(await anna.ask('stop-ringing', MINH, ring)).toEqual({ ok: true });
      expect((await minh.next('ring-over')).slice(0, 3)).toEqual([MINH, ring, 'cancelled']);
      expect(await minh.next('ringing')).toEqual([MINH, null]);
      // And has no more business there: any number of names may be rung one after the other.
      await isQuiet(anna, 'ring-over');
    });

    test('[C8] a ring goes on while either connection is lost for a moment', async () => {
      const { minh, anna, ring, token } = await rung();
      await minh.close();
      const back = await connect();
      await back.ask('join', MINH, { token, received: 0 });
      expect(await back.next('ringing')).toEqual([MINH, { id: ring, name: 'Anna' }]);
      await anna.close();
      served.clock.advance(9_000);
      const again = await connect();
      expect(await again.ask('ring-back', MINH, ring)).toEqual({ ok: true });
      served.clock.advance(5_000);
      await isQuiet(back, 'ring-over');
      const { room } = (await back.ask('accept-ring', MINH, ring)) as Rung;
      expect(await again.next('ring-over')).toEqual([MINH, ring, 'accepted', room]);
      await again.close();
      const third = await connect();
      expect(await third.ask('ring-back', MINH, ring)).toEqual({ ok: true, room });
    });

    test('[C8] who has rung and does not come back within 10 s has stopped', async () => {
      const { minh, anna, ring } = await rung();
      await anna.close();
      await minh.ask('alive');
      served.clock.advance(10_000);
      expect((await minh.next('ring-over')).slice(0, 3)).toEqual([MINH, ring, 'cancelled']);
      const late = await connect();
      expect(await late.ask('ring-back', MINH, ring)).toEqual(refused('no-such-ring'));
    });

    test('[C9] one rings at a time', async () => {
      const { anna, minh, ring } = await rung();
      const other = await connect();
      expect(await other.ask('ring', MINH)).toEqual(refused('engaged'));
      await anna.ask('stop-ringing', MINH, ring);
      await minh.next('ring-over');
      expect(await other.ask('ring', MINH)).toEqual(accepted);
    });
  });
}
