import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type CallOfTwo, startCallOfTwo } from '../support/call-of-two.ts';

let two: CallOfTwo;
beforeAll(async () => {
  two = await startCallOfTwo();
});
afterAll(() => two.end());
// Before the panel is drawn: it shows what the browser can.
beforeEach(() => two.anna.tab.evaluate(recordLinks, null));

describe('the link of a call', () => {
  test('is copied by a press, which says so', async () => {
    const { anna, url } = two;
    await anna.tab.press('button', 'Copy link');
    await anna.sees('Copied');
    await anna.tab.until('the link in the clipboard', isCopied, url);
  });

  test('is given to the share sheet of the system', async () => {
    const { anna, url } = two;
    await anna.tab.press('button', 'More');
    await anna.tab.press('menuitem', 'Invite');
    await anna.tab.press('button', 'Share');
    await anna.tab.until('the link in the share sheet', isShared, url);
  });

  test('is copied from the panel as well, and nobody minds a sheet that was closed', async () => {
    const { anna, url } = two;
    await anna.tab.evaluate(
      () => document.querySelector<HTMLElement>('.panel .primary')?.focus(),
      null,
    );
    await anna.tab.key('Enter');
    await anna.tab.until('the link in the clipboard', isCopied, url);
    expect(anna.tab.errors).toEqual([]);
  });
});

// In the page

declare global {
  var copied: string[];
  var shared: ShareData[];
}

/** The clipboard is the browser's own; a system with a share sheet is nowhere here, and its person closes it. */
function recordLinks(): void {
  globalThis.copied = [];
  globalThis.shared = [];
  const { clipboard } = navigator;
  const write = Clipboard.prototype.writeText.bind(clipboard);
  clipboard.writeText = (text) => write(text).then(() => void globalThis.copied.push(text));
  const share = (data: ShareData) => {
    globalThis.shared.push(data);
    return Promise.reject(new DOMException('closed', 'AbortError'));
  };
  Object.defineProperty(navigator, 'share', { value: share, configurable: true });
}

function isCopied(url: string): boolean {
  return globalThis.copied.length === 1 && globalThis.copied[0] === url;
}

function isShared(url: string): boolean {
  return globalThis.shared.length === 1 && globalThis.shared[0]?.url === url;
}
