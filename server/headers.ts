import type { RequestHandler } from 'express';

export interface HeaderOptions {
  /** Origins whose pages may show ours in a frame. */
  readonly embedOrigins: readonly string[];
  /** The development server writes scripts and styles into the page itself. */
  readonly isDev: boolean;
}

const HALF_A_YEAR_S = 180 * 24 * 60 * 60;

/** What the page needs, and only of its own host; a page that embeds it has to grant them as well. */
const OWN = [
  'camera',
  'microphone',
  'display-capture',
  'speaker-selection',
  'screen-wake-lock',
  'picture-in-picture',
  'fullscreen',
  'autoplay',
  'clipboard-write',
];
const NOBODY = ['geolocation', 'payment', 'usb', 'serial', 'hid', 'midi'];

const permissions = [
  ...OWN.map((feature) => `${feature}=(self)`),
  ...NOBODY.map((feature) => `${feature}=()`),
].join(', ');

/** What a browser may do with what it is given here. */
export function createHeaders(options: HeaderOptions): RequestHandler {
  const headers = {
    'Content-Security-Policy': contentPolicy(options),
    'Permissions-Policy': permissions,
    // The name of a room is its key.
    'Referrer-Policy': 'no-referrer',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'X-Content-Type-Options': 'nosniff',
    // For browsers that don't know frame-ancestors; it can't name anybody.
    ...(options.embedOrigins.length === 0 && { 'X-Frame-Options': 'DENY' }),
  };
  return (request, response, next) => {
    response.set(headers);
    // It holds for a host's every port: on this machine other programs have some of them.
    if (request.secure && request.hostname !== 'localhost') {
      response.set('Strict-Transport-Security', `max-age=${HALF_A_YEAR_S}`);
    }
    next();
  };
}

function contentPolicy({ embedOrigins, isDev }: HeaderOptions): string {
  const own = isDev ? "'self' 'unsafe-inline'" : "'self'";
  const embedders = embedOrigins.length === 0 ? "'none'" : embedOrigins.join(' ');
  return [
    "default-src 'none'",
    `script-src ${own}`,
    `style-src ${own}`,
    "img-src 'self' blob: data:",
    "media-src 'self' blob: mediastream:",
    // WebSockets of the same host are among it (CSP 3, section 6.7.2.8).
    "connect-src 'self'",
    "worker-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    `frame-ancestors ${embedders}`,
  ].join('; ');
}
