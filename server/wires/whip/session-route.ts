import express, { type Request, type RequestHandler, type Response, type Router } from 'express';
import type { Door } from '../door.ts';
import type { Limits } from '../limits.ts';
import type { Problem } from './answers.ts';
import { parseFragment, writeFragment } from './fragment.ts';
import { bad, FRAGMENT, textOf } from './request.ts';
import { noLargerThan, notAllowed, refuse, shareWith } from './responses.ts';
import type { Session } from './session.ts';
import type { Kind } from './session-description.ts';
import type { Sessions } from './sessions.ts';

interface RouteOptions {
  readonly door: Door;
  readonly limits: Limits;
  readonly sessions: Sessions;
}

type Job = (session: Session, request: Request, response: Response) => Promise<void>;

/** The address of a session. Whoever knows it may speak for its client: nobody can guess one. */
export function routeSession(
  router: Router,
  kind: Kind,
  { door, limits, sessions }: RouteOptions,
): void {
  const body = { type: FRAGMENT, limit: limits.messageBytes, inflate: false };
  const withSession =
    (job: Job): RequestHandler =>
    (request, response, next) => {
      const session = sessions.find(String(request.params['key']));
      const isThis = session?.kind === kind && session.room === request.params['room'];
      if (isThis) job(session, request, response).catch(next);
      else refuse(response, UNKNOWN);
    };
  router
    .route(`/${kind}/:room/:key`)
    .all(shareWith(door, 'PATCH, DELETE, OPTIONS'))
    .options((_request, response) => {
      response.set('Accept-Patch', FRAGMENT).status(200).end();
    })
    .get(withSession(exist))
    .patch(noLargerThan(limits.messageBytes), express.text(body), withSession(patch))
    .delete(withSession(end))
    .all(notAllowed('GET, HEAD, OPTIONS, PATCH, DELETE'));
}

const UNKNOWN: Problem = { status: 404, detail: 'There is no such session, or no more.' };

/** RFC 9725 section 4.1: it has no representation. */
function exist(_session: Session, _request: Request, response: Response): Promise<void> {
  response.status(204).end();
  return Promise.resolve();
}

async function end(session: Session, _request: Request, response: Response): Promise<void> {
  await session.leave();
  response.status(200).end();
}

/** RFC 9725 section 4.3: what ICE is at is named by an entity tag. */
async function patch(session: Session, request: Request, response: Response): Promise<void> {
  if (!request.is(FRAGMENT)) return refuse(response, bad(415, `A PATCH is ${FRAGMENT}.`).problem);
  const fragment = parseFragment(textOf(request));
  if (!fragment) return refuse(response, bad(400, 'The body is no fragment of SDP.').problem);
  const unmatched = whyUnmatched(request.get('If-Match'), session);
  if (unmatched) return refuse(response, unmatched);
  const { credentials } = fragment;
  if (credentials === null || session.isOwn(credentials)) {
    const added = await session.addCandidates(fragment);
    return added.ok ? void response.status(204).end() : refuse(response, added.problem);
  }
  const begun = await session.restart(credentials, fragment);
  if (!begun.ok) return refuse(response, begun.problem);
  response
    .set('ETag', `"${session.tag}"`)
    .set('Content-Type', FRAGMENT)
    .end(writeFragment(begun.value));
}

function whyUnmatched(match: string | undefined, { tag }: Session): Problem | null {
  if (match === undefined) return bad(428, 'If-Match is missing: the last ETag, or *.').problem;
  const isMatch = match === '*' || strongTagsIn(match).includes(tag);
  return isMatch ? null : bad(412, 'ICE has begun anew since this ETag.').problem;
}

/** RFC 9110 section 13.1.1: a weak one matches nothing. */
function strongTagsIn(match: string): string[] {
  return Array.from(match.matchAll(/(?<!W\/)"([^"]*)"/g), ([, tag]) => tag ?? '');
}
