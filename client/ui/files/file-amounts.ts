import { words } from '../locales/words.ts';

const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;
const STEP = 1000;
const [MINUTE_S, HOUR_S] = [60, 3600];
/** What is farther away is not known. */
const MAX_LEFT_S = 100 * HOUR_S;

function format(value: number, unit: string, unitDisplay: 'short' | 'long'): string {
  const maximumFractionDigits = value < 10 ? 1 : 0;
  const { language } = words.value;
  const options = { style: 'unit', unit, unitDisplay, maximumFractionDigits } as const;
  // A number and its unit stay on one line.
  return new Intl.NumberFormat(language, options).format(value).replaceAll(' ', '\u00a0');
}

function scaled(bytes: number): readonly [value: number, unit: (typeof UNITS)[number]] {
  let value = bytes;
  for (const unit of UNITS) {
    // What would be rounded to 1000 is one of the next.
    if (value < STEP - 0.5) return [value, unit];
    value /= STEP;
  }
  return [value * STEP, 'terabyte'];
}

/** `2.4 MB`, as the language of the page writes it. */
export function sizeText(bytes: number): string {
  const [value, unit] = scaled(bytes);
  return format(value, unit, unit === 'byte' ? 'long' : 'short');
}

/** `11 MB/s`. */
export function speedText(bytesPerSecond: number): string {
  const [value, unit] = scaled(bytesPerSecond);
  return format(value, `${unit}-per-second`, 'short');
}

/** `1 min`, rounded up; null for what nobody can foresee. */
export function timeText(seconds: number): string | null {
  if (!(seconds < MAX_LEFT_S)) return null;
  if (seconds < MINUTE_S) return format(Math.ceil(seconds), 'second', 'short');
  if (seconds < HOUR_S) return format(Math.ceil(seconds / MINUTE_S), 'minute', 'short');
  return format(Math.ceil(seconds / HOUR_S), 'hour', 'short');
}

const MAX_EXTENSION_CHARS = 8;

/** What the system will take it for: by its extension, whatever the sender says; without one what the sender says. */
export function typeText(name: string, mime: string): string {
  const [, extension = ''] = /\.([^.]+)$/.exec(name) ?? [];
  const isOne = extension !== '' && extension.length <= MAX_EXTENSION_CHARS;
  return isOne ? extension.toUpperCase() : mime;
}
