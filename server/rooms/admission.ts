import type { JoinOptions } from '../../protocol/events.ts';
import {
  type Admission,
  type AnyExtension,
  type Info,
  parseOptions,
} from '../../protocol/extension.ts';
import type { MemberId } from '../../protocol/ids.ts';
import { type Refused, refuse } from '../../protocol/refusals.ts';
import { infoFrom } from './info.ts';
import { after, type MaybePromise } from './maybe-promise.ts';
import { viewOf } from './outcome.ts';
import type { Newcomer, Room, States } from './record.ts';

/** Somebody who asks for a seat of its own. */
export interface Applicant {
  readonly options: JoinOptions;
  /** The id under which it asked for something before. */
  readonly visitor: MemberId | null;
  readonly address: string;
}

/** What the room, and the member, are to be when it is let in. */
export interface Admitted {
  readonly ok: true;
  readonly states: States;
  readonly newcomer: Newcomer;
}

interface Opinion {
  /** The name of the extension. */
  readonly by: string;
  readonly says: Refused | Admission<unknown, unknown>;
}

interface Question {
  readonly room: Room;
  readonly applicant: Applicant;
  readonly info: Info;
  readonly now: number;
}

/** Asks every extension. The first refusal that no other waives is the answer. */
export function askToEnter(
  extensions: readonly AnyExtension[],
  room: Room,
  applicant: Applicant,
  now: number,
): MaybePromise<Refused | Admitted> {
  const known = infoFrom(extensions, applicant.options);
  if (!known.ok) return known;
  const question = { room, applicant, info: known.info, now };
  const opinions = extensions.flatMap((extension) => ask(extension, question) ?? []);
  const conclude = (all: readonly Opinion[]) => decide(extensions, question, all);
  if (!opinions.some((one) => one instanceof Promise)) return conclude(opinions as Opinion[]);
  return Promise.all(opinions).then(conclude);
}

function ask(extension: AnyExtension, question: Question): MaybePromise<Opinion> | null {
  if (!extension.beforeJoin) return null;
  const { words } = extension;
  const { room, applicant, info, now } = question;
  const { options, visitor, address } = applicant;
  const own = parseOptions(words, options);
  if (!own.ok) return { by: words.name, says: refuse('invalid', `join, ${own.why}`) };
  const entry = { room: viewOf(room, extension), info, options: own.options };
  const said = extension.beforeJoin({ ...entry, visitor, address, now });
  return after(said, (says) => ({ by: words.name, says }));
}

function decide(
  extensions: readonly AnyExtension[],
  { room, applicant }: Question,
  opinions: readonly Opinion[],
): Refused | Admitted {
  const waived = opinions.flatMap(({ says }) => (isRefusal(says) ? [] : (says.waives ?? [])));
  let { states } = room;
  let memberStates: States = {};
  let options: JoinOptions = applicant.options;
  for (const { by, says } of opinions) {
    if (isRefusal(says)) {
      if (!waived.includes(by)) return says;
      continue;
    }
    if ('state' in says) states = { ...states, [by]: says.state };
    if ('memberState' in says) memberStates = { ...memberStates, [by]: says.memberState };
    options = { ...options, ...says.options };
  }
  const known = infoFrom(extensions, options);
  if (!known.ok) return known;
  return { ok: true, states, newcomer: { info: known.info, states: memberStates } };
}

function isRefusal(says: Opinion['says']): says is Refused {
  return 'ok' in says;
}

/** Whether what an answer was based on still holds. */
export function isAsItWas(before: Room, now: Room): boolean {
  const isEmpty = before.seats.length === 0;
  if (isEmpty !== (now.seats.length === 0)) return false;
  return (
    before.states === now.states || JSON.stringify(before.states) === JSON.stringify(now.states)
  );
}
