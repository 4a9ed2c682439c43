import type { JsonSchema } from '@valibot/to-json-schema';
import { PROTOCOL_VERSION } from '../protocol/events.ts';
import type { Words } from '../protocol/extension.ts';
import { definitionsOf, describedNotices, describedRequests } from './schema.ts';

const CHANNEL = '#/channels/plain';

const ref = (path: string) => ({ $ref: path });
const messageRef = (name: string) => ref(`${CHANNEL}/messages/${name}`);

/** protocol/asyncapi.json: what a server receives at its plain WebSocket, and what it sends. */
export function asyncApi(extensions: readonly Words[]): object {
  const asked = describedRequests(extensions).map(({ name }) => name);
  const told = describedNotices(extensions).map(({ name }) => name);
  const names = [
    ...asked.flatMap((name) => [`request.${name}`, `answer.${name}`]),
    ...told.map((name) => `notice.${name}`),
  ];
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'The room protocol of Parley',
      version: `${PROTOCOL_VERSION}.0.0`,
      description:
        'What a client says to a Parley server, and hears from it. PROTOCOL.md has the rules; Socket.IO carries the same.',
      license: { name: 'MIT' },
    },
    defaultContentType: 'application/json',
    servers: { parley: { host: 'calls.example.org', protocol: 'wss' } },
    channels: {
      plain: {
        address: '/ws/plain',
        description: 'Under BASE_PATH, where one is set. Each message is one text frame.',
        messages: entries(names, (name) => ref(`#/components/messages/${name}`)),
      },
    },
    operations: {
      ...entries(asked.map(asRequest), requestOperation),
      ...entries(told.map(asNotice), noticeOperation),
    },
    components: {
      messages: entries(names, message),
      schemas: schemas(definitionsOf(extensions)),
    },
  };
}

const asRequest = (name: string): string => `request.${name}`;
const asNotice = (name: string): string => `notice.${name}`;

function entries<T>(names: readonly string[], make: (name: string) => T): Record<string, T> {
  return Object.fromEntries(names.map((name) => [name, make(name)]));
}

function requestOperation(name: string): object {
  return {
    action: 'receive',
    channel: ref(CHANNEL),
    messages: [messageRef(name)],
    reply: { channel: ref(CHANNEL), messages: [messageRef(name.replace('request.', 'answer.'))] },
  };
}

function noticeOperation(name: string): object {
  return { action: 'send', channel: ref(CHANNEL), messages: [messageRef(name)] };
}

/** An answer has the number or text that its request had as `ack`. */
function message(name: string): object {
  const schema = ref(`#/components/schemas/${name}`);
  const isAnswer = name.startsWith('answer.');
  const payload = isAnswer ? answerFrame(schema) : schema;
  const isNotice = name.startsWith('notice.');
  return { payload, ...(!isNotice && { correlationId: { location: '$message.payload#/ack' } }) };
}

function answerFrame(answer: object): object {
  return {
    type: 'object',
    properties: {
      ack: ref('#/components/schemas/ack'),
      args: { type: 'array', items: [answer], minItems: 1 },
    },
    required: ['ack', 'args'],
  };
}

function schemas(definitions: Readonly<Record<string, JsonSchema>>): unknown {
  const text = JSON.stringify(definitions);
  return JSON.parse(text.replaceAll('"#/definitions/', '"#/components/schemas/'));
}
