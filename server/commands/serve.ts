import { serve } from '../main.ts';
import type { Command } from './command.ts';
import { readSettings } from './read-settings.ts';

export const serveCommand: Command = {
  name: 'serve',
  summary: 'starts the server; so does parley alone',
  flags: { dev: 'serves the page from its sources, with hot reload' },
  run(flags) {
    const { config, warnings } = readSettings();
    return serve(config, { warnings, isDev: flags.has('dev') });
  },
};
