import { connect, createServer, type Socket } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { createCall } from '../../client/call/call.ts';
import type { Call } from '../../client/call/call-port.ts';
import { createSocketLink } from '../../client/call/socket-link.ts';
import { createTabMemory, room } from '../support/callers.ts';
import { createDevices, nextFrame, nextSound, nodeRtc } from '../support/node-rtc.ts';
import { type Parley, startParley } from '../support/parley.ts';
import { connectRaw } from '../support/raw-client.ts';
import { waitFor } from '../support/tab.ts';

/** As a proxy does: what is new goes to the server in force, what is there stays where it is. */
async function createProxy(): Promise<{ readonly url: string; lead(to: Parley): void }> {
  let port = 0;
  const sockets: Socket[] = [];
  const server = createServer((near) => {
    const far = connect(port, 'localhost');
    sockets.push(near, far);
    near.pipe(far).pipe(near);
    for (const end of [near, far]) {
      end.on('error', () => {});
      end.on('close', () => [near, far].map((one) => one.destroy()));
    }
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  onTestFinished(() => {
    server.close();
    for (const socket of sockets) socket.destroy();
  });
  const { port: own } = server.address() as { port: number };
  return {
    url: `http://127.0.0.1:${own}`,
    lead: (to) => {
      port = Number(new URL(to.http ?? '').port);
    },
  };
}

interface Caller {
  readonly call: Call;
  readonly connections: readonly RTCPeerConnection[];
}

function createCaller(url: string): Caller {
  const connections: RTCPeerConnection[] = [];
  const call = createCall({
    link: createSocketLink({ url }),
    memory: createTabMemory(),
    createStream: nodeRtc.createStream,
    createConnection: () => {
      const connection = nodeRtc.createConnection();
      connections.push(connection);
      return connection;
    },
    now: Date.now,
  });
  const devices = createDevices();
  call.setMedia(devices);
  onTestFinished(() => {
    devices.stop();
    call.close();
  });
  call.snapshot.actions.join?.(room, {});
  return { call, connections };
}

const isInCall = ({ call }: Caller): boolean =>
  call.snapshot.status.kind === 'connected' &&
  call.snapshot.peers[0]?.connection === 'connected' &&
  call.snapshot.peers[0].isSending !== undefined;

const isSettled = ({ connections }: Caller): boolean => connections[0]?.signalingState === 'stable';

async function expectMedia({ call }: Caller): Promise<void> {
  const { camera, microphone } = call.snapshot.peers[0] ?? {};
  expect(camera && microphone).toBeTruthy();
  if (camera && microphone) await Promise.all([nextFrame(camera), nextSound(microphone)]);
}

/** Each takes its time to be closed. */
async function gather(parley: Parley, count: number): Promise<void> {
  const connecting = Array.from({ length: count }, () => connectRaw(parley.http ?? ''));
  const clients = await Promise.all(connecting);
  onTestFinished(() => {
    for (const client of clients) client.drop();
  });
}

async function start(): Promise<Parley> {
  const parley = await startParley({
    HTTPS_PORT: 'off',
    SEAT_SECRET: 'the same for both of them',
    LIMIT_CONNECTIONS_PER_ADDRESS: '1000',
  });
  onTestFinished(() => parley.stop());
  return parley;
}

test.each([
  ['close together', 0],
  ['with a crowd between them', 60],
])(
  '[S4] a rolling restart ends no call: two %s are in their seats on the next server',
  async (_how, crowd) => {
    const [proxy, former] = await Promise.all([createProxy(), start()]);
    proxy.lead(former);
    const anna = createCaller(proxy.url);
    await waitFor('her seat', async () => anna.call.snapshot.status.kind === 'waiting');
    await gather(former, crowd);
    const pair = [anna, createCaller(proxy.url)];
    await waitFor('the call', async () => pair.every(isInCall));
    const ids = pair.map(({ call }) => call.snapshot.me);

    const next = await start();
    expect((await fetch(`${next.http}/readyz`)).status).toBe(200);
    proxy.lead(next);
    former.process.kill('SIGTERM');
    // What is negotiated in the meantime is lost on neither server.
    for (const { connections } of pair) connections[0]?.restartIce();
    await Promise.all(pair.map(expectMedia));
    const returns = () => next.lines.filter(({ message }) => message === 'back').length;
    await waitFor('the return', async () => returns() === 2);
    await waitFor('the call', async () => pair.every((one) => isInCall(one) && isSettled(one)));

    expect(pair.map(({ call }) => call.snapshot.me)).toEqual(ids);
    expect(pair.map(({ connections }) => connections.length)).toEqual([1, 1]);
    await Promise.all(pair.map(expectMedia));
    const left = former.lines.filter(({ category }) => category === 'rooms');
    expect(left.map(({ message }) => message)).toEqual(['joined', 'joined']);
  },
);
