import { expect, onTestFinished, test } from 'vitest';
import { accepts, canSend, seesOfFile } from '../support/file-person.ts';
import { startParley } from '../support/parley.ts';
import { chromiumPerson } from '../support/people.ts';
import { waitFor } from '../support/tab.ts';

/** What they call their file, and what it is called here. */
const names = [
  ['../../etc/passwd', '_.._etc_passwd'],
  ['a\0b.txt', 'ab.txt'],
  ['photo\u202Egpj.exe', 'photogpj.exe'],
  ['<img src=x onerror="document.title=1">', '_img src=x onerror=_document.title=1__'],
  ['<script>document.title=1</script>.txt', '_script_document.title=1__script_.txt'],
  ['"onmouseover=alert(1) x="', '_onmouseover=alert(1) x=_'],
  ['con.txt', '_con.txt'],
  ['__proto__', '__proto__'],
  [`${'x'.repeat(250)}.txt`, `${'x'.repeat(193)}….txt`],
] as const;

test('[F11] hostile names are text in the chat, and safe names in the downloads', async () => {
  const parley = await startParley({ HTTPS_PORT: 'off' });
  onTestFinished(() => parley.stop());
  const [anna, minh] = [await chromiumPerson(), await chromiumPerson()];
  for (const one of [anna, minh]) await one.join(`${parley.http}/r/hostile`);
  for (const one of [anna, minh]) await canSend(one);
  const title = await minh.tab.evaluate(() => document.title, null);
  for (const [index, [given, safe]] of names.entries()) {
    await anna.tab.evaluate(offerAs, given);
    await seesOfFile(minh, safe, 'Accept');
    await accepts(minh, safe);
    await seesOfFile(minh, safe, 'received');
    // The browser tells of a download after the page has begun it.
    await waitFor('the download', async () => minh.tab.downloads.length > index);
    expect(minh.tab.downloads.at(-1)?.name).toBe(safe);
  }
  // Names of 256 characters and sizes below nothing are no offers.
  await anna.tab.evaluate(offerAs, 'x'.repeat(256));
  await anna.tab.evaluate(offerAs, 'last.txt');
  await seesOfFile(minh, 'last.txt', 'Accept');
  const rows = await minh.tab.evaluate(() => document.querySelectorAll('.file').length, null);
  expect(rows).toBe(names.length + 1);
  expect(await minh.tab.evaluate(() => document.title, null)).toBe(title);
  const added = await minh.tab.evaluate(
    () => document.querySelectorAll('.lines script, .lines img, .lines [onerror]').length,
    null,
  );
  expect(added).toBe(0);
  expect(minh.tab.errors).toEqual([]);
});

// In the page

/** Drops a file, and sends its offer under a name that this page would not give. */
function offerAs(name: string): void {
  const { send } = RTCDataChannel.prototype;
  RTCDataChannel.prototype.send = function (this: RTCDataChannel, data: unknown) {
    const word = typeof data === 'string' && data.includes('"offer"') ? JSON.parse(data) : null;
    const forged = word?.name === 'offered' ? JSON.stringify({ ...word, name }) : data;
    Reflect.apply(send, this, [forged]);
  };
  const dataTransfer = new DataTransfer();
  dataTransfer.items.add(new File(['content'], 'offered'));
  document
    .querySelector('.stage')
    ?.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
  RTCDataChannel.prototype.send = send;
}
