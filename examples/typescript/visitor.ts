// Somebody who meets the bot, and prints what comes of it.
import { createCall, createSocketLink } from 'parley/client';
import { parseRoomId } from 'parley/protocol';
import { hands } from './hands.ts';
import { nodeWebRtc } from './node-webrtc.ts';

const [url = 'http://localhost:3000', name = 'kitchen'] = process.argv.slice(2);
const room = parseRoomId(name);
if (!room) throw new Error(`"${name}" is no name of a room`);

const call = createCall({
  ...nodeWebRtc,
  link: createSocketLink({ url, path: '/calls/socket.io/' }),
  now: Date.now,
});
const port = call.extension(hands);
const seen: Record<string, unknown> = {};

function see(what: string, value: unknown): void {
  if (what in seen) return;
  seen[what] = value;
  console.log(JSON.stringify({ [what]: value }));
}

port.on('hands', (raised) => see('raised', raised.length));

call.onChange(({ status, peers, chat, actions }) => {
  if (status.kind === 'connected' && !('met' in seen)) {
    see('met', peers[0]?.name);
    actions.sendChat?.('hello');
    void port.ask('react', '👏').then((answer) => see('reaction', answer));
    void port.ask('lower-hand').then((answer) => see('refusal', answer));
  }
  const line = chat.find(({ from }) => from === 'them');
  if (line) see('answer', line.text);
});

call.snapshot.actions.join?.(room, { name: 'Minh' });
