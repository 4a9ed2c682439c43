export { SetupError } from './config/setup-error.ts';
export type { Log, LogCategory, LogFor } from './log.ts';
export { createServer, type Server, type ServerOptions, type Settings } from './server.ts';
