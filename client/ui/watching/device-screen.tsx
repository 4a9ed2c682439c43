import { signal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect, useMemo, useState } from 'preact/hooks';
import type { RoomId } from '../../../protocol/ids.ts';
import type { CallSnapshot, PeerSnapshot } from '../../call/state.ts';
import { panelWords } from '../locales/panel-words.ts';
import { words } from '../locales/words.ts';
import { LogList } from '../panels/log-list.tsx';
import { panels } from '../panels/panels.ts';
import { Top } from '../parts/top.tsx';
import { roomTitle } from '../room-name.ts';
import { SessionContext, useSession } from '../session-context.ts';
import { useDocumentTitle } from '../use-document-title.ts';
import { useFocusBack } from '../use-focus-back.ts';
import { DeviceControls } from './device-controls.tsx';
import { DeviceFigures } from './device-figures.tsx';
import { MovingPicture, type Shown } from './moving-picture.tsx';
import { useLog } from './use-log.ts';
import { useWatching } from './use-watching.ts';
import { WatchDoor } from './watch-door.tsx';
import { WatchHead } from './watch-head.tsx';
import { watchingText } from './watching-text.ts';

/** One device of the direct family, which sits in the room of its id: its picture, and how that comes about. */
export function DeviceScreen({ room }: { readonly room: RoomId }) {
  const { log, write } = useLog();
  const { call, snapshot, enter, leave } = useWatching(room, write);
  const [shown, setShown] = useState<Shown>({ state: 'gone', figures: null });
  const [isHeard, setHeard] = useState(false);
  const { panel } = useSession();
  const text = watchingText.value;
  const title = roomTitle(room);
  const { status } = snapshot;
  const device = deviceOf(snapshot, room);
  const ServersPanel = panel.value === 'servers' ? panels.servers : null;
  useDocumentTitle(title);
  useFocusBack();
  useEffect(() => {
    panel.value = null;
  }, []);
  return (
    <div class={`device ${ServersPanel ? 'with-panel' : ''}`}>
      <div class="device-page">
        <Top />
        <main>
          <WatchHead title={title} note={noteOf(snapshot, device, shown)} />
          <div class="device-columns">
            <div class="device-picture">
              {status.kind === 'refused' ? (
                <WatchDoor problem={status.problem} onEnter={enter} />
              ) : (
                <div class="tile-frame">
                  <MovingPicture
                    call={call}
                    peer={device}
                    label={title}
                    isHeard={isHeard}
                    note={noteOf(snapshot, device, shown)}
                    onShown={setShown}
                  />
                </div>
              )}
              <DeviceControls
                status={status}
                hasSound={Boolean(device?.sample?.receiving.sound)}
                isHeard={isHeard}
                onHear={setHeard}
                onConnect={enter}
                onDisconnect={leave}
              />
            </div>
            <div class="device-facts">
              <DeviceFigures figures={device && shown.figures} sample={device?.sample ?? null} />
              <section aria-label={text.log}>
                <h2>{text.log}</h2>
                <LogList log={log} happened={{ ...panelWords.value.happened, ...text.happened }} />
              </section>
            </div>
          </div>
        </main>
      </div>
      {ServersPanel && (
        <OfThisCall snapshot={snapshot}>
          <ServersPanel />
        </OfThisCall>
      )}
    </div>
  );
}

interface OfThisCallProps {
  readonly snapshot: CallSnapshot;
  readonly children: ComponentChildren;
}

/** What speaks of the call speaks of this one, and not of one between people. */
function OfThisCall({ snapshot, children }: OfThisCallProps) {
  const session = useSession();
  const call = useMemo(() => signal(snapshot), []);
  call.value = snapshot;
  const own = useMemo(() => ({ ...session, call }), [session]);
  return <SessionContext.Provider value={own}>{children}</SessionContext.Provider>;
}

/** Others may sit in its room as well. */
function deviceOf({ peers }: CallSnapshot, id: string): PeerSnapshot | null {
  return peers.find(({ name }) => name === id) ?? peers[0] ?? null;
}

/** Announced, and written where there is no picture. */
function noteOf({ status }: CallSnapshot, device: PeerSnapshot | null, { state }: Shown): string {
  const text = watchingText.value;
  if (status.kind === 'refused') return '';
  if (status.kind === 'idle' || status.kind === 'ended') return text.notConnected;
  if (status.kind === 'joining') return text.state.connecting;
  if (!device) return text.deviceMissing;
  if (device.failure)
    return words.value.failed[device.failure.verdict](device.name, device.failure.relay);
  return text.state[state === 'gone' ? 'connecting' : state];
}
