import { createServer as createHttpServer } from 'node:http';
import express from 'express';
import { createServer } from 'parley/server';
import { hands } from './hands.ts';

const app = express();
app.get('/', (_request, response) => {
  response.send('<a href="/calls/r/kitchen">Meet in the kitchen</a>');
});
const site = createHttpServer(app);

const parley = createServer({
  server: site,
  settings: {
    BASE_PATH: '/calls',
    STUN_PORT: Number(process.env['STUN_PORT'] ?? 3478),
    // Ours is used in its place.
    LEAVE_OUT: ['hands'],
  },
});
parley.use(hands);
await parley.start();

const port = Number(process.env['PORT'] ?? 3000);
site.listen(port, () => console.log(`open http://localhost:${port}/`));

process.once('SIGTERM', async () => {
  await parley.drain();
  await parley.close();
  site.close();
});
