import { fork } from 'node:child_process';
import { once } from 'node:events';

/** Of the time since the report before. */
export interface BystanderReport {
  readonly lost: number;
  readonly p99Ms: number;
  readonly slowestAnswerMs: number;
  /** By which the machine itself was late. */
  readonly lateMs: number;
  readonly disturbances: readonly string[];
}

/** Two in a call of their own, ten messages a second, and somebody who asks whether the server is well. */
export interface Bystanders {
  report(): Promise<BystanderReport>;
  end(): void;
}

/** In a room of that name: the seats of those before them are held for a while. */
export async function seatBystanders(url: string, room: string): Promise<Bystanders> {
  const script = new URL('../../test/support/exchange-calmly.js', import.meta.url);
  const child = fork(script, [url, room]);
  await once(child, 'message');

  async function report(): Promise<BystanderReport> {
    child.send('report');
    const [told] = await once(child, 'message');
    return told;
  }

  // How they came is no report.
  await report();
  return { report, end: () => child.disconnect() };
}
