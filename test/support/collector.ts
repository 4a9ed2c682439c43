import { once } from 'node:events';
import { WebSocket } from 'ws';

const BYTES_PER_MB = 1024 * 1024;

/** The collector of a process that was started with `--inspect`: when it works by itself is its own affair. */
export interface Collector {
  collect(): Promise<void>;
  /** What is held on to, in objects and in buffers, when it has collected. */
  heldMb(): Promise<number>;
}

interface Target {
  readonly webSocketDebuggerUrl: string;
}

/** Node's own words. */
interface MemoryUsage {
  readonly heapUsed: number;
  readonly external: number;
}

export async function findCollector(port: number): Promise<Collector> {
  const [target] = (await (await fetch(`http://127.0.0.1:${port}/json`)).json()) as Target[];

  async function order(method: string, params = {}): Promise<unknown> {
    const socket = new WebSocket(target?.webSocketDebuggerUrl ?? '', { perMessageDeflate: false });
    await once(socket, 'open');
    socket.send(JSON.stringify({ id: 1, method, params }));
    const [answer] = await once(socket, 'message');
    socket.close();
    return (JSON.parse(String(answer)) as { readonly result: unknown }).result;
  }

  const collect = async (): Promise<void> => void (await order('HeapProfiler.collectGarbage'));
  return {
    collect,
    async heldMb() {
      await collect();
      const params = { expression: 'process.memoryUsage()', returnByValue: true };
      const { result } = (await order('Runtime.evaluate', params)) as {
        readonly result: { readonly value: MemoryUsage };
      };
      return (result.value.heapUsed + result.value.external) / BYTES_PER_MB;
    },
  };
}
