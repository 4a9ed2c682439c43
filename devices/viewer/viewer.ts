import type { PeerConnection } from 'node-datachannel';
import { toFileName } from '../../client/call/files/file-name.ts';
import type { Joining } from '../joining.ts';
import { enterRoom } from '../links/enter-room.ts';
import { Peers } from '../peers.ts';
import type { Other } from '../room-link.ts';
import { endRtc, loadRtc, type Rtc } from '../rtc.ts';
import { createTeller } from '../teller.ts';
import { Outlets } from './outlets.ts';
import { createReport, type Report } from './report.ts';
import { RtspDoor } from './rtsp-door.ts';
import type { ViewerOptions } from './viewer-options.ts';
import { Watching } from './watching.ts';

const FIGURES_EVERY_MS = 1_000;

interface Running {
  close(): Promise<void>;
  readonly ended: Promise<number>;
}

interface Streams {
  readonly output: (line: string) => void;
  readonly error: (line: string) => void;
}

/** Joins, and receives from everybody who sends, until it is closed. */
export async function startViewer(
  { room, iceServers }: Joining,
  options: ViewerOptions,
  { output, error }: Streams,
): Promise<Running> {
  const rtc = await loadRtc();
  const door = await RtspDoor.open();
  const isOnOutput = options.isJson && !options.isPiped;
  const report = createReport(isOnOutput ? output : error, options.isJson);
  const viewer = new Viewer({ rtc, door, options, report });
  const entries = createTeller((sentence) => report.say(sentence));
  const peers = new Peers({
    rtc,
    iceServers,
    equip: (connection, other) => viewer.equip(connection, other),
    enter: (events) => enterRoom(room, events),
    onIn: () => entries.tell(`In the room ${room.room}, for whoever sends.`),
    onTrouble: (sentence) => entries.tell(sentence),
  });
  return {
    ended: viewer.ended,
    async close() {
      peers.close();
      await viewer.close();
      door.close();
      await endRtc();
    },
  };
}

interface ViewerSetup {
  readonly rtc: Rtc;
  readonly door: RtspDoor;
  readonly options: ViewerOptions;
  readonly report: Report;
}

class Viewer {
  /** When the player has gone, and nothing else is done with what comes. */
  readonly ended: Promise<number>;
  readonly #setup: ViewerSetup;
  readonly #watchings = new Map<string, Watching>();
  readonly #closing = new Set<Promise<void>>();
  readonly #telling: ReturnType<typeof setInterval>;
  #end: (code: number) => void = () => {};
  #isPipeTaken = false;

  constructor(setup: ViewerSetup) {
    this.#setup = setup;
    this.ended = new Promise((end) => {
      this.#end = end;
    });
    this.#telling = setInterval(() => this.#tell(), FIGURES_EVERY_MS);
  }

  equip(connection: PeerConnection, other: Other): Watching {
    const { rtc, report, options } = this.#setup;
    const sender = this.#nameOf(other);
    let outlets: Outlets | null = null;
    const watching: Watching = new Watching({
      rtc,
      connection,
      sender,
      order: options.order,
      now: Date.now,
      onConnected: () => {
        report.say(`${sender} is there.`);
        outlets = this.#createOutlets(watching, sender);
      },
      onFrame: (frame) => outlets?.handleFrame(frame),
      onPicture: (jpeg) => outlets?.handlePicture(jpeg),
      onClosed: () => {
        this.#watchings.delete(sender);
        if (outlets) report.say(`${sender} has gone.`);
        if (outlets) this.#closeLater(outlets);
        outlets = null;
      },
      onTrouble: (sentence) => report.say(sentence),
    });
    this.#watchings.set(sender, watching);
    return watching;
  }

  async close(): Promise<void> {
    clearInterval(this.#telling);
    await Promise.all(this.#closing);
  }

  #createOutlets(watching: Watching, sender: string): Outlets {
    const { door, report, options } = this.#setup;
    return new Outlets({
      door,
      report,
      options,
      watching,
      sender,
      takePipe: () => {
        const isFree = !this.#isPipeTaken;
        this.#isPipeTaken = true;
        return isFree;
      },
      freePipe: (problem) => {
        this.#isPipeTaken = false;
        const isAlone = options.record === null && options.pictures === null;
        if (problem) report.say(problem);
        if (problem && isAlone) this.#end(0);
      },
    });
  }

  #closeLater(outlets: Outlets): void {
    const closing = outlets.close();
    this.#closing.add(closing);
    void closing.then(() => this.#closing.delete(closing));
  }

  #tell(): void {
    for (const watching of this.#watchings.values()) {
      if (watching.isConnected) this.#setup.report.show(watching.figures());
    }
  }

  /** Safe for names of files, and unlike that of any other who is there. */
  #nameOf({ id, name }: Other): string {
    const base = toFileName((name ?? id).replaceAll(/[%@\s]+/g, '-')).replace(/^-+/, '');
    for (let number = 1; ; number++) {
      const sender = number === 1 ? base : `${base}-${number}`;
      if (!this.#watchings.has(sender)) return sender;
    }
  }
}
