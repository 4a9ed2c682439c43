import process from 'node:process';
import { setTimeout } from 'node:timers/promises';
import { io } from 'socket.io-client';

/**
 * Two in a room who exchange ten messages a second, and somebody who asks how the server is: a process of its own, so
 * that it waits for nothing but the server. It is asked for a report of the time since the one before.
 */
const EVERY_MS = 100;
const ASK_EVERY_MS = 200;
const LOOK_EVERY_MS = 10;
/** Longer than this nobody waits: then it is lost. */
const PATIENCE_MS = 5_000;

const [, , url = '', room = 'bystanders'] = process.argv;

/** @returns {Promise<import('socket.io-client').Socket>} */
async function enter() {
  const socket = io(url, { transports: ['websocket'], reconnection: false, forceNew: true });
  await socket.timeout(PATIENCE_MS).emitWithAck('join', room);
  return socket;
}

const pair = [await enter(), await enter()];
/** @type {Map<number, number>} */
const underWay = new Map();
/** @type {number[]} */
let delays = [];
/** @type {number[]} */
let answers = [];
/** @type {string[]} */
let disturbances = [];
let late = 0;
let sent = 0;

for (const socket of pair) {
  socket.onAny((event, _room, data) => {
    const begun = underWay.get(data?.number);
    if (event !== 'message' || begun === undefined) {
      disturbances.push(event);
      return;
    }
    underWay.delete(data.number);
    delays.push(performance.now() - begun);
  });
  socket.on('disconnect', (reason) => disturbances.push(reason));
}

setInterval(() => {
  sent += 1;
  underWay.set(sent, performance.now());
  pair[sent % 2]?.emit('message', room, { type: 'ping', number: sent });
}, EVERY_MS);

setInterval(async () => {
  const begun = performance.now();
  const { ok } = await fetch(`${url}/healthz`).catch(() => ({ ok: false }));
  if (ok) answers.push(performance.now() - begun);
  else disturbances.push('no answer');
}, ASK_EVERY_MS);

// How late the machine is by itself: nothing that the server could help.
let looked = performance.now();
setInterval(() => {
  const now = performance.now();
  late = Math.max(late, now - looked - LOOK_EVERY_MS);
  looked = now;
}, LOOK_EVERY_MS);

/** @param {number[]} values @param {number} share */
function quantile(values, share) {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

process.on('message', async () => {
  const asked = [...underWay.keys()];
  const end = performance.now() + PATIENCE_MS;
  while (asked.some((number) => underWay.has(number)) && performance.now() < end) {
    await setTimeout(LOOK_EVERY_MS);
  }
  const lost = asked.filter((number) => underWay.has(number)).length;
  process.send?.({
    delivered: delays.length,
    lost,
    p99Ms: quantile(delays, 0.99),
    slowestAnswerMs: quantile(answers, 1),
    lateMs: late,
    disturbances,
  });
  [delays, answers, disturbances, late] = [[], [], [], 0];
});

process.on('disconnect', () => process.exit(0));
process.send?.('ready');
