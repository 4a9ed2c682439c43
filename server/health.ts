import express, { type RequestHandler, type Response } from 'express';

/** For whoever watches over the process, and for its end. */
export interface Health {
  /** `/healthz`: it lives. `/readyz`: people may be sent here. Goes before all else, since it counts what is asked. */
  readonly handler: RequestHandler;
  readonly isDraining: boolean;
  /** From now on `/readyz` sends people elsewhere. */
  drain(): void;
  /** Resolves when all that was asked is answered. */
  settled(): Promise<void>;
}

export function createHealth(): Health {
  const underWay = new Map<Response, Promise<void>>();
  let isDraining = false;

  const router = express.Router();
  router.use((_request, response, next) => {
    const closed = new Promise<void>((resolve) => response.once('close', resolve));
    underWay.set(
      response,
      closed.then(() => void underWay.delete(response)),
    );
    next();
  });
  router.get('/healthz', (_request, response) => say(response, 200, 'alive'));
  router.get('/readyz', (_request, response) => {
    if (isDraining) say(response, 503, 'draining');
    else say(response, 200, 'serving');
  });

  async function settled(): Promise<void> {
    while (underWay.size > 0) await Promise.all(underWay.values());
  }

  return {
    handler: router,
    get isDraining() {
      return isDraining;
    },
    drain() {
      isDraining = true;
    },
    settled,
  };
}

function say(response: Response, status: number, word: string): void {
  response.status(status).set('Cache-Control', 'no-store').type('text/plain').send(`${word}\n`);
}
