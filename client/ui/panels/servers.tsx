import '../styles/servers.css';
import { useState } from 'preact/hooks';
import type { IceServer } from '../../../protocol/ice.ts';
import { type Finding, testServer } from '../../call/ice/server-test.ts';
import { panelWords } from '../locales/panel-words.ts';
import { words } from '../locales/words.ts';
import { HideAddress } from '../parts/hide-address.tsx';
import { SwitchRow } from '../parts/switch-row.tsx';
import { useSession } from '../session-context.ts';
import { AddServer } from './add-server.tsx';
import { Panel } from './panel.tsx';

/** By the address of the server; while one is asked there is none. */
type Findings = Readonly<Record<string, Finding | 'asking'>>;

/** What helps to a connection: what is in use, whether it works, and what a person wants instead. */
export function ServersPanel() {
  const { call, ways } = useSession();
  const text = words.value;
  const said = panelWords.value;
  const offered = call.value.servers.flatMap(oneByOne);
  const own = ways.value.ownServers;
  const { findings, test } = useServerTests([...offered, ...own]);
  // The same address again is the same server with other credentials.
  const add = (server: IceServer) => {
    const others = own.filter((one) => keyOf(one) !== keyOf(server));
    ways.value = { ...ways.value, ownServers: [...others, server] };
  };
  const isOfferUsed = !(ways.value.isOwnOnly && own.length > 0);
  return (
    <Panel title={text.servers}>
      <div class="servers">
        <p class="explanation">{said.serversSentence}</p>
        <HideAddress isExplained />
        <section>
          <h3>{said.offeredServers}</h3>
          {offered.length === 0 && <p class="explanation">{said.noServers}</p>}
          <ul class={isOfferUsed ? '' : 'unused'}>
            {offered.map((server) => (
              <ServerLine key={keyOf(server)} server={server} finding={findings[keyOf(server)]} />
            ))}
          </ul>
        </section>
        {own.length > 0 && <OwnServers findings={findings} />}
        <button
          type="button"
          class="quiet"
          disabled={offered.length + own.length === 0}
          onClick={test}
        >
          {said.testServers}
        </button>
        <section>
          <h3>{said.addOwnServer}</h3>
          <AddServer onAdd={add} />
        </section>
      </div>
    </Panel>
  );
}

/** Each is asked for itself, all at once. */
function useServerTests(servers: readonly IceServer[]) {
  const [findings, setFindings] = useState<Findings>({});
  const settle = (server: IceServer, finding: Finding | 'asking') => {
    setFindings((known) => ({ ...known, [keyOf(server)]: finding }));
  };
  const outside = {
    createConnection: (configuration: RTCConfiguration) => new RTCPeerConnection(configuration),
    now: () => performance.now(),
  };
  const test = () => {
    for (const server of servers) {
      settle(server, 'asking');
      void testServer(server, outside).then((finding) => settle(server, finding));
    }
  };
  return { findings, test };
}

function OwnServers({ findings }: { readonly findings: Findings }) {
  const { ways } = useSession();
  const text = panelWords.value;
  const { ownServers, isOwnOnly } = ways.value;
  const remove = (server: IceServer) => {
    ways.value = { ...ways.value, ownServers: ownServers.filter((one) => one !== server) };
  };
  return (
    <section>
      <h3>{text.ownServers}</h3>
      <ul>
        {ownServers.map((server) => (
          <ServerLine
            key={keyOf(server)}
            server={server}
            finding={findings[keyOf(server)]}
            onRemove={() => remove(server)}
          />
        ))}
      </ul>
      <SwitchRow
        label={text.useOwnOnly}
        isOn={isOwnOnly}
        onSwitch={(isOn) => {
          ways.value = { ...ways.value, isOwnOnly: isOn };
        }}
      />
    </section>
  );
}

interface ServerLineProps {
  readonly server: IceServer;
  readonly finding: Finding | 'asking' | undefined;
  readonly onRemove?: () => void;
}

function ServerLine({ server, finding, onRemove }: ServerLineProps) {
  const url = keyOf(server);
  const text = panelWords.value;
  return (
    <li>
      <code>{url}</code>
      {onRemove && (
        <button
          type="button"
          class="text-button"
          aria-label={text.removeServer(url)}
          onClick={onRemove}
        >
          {text.remove}
        </button>
      )}
      <p role="status" class={`finding ${finding === 'asking' ? '' : (finding?.kind ?? '')}`}>
        {finding && describe(finding)}
      </p>
    </li>
  );
}

function describe(finding: Finding | 'asking'): string {
  const text = panelWords.value;
  if (finding === 'asking') return text.testing;
  switch (finding.kind) {
    case 'works':
      return text.serverWorks(finding.ms);
    case 'refused':
      return text.serverRefuses(finding.code);
    case 'silent':
      return text.serverSilent(finding.ms);
    case 'unusable':
      return text.serverUnusable;
  }
}

/** A server of several addresses may work by one and fail by another. */
function oneByOne(server: IceServer): readonly IceServer[] {
  return server.urls.map((url) => ({ ...server, urls: [url] }));
}

const keyOf = ({ urls }: IceServer): string => urls[0] ?? '';
