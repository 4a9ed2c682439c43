/** File systems hold 255 bytes; some is left for what browsers add, as in `plan (1).pdf`. */
const MAX_BYTES = 200;
const FALLBACK = 'file';

/** Control characters, surrogates without a partner, and what reorders or hides the letters around it. */
const UNSEEN =
  /[\p{Cc}\p{Cs}\p{Co}\p{Zl}\p{Zp}\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\uffff]/gu;
/** What some system takes for a part of a path, or refuses. */
const FORBIDDEN = /[/\\:*?"<>|]/g;
/** Names of devices, on Windows, with any extension. */
const DEVICE = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\.|$)/i;

const utf8 = new TextEncoder();

/** A name that others gave, made safe to show and to save by: what is shown is what is saved. */
export function toFileName(given: string): string {
  const visible = given
    .normalize('NFC')
    .replace(UNSEEN, '')
    .replace(FORBIDDEN, '_')
    .replace(/\s+/gu, ' ')
    // Neither hidden, nor a way up; and Windows drops what trails.
    .replace(/^[. ]+|[. ]+$/g, '');
  const name = shorten(visible);
  if (name === '') return FALLBACK;
  return DEVICE.test(name) ? `_${name}` : name;
}

/** Cuts the middle of what is too long: its extension says what it is. */
function shorten(name: string): string {
  if (utf8.encode(name).length <= MAX_BYTES) return name;
  const [extension = ''] = /\.[^. ]{1,12}$/u.exec(name) ?? [];
  let room = MAX_BYTES - utf8.encode(`…${extension}`).length;
  let start = '';
  for (const character of name) {
    room -= utf8.encode(character).length;
    if (room < 0) break;
    start += character;
  }
  return `${start.trimEnd()}…${extension}`;
}
