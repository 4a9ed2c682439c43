import type { Codecs } from '../../client/call/peer/codec-order.ts';
import type { AnswerTo } from '../../client/call/peer/negotiation.ts';
import { Peer } from '../../client/call/peer/peer.ts';
import { createKeyMemory, Keyring } from '../../client/call/verification/keyring.ts';
import { parseMemberId } from '../../protocol/ids.ts';
import type { Signal } from '../../protocol/signals.ts';

const ids = { caller: memberId('@caller0000000000'), callee: memberId('@callee0000000000') };

/** One end of a pair: a peer, and the queue of signals that it has sent and the test has not delivered. */
export interface End {
  readonly peer: Peer;
  readonly connection: RTCPeerConnection;
  readonly sent: Signal[];
  /** Everything it ever sent, delivered or not. */
  readonly history: readonly Signal[];
  readonly faults: readonly unknown[];
  readonly chat: readonly string[];
  /** It said that only another connection can help. */
  isDead(): boolean;
}

interface EndSetup {
  readonly codecs?: Codecs | undefined;
  /** For one that is made before anybody is there: what a caller hears while it waits. */
  readonly answerTo?: AnswerTo;
  /** A callee that is made before anybody has offered anything. */
  readonly isPrepared?: boolean;
}

export interface Pair {
  readonly caller: End;
  readonly callee: End;
  /** Delivers what is queued now on one side, in order, and resolves when the other has taken it in. */
  deliver(from: 'caller' | 'callee'): Promise<void>;
  /** Keeps delivering in both directions until `isDone`. */
  flowUntil(isDone: () => boolean): Promise<void>;
  close(): void;
}

interface PairSetup {
  readonly callers?: Codecs;
  readonly callees?: Codecs;
}

export function createPair({ callers, callees }: PairSetup = {}): Pair {
  return pairOf(createEnd('caller', { codecs: callers }), createEnd('callee', { codecs: callees }));
}

export function pairOf(caller: End, callee: End): Pair {
  const ends = { caller, callee };

  async function deliver(from: 'caller' | 'callee'): Promise<void> {
    const { peer } = ends[from === 'caller' ? 'callee' : 'caller'];
    await Promise.all(ends[from].sent.splice(0).map((signal) => peer.handle(wire(signal))));
  }

  return {
    caller,
    callee,
    deliver,
    async flowUntil(isDone) {
      while (!isDone()) {
        await deliver('caller');
        await deliver('callee');
        await tick();
      }
    },
    close() {
      caller.peer.close();
      callee.peer.close();
    },
  };
}

export const infoOf = (role: 'caller' | 'callee') => ({ id: ids[role] });

export function createEnd(role: 'caller' | 'callee', setup: EndSetup = {}): End {
  const { codecs, answerTo, isPrepared } = setup;
  const connection = new RTCPeerConnection();
  const [sent, history, faults, chat]: [Signal[], Signal[], unknown[], string[]] = [[], [], [], []];
  let isDead = false;
  const peer = new Peer({
    connection,
    stream: new MediaStream(),
    info: answerTo || isPrepared ? null : infoOf(role),
    role,
    isReceiver: false,
    tag: role === 'caller' ? 'tag' : null,
    answerTo: answerTo ?? null,
    codecs: codecs ?? null,
    keyring: new Keyring(createKeyMemory(), Date.now),
    onDead: () => {
      isDead = true;
    },
    onSilence: () => {},
    onReport: () => {},
    send: (signal) => {
      sent.push(signal);
      history.push(signal);
    },
    onChange: () => {},
    onLine: (_peer, _id, text) => chat.push(text),
    onReceipt: () => {},
    onChatOpen: () => {},
    onPicture: () => {},
    onFiles: () => {},
    onFault: (error) => faults.push(error),
  });
  return { peer, connection, sent, history, faults, chat, isDead: () => isDead };
}

/** As the wire does: nothing but JSON gets across. */
function wire(signal: Signal): Signal {
  return JSON.parse(JSON.stringify(signal)) as Signal;
}

function memberId(text: string) {
  const id = parseMemberId(text);
  if (!id) throw new Error(`${text} is no member id`);
  return id;
}

/** Lets the browser's own tasks run. */
export function tick(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}

export async function until(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await tick();
}
