import type { Request } from 'express';
import { parseRoomId } from '../../../protocol/ids.ts';
import type { Problem } from './answers.ts';
import type { Asked, Outcome, RoomKey } from './session.ts';
import { type Description, faultOf, type Kind, parseDescription } from './session-description.ts';

export const SDP = 'application/sdp';
export const FRAGMENT = 'application/trickle-ice-sdpfrag';

const BEARER = /^Bearer +(\S.*)$/i;
/** A JSON Web Token begins so: the text `{"`, and it has three parts. */
const INVITATION = /^eyJ[\w-]*\.[\w-]+\.[\w-]*$/;

export function bad(status: number, detail: string): { readonly ok: false; problem: Problem } {
  return { ok: false, problem: { status, detail } };
}

export interface Offered {
  readonly asked: Asked;
  readonly offer: Description;
}

/** What is asked of an endpoint, or what is wrong with it. The body has been read, where it is of its type. */
export function readOffer(request: Request, kind: Kind, address: string): Outcome<Offered> {
  const room = parseRoomId(request.params['room']);
  if (!room) return bad(404, 'This names no room.');
  if (!request.is(SDP)) return bad(415, `An offer is ${SDP}.`);
  if (!request.accepts(SDP)) return bad(406, `The answer is ${SDP}, which you don't accept.`);
  const offer = parseDescription(textOf(request));
  if (!offer) return bad(400, 'The offer is no session description.');
  const fault = faultOf(offer, kind);
  if (fault !== null) return bad(422, fault);
  return { ok: true, value: { asked: { kind, room, key: keyOf(request), address }, offer } };
}

export function textOf({ body }: Request): string {
  return typeof body === 'string' ? body : '';
}

/** RFC 6750 section 2.1. Whatever is no invitation is the password of the room. */
function keyOf({ headers }: Request): RoomKey {
  const token = BEARER.exec(headers.authorization ?? '')?.[1]?.trim();
  if (token === undefined) return {};
  // Headers are bytes; a password that isn't ASCII came as UTF-8.
  const text = Buffer.from(token, 'latin1').toString('utf8');
  return INVITATION.test(text) ? { invitation: text } : { password: text };
}
