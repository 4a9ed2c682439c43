/** What goes before and after a block of code that is no whole program, by the page that it stands on. */
export const frames: Readonly<Record<string, { readonly before: string; readonly after: string }>> =
  {
    'docs/running.md': { before: '', after: 'console.log(token);' },
    'docs/extensions.md': {
      before: `
        import { createCall, createSocketLink } from 'parley/client';
        import { parseRoomId } from 'parley/protocol';
        import { hands } from './hands.ts';
        import { nodeWebRtc } from './node-webrtc.ts';
        const [url = ''] = process.argv.slice(2);
        const link = createSocketLink({ url, path: '/calls/socket.io/' });
        const call = createCall({ ...nodeWebRtc, link, now: Date.now });
        const room = parseRoomId('pantry');
        if (room) call.snapshot.actions.join?.(room, {});
        await new Promise<void>((seated) => call.onChange(({ me }) => me && seated()));
      `,
      after: 'process.exit(0);',
    },
  };
