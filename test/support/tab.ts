import { setTimeout } from 'node:timers/promises';

/** What a person can press: by the role and the name that a screen reader gives. */
export type Pressable = 'button' | 'switch' | 'link' | 'menuitem' | 'menuitemcheckbox' | 'radio';

/** By the names of KeyboardEvent. */
export type Key =
  | 'Enter'
  | 'Escape'
  | 'Tab'
  | 'h'
  | '3'
  | 'ArrowUp'
  | 'ArrowDown'
  | 'ArrowLeft'
  | 'm'
  | 'v'
  | 'c'
  | 'l'
  | '?';

/** A tab of a real browser, driven as a person would. Every wait ends with an error that says what was waited for. */
export interface Tab {
  readonly browser: 'chromium' | 'firefox';
  /** What a developer would see in red: uncaught errors and messages of the console. */
  readonly errors: readonly string[];
  /** The address of everything that was asked for, also by the service worker; Firefox's driver doesn't tell. */
  readonly asked: readonly string[];
  /** Every frame that came over a WebSocket, as a text; Firefox's driver doesn't tell. */
  readonly heard: readonly string[];
  /** What the browser saved for the person, in order; Firefox's driver doesn't tell. */
  readonly downloads: readonly Saved[];
  /** The kinds of the browser's own dialogs, each answered with yes; Firefox's driver doesn't tell. */
  readonly dialogs: readonly string[];
  goto(url: string): Promise<void>;
  reload(): Promise<void>;
  press(role: Pressable, name: string): Promise<void>;
  /** With a finger: where the browser is a phone's. */
  tap(role: Pressable, name: string): Promise<void>;
  fill(name: string, text: string): Promise<void>;
  key(key: Key): Promise<void>;
  /** By keys, into whatever has the focus. */
  type(text: string): Promise<void>;
  /** By mouse, from one place on the screen to another, by way of places between. */
  drag(from: Point, to: Point): Promise<void>;
  /** Of a list, by the name of the list and the text of the choice. */
  select(name: string, choice: string): Promise<void>;
  /** Chooses files in the page's dialog for that. */
  choose(paths: readonly string[]): Promise<void>;
  evaluate<A, T>(job: (argument: A) => T | Promise<T>, argument: A): Promise<T>;
  /** Without a network, or with one again; what is here already still answers. */
  setOnline(isOnline: boolean): Promise<void>;
  /** Asks the page again and again. */
  until<A>(
    what: string,
    isTrue: (argument: A) => boolean | Promise<boolean>,
    argument: A,
  ): Promise<void>;
  screenshot(path: string): Promise<void>;
  close(): Promise<void>;
  /** A second tab of the same person: same browser, same storage. */
  beside(): Promise<Tab>;
}

/** In pixels of the page, from its top left corner. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Of both drivers. */
interface Mouse {
  move(x: number, y: number, options?: { steps: number }): Promise<void>;
  down(): Promise<void>;
  up(): Promise<void>;
}

export async function dragBy(mouse: Mouse, from: Point, to: Point): Promise<void> {
  await mouse.move(from.x, from.y);
  await mouse.down();
  await mouse.move(to.x, to.y, { steps: 5 });
  await mouse.up();
}

export interface Saved {
  readonly name: string;
  /** Resolves when it is there. */
  path(): Promise<string>;
}

export interface Browser {
  newTab(): Promise<Tab>;
  close(): Promise<void>;
}

/** Of any wait for something in a page. A call connects within a second here; a busy machine takes longer. */
export const WAIT_MS = 30_000;

const POLL_MS = 20;

/** Asks again and again. The error says what was waited for. */
export async function waitFor(what: string, isTrue: () => Promise<boolean>): Promise<void> {
  const end = performance.now() + WAIT_MS;
  while (!(await isTrue())) {
    if (performance.now() > end) throw new Error(`${what}: it did not happen`);
    await setTimeout(POLL_MS);
  }
}

/** Neither driver waits for a predicate that is asynchronous, so both poll in the same way. */
export function withUntil(tab: Omit<Tab, 'until'>): Tab {
  return Object.assign(tab, {
    until<A>(what: string, isTrue: (argument: A) => boolean | Promise<boolean>, argument: A) {
      return waitFor(`${what} in ${tab.browser}`, () => tab.evaluate(isTrue, argument));
    },
  });
}

/** Run in each page before its own scripts: of the ways to the other side only a relay is left. */
export function forceRelay(): void {
  const Original = globalThis.RTCPeerConnection;
  globalThis.RTCPeerConnection = class extends Original {
    constructor(configuration?: RTCConfiguration) {
      super({ ...configuration, iceTransportPolicy: 'relay' });
    }

    override setConfiguration(configuration?: RTCConfiguration): void {
      super.setConfiguration({ ...configuration, iceTransportPolicy: 'relay' });
    }
  };
}

/** Run in each page before its own scripts: the setting is in no desktop browser's reach (Network Information). */
export function saveData(): void {
  const { connection } = navigator as { connection?: object };
  if (connection) Object.defineProperty(connection, 'saveData', { value: true });
}

/** Run in each page before its own scripts: keeps the peer connections, so that their statistics can be read. */
export function keepConnections(): void {
  const kept: RTCPeerConnection[] = [];
  const counts = Object.assign(globalThis, { keptConnections: kept, descriptions: 0 });
  const Original = globalThis.RTCPeerConnection;
  globalThis.RTCPeerConnection = class extends Original {
    hasLed = false;

    constructor(configuration?: RTCConfiguration) {
      super(configuration);
      this.addEventListener('connectionstatechange', () => {
        this.hasLed ||= this.connectionState === 'connected';
      });
      this.addEventListener('signalingstatechange', () => {
        if (this.signalingState !== 'stable') return;
        counts.descriptions += 1;
        // One that only looks around before a call never gets an answer.
        if (!kept.includes(this)) kept.push(this);
      });
    }

    /** One that was closed before it led anywhere was a rehearsal. */
    override close(): void {
      if (!this.hasLed && kept.includes(this)) kept.splice(kept.indexOf(this), 1);
      super.close();
    }
  };
}
