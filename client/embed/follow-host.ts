import type { Call } from '../call/call-port.ts';
import type { CallSnapshot } from '../call/state.ts';
import type { Session } from '../ui/session.ts';
import {
  type CallNews,
  type FrameMessage,
  type HostMessage,
  parseHostMessage,
} from './messages.ts';

interface HostOptions {
  readonly call: Call;
  readonly session: Session;
  /** The window of the page around this one. */
  readonly host: Window;
}

/**
 * In a frame: tells the page around it how the call stands, and does what it asks. Only pages of EMBED_ORIGINS get so
 * far: a browser shows Parley in no others (frame-ancestors of the content policy).
 */
export function followHost({ call, session, host }: HostOptions): void {
  let origin: string | null = null;
  let told = '';

  function tell(): void {
    if (origin === null) return;
    const news = newsOf(call.snapshot);
    told = JSON.stringify(news);
    host.postMessage(news, origin);
  }

  function join(): void {
    const route = session.router.route.value;
    if (route.kind === 'room') session.join(route.room);
  }

  function follow(from: string, name: string): void {
    origin = from;
    if (session.name.value === '') session.name.value = name;
    tell();
  }

  function take(asked: HostMessage, from: string): void {
    switch (asked.parley) {
      case 'follow':
        follow(from, asked.name ?? '');
        break;
      case 'join':
        join();
        break;
      case 'hang-up':
        call.snapshot.actions.hangUp?.();
    }
  }

  call.onChange((snapshot) => {
    if (JSON.stringify(newsOf(snapshot)) !== told) tell();
  });
  addEventListener('message', ({ source, origin: from, data }) => {
    // A page without an origin, such as a file, can't be answered.
    const asked = source === host && from !== 'null' ? parseHostMessage(data) : null;
    if (asked) take(asked, from);
  });
  const ready: FrameMessage = { parley: 'ready' };
  // To whoever it is: it says nothing.
  host.postMessage(ready, '*');
}

function newsOf({ status, peers }: CallSnapshot): CallNews {
  return {
    parley: 'status',
    status: status.kind,
    others: peers.length,
    ...(status.kind === 'ended' && { reason: status.ending.reason }),
    ...(status.kind === 'refused' && { code: status.problem.code }),
  };
}
