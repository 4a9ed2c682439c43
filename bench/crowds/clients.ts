import { fork } from 'node:child_process';
import { once } from 'node:events';
import type { Orders } from './driver.ts';

type Outcome<K extends keyof Orders> = Awaited<ReturnType<Orders[K]>>;

/** The clients have a process of their own, so that they wait for nothing but the server. */
export interface Clients {
  order<K extends keyof Orders>(name: K, ...args: Parameters<Orders[K]>): Promise<Outcome<K>>;
  end(): void;
}

/** One order at a time. */
export function startClients(): Clients {
  const child = fork(new URL('./driver.ts', import.meta.url));
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`the clients ended with ${code}`);
  });
  // Whoever waits for an answer is told.
  ended.catch(() => {});
  return {
    async order(...order) {
      child.send(order);
      const [{ result }] = await Promise.race([once(child, 'message'), ended]);
      return result;
    },
    end: () => child.disconnect(),
  };
}
