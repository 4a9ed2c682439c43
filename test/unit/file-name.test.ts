import { describe, expect, test } from 'vitest';
import { toFileName } from '../../client/call/files/file-name.ts';

const bytes = (text: string) => new TextEncoder().encode(text).length;

describe('[F11] the name of a file that others send', () => {
  test.each([
    ['plan.pdf', 'plan.pdf'],
    ['Grundriss für Anna (2).pdf', 'Grundriss für Anna (2).pdf'],
    ['平面图.png', '平面图.png'],
    ['مخطط.pdf', 'مخطط.pdf'],
    ['👩‍👩‍👧.jpg', '👩‍👩‍👧.jpg'],
    ['.bashrc', 'bashrc'],
    ['../x', '_x'],
    ['../../etc/passwd', '_.._etc_passwd'],
    ['..\\..\\x', '_.._x'],
    ['C:\\x', 'C__x'],
    ['/etc/passwd', '_etc_passwd'],
    ['a\0b.txt', 'ab.txt'],
    ['a\r\nSet-Cookie: x', 'aSet-Cookie_ x'],
    ['invoice\u202Efdp.exe', 'invoicefdp.exe'],
    ['\u2066x\u2069.txt', 'x.txt'],
    ['x\u200b\ufeff.txt', 'x.txt'],
    ['\ud800x', 'x'],
    ['<img src=x onerror=alert(1)>', '_img src=x onerror=alert(1)_'],
    ['"; rm -rf ~', '_; rm -rf ~'],
    ['CON', '_CON'],
    ['nul.txt', '_nul.txt'],
    ['console.txt', 'console.txt'],
    ['name. . .', 'name'],
    ['   ', 'file'],
    ['..', 'file'],
    ['\0', 'file'],
    ['\u202e', 'file'],
    ['__proto__', '__proto__'],
  ])('%j is %j', (given, safe) => {
    expect(toFileName(given)).toBe(safe);
  });

  test.each([`${'x'.repeat(5000)}.tar`, `${'語'.repeat(255)}.tar`, `${'👩'.repeat(120)}.tar`])(
    'a very long one keeps its extension (%#)',
    (given) => {
      const name = toFileName(given);
      expect(bytes(name)).toBeLessThanOrEqual(200);
      expect(bytes(name)).toBeGreaterThan(190);
      expect(name).toMatch(/….tar$/u);
      // Not cut within a letter.
      expect(decodeURIComponent(encodeURIComponent(name))).toBe(name);
    },
  );

  test('a safe one stays as it is', () => {
    for (const given of ['../x', `${'語'.repeat(255)}.tar`, 'con', 'a/b', '. .x']) {
      expect(toFileName(toFileName(given))).toBe(toFileName(given));
    }
  });
});
