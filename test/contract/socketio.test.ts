import { connectLibrary } from '../support/library-client.ts';
import { connectRaw } from '../support/raw-client.ts';
import { describeAccess } from './access-contract.ts';
import { describeDirectory } from './directory-contract.ts';
import { describeDrain } from './drain-contract.ts';
import { describeHello } from './hello-contract.ts';
import { describeLimits } from './limits-contract.ts';
import { describeRoles } from './role-contract.ts';
import { describeSeats } from './seat-contract.ts';
import { describeWire } from './wire-contract.ts';

describeWire('Socket.IO 4 in raw frames', (url) => connectRaw(url, 'eio4'));
describeWire('Socket.IO 2 in raw frames', (url) => connectRaw(url, 'eio3'));
// Polling has no connection that could be cut: a client that goes silent is found by the heartbeat.
describeWire('Socket.IO 4 over polling', (url) => connectRaw(url, 'polling'), ['close']);
describeWire('the Socket.IO library', connectLibrary);

describeSeats('Socket.IO 4 in raw frames', (url) => connectRaw(url, 'eio4'));
describeSeats('Socket.IO 2 in raw frames', (url) => connectRaw(url, 'eio3'));
describeSeats('the Socket.IO library', connectLibrary);

describeDrain('Socket.IO 4 in raw frames', (url) => connectRaw(url, 'eio4'));
describeDrain('Socket.IO 2 in raw frames', (url) => connectRaw(url, 'eio3'));
describeDrain('Socket.IO 4 over polling', (url) => connectRaw(url, 'polling'));
describeDrain('the Socket.IO library', connectLibrary);

describeLimits('Socket.IO 4 in raw frames', (url) => connectRaw(url, 'eio4'));
describeLimits('Socket.IO 2 in raw frames', (url) => connectRaw(url, 'eio3'));
describeLimits('Socket.IO 4 over polling', (url) => connectRaw(url, 'polling'));
describeLimits('the Socket.IO library', connectLibrary);

describeAccess('Socket.IO 4 in raw frames', (url) => connectRaw(url, 'eio4'));
describeAccess('Socket.IO 2 in raw frames', (url) => connectRaw(url, 'eio3'));
describeAccess('Socket.IO 4 over polling', (url) => connectRaw(url, 'polling'));
describeAccess('the Socket.IO library', connectLibrary);

describeDirectory('Socket.IO 4 in raw frames', (url) => connectRaw(url, 'eio4'));
describeDirectory('the Socket.IO library', connectLibrary);

describeRoles('Socket.IO 4 in raw frames', (url) => connectRaw(url, 'eio4'));
describeRoles('Socket.IO 2 in raw frames', (url) => connectRaw(url, 'eio3'));

describeHello('Socket.IO 4 in raw frames', (url) => connectRaw(url, 'eio4'));
describeHello('Socket.IO 2 in raw frames', (url) => connectRaw(url, 'eio3'));
describeHello('Socket.IO 4 over polling', (url) => connectRaw(url, 'polling'));
describeHello('the Socket.IO library', connectLibrary);
