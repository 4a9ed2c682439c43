import { createHash } from 'node:crypto';
import { inspect } from 'node:util';
import log4js, { type LoggingEvent } from 'log4js';
import type { Config } from './config/config.ts';

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

export function configureLog({ LOG_LEVEL, LOG_FORMAT }: Config): (category: LogCategory) => Log {
  log4js.addLayout('parley-json', () => jsonLine);
  log4js.addLayout('parley-text', () => textLine);
  log4js.configure({
    appenders: { out: { type: 'stdout', layout: { type: `parley-${LOG_FORMAT}` } } },
    categories: { default: { appenders: ['out'], level: LOG_LEVEL } },
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

export function flushLog(): Promise<void> {
  return new Promise((resolve) => {
    log4js.shutdown(() => resolve());
  });
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
  const { message, fields, fault } = lineOf(event);
  const time = event.startTime.toISOString().slice(11, 23);
  const level = event.level.levelStr.toLowerCase().padEnd(5);
  const pairs = Object.entries(fields).map(([name, value]) => ` ${name}=${value}`);
  const head = `${time} ${level} ${event.categoryName.padEnd(6)} ${message}${pairs.join('')}`;
  return fault === null ? head : `${head}\n${fault}`;
}
