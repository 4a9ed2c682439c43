import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { WebSocket, WebSocketServer } from 'ws';

export interface Frame {
  readonly event?: string;
  readonly args: readonly unknown[];
  readonly ack?: number | string;
}

/** What has passed on one connection. */
export interface Between {
  readonly asked: readonly Frame[];
}

/** One behaviour that is altered. What it doesn't name passes as it is. */
export interface Mutation {
  /** From the client: null for what the server shall not see. */
  up?(frame: Frame, between: Between): Frame | null;
  /** From the server: what the client sees in its place. */
  down?(frame: Frame, between: Between): readonly Frame[];
  /** Numbers by which the server closes, and others in their place. */
  readonly closeCodes?: Readonly<Record<number, number>>;
}

/** A server that is ours but for one thing, over the plain wire. What is said in other dialects passes as it is. */
export interface Mutant {
  readonly url: string;
  close(): Promise<void>;
}

export async function startMutant(server: string, mutation: Mutation): Promise<Mutant> {
  const sockets = new WebSocketServer({ port: 0, host: '127.0.0.1', verifyClient: isNoPage });
  await once(sockets, 'listening');
  sockets.on('connection', (client, { url = '' }) => {
    const address = `${server.replace('http', 'ws')}${url}`;
    stand(client, address, url === '/ws/plain' ? mutation : null);
  });
  const { port } = sockets.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close() {
      for (const client of sockets.clients) client.terminate();
      return new Promise((closed) => sockets.close(() => closed()));
    },
  };
}

function isNoPage({ origin }: { readonly origin?: string }): boolean {
  return !origin;
}

function stand(client: WebSocket, address: string, mutation: Mutation | null): void {
  const origin = new WebSocket(address);
  const opened = new Promise((resolve) => origin.once('open', resolve));
  const asked: Frame[] = [];
  const { up = same, down = (frame: Frame) => [frame] } = mutation ?? {};
  // One after the other, though the first waits for the connection.
  client.on('message', (data) =>
    opened.then(() => {
      const frame = mutation && read(String(data));
      const passed = frame ? up(frame, { asked }) : null;
      if (frame) asked.push(frame);
      if (!frame) origin.send(String(data));
      else if (passed) origin.send(JSON.stringify(passed));
    }),
  );
  origin.on('message', (data) => {
    if (!mutation) return client.send(String(data));
    for (const frame of down(JSON.parse(String(data)) as Frame, { asked })) {
      client.send(JSON.stringify(frame));
    }
  });
  client.on('close', (code) => (code === 1006 ? origin.terminate() : origin.close()));
  origin.on('close', (code) => (code === 1006 ? client.terminate() : end(client, mutation, code)));
  for (const socket of [client, origin]) socket.on('error', () => {});
}

const same = (frame: Frame): Frame => frame;

/** 1005 stands for none, and can't be sent. */
function end(client: WebSocket, mutation: Mutation | null, code: number): void {
  if (code === 1005) client.close();
  else client.close(mutation?.closeCodes?.[code] ?? code);
}

/** Null for what is no request, which passes as it is. */
function read(text: string): Frame | null {
  try {
    const frame = JSON.parse(text) as Frame;
    return typeof frame.event === 'string' && Array.isArray(frame.args) ? frame : null;
  } catch {
    return null;
  }
}
