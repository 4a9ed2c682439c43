import type { Readable, Writable } from 'node:stream';
import type { Joining } from '../joining.ts';
import { enterRoom } from '../links/enter-room.ts';
import { Peers } from '../peers.ts';
import { endRtc, loadRtc } from '../rtc.ts';
import { createTeller } from '../teller.ts';
import type { ChatOptions } from './chat-options.ts';
import { Conversation } from './conversation.ts';
import { help, type Order, parseOrder } from './order.ts';
import { openTerminal, type Terminal } from './terminal.ts';

/** What was handed to the network is on its way by then. */
const LINGER_MS = 500;

interface Running {
  close(): Promise<void>;
  readonly ended: Promise<number>;
}

interface Desk {
  readonly input: Readable;
  readonly output: Writable;
  readonly error: Writable;
  readonly isTyped: boolean;
}

/** Joins, and talks with everybody who is there, until it is told to quit or all that came through a pipe is said. */
export async function startChat(
  { room, iceServers }: Joining,
  options: ChatOptions,
  desk: Desk,
): Promise<Running> {
  const rtc = await loadRtc();
  const ending = createEnding(() => !conversation.isBusy);
  const terminal: Terminal = openTerminal({
    ...desk,
    onLine: (line) => follow(parseOrder(line)),
    onEnd: () => ending.whenIdle(),
  });
  const say = (sentence: string) => terminal.say(sentence);
  const conversation = new Conversation({
    rtc,
    options,
    isAmongOwn: room.dialect === 'plain',
    print: (line) => terminal.print(line),
    say,
    onProgress: () => ending.check(),
    now: Date.now,
  });
  const entries = createTeller(say);
  const peers = new Peers({
    rtc,
    iceServers,
    equip: (connection, other) => conversation.equip(connection, other),
    enter: (events) => enterRoom(room, events),
    onIn: () => entries.tell(`In the room ${room.room}; /help says what can be done.`),
    onTrouble: (sentence) => entries.tell(sentence),
  });

  function follow(order: Order): void {
    const { kind } = order;
    if (kind === 'say') conversation.write(order.text);
    else if (kind === 'send') ending.during(conversation.send(order.path));
    else if (kind === 'accept' || kind === 'decline') conversation.answer(kind, order.number);
    else if (kind === 'help') for (const line of help) say(line);
    else if (kind === 'quit') ending.now();
    else if (kind === 'unknown') say(`/${order.word} is no command: /help says what there is.`);
  }

  return {
    ended: ending.ended,
    async close() {
      terminal.close();
      peers.close();
      await endRtc();
    },
  };
}

/** When a conversation is over. */
function createEnding(isIdle: () => boolean) {
  let end: (code: number) => void = () => {};
  const ended = new Promise<number>((resolve) => {
    end = resolve;
  });
  let isAsked = false;
  let pending = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const check = () => {
    clearTimeout(timer);
    if (!isAsked) return;
    timer = setTimeout(() => (pending === 0 && isIdle() ? end(0) : check()), LINGER_MS);
  };
  return {
    ended,
    check,
    now: () => end(0),
    whenIdle: () => {
      isAsked = true;
      check();
    },
    /** Not before this is done. */
    during: (work: Promise<void>) => {
      pending += 1;
      void work.finally(() => {
        pending -= 1;
        check();
      });
    },
  };
}
