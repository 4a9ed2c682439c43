import { whyNot } from '../ask.ts';
import { type Channel, openChannel } from './channel.ts';
import { attributes, encode, errorOf, keyOf, type Message, types } from './message.ts';
import type { ServerUrl } from './server-url.ts';

/** 17 is UDP (RFC 8656, section 18.7); the rest is reserved. */
const RELAY_UDP = Buffer.from([17, 0, 0, 0]);
const UNAUTHORIZED = 401;

export interface Credential {
  readonly username: string;
  readonly password: string;
}

export type Outcome =
  | { readonly state: 'allocated' }
  /** By a code of RFC 8656, section 19. */
  | { readonly state: 'refused'; readonly code: number }
  | { readonly state: 'unreachable'; readonly why: string }
  /** It gives relays to everybody. */
  | { readonly state: 'open' };

/** Takes a relay and gives it back at once (RFC 8656, section 7). */
export async function allocate(server: ServerUrl, credential: Credential): Promise<Outcome> {
  try {
    const channel = await openChannel(server);
    try {
      return await allocateOver(channel, credential);
    } finally {
      channel.close();
    }
  } catch (error) {
    return { state: 'unreachable', why: whyNot(error) };
  }
}

async function allocateOver(channel: Channel, credential: Credential): Promise<Outcome> {
  const request = [[attributes.requestedTransport, RELAY_UDP]] as const;
  const challenge = await channel.ask(encode(types.allocate, request));
  if (challenge.type === types.allocateSuccess) return { state: 'open' };
  const code = errorOf(challenge);
  if (code !== UNAUTHORIZED) return { state: 'refused', code: code ?? 0 };
  const { proof, key } = prove(challenge, credential);
  const answer = await channel.ask(encode(types.allocate, [...request, ...proof], key));
  if (answer.type !== types.allocateSuccess)
    return { state: 'refused', code: errorOf(answer) ?? 0 };
  await channel.ask(encode(types.refresh, [[attributes.lifetime, Buffer.alloc(4)], ...proof], key));
  return { state: 'allocated' };
}

/** What the server asked for, signed. */
function prove({ attributes: found }: Message, { username, password }: Credential) {
  const realm = found.get(attributes.realm) ?? Buffer.alloc(0);
  const nonce = found.get(attributes.nonce) ?? Buffer.alloc(0);
  const proof = [
    [attributes.username, username],
    [attributes.realm, realm],
    [attributes.nonce, nonce],
  ] as const;
  return { proof, key: keyOf(username, realm.toString(), password) };
}
