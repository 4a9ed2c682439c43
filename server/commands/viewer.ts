import { randomBytes } from 'node:crypto';
import { type Command, print } from './command.ts';
import { allGiven, joiningValues, runDevice } from './device.ts';

export const viewerCommand: Command = {
  name: 'viewer',
  summary:
    'receives what is sent in a room, records it, pipes it to a player, takes pictures of it',
  flags: {
    pipe: 'writes it to the standard output, for "| ffplay -" or "| mpv -"',
    json: 'says what happens, and the figures of each second, as lines of JSON',
    caller: 'calls, in the dialects where clients settle that themselves',
  },
  values: {
    record: 'a file like talk.mp4, talk.webm or talk.mkv, without encoding it again',
    pictures: 'a folder that gets a JPEG picture now and then',
    'picture-every': 'how often, in seconds; 5',
    codec: 'what is asked for first: h264, vp8 or vp9',
    ...joiningValues,
  },
  run: (flags, given) =>
    runDevice(async () => {
      const [{ withFile }, { readJoining }, { readViewerOptions }, { startViewer }] =
        await Promise.all([
          import('../../devices/given.ts'),
          import('../../devices/joining.ts'),
          import('../../devices/viewer/viewer-options.ts'),
          import('../../devices/viewer/viewer.ts'),
        ]);
      const all = withFile(allGiven(flags, given));
      // Several watch in one room.
      const name = `viewer-${randomBytes(2).toString('hex')}`;
      const joining = readJoining(all, { role: 'receiver', name });
      const error = (line: string) => process.stderr.write(`${line}\n`);
      return startViewer(joining, readViewerOptions(all), { output: print, error });
    }),
};
