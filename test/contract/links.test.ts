import { WebSocket } from 'ws';
import { createPlainLink } from '../../client/call/plain-link.ts';
import { createSocketLink } from '../../client/call/socket-link.ts';
import { describeLink } from './link-contract.ts';

describeLink('the link over Socket.IO', {
  create: (url) => createSocketLink({ url }),
  // Whoever opens the page waits for no second try where WebSocket is not let through.
  ways: ['websocket', 'polling', 'websocket', 'websocket', 'polling'],
  atOnce: 2,
});

describeLink('the link over the plain WebSocket', {
  create: (url) => createPlainLink({ url, open: (address) => new WebSocket(address) }),
  ways: [null, null, null],
  atOnce: 1,
});
