import { expect } from 'vitest';
import { description, post, type Told, whole } from './http-client.ts';
import { connectPlain, type PlainClient } from './plain-client.ts';

export const ROOM = 'studio';

/** Above all of its paths. */
interface At {
  readonly url: string;
}

/** A session that is under way, and who answered it. */
interface Open {
  readonly page: PlainClient;
  readonly told: Told;
  /** Its address. */
  readonly session: string;
  readonly tag: string;
  /** The id that the page knows it by. */
  readonly from: string;
}

/** Somebody of our own protocol in the room into which clients of HTTP come. */
export async function enter(served: At, options = {}): Promise<PlainClient> {
  const client = await connectPlain(served.url);
  expect(await client.ask('join', ROOM, options)).toMatchObject({ ok: true });
  return client;
}

/** What it is offered, and who offers. */
export async function offered(client: PlainClient): Promise<{ sdp: string; from: string }> {
  const [, data, from] = await client.next('message');
  const { type, sdp } = data as { type: string; sdp: string };
  expect(type).toBe('offer');
  return { sdp, from: String(from) };
}

export async function answer(client: PlainClient, sdp = whole()): Promise<string> {
  const { from } = await offered(client);
  const said = await client.ask('message', ROOM, { type: 'answer', sdp }, from);
  expect(said).toEqual({ ok: true });
  return from;
}

export async function openSession(served: At, page: PlainClient): Promise<Open> {
  const asked = post(`${served.url}/whip/${ROOM}`, description());
  const [told, from] = await Promise.all([asked, answer(page)]);
  expect(told.status).toBe(201);
  const session = new URL(told.headers.get('Location') ?? '', served.url).href;
  return { page, told, session, tag: told.headers.get('ETag') ?? '', from };
}
