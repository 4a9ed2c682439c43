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
  // It raises its hand, so the other side may clap.
  features: ['hands'],
});
const answered = new Set<string>();

call.onChange(({ status, chat, actions }) => {
  for (const { id, from, text } of chat) {
    if (from === 'me' || answered.has(id)) continue;
    answered.add(id);
    actions.sendChat?.(`You said: ${text}`);
  }
  // The other person has gone: wait for the next one.
  if (status.kind === 'ended') actions.join?.(room, { name: 'Bot' });
});

const port = call.extension(hands);
port.on('reacted', async (_from, reaction) => {
  if (reaction !== '👏') return;
  const answer = await port.ask('raise-hand');
  console.log(answer?.ok ? `number ${answer.place} in line` : answer?.message);
});

call.snapshot.actions.join?.(room, { name: 'Bot' });
