import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Parley, startParley } from '../support/parley.ts';
import { chromiumPerson, firefoxPerson } from '../support/people.ts';
import type { Person } from '../support/person.ts';
import { findFirefox } from '../support/programs.ts';

let parley: Parley;
let nextRoom = 0;

beforeAll(async () => {
  parley = await startParley();
});
afterAll(() => parley.stop());

const newRoomUrl = (): string => {
  nextRoom += 1;
  return `${parley.http}/r/e2e-${nextRoom}`;
};

async function expectCall(first: Person, second: Person): Promise<void> {
  await Promise.all([first, second].map((person) => person.isTold('Connected')));
  await Promise.all([first, second].map((person) => person.seesAndHears()));
  await Promise.all([first, second].map((person) => person.sees('Direct · ')));
  await first.write('hello from the first');
  await second.reads('hello from the first');
  await second.write('你好 <b>second</b>');
  await first.reads('你好 <b>second</b>');
}

async function meet(first: Person, second: Person): Promise<string> {
  const url = newRoomUrl();
  await first.join(url, 'Anna');
  await first.isTold('Waiting for the other person');
  await second.join(url, 'Minh');
  await expectCall(first, second);
  return url;
}

function expectNoErrors(...people: readonly Person[]): void {
  for (const { tab } of people) expect(tab.errors).toEqual([]);
}

describe('a call between two browsers', () => {
  test('Chromium and Chromium see, hear and write to each other; one hangs up', async () => {
    const [first, second] = await Promise.all([chromiumPerson(), chromiumPerson()]);
    await meet(first, second);
    await first.hangUp();
    await Promise.all([first, second].map((person) => person.isTold('Call ended')));
    expectNoErrors(first, second);
  });

  test('a third browser is told that the room is full, and the two go on', async () => {
    const people = await Promise.all([chromiumPerson(), chromiumPerson(), chromiumPerson()]);
    const [first, second, third] = people as [Person, Person, Person];
    const url = await meet(first, second);
    await third.join(url);
    await third.isTold('Room is full');
    await Promise.all([first, second].map((person) => person.seesThem()));
    await second.hangUp();
    await first.isTold('Call ended');
    await third.tab.press('button', 'Try again');
    await third.isTold('Waiting for the other person');
  });

  test('a tab that is closed ends the call for the other', async () => {
    const [first, second] = await Promise.all([chromiumPerson(), chromiumPerson()]);
    await meet(first, second);
    await second.tab.close();
    await first.isTold('Call ended');
  });

  test('both leave and come back, in the other order', async () => {
    const [first, second] = await Promise.all([chromiumPerson(), chromiumPerson()]);
    await meet(first, second);
    await second.hangUp();
    await first.isTold('Call ended');
    await second.tab.press('button', 'Call again');
    await second.isTold('Waiting for the other person');
    await first.tab.press('button', 'Call again');
    await expectCall(first, second);
  });

  test('the camera switched off and on again, without a frame in between', async () => {
    const [first, second] = await Promise.all([chromiumPerson(), chromiumPerson()]);
    await meet(first, second);
    await second.tab.press('switch', 'Camera');
    await first.sees('Camera is off');
    await first.seesNoFrames();
    const frames = await first.framesDecoded();
    await first.hearsThem();
    expect(await first.framesDecoded()).toBe(frames);
    await second.tab.press('switch', 'Camera');
    await first.seesThem();
  });

  test('a call in which nobody has a camera on is heard on both sides', async () => {
    const [first, second] = await Promise.all([chromiumPerson(), chromiumPerson()]);
    const url = newRoomUrl();
    for (const person of [first, second]) {
      await person.tab.goto(url);
      await person.tab.press('switch', 'Camera');
      await person.tab.press('button', 'Join');
    }
    await Promise.all([first, second].map((person) => person.isTold('Connected')));
    await Promise.all([first, second].map((person) => person.hearsThem()));
    expect(await first.framesDecoded()).toBe(0);
  });

  describe.runIf(findFirefox())('with Firefox', () => {
    test('which was there first', async () => {
      const [first, second] = await Promise.all([firefoxPerson(), chromiumPerson()]);
      await meet(first, second);
      await first.hangUp();
      await Promise.all([first, second].map((person) => person.isTold('Call ended')));
    });

    test('which came second', async () => {
      const [first, second] = await Promise.all([chromiumPerson(), firefoxPerson()]);
      await meet(first, second);
      await first.hangUp();
      await Promise.all([first, second].map((person) => person.isTold('Call ended')));
    });
  });
});

describe('without devices', () => {
  test('a person without camera and microphone joins, sees, hears and writes', async () => {
    const [first, second] = await Promise.all([
      chromiumPerson({ devices: 'none' }),
      chromiumPerson(),
    ]);
    const url = newRoomUrl();
    await first.tab.goto(url);
    await first.sees('No camera');
    await first.tab.press('button', 'Join');
    await second.join(url);
    await first.seesAndHears();
    await second.write('can you see me?');
    await first.reads('can you see me?');
    expectNoErrors(first, second);
  });

  test('a person who denied them is told what to do, and joins all the same', async () => {
    const [first, second] = await Promise.all([
      chromiumPerson(),
      chromiumPerson({ devices: 'denied' }),
    ]);
    const url = newRoomUrl();
    await first.join(url);
    await second.tab.goto(url);
    await second.sees('denied');
    await second.tab.press('button', 'Join');
    await second.seesAndHears();
    await first.isTold('Connected');
  });
});
