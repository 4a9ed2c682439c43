import { createHash } from 'node:crypto';
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { inspect } from 'node:util';
import log4js, { type Appender, type LoggingEvent } from 'log4js';
import type { Config } from './config/config.ts';
import { SetupError } from './config/setup-error.ts';

/** One category for each part of the house. */
export type LogCategory = 'server' | 'tls' | 'http' | 'rooms' | 'wire' | 'stun';

type Fields = Readonly<Record<string, string | number | boolean | null>>;
type Write = (message: string, fields?: Fields) => void;

/** error: gave up; warn: recovered; info: one line per lifecycle change; debug: the rest. */
export interface Log {
  error(message: string, fault?: unknown): void;
  readonly warn: Write;
  readonly info: Write;
  readonly debug: Write;
}

export type LogFor = (category: LogCategory) => Log;

type LogSettings = Pick<
  Config,
  'LOG_LEVEL' | 'LOG_FORMAT' | 'LOG_FILE' | 'LOG_FILE_MEGABYTES' | 'LOG_FILE_KEEP'
>;

const MEGABYTE = 1024 * 1024;

export function configureLog(settings: LogSettings): LogFor {
  log4js.addLayout('parley-json', () => jsonLine);
  // Whoever watches knows what day it is.
  log4js.addLayout('parley-text', () => (settings.LOG_FILE === null ? textLine : datedLine));
  log4js.configure({
    appenders: { out: appender(settings) },
    categories: { default: { appenders: ['out'], level: settings.LOG_LEVEL } },
  });
  return (category) => {
    const logger = log4js.getLogger(category);
    return {
      error: (message, fault) => logger.error(message, {}, fault),
      warn: (message, fields = {}) => logger.warn(message, fields),
      info: (message, fields = {}) => logger.info(message, fields),
      debug: (message, fields = {}) => logger.debug(message, fields),
    };
  };
}

function appender(settings: LogSettings): Appender {
  const layout = { type: `parley-${settings.LOG_FORMAT}` };
  if (settings.LOG_FILE === null) return { type: 'stdout', layout };
  tryToWrite(settings.LOG_FILE);
  return {
    type: 'file',
    layout,
    filename: settings.LOG_FILE,
    maxLogSize: settings.LOG_FILE_MEGABYTES * MEGABYTE,
    backups: settings.LOG_FILE_KEEP,
  };
}

/** The library says it too late, and goes on without a log. */
function tryToWrite(path: string): void {
  try {
    mkdirSync(dirname(path), { recursive: true });
    closeSync(openSync(path, 'a', 0o600));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new SetupError(
      `LOG_FILE is "${path}", which can't be written (${code}); let this user write it, or name another file.`,
    );
  }
}

export function flushLog(): Promise<void> {
  return new Promise((resolve) => {
    log4js.shutdown(() => resolve());
  });
}

export function faultLogger(log: Log): (error: Error) => void {
  return (error) => log.error('a listener failed', error);
}

/** A room's name is its key: whoever reads it in a log could enter. This tells rooms apart and opens none. */
export function roomTag(room: string): string {
  return createHash('sha256').update(room).digest('hex').slice(0, 8);
}

interface Line {
  readonly message: string;
  readonly fields: Fields;
  readonly fault: string | null;
}

function lineOf({ data }: LoggingEvent): Line {
  const [message, fields, fault]: unknown[] = data;
  return {
    message: String(message),
    fields: (fields ?? {}) as Fields,
    fault: fault === undefined ? null : inspect(fault, { depth: 4, maxStringLength: 400 }),
  };
}

function jsonLine(event: LoggingEvent): string {
  const { message, fields, fault } = lineOf(event);
  const { level, categoryName } = event;
  return JSON.stringify({
    time: event.startTime.toISOString(),
    level: level.levelStr.toLowerCase(),
    category: categoryName,
    message,
    ...fields,
    ...(fault === null ? {} : { fault }),
  });
}

function textLine(event: LoggingEvent): string {
  return timedLine(event.startTime.toISOString().slice(11, 23), event);
}

function datedLine(event: LoggingEvent): string {
  return timedLine(event.startTime.toISOString(), event);
}

function timedLine(time: string, event: LoggingEvent): string {
  const { message, fields, fault } = lineOf(event);
  const level = event.level.levelStr.toLowerCase().padEnd(5);
  const pairs = Object.entries(fields).map(([name, value]) => ` ${name}=${value}`);
  const head = `${time} ${level} ${event.categoryName.padEnd(6)} ${message}${pairs.join('')}`;
  return fault === null ? head : `${head}\n${fault}`;
}
