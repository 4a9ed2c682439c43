import { type ConversionConfig, type JsonSchema, toJsonSchema } from '@valibot/to-json-schema';
import * as v from 'valibot';
import { displayName } from '../protocol/display-name.ts';
import {
  addedInfo,
  memberInfo,
  notices,
  PROTOCOL_VERSION,
  requests,
  type Shapes,
} from '../protocol/events.ts';
import type { Words } from '../protocol/extension.ts';
import { ice } from '../protocol/ice.ts';
import { memberId, roomId } from '../protocol/ids.ts';
import { refusals, refused } from '../protocol/refusals.ts';
import { candidate, description, signal } from '../protocol/signals.ts';

type AnySchema = v.GenericSchema<unknown, unknown>;

/** What is said in several places, by the name that it has in PROTOCOL.md. Extensions add to `member` and `info`. */
const named: Readonly<Record<string, AnySchema>> = {
  member: memberInfo,
  info: addedInfo,
  room: roomId,
  id: memberId,
  name: displayName,
  description,
  candidate,
  data: signal,
  ice,
  refusal: refused,
};

const conversion: ConversionConfig = {
  target: 'draft-07',
  typeMode: 'input',
  overrideRef: ({ referenceId }) => `#/definitions/${referenceId}`,
  // Of types alone; and `check`, of descriptions, which is written out below.
  ignoreActions: ['brand', 'readonly', 'check'],
};

export const ref = (name: string): JsonSchema => ({ $ref: `#/definitions/${name}` });

function schemaOf(shape: AnySchema): JsonSchema {
  const [name] = Object.entries(named).find(([, one]) => one === shape) ?? [];
  return name === undefined ? converted(shape, named) : ref(name);
}

/** Itself, in the place of where it is. */
function definition(shape: AnySchema): JsonSchema {
  const others = Object.entries(named).filter(([, one]) => one !== shape);
  return converted(shape, Object.fromEntries(others));
}

function converted(shape: AnySchema, others: Readonly<Record<string, AnySchema>>): JsonSchema {
  const definitions = others as NonNullable<ConversionConfig['definitions']>;
  const whole = toJsonSchema(shape, { ...conversion, definitions });
  const { $schema: _schema, $defs: _defs, definitions: _definitions, ...schema } = whole;
  return schema;
}

/** Those in a row, of which the last may be missing; what comes after them is ignored. */
function argsSchema(shapes: Shapes): JsonSchema {
  const needed = shapes.findLastIndex((shape) => !v.is(shape, undefined)) + 1;
  const items = shapes.map((shape) => schemaOf(shape));
  return { type: 'array', minItems: needed, ...(items.length > 0 && { items }) };
}

/** A request, with its room where it has one. */
export interface DescribedRequest {
  readonly name: string;
  readonly args: Shapes;
  readonly answer: AnySchema;
}

export interface DescribedNotice {
  readonly name: string;
  readonly args: Shapes;
}

const isAccepted = v.object({ ok: v.literal(true) });

/** All that can be asked, by the protocol itself and by extensions. */
export function describedRequests(extensions: readonly Words[]): DescribedRequest[] {
  const own = Object.entries(requests).map(([name, { args, answer }]) => ({ name, args, answer }));
  const added = extensions.flatMap((words) =>
    Object.entries(words.requests).map(([name, { args, answer }]) => ({
      name,
      args: [roomId, ...args],
      answer: answer ? v.intersect([isAccepted, answer]) : isAccepted,
    })),
  );
  return [
    ...own.map((one) => (one.name === 'join' ? withOptions(one, extensions) : one)),
    ...added,
  ];
}

/** Extensions read options of their own from those of `join`. */
function withOptions(join: DescribedRequest, extensions: readonly Words[]): DescribedRequest {
  const entries = extensions.map(({ options = {} }) => options);
  const own = requests.join.args[1].wrapped.entries;
  const options = v.looseObject(Object.assign({}, own, ...entries));
  return { ...join, args: [roomId, v.nullish(options)] };
}

export function describedNotices(extensions: readonly Words[]): DescribedNotice[] {
  const own = Object.entries(notices).map(([name, args]) => ({ name, args }));
  const added = extensions.flatMap((words) =>
    Object.entries(words.notices).map(([name, args]) => ({ name, args: [roomId, ...args] })),
  );
  return [...own, ...added];
}

type Definitions = Readonly<Record<string, JsonSchema>>;

/** Those that JSON Schema says in another way than the code. */
function handWritten(codes: readonly string[]): Definitions {
  const [
    ,
    ,
    {
      options: [text],
    },
  ] = roomId.pipe;
  return {
    ack: { anyOf: [{ type: 'integer' }, { type: 'string', maxLength: 64 }] },
    room: { anyOf: [schemaOf(text), { type: 'number' }] },
    data: {
      description: 'JSON, nested 8 deep at most.',
      anyOf: [
        { allOf: [ref('description'), { properties: { sdp: ofDtls } }] },
        ref('candidate'),
        {
          type: 'object',
          properties: { type: { type: 'string', not: { enum: ['offer', 'answer', 'candidate'] } } },
          required: ['type'],
        },
      ],
    },
    refusal: { ...definition(refused), description: `Codes: ${codes.join(', ')}.` },
  };
}

/** R4 in PROTOCOL.md. */
const ofDtls: JsonSchema = { pattern: '\\na=fingerprint:', not: { pattern: '\\na=crypto:' } };

/** What is named, and the frames of requests, answers and notices. */
export function definitionsOf(extensions: readonly Words[]): Definitions {
  const codes = [refusals, ...extensions.map((words) => words.refusals)].flatMap(Object.keys);
  const shared = Object.entries(named).map(([name, shape]) => [name, definition(shape)] as const);
  const asked = describedRequests(extensions).flatMap(({ name, args, answer }) => [
    [`request.${name}`, frame(name, argsSchema(args), { ack: ref('ack') })],
    [`answer.${name}`, { anyOf: [schemaOf(answer), ref('refusal')] }],
  ]);
  const told = describedNotices(extensions).map(({ name, args }) => [
    `notice.${name}`,
    frame(name, argsSchema(args)),
  ]);
  return {
    ...Object.fromEntries([...shared, ...asked, ...told]),
    ...withInfo(extensions),
    ...handWritten(codes),
  };
}

/** What extensions tell of a member stands beside what the protocol does. */
function withInfo(extensions: readonly Words[]): Definitions {
  const info = Object.assign({}, ...extensions.map((words) => words.info ?? {}));
  return {
    member: definition(v.looseObject({ ...memberInfo.entries, ...info })),
    info: definition(v.looseObject(info)),
  };
}

/** As the plain WebSocket has it. */
function frame(event: string, args: JsonSchema, more: Definitions = {}): JsonSchema {
  const isNeeded = args.minItems !== undefined && args.minItems > 0;
  return {
    type: 'object',
    properties: { event: { const: event }, args, ...more },
    required: isNeeded ? ['event', 'args'] : ['event'],
  };
}

/** protocol/schema.json: any frame of the plain WebSocket, in either direction. */
export function protocolSchema(extensions: readonly Words[]): JsonSchema {
  const answers = describedRequests(extensions).map(({ name }) => ref(`answer.${name}`));
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: `The room protocol of Parley, version ${PROTOCOL_VERSION}`,
    description:
      'A frame at /ws/plain. Over Socket.IO event, arguments and acknowledgement are the same.',
    anyOf: [
      ...describedRequests(extensions).map(({ name }) => ref(`request.${name}`)),
      ...describedNotices(extensions).map(({ name }) => ref(`notice.${name}`)),
      {
        type: 'object',
        properties: {
          ack: ref('ack'),
          args: { type: 'array', items: [{ anyOf: answers }], minItems: 1 },
        },
        required: ['ack', 'args'],
      },
    ],
    definitions: definitionsOf(extensions),
  };
}
