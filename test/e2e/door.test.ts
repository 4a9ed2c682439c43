import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Parley, startParley } from '../support/parley.ts';
import { chromiumPerson } from '../support/people.ts';

let parley: Parley;
beforeAll(async () => {
  parley = await startParley({ STUN_PORT: '0' });
});
afterAll(() => parley.stop());

describe('before the call', () => {
  test('the microphone is seen to work, the connection is foretold, and one hears oneself', async () => {
    const person = await chromiumPerson();
    await person.tab.goto(`${parley.http}/r/door`);
    await person.tab.until(
      'a level that moves',
      () => document.querySelectorAll('.level .lit').length > 0,
      null,
    );
    await person.sees('You will connect directly.');
    await person.sees('Nobody is here yet.');
    await person.tab.press('button', 'Hear yourself first');
    await person.sees('Say something');
    await person.tab.press('button', 'Stop listening');
    await person.tab.press('button', 'Test');
    expect(person.tab.errors).toEqual([]);
  });

  test('who is there is named, and a full room says so beforehand', async () => {
    const [anna, minh, late] = await Promise.all([1, 2, 3].map(() => chromiumPerson()));
    const url = `${parley.http}/r/named`;
    await anna?.join(url, 'Anna');
    await anna?.isTold('Waiting for the other person');
    await minh?.tab.goto(url);
    await minh?.sees('Anna is here and waiting.');
    await minh?.tab.press('button', 'Join');
    await minh?.isTold('Connected');
    await late?.tab.goto(url);
    await late?.sees('Everybody who was expected is here already.');
  });

  test('devices are checked with nobody at the other end', async () => {
    const person = await chromiumPerson();
    await person.tab.goto(`${parley.http}/`);
    await person.tab.press('link', 'Device check');
    await person.sees('with nobody at the other end');
    await person.sees('You will connect directly.');
    await person.tab.press('link', 'Home');
    await person.sees('See each other.');
  });

  test('a room that was called in is remembered on this device, until it is cleared', async () => {
    const [anna, minh] = [await chromiumPerson(), await chromiumPerson()];
    const url = `${parley.http}/r/grandma`;
    await anna.join(url, 'Anna');
    await minh.join(url, 'Minh');
    await anna.isTold('Connected');
    await anna.hangUp();
    await anna.tab.press('link', 'Home');
    await anna.sees('Recent rooms');
    await anna.sees('grandma');
    await anna.tab.press('button', 'Clear');
    await anna.tab.until('none', () => !document.body.innerText.includes('grandma'), null);
  });
});

describe('the language', () => {
  test('is that of the browser, until another is chosen, which is kept', async () => {
    const person = await chromiumPerson({ locale: 'vi-VN' });
    await person.tab.goto(`${parley.http}/`);
    await person.sees('Thấy nhau ngay.');
    const speaks = (code: string) => document.documentElement.lang === code;
    await person.tab.until('a page that says so', speaks, 'vi');
    await person.tab.select('Ngôn ngữ', '中文');
    await person.sees('就能见面。');
    await person.tab.reload();
    await person.sees('就能见面。');
    await person.tab.until('a page that says so', speaks, 'zh-CN');
  });
});
