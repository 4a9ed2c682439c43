import { once } from 'node:events';
import { WebSocket } from 'ws';

/** The collector of a process that was started with `--inspect`: when it works by itself is its own affair. */
export interface Collector {
  collect(): Promise<void>;
}

interface Target {
  readonly webSocketDebuggerUrl: string;
}

export async function findCollector(port: number): Promise<Collector> {
  const [target] = (await (await fetch(`http://127.0.0.1:${port}/json`)).json()) as Target[];
  return {
    async collect() {
      const socket = new WebSocket(target?.webSocketDebuggerUrl ?? '', {
        perMessageDeflate: false,
      });
      await once(socket, 'open');
      socket.send(JSON.stringify({ id: 1, method: 'HeapProfiler.collectGarbage' }));
      await once(socket, 'message');
      socket.close();
    },
  };
}
