import type { WireClient } from './wire-client.ts';

/** The clients of a test, which end with it. */
export interface Connections {
  connect(): Promise<WireClient>;
  dropAll(): void;
}

export function createConnections(open: () => Promise<WireClient>): Connections {
  const clients: WireClient[] = [];
  return {
    async connect() {
      const client = await open();
      clients.push(client);
      return client;
    },
    dropAll() {
      for (const client of clients.splice(0)) client.drop();
    },
  };
}
