import { expect, test } from 'vitest';
import { checkCommand } from '../../conformance/client-run.ts';

const KEPT = ['J1', 'J2', 'L1', 'N1', 'N4', 'N8', 'R3', 'R4', 'S1', 'S3', 'T1'];

test.concurrent.each([
  ['Socket.IO', 'socketio', KEPT],
  ['the plain WebSocket', 'plain', [...KEPT, 'T3']],
])('our own call over %s keeps the rules that the kit can see', async (_name, wire, rules) => {
  const command = `exec "${process.execPath}" --import tsx test/support/checked-call.ts ${wire}`;
  const checked = await checkCommand(command);
  expect(checked.filter(({ state }) => state === 'broken')).toEqual([]);
  const kept = checked.filter(({ state }) => state === 'holds').map(({ id }) => id);
  expect(kept.sort()).toEqual([...rules].sort());
});
