import { SignJWT } from 'jose';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createConnections } from '../support/connections.ts';
import { type Served, serve } from '../support/serve.ts';
import type { WireClient } from '../support/wire-client.ts';

const SECRET = 'a secret that another site has as well';

interface Joined {
  readonly ok: boolean;
  readonly id: string;
  readonly token: string;
  readonly members: readonly { readonly name?: string }[];
}

const refused = (code: string) => ({ ok: false, code, message: expect.any(String) });
const accepted = expect.objectContaining({ ok: true });

/** Who may enter, on every wire alike. */
export function describeAccess(
  name: string,
  connectTo: (url: string) => Promise<WireClient>,
): void {
  let served: Served;
  const { connect, dropAll } = createConnections(() => connectTo(served.url));

  const join = (client: WireClient, options = {}) =>
    client.ask('join', 'kitchen', options) as Promise<Joined>;

  const enter = async (options = {}) => join(await connect(), options);

  function invite(claims: Record<string, unknown>): Promise<string> {
    const token = new SignJWT(claims).setProtectedHeader({ alg: 'HS256' });
    const inAnHour = Math.floor(served.clock.now() / 1000) + 3600;
    return token.setExpirationTime(inAnHour).sign(new TextEncoder().encode(SECRET));
  }

  /** Somebody in a locked room, and somebody who knocks at it. */
  async function knockWhereLocked() {
    const [first, visitor] = [await connect(), await connect()];
    await join(first);
    await first.ask('lock', 'kitchen', true);
    await visitor.ask('knock', 'kitchen');
    const [, [waiting]] = (await first.next('knocking')) as [string, [{ id: string }]];
    return { first, visitor, waiting };
  }

  async function restartWith(access: NonNullable<Parameters<typeof serve>[0]>['access']) {
    await served.close();
    served = await serve({ capacity: 3, ...(access && { access }) });
  }

  beforeEach(async () => {
    served = await serve({ capacity: 3 });
  });
  afterEach(async () => {
    expect(served.faults).toEqual([]);
    dropAll();
    await served.close();
  });

  describe(`${name}: who may enter`, () => {
    test('[E1] everybody, as long as nobody says otherwise', async () => {
      expect(await enter()).toEqual(accepted);
      expect(await enter()).toEqual(accepted);
    });

    test('[E2] the first who enters may set a password, and all others give it', async () => {
      const first = await connect();
      expect(await join(first, { password: 'sesame' })).toEqual(accepted);
      expect(await enter()).toEqual(refused('password-needed'));
      expect(await enter({ password: 'Sesame' })).toEqual(refused('password-wrong'));
      expect(await enter({ password: 'sesame' })).toEqual(accepted);
    });

    test('[E2] two who come first at once agree on one password', async () => {
      const [first, second] = [await connect(), await connect()];
      const answers = await Promise.all([
        join(first, { password: 'one' }),
        join(second, { password: 'two' }),
      ]);
      expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
      expect(answers).toContainEqual(refused('password-wrong'));
    });

    test('[E2] the room forgets its password with its last member', async () => {
      const first = await connect();
      await join(first, { password: 'sesame' });
      await first.ask('leave', 'kitchen');
      expect(await enter()).toEqual(accepted);
    });

    test('[E3] a password of the operator counts from the first on', async () => {
      await restartWith({ ROOM_PASSWORDS: { kitchen: 'sesame', '*': 'other' } });
      expect(await enter()).toEqual(refused('password-needed'));
      expect(await enter({ password: 'other' })).toEqual(refused('password-wrong'));
      expect(await enter({ password: 'sesame' })).toEqual(accepted);
      const client = await connect();
      expect(await client.ask('join', 'hall', { password: 'other' })).toEqual(accepted);
    });

    test('[E4] who brings a password meets nobody who came without', async () => {
      await enter();
      expect(await enter({ password: 'sesame' })).toEqual(refused('password-unset'));
    });

    test('[E6] a locked room is entered by nobody new, and by who sits there', async () => {
      const first = await connect();
      const { token } = await join(first);
      const second = await connect();
      await join(second);
      expect(await first.ask('lock', 'kitchen', true)).toEqual({ ok: true });
      expect(await second.next('locked')).toEqual(['kitchen', true]);
      expect(await enter()).toEqual(refused('locked'));
      first.drop();
      await second.next('away');
      const again = await connect();
      expect(await join(again, { token })).toEqual(accepted);
      expect(await again.next('locked')).toEqual(['kitchen', true]);
      await again.ask('lock', 'kitchen', false);
      expect(await enter()).toEqual(accepted);
    });

    test('[E6] only members lock', async () => {
      await enter();
      const visitor = await connect();
      expect(await visitor.ask('lock', 'kitchen', true)).toEqual(refused('not-in-room'));
    });

    test('[E7] a member lets in somebody who knocks, past lock and password, once', async () => {
      const first = await connect();
      await join(first, { password: 'sesame' });
      await first.ask('lock', 'kitchen', true);
      const visitor = await connect();
      expect(await visitor.ask('knock', 'kitchen', { name: 'Minh' })).toEqual({ ok: true });
      const [, waiting] = (await first.next('knocking')) as [string, { id: string }[]];
      expect(waiting).toEqual([{ id: expect.any(String), name: 'Minh' }]);
      const admit = () => first.ask('admit', 'kitchen', waiting[0]?.id, true);
      expect(await admit()).toEqual({ ok: true });
      expect(await visitor.next('knock-answered')).toEqual(['kitchen', true]);
      expect(await admit()).toEqual(refused('nobody-knocks'));
      expect(await join(visitor)).toEqual(accepted);
      await visitor.ask('leave', 'kitchen');
      expect(await join(visitor)).toEqual(refused('locked'));
    });

    test('[E7] who is not let in is told so, and may knock again', async () => {
      const { first, visitor, waiting } = await knockWhereLocked();
      await first.ask('admit', 'kitchen', waiting.id, false);
      expect(await visitor.next('knock-answered')).toEqual(['kitchen', false]);
      expect(await join(visitor)).toEqual(refused('locked'));
      expect(await visitor.ask('knock', 'kitchen')).toEqual({ ok: true });
    });

    test('[E7] nobody knocks at an empty room, or from inside', async () => {
      const first = await connect();
      expect(await first.ask('knock', 'kitchen')).toEqual(refused('nobody-in'));
      await join(first);
      expect(await first.ask('knock', 'kitchen')).toEqual(refused('inside-already'));
    });

    test('[E8] a knock ends with its connection, and another member who comes hears of those that wait', async () => {
      const first = await connect();
      await join(first);
      const [gone, stays] = [await connect(), await connect()];
      await gone.ask('knock', 'kitchen', { name: 'Gone' });
      await first.next('knocking');
      await stays.ask('knock', 'kitchen', { name: 'Stays' });
      expect((await first.next('knocking'))[1]).toHaveLength(2);
      await gone.close();
      expect(await first.next('knocking')).toEqual([
        'kitchen',
        [{ id: expect.any(String), name: 'Stays' }],
      ]);
      const second = await connect();
      await join(second);
      expect((await second.next('knocking'))[1]).toHaveLength(1);
      await join(stays);
      expect(await second.next('knocking')).toEqual(['kitchen', []]);
    });

    test('[E8] who knocks no more is not let in any more', async () => {
      const { first, visitor, waiting } = await knockWhereLocked();
      expect(await visitor.ask('withdraw', 'kitchen')).toEqual({ ok: true });
      expect(await first.next('knocking')).toEqual(['kitchen', []]);
      expect(await first.ask('admit', 'kitchen', waiting.id, true)).toEqual(
        refused('nobody-knocks'),
      );
      expect(await join(visitor)).toEqual(refused('locked'));
    });

    test('[E9] an invitation opens its room, names its guest, and stands for the password', async () => {
      await restartWith({ TOKEN_SECRET: SECRET, REQUIRE_TOKEN: true });
      expect(await enter()).toEqual(refused('invitation-needed'));
      const invitation = await invite({ room: 'kitchen', name: 'Dr. Lê' });
      const { members } = await enter({ invitation, name: 'Somebody', password: 'sesame' });
      expect(members).toMatchObject([{ name: 'Dr. Lê' }]);
      expect(await enter({ invitation })).toEqual(accepted);
      const elsewhere = await invite({ room: 'hall' });
      expect(await enter({ invitation: elsewhere })).toEqual(refused('invitation-invalid'));
    });

    test('[E9] a host enters a locked room, a guest does not', async () => {
      await restartWith({ TOKEN_SECRET: SECRET });
      const first = await connect();
      await join(first);
      await first.ask('lock', 'kitchen', true);
      const guest = await invite({ room: 'kitchen' });
      expect(await enter({ invitation: guest })).toEqual(refused('locked'));
      const host = await invite({ room: '*', role: 'host' });
      expect(await enter({ invitation: host })).toEqual(accepted);
    });

    test('[E10] who looks at a room that is shut sees no names', async () => {
      const first = await connect();
      await join(first, { name: 'Anna', password: 'sesame' });
      const visitor = await connect();
      const look = () => visitor.ask('look', 'kitchen');
      expect(await look()).toMatchObject({
        members: [{}],
        extensions: { password: { isNeeded: true } },
      });
      expect(JSON.stringify(await look())).not.toContain('Anna');
      await first.ask('lock', 'kitchen', true);
      expect(await look()).toMatchObject({ extensions: { lock: { isLocked: true } } });
    });
  });
}
