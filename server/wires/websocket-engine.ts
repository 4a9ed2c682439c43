import { type ServerOptions, WebSocketServer } from 'ws';

/** The time in which the other side says goodbye as well. The library gives it 30 s. */
const CLOSE_MS = 2_000;

/** WebSockets as Engine.IO makes them, which let go soon of those who don't answer any more. */
export class WebSocketEngine extends WebSocketServer {
  constructor(options: ServerOptions) {
    super(Object.assign({ closeTimeout: CLOSE_MS }, options));
  }
}
