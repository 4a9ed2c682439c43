import type { IncomingMessage } from 'node:http';
import express, { type Request, type Response, type Router } from 'express';
import type { Door } from '../door.ts';
import type { ReceiveOptions } from '../receive.ts';
import { linksTo, type Problem } from './answers.ts';
import { FRAGMENT, readOffer, SDP } from './request.ts';
import { noLargerThan, notAllowed, nothing, refuse, shareWith } from './responses.ts';
import { type Kind, oneWay, writeDescription } from './session-description.ts';
import type { Opened, Sessions } from './sessions.ts';

export interface EndpointOptions extends ReceiveOptions {
  /** Above `/whip` and `/whep`; an empty text for none. */
  readonly basePath: string;
  readonly door: Door;
  /** As the client wrote it, with its port. */
  readonly hostOf: (request: IncomingMessage) => string;
  readonly sessions: Sessions;
  readonly isEnding: () => boolean;
}

const ENDING: Problem = { status: 503, detail: 'The server is about to end.', retryAfterS: 1 };

/** `/whip/<room>` or `/whep/<room>`, where sessions begin. */
export function routeEndpoint(router: Router, kind: Kind, options: EndpointOptions): void {
  const { door, limits } = options;
  const body = { type: SDP, limit: limits.messageBytes, inflate: false };
  router
    .route(`/${kind}/:room`)
    .all(shareWith(door, 'POST, OPTIONS'))
    .options((request, response) => {
      // A page's browser asks by this whether it may ask: RFC 9725 section 4.6.
      const isPreflight = request.headers['access-control-request-method'] !== undefined;
      if (!isPreflight) response.set('Link', linksTo(stunOf(request, options)));
      response.set('Accept-Post', SDP).status(200).end();
    })
    .get(nothing)
    .post(noLargerThan(limits.messageBytes), express.text(body), (request, response, next) => {
      post(kind, options, request, response).catch(next);
    })
    .all(notAllowed('GET, HEAD, OPTIONS, POST'));
}

async function post(
  kind: Kind,
  options: EndpointOptions,
  request: Request,
  response: Response,
): Promise<void> {
  const { door, sessions, isEnding } = options;
  if (isEnding()) return refuse(response, ENDING);
  const why = door.refuse(request);
  if (why) return refuse(response, { status: 429, detail: `There are ${why} of this address.` });
  const read = readOffer(request, kind, door.addressOf(request));
  if (!read.ok) return refuse(response, read.problem);
  const { asked, offer } = read.value;
  const opened = await sessions.open(asked, oneWay(offer, kind), {
    enter: () => door.enter(request),
    onGone: (job) => response.once('close', () => response.writableFinished || job()),
  });
  if (opened.ok) created(opened.value, options, request, response);
  else refuse(response, opened.problem);
}

function created(
  { key, session, answer }: Opened,
  options: EndpointOptions,
  request: Request,
  response: Response,
): void {
  const { id, kind, room, tag } = session;
  const servers = id === null ? [] : options.ice(id).servers;
  response
    .status(201)
    .set('Location', `${options.basePath}/${kind}/${room}/${key}`)
    .set('ETag', `"${tag}"`)
    .set('Accept-Patch', FRAGMENT)
    .set('Link', linksTo([...stunOf(request, options), ...servers]))
    .set('Content-Type', SDP)
    .end(writeDescription(answer));
}

/** What the server itself answers, at the host by which it was reached. */
function stunOf(
  request: Request,
  { outlook, hostOf }: EndpointOptions,
): { readonly urls: string[] }[] {
  const host = hostOf(request).replace(/:\d+$/, '');
  if (outlook.stunPort === undefined || host === '') return [];
  return [{ urls: [`stun:${host}:${outlook.stunPort}`] }];
}
