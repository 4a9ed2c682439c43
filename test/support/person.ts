import { type Tab, waitFor } from './tab.ts';

/** What the page says of the call: the texts of its status region that anyone's test may rely on. */
export type StatusText =
  | 'Waiting for the other person'
  | 'Connecting'
  | 'Connected'
  | 'Call ended'
  | 'Room is full';

/** A short beep has more, the noise of a silent line less. */
const MIN_ENERGY = 1e-4;

/** Somebody at a browser: does what people do, and sees what people see. */
export class Person {
  readonly tab: Tab;

  constructor(tab: Tab) {
    this.tab = tab;
  }

  async join(url: string, name = ''): Promise<void> {
    await this.tab.goto(url);
    if (name) await this.tab.fill('Your name', name);
    await this.tab.press('button', 'Join');
  }

  async hangUp(): Promise<void> {
    await this.tab.press('button', 'Hang up');
  }

  async write(text: string): Promise<void> {
    await this.tab.fill('Message', text);
    await this.tab.press('button', 'Send');
  }

  async reads(text: string): Promise<void> {
    const has = (line: string) =>
      [...document.querySelectorAll('[role="log"]')].some((log) => log.textContent?.includes(line));
    await this.tab.until(`the line "${text}"`, has, text);
  }

  async isTold(status: StatusText): Promise<void> {
    const told = () => document.querySelector('[role="status"]')?.textContent ?? '';
    const has = async () => (await this.tab.evaluate(told, null)).includes(status);
    await waitFor(`the status "${status}" in ${this.tab.browser}`, has).catch(async (error) => {
      throw new Error(`${error.message}; it is "${await this.tab.evaluate(told, null)}"`);
    });
  }

  /** A sentence anywhere on the page. */
  async sees(text: string): Promise<void> {
    await this.tab.until(
      `the text "${text}"`,
      (part: string) => document.body.innerText.includes(part),
      text,
    );
  }

  /** Decoded frames that are drawn, and a sound louder than noise: from the other side, now. */
  async seesAndHears(): Promise<void> {
    await this.seesThem();
    await this.hearsThem();
  }

  async seesThem(): Promise<void> {
    const before = await this.framesDecoded();
    await waitFor('ten more frames', async () => (await this.framesDecoded()) >= before + 10);
    await this.tab.until(
      'a picture with a size',
      () => {
        const video = document.querySelector<HTMLVideoElement>('video[aria-label="Remote video"]');
        return video !== null && video.videoWidth > 0 && video.videoHeight > 0;
      },
      null,
    );
  }

  /** None for a while, once those that were on their way have come. */
  async seesNoFrames(): Promise<void> {
    let last = -1;
    let polls = 0;
    await waitFor('no more frames', async () => {
      const now = await this.framesDecoded();
      polls = now === last ? polls + 1 : 0;
      last = now;
      return polls > 25;
    });
  }

  async hearsThem(): Promise<void> {
    const heard = () => this.tab.evaluate(energyHeard, null);
    const before = await heard();
    await waitFor('a sound', async () => (await heard()) >= before + MIN_ENERGY);
  }

  framesDecoded(): Promise<number> {
    return this.tab.evaluate(framesDecoded, null);
  }
}

// In the page

interface Kept {
  readonly keptConnections: readonly RTCPeerConnection[];
}

async function framesDecoded(): Promise<number> {
  let frames = 0;
  for (const connection of (globalThis as unknown as Kept).keptConnections) {
    for (const report of (await connection.getStats()).values()) {
      if (report.type === 'inbound-rtp') frames += report.framesDecoded ?? 0;
    }
  }
  return frames;
}

/** Of what was decoded and played, squared and summed over seconds: RFC 6464's level, as webrtc-stats defines it. */
async function energyHeard(): Promise<number> {
  let energy = 0;
  for (const connection of (globalThis as unknown as Kept).keptConnections) {
    for (const report of (await connection.getStats()).values()) {
      if (report.type === 'inbound-rtp') energy += report.totalAudioEnergy ?? 0;
    }
  }
  return energy;
}
