import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { violation } from './support/floors.ts';
import { importsOf } from './support/imports-of.ts';

function sourcesIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return names.filter((name) => /\.tsx?$/.test(name)).map((name) => `${folder}/${name}`);
}

describe('the house', () => {
  test('each file imports from lower floors only', () => {
    const files = ['protocol', 'extensions', 'conformance', 'server', 'client', 'devices'].flatMap(
      sourcesIn,
    );
    const broken = files.flatMap((file) =>
      importsOf(file, readFileSync(file, 'utf8')).map((imported) => violation(file, imported)),
    );
    expect(files).toEqual(expect.arrayContaining(['server/main.ts', 'client/main.tsx']));
    expect(broken.filter((sentence) => sentence !== null)).toEqual([]);
  });
});

describe('the rule', () => {
  test.each([
    ['protocol/events.ts', './signals.ts'],
    ['protocol/events.ts', 'valibot'],
    ['extensions/lock.ts', '../protocol/extension.ts'],
    ['server/main.ts', '../extensions/lock.ts'],
    ['client/ui/session.ts', '../../extensions/lock.ts'],
    ['server/rooms/rooms.ts', '../../protocol/ids.ts'],
    ['server/wires/dialects/plain.ts', '../receive.ts'],
    ['server/wires/socketio.ts', 'socket.io'],
    ['server/app.ts', './log.ts'],
    ['server/certs.ts', 'node:fs'],
    ['server/certs.ts', './config/setup-error.ts'],
    ['server/main.ts', './server.ts'],
    ['server/server.ts', './wires/socketio.ts'],
    ['server/load-extensions.ts', 'import(…)'],
    ['server/commands/serve.ts', '../main.ts'],
    ['server/commands/doctor.ts', '../doctor/examine.ts'],
    ['server/doctor/turn/allocate.ts', '../../ice.ts'],
    ['server/commands/conformance.ts', '../../conformance/report.ts'],
    ['conformance/actor.ts', '../protocol/events.ts'],
    ['conformance/wires/plain.ts', 'ws'],
    ['client/call/link.ts', 'socket.io-client'],
    ['client/ui/session.ts', '../media/local-media.ts'],
    ['client/ui/app.tsx', 'preact/hooks'],
    ['client/main.tsx', './ui/app.tsx'],
    ['devices/camera.ts', '../client/call/call.ts'],
    ['devices/camera.ts', 'node:dgram'],
    ['server/commands/camera.ts', '../../devices/camera.ts'],
  ])('lets %s import %s', (file, imported) => {
    expect(violation(file, imported)).toBeNull();
  });

  test.each([
    ['protocol/events.ts', '../server/rooms/room.ts'],
    ['protocol/events.ts', 'node:crypto'],
    ['protocol/events.ts', 'socket.io'],
    ['server/rooms/rooms.ts', '../wires/receive.ts'],
    ['server/rooms/rooms.ts', '../log.ts'],
    ['server/rooms/rooms.ts', 'socket.io'],
    ['server/rooms/rooms.ts', 'node:timers'],
    ['server/rooms/rooms.ts', 'fs'],
    ['protocol/events.ts', '../extensions/lock.ts'],
    ['extensions/lock.ts', '../server/rooms/rooms.ts'],
    ['server/wires/socketio.ts', '../config/config.ts'],
    ['server/app.ts', './main.ts'],
    ['server/main.ts', './commands/serve.ts'],
    ['conformance/replay.ts', '../server/rooms/rooms.ts'],
    ['server/server.ts', './doctor/examine.ts'],
    ['server/app.ts', './server.ts'],
    ['server/app.ts', '../client/call/call.ts'],
    ['server/app.ts', '../test/support/server.ts'],
    ['server/app.ts', 'import(…)'],
    ['client/call/call.ts', '../../server/rooms/room.ts'],
    ['client/call/call.ts', '../media/local-media.ts'],
    ['client/call/call.ts', 'preact'],
    ['client/call/call.ts', 'node:events'],
    ['client/media/local-media.ts', '../ui/session.ts'],
    ['client/ui/app.tsx', '../main.tsx'],
    ['client/helpers.ts', './call/call.ts'],
    ['devices/camera.ts', '../client/media/local-media.ts'],
    ['devices/camera.ts', '../server/rooms/room.ts'],
    ['server/server.ts', '../devices/camera.ts'],
    ['server/api/users.ts', '../log.ts'],
  ])('does not let %s import %s', (file, imported) => {
    expect(violation(file, imported)).toContain(file);
  });
});

describe('the reader', () => {
  test('sees every form of import', () => {
    const source = `
      import a, { b } from './value.ts';
      import type { C } from './type.ts';
      import { type D } from './mixed.ts';
      import './effect.css';
      export { e } from './again.ts';
      export type * from './all.ts';
      const later = () => import('./later.ts');
      let f: import('./in-type.ts').F;
      const hidden = (name: string) => import(name);
      // import './comment.ts'
      const text = "import './text.ts'";
    `;
    expect(importsOf('x.ts', source).sort()).toEqual(
      ['again', 'all', 'in-type', 'later', 'mixed', 'type', 'value']
        .map((name) => `./${name}.ts`)
        .concat('./effect.css', 'import(…)')
        .sort(),
    );
  });
});
