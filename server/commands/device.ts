import type { Given } from './command.ts';
import { UsageError } from './command.ts';

/** What all devices can be told: how to come into a room. `devices/joining.ts` reads it. */
export const joiningValues = {
  server: 'the server: https://calls.example.org/; or ws://… as it is',
  room: 'the room that it joins',
  dialect: 'plain, direct, broadcast or rooms; plain, where no --server-ip is given',
  password: 'of the room',
  token: 'an invitation to the room',
  'client-id': 'what the others see; its id, in dialects where clients choose it',
  'server-ip': 'the machine, as scripts of the rooms family name it',
  'server-port': 'its port; 8765',
  'room-id': 'the same as --room',
  stun: 'a STUN server: stun:192.0.2.7:3478',
  turn: 'a relay: turn:user:password@192.0.2.7:3478',
  config: 'a JSON file with any of these',
};

/** A device at work. */
interface Running {
  close(): Promise<void> | void;
  /** Resolves when there is nothing more to do, with what the process tells the one who started it. */
  readonly ended: Promise<number>;
}

/** All that was given, flags too: a configuration file has both. */
export function allGiven(flags: ReadonlySet<string>, { values }: Given): Map<string, string> {
  return new Map([...[...flags].map((flag) => [flag, 'true'] as const), ...values]);
}

/** Runs it until it has ended, or somebody ends it. */
export async function runDevice(start: () => Promise<Running>): Promise<void> {
  const device = await started(start);
  const asked = new Promise<number>((end) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
      process.once(signal, () => end(0));
  });
  const code = await Promise.race([asked, device.ended]);
  await device.close();
  // Threads of WebRTC may still be at work.
  process.exit(code);
}

/** What a device finds wrong at once is the same to whoever started it as an option that is not understood. */
async function started(start: () => Promise<Running>): Promise<Running> {
  const { DeviceProblem } = await import('../../devices/device-problem.ts');
  try {
    return await start();
  } catch (error) {
    throw error instanceof DeviceProblem ? new UsageError(error.message) : error;
  }
}
