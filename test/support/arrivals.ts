import type { Person } from './person.ts';
import { waitFor } from './tab.ts';

/** More pictures and packets of sound than were still under way. */
const ENOUGH = 5;
const SETTLED = 150;

interface Arrived {
  readonly frames: number;
  readonly packets: number;
}

const NOTHING: Arrived = { frames: 0, packets: 0 };

/**
 * Resolves when pictures and sound arrive, on whichever of the page's connections. What comes is counted from one look to
 * the next: a browser that makes its decoder anew begins again at zero.
 */
export async function mediaArrives(person: Person): Promise<void> {
  let seen = await arrivedAt(person);
  const came: Arrived[] = [];
  await waitFor('pictures and sound', async () => {
    const now = await arrivedAt(person);
    for (const [index, { frames, packets }] of now.entries()) {
      const sum = came[index] ?? NOTHING;
      const before = seen[index] ?? NOTHING;
      came[index] = {
        frames: sum.frames + growth(before.frames, frames),
        packets: sum.packets + growth(before.packets, packets),
      };
    }
    seen = now;
    return came.some(({ frames, packets }) => frames >= ENOUGH && packets >= ENOUGH);
  });
}

const growth = (before: number, now: number) => (now < before ? now : now - before);

/**
 * Resolves when a call has gone on for five seconds. Until then a browser doesn't know well at what pace pictures come,
 * and after a gap holds back those that arrive by a second or two.
 */
export async function callSettles(person: Person): Promise<void> {
  const isSettled = ({ frames }: Arrived) => frames >= SETTLED;
  await waitFor('a settled call', async () => (await arrivedAt(person)).some(isSettled));
}

/** The names that ICE has now (RFC 8839, section 5.4), one for each connection that the page ever made. */
export function iceNames({ tab }: Person): Promise<readonly (string | undefined)[]> {
  return tab.evaluate(() => {
    const { keptConnections } = globalThis as unknown as Kept;
    return keptConnections.map(
      ({ localDescription }) => /^a=ice-ufrag:(\S+)/m.exec(localDescription?.sdp ?? '')?.[1],
    );
  }, null);
}

/** Of what comes in: how long a question and its answer take, and how many packets never came. */
export function quality({ tab }: Person): Promise<{ roundTripMs: number; lost: number }> {
  return tab.evaluate(async () => {
    const { keptConnections } = globalThis as unknown as Kept;
    const found = { roundTripMs: 0, lost: 0 };
    for (const connection of keptConnections) {
      for (const report of (await connection.getStats()).values()) {
        found.lost += report.packetsLost ?? 0;
        const roundTripMs = 1000 * (report.currentRoundTripTime ?? 0);
        found.roundTripMs = Math.max(found.roundTripMs, roundTripMs);
      }
    }
    return found;
  }, null);
}

/** How many peer connections a page has made, and offers and answers set on them. */
export function negotiations({
  tab,
}: Person): Promise<{ connections: number; descriptions: number }> {
  return tab.evaluate(() => {
    const { keptConnections, descriptions } = globalThis as unknown as Kept;
    return { connections: keptConnections.length, descriptions };
  }, null);
}

interface Kept {
  readonly keptConnections: readonly RTCPeerConnection[];
  readonly descriptions: number;
}

function arrivedAt({ tab }: Person): Promise<readonly Arrived[]> {
  return tab.evaluate(async () => {
    const { keptConnections } = globalThis as unknown as Kept;
    const arrived: Arrived[] = [];
    for (const connection of keptConnections) {
      let [frames, packets] = [0, 0];
      for (const { type, kind, ...report } of (await connection.getStats()).values()) {
        if (type !== 'inbound-rtp') continue;
        if (kind === 'video') frames += report.framesDecoded ?? 0;
        else packets += report.packetsReceived ?? 0;
      }
      arrived.push({ frames, packets });
    }
    return arrived;
  }, null);
}
