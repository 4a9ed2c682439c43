import * as v from 'valibot';
import type { Accepted, Answer, Notice } from '../../../protocol/events.ts';
import type { ExtensionNotice } from '../../../protocol/extension.ts';
import type { MemberId, RoomId } from '../../../protocol/ids.ts';
import { isCandidate, isDescription, type Signal } from '../../../protocol/signals.ts';
import type { Conversation, Dialect, Line } from './dialect.ts';
import { createDirectory, type Directory, roomOf } from './direct-directory.ts';
import { parseJson, textOf } from './parse-json.ts';
import { Place } from './place.ts';
import { fromCandidate, toCandidate, toDescription } from './translation.ts';

const MAX_ID_CHARS = 64;

const frame = v.looseObject({ type: v.string() });
type Frame = v.InferOutput<typeof frame>;

/**
 * Clients that address each other by ids of their own choosing. The id is a room in which its client sits; whoever offers
 * to it enters that room.
 */
export function createDirect(): Dialect {
  const directory = createDirectory();
  return {
    name: 'direct',
    wire: 'direct',
    open: (line) => new DirectConversation(line, directory),
  };
}

class DirectConversation implements Conversation {
  readonly #line: Line;
  readonly #directory: Directory;
  #clientId: string | null = null;
  readonly #places = new Map<RoomId, Place>();

  constructor(line: Line, directory: Directory) {
    this.#line = line;
    this.#directory = directory;
  }

  hear(text: string): boolean {
    const parsed = v.safeParse(frame, parseJson(text));
    if (!parsed.success) return false;
    this.#take(parsed.output);
    return true;
  }

  #take(asked: Frame): void {
    const { type, target } = asked;
    switch (type) {
      case 'connection':
        this.#connect(asked['clientId']);
        break;
      case 'offer':
        this.#offer(target, toDescription(type, sdpOf(asked[type])));
        break;
      case 'answer':
        this.#signal(target, toDescription(type, sdpOf(asked[type])));
        break;
      case 'ice-candidate':
        this.#signal(target, toCandidate(asked['candidate']));
        break;
      default:
        this.#line.ask(null, [], { reply: (answer) => this.#tellRefusal(answer) });
        break;
    }
  }

  // Its own room

  #connect(given: unknown): void {
    const why = this.#whyNot(given);
    if (why !== null) {
      this.#fail(why);
      return;
    }
    const clientId = String(given);
    if (this.#clientId === clientId) {
      this.#answered('alive', [], () => this.#welcome());
      return;
    }
    this.#leaveAll();
    this.#clientId = clientId;
    const room = roomOf(clientId);
    this.#places.set(room, new Place(clientId, null));
    this.#line.ask('join', [room, { name: clientId }], {
      isForgotten: true,
      manner: 'listens',
      reply: (answer) => this.#handleConnected(room, answer),
    });
  }

  #whyNot(clientId: unknown): string | null {
    if (typeof clientId !== 'string' || clientId === '') return 'Client ID is required';
    if (clientId.length > MAX_ID_CHARS) return 'Client ID is too long';
    const isOurs = this.#clientId === clientId;
    const isFree = isOurs || this.#directory.makeWay(clientId, this.#line.address);
    return isFree ? null : `Client ID ${clientId} is taken`;
  }

  #handleConnected(room: RoomId, answer: Answer): void {
    if (!answer.ok) {
      this.#clientId = null;
      this.#places.delete(room);
      this.#tellRefusal(answer);
      return;
    }
    const { id } = answer as { readonly id: MemberId };
    const { address, close } = this.#line;
    this.#directory.add(this.#clientId ?? '', { room, id, address, close });
    this.#welcome();
  }

  #welcome(): void {
    this.#write({ type: 'connection', status: 'connected', clientId: this.#clientId });
  }

  // Others

  #offer(target: unknown, data: object): void {
    if (this.#clientId === null) {
      this.#fail('Client ID is required');
      return;
    }
    if (typeof target !== 'string' || target === '') {
      this.#failFor(target);
      return;
    }
    if (this.#find(target)) {
      this.#signal(target, data);
      return;
    }
    this.#visit(target, () => this.#signal(target, data));
  }

  /** Enters the room of whom it calls: it alone where that is one of the family, else whoever is there. */
  #visit(target: string, onIn: () => void): void {
    const one = this.#directory.find(target);
    const room = one?.room ?? roomOf(target);
    if (this.#places.has(room)) {
      this.#failFor(target);
      return;
    }
    const place = new Place(this.#clientId ?? '', target);
    if (one) place.names.meet({ id: one.id, name: target });
    this.#places.set(room, place);
    this.#line.ask('join', [room, { name: this.#clientId }], {
      isForgotten: true,
      manner: 'calls',
      only: one?.id,
      reply: (answer) => {
        if (answer.ok) this.#handleVisited(room, answer, onIn);
        else this.#handleShutOut(room, target, answer.message);
      },
    });
  }

  #handleVisited(room: RoomId, answer: Answer, onIn: () => void): void {
    const { id, members } = answer as Accepted<'join'>;
    const others = members.filter((member) => member.id !== id);
    for (const other of others) this.#places.get(room)?.names.meet(other);
    if (others.length === 0) this.#leave(room);
    // Where nobody is, nobody is found.
    onIn();
  }

  #handleShutOut(room: RoomId, target: string, why: string): void {
    this.#places.delete(room);
    this.#write({ type: 'error', message: `Target client ${target}: ${why}` });
  }

  #signal(target: unknown, data: object | null): void {
    const found = this.#find(textOf(target));
    if (!found) {
      this.#failFor(target);
      return;
    }
    if (data === null) {
      this.#answered('alive', [], () => {});
      return;
    }
    this.#line.ask('message', [found.room, data, found.to], {
      reply: (answer) => {
        if (answer.ok) return;
        if (answer.code === 'no-such-member' || answer.code === 'not-in-room') {
          this.#write(notFound(target));
        } else this.#tellRefusal(answer);
      },
    });
  }

  #find(target: string): { readonly room: RoomId; readonly to: MemberId | null } | null {
    for (const [room, place] of this.#places) {
      const to = place.names.idOf(target);
      if (to) return { room, to };
      if (place.target === target) return { room, to: null };
    }
    return null;
  }

  #leave(room: RoomId): void {
    this.#places.delete(room);
    this.#line.ask('leave', [room], { reply: () => {} });
  }

  #leaveAll(): void {
    this.end();
    for (const room of this.#places.keys()) this.#leave(room);
  }

  end(): void {
    if (this.#clientId !== null) this.#directory.remove(this.#clientId, this.#line.close);
  }

  // What it is told

  tell(given: Notice | ExtensionNotice): void {
    const notice = given as Notice;
    const place = this.#places.get(notice[1] as RoomId);
    if (notice[0] === 'refused') this.#write({ type: 'error', message: notice[3] });
    if (!place) return;
    switch (notice[0]) {
      case 'otherjoin':
      case 'othercalls':
        place.names.meet(notice[3] ?? { id: notice[2] });
        break;
      case 'bye':
        place.names.forget(notice[2]);
        // So that it is called anew when it is back.
        if (place.isVisit && place.names.size === 0) this.#leave(notice[1]);
        break;
      case 'ejected':
        this.#places.delete(notice[1]);
        break;
      case 'message':
        // Who only ever calls would take an offer for a call of somebody new.
        if (place.isVisit && notice[2].type === 'offer') break;
        this.#tellSignal(notice[2], place.nameOf(notice[3]));
        break;
      default:
        break;
    }
  }

  #tellSignal(data: Signal, from: string): void {
    if (isDescription(data)) {
      const { type, sdp } = data;
      this.#write({ type, [type]: { type, sdp }, from });
    } else if (isCandidate(data)) {
      const candidate = fromCandidate(data);
      if (candidate) this.#write({ type: 'ice-candidate', candidate, from });
    }
  }

  #failFor(target: unknown): void {
    this.#answered('alive', [], () => this.#write(notFound(target)));
  }

  #fail(message: string): void {
    this.#answered('alive', [], () => this.#write({ type: 'error', message }));
  }

  #answered(event: string, args: readonly unknown[], onAccepted: () => void): void {
    this.#line.ask(event, args, {
      reply: (answer) => (answer.ok ? onAccepted() : this.#tellRefusal(answer)),
    });
  }

  #tellRefusal(answer: Answer): void {
    if (!answer.ok) this.#write({ type: 'error', message: answer.message });
  }

  #write(written: object): void {
    this.#line.write(JSON.stringify(written));
  }
}

function notFound(target: unknown): object {
  return { type: 'error', message: `Target client ${textOf(target)} not found` };
}

function sdpOf(description: unknown): unknown {
  const isObject = typeof description === 'object' && description !== null;
  return isObject && 'sdp' in description ? description.sdp : undefined;
}
