import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { checkClient } from './check-client.ts';
import type { Checked } from './check-server.ts';
import { startHost } from './host/host.ts';

const BY_PROGRAM = { joinMs: 10_000, answerMs: 3_000, quietMs: 500 };
const BY_HAND = { joinMs: 300_000, answerMs: 5_000, quietMs: 2_000 };

/** Runs a command of the shell, which finds server and room in its environment. */
export async function checkCommand(command: string): Promise<readonly Checked[]> {
  const host = await startHost();
  const room = newRoom();
  const child = spawn(command, {
    shell: true,
    stdio: ['pipe', 'ignore', 'inherit'],
    env: { ...process.env, PARLEY_SERVER: host.url, PARLEY_ROOM: room },
    // A group of its own, so that what the shell started ends with it.
    detached: true,
  });
  try {
    return await checkClient(host, room, BY_PROGRAM, () => child.stdin?.end());
  } finally {
    await end(child);
    host.close();
  }
}

/** Waits for a client that somebody starts. */
export async function checkVisitor(
  onReady: (server: string, room: string) => void,
): Promise<readonly Checked[]> {
  const host = await startHost();
  const room = newRoom();
  onReady(host.url, room);
  try {
    return await checkClient(host, room, BY_HAND, null);
  } finally {
    host.close();
  }
}

function newRoom(): string {
  return `check-${randomBytes(6).toString('hex')}`;
}

async function end(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null) return;
  const ended = once(child, 'close');
  try {
    process.kill(-child.pid, 'SIGTERM');
  } catch {
    // It has ended in this moment.
  }
  await ended;
}
