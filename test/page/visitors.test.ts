import { afterAll, beforeAll, expect, test } from 'vitest';
import { createCrew } from '../support/crew.ts';
import { type Parley, startParley } from '../support/parley.ts';
import { connectPlain } from '../support/plain-client.ts';

let parley: Parley;
const { newPerson, end } = createCrew();

beforeAll(async () => {
  parley = await startParley({ HTTPS_PORT: 'off' });
});
afterAll(async () => {
  await end();
  await parley.stop();
});

test('whoever waits goes on waiting after a visit that became no call, and then has one', async () => {
  const [anna, minh] = [await newPerson(), await newPerson()];
  const url = `${parley.http}/r/visitors`;
  await anna.join(url, 'Anna');
  await anna.isTold('Waiting for the other person');
  for (const name of ['Ba', 'Lan']) {
    const visitor = await connectPlain(parley.http ?? '');
    await visitor.ask('join', 'visitors', { name });
    await anna.isTold('Connecting');
    visitor.emit('leave', 'visitors');
    await anna.isTold('Waiting for the other person');
    await visitor.close();
  }
  await minh.join(url, 'Minh');
  await Promise.all([anna, minh].map((one) => one.isTold('Connected')));
  await Promise.all([anna, minh].map((one) => one.seesAndHears()));
  expect([...anna.tab.errors, ...minh.tab.errors]).toEqual([]);
});

test('whoever gave a wrong password is ready again for those who are in', async () => {
  const [anna, minh] = [await newPerson(), await newPerson({ beforePage: keepReady })];
  const url = `${parley.http}/r/refused`;
  await anna.tab.goto(url);
  await anna.tab.press('button', 'Set a password');
  await anna.tab.fill('Password for this room', 'sesame');
  await anna.tab.press('button', 'Join');
  await anna.isTold('Waiting for the other person');
  await minh.tab.goto(url);
  await minh.tab.until('a connection that is ready', isReady, 1);
  await minh.tab.fill('Password', 'Sesame');
  await minh.tab.press('button', 'Join');
  await minh.sees('This is not the password of the room.');
  await minh.tab.until('another one', isReady, 2);
  await minh.tab.fill('Password', 'sesame');
  await minh.tab.press('button', 'Join');
  await Promise.all([anna, minh].map((one) => one.isTold('Connected')));
  await minh.seesAndHears();
  expect(await minh.tab.evaluate(() => globalThis.ready.length, null)).toBe(2);
});

// In the page

declare global {
  /** With something to send, before anybody has said anything. */
  var ready: RTCPeerConnection[];
}

function keepReady(): void {
  globalThis.ready = [];
  const { addTrack } = RTCPeerConnection.prototype;
  RTCPeerConnection.prototype.addTrack = function (...track) {
    if (!globalThis.ready.includes(this)) globalThis.ready.push(this);
    return addTrack.apply(this, track);
  };
}

function isReady(count: number): boolean {
  const open = globalThis.ready.filter(({ signalingState }) => signalingState !== 'closed');
  return globalThis.ready.length === count && open.length === 1;
}
