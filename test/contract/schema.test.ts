import { expect, onTestFinished, test } from 'vitest';
import { connectPlain } from '../support/plain-client.ts';
import { faultIn } from '../support/protocol-schema.ts';
import { serve } from '../support/serve.ts';

test('what a server answers and tells is as the JSON Schema has it', async () => {
  const { url, close } = await serve();
  onTestFinished(close);
  const [anna, minh, guest] = [
    await connectPlain(url),
    await connectPlain(url),
    await connectPlain(url),
  ];
  const faults: (string | null)[] = [];
  async function ask(who: typeof anna, event: string, ...args: readonly unknown[]) {
    const answer = await who.ask(event, ...args);
    faults.push(faultIn({ event, args }, `request.${event}`), faultIn(answer, `answer.${event}`));
    return answer as { readonly ok: boolean; readonly id?: string };
  }
  await ask(anna, 'hello', { versions: [1], features: ['hands'] });
  await ask(guest, 'hello', { versions: [2] });
  await ask(guest, 'hello', { versions: [1, 2] });
  await ask(anna, 'join', 'kitchen', { name: 'Anna' });
  await ask(anna, 'lock', 'kitchen', true);
  await ask(minh, 'look', 'kitchen');
  expect(await ask(minh, 'join', 'kitchen')).toMatchObject({ code: 'locked' });
  await ask(minh, 'knock', 'kitchen', { name: 'Minh' });
  const [, [knocker]] = (await anna.next('knocking')) as [string, [{ readonly id: string }]];
  await ask(anna, 'admit', 'kitchen', knocker.id, true);
  const { id } = await ask(minh, 'join', 'kitchen', { name: 'Minh' });
  await ask(anna, 'message', 'kitchen', { type: 'wave' }, id);
  await ask(anna, 'ice', 'kitchen');
  await ask(anna, 'report', 'kitchen', 'direct');
  expect(await ask(anna, 'lock', 'kitchen', false)).toEqual({ ok: true });
  expect(await ask(guest, 'join', 'kitchen')).toMatchObject({ code: 'full' });
  guest.emit('shout', 'kitchen');
  await guest.next('refused');
  await ask(minh, 'hold', 'kitchen');
  await ask(anna, 'leave', 'kitchen');
  await anna.next('leaved');
  await ask(minh, 'join', '~.minh', { secret: 'open sesame' });
  await ask(minh, 'be-seen', '~.minh', true);
  await ask(guest, 'list-names', '~.');
  const { ring } = (await ask(guest, 'ring', '~.minh', { name: 'Guest' })) as { ring?: string };
  await ask(guest, 'ring-back', '~.minh', ring);
  await ask(minh, 'accept-ring', '~.minh', ring);
  await guest.next('ring-over');
  const told = [anna, minh, guest].flatMap(({ received }) => received);
  const names = new Set(told.map(({ event }) => event));
  expect(names.size).toBeGreaterThan(8);
  faults.push(...told.map((notice) => faultIn(notice, `notice.${notice.event}`)));
  expect(faults.filter((one) => one !== null)).toEqual([]);
});
