import { randomBytes } from 'node:crypto';
import type { Command } from './command.ts';
import { allGiven, joiningValues, runDevice } from './device.ts';

export const chatCommand: Command = {
  name: 'chat',
  summary: 'talks in a room from a terminal, and exchanges files there',
  flags: {
    caller: 'calls, in the dialects where clients settle that themselves',
    'accept-files': 'takes every file that is offered',
  },
  values: {
    name: 'what the others see',
    files: 'the folder for files that are taken; this one',
    ...joiningValues,
  },
  run: (flags, given) =>
    runDevice(async () => {
      const [{ withFile }, { readJoining }, { readChatOptions }, { startChat }] = await Promise.all(
        [
          import('../../devices/given.ts'),
          import('../../devices/joining.ts'),
          import('../../devices/chat/chat-options.ts'),
          import('../../devices/chat/chat.ts'),
        ],
      );
      const all = withFile(allGiven(flags, given));
      // Several talk in one room.
      const name = `chat-${randomBytes(2).toString('hex')}`;
      const joining = readJoining(all, { role: 'participant', name });
      const { stdin: input, stdout: output, stderr: error } = process;
      const isTyped = input.isTTY && output.isTTY;
      return startChat(joining, readChatOptions(all), { input, output, error, isTyped });
    }),
};
