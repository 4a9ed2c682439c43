import type { Between, Frame, Mutation } from './mutant.ts';

interface Answer {
  readonly ok: boolean;
  readonly code?: string;
  readonly [field: string]: unknown;
}

/** Each breaks the rule that its name begins with, and no other. */
export const mutations: Readonly<Record<string, Mutation>> = {
  'G2: a version that nobody speaks is accepted': answering('hello', (answer) =>
    answer.code === 'no-common-version' ? { ok: true, version: 1, features: [] } : answer,
  ),
  'G4: features of one seat are ignored': {
    up: (frame) => (frame.event === 'join' ? withoutFeatures(frame) : frame),
  },
  'J1: who has an acknowledgement is not told joined': {
    down: (frame, { asked }) => (frame.event === 'joined' && hasAck(asked) ? [] : [frame]),
  },
  'J2: the newcomer is told otherjoin as well': {
    down: (frame) =>
      isSecond(frame) ? [frame, { event: 'otherjoin', args: idOf(frame) }] : [frame],
  },
  'J4: who finds no seat is not told full': { down: without('full') },
  'L1: who leaves is not told': { down: without('leaved') },
  'S1: the others are not told that somebody is back': {
    down: (frame) => (frame.event === 'back' && !isNew(frame) ? [] : [frame]),
  },
  'S3: the server has taken one message more than came': answering('join', (answer) =>
    typeof answer['taken'] === 'number' ? { ...answer, taken: answer['taken'] + 1 } : answer,
  ),
  'S9: a refusal tells which token was nonsense': answering('join', (answer, { args }) =>
    JSON.stringify(args).includes('"x.y"') ? { ...answer, code: 'invalid' } : answer,
  ),
  'R1: who sends hears it as well': {
    down: (frame, { asked }) => {
      const own = asked.at(-1);
      const isSaid = answers(frame, asked, 'message') && accepts(frame) && own?.args.length === 2;
      return isSaid
        ? [frame, { event: 'message', args: [...own.args, '@me00000000000000'] }]
        : [frame];
    },
  },
  'R2: what is null is dropped': {
    up: (frame) => (frame.event === 'message' ? withoutNull(frame) : frame),
  },
  'R3: to is ignored': {
    up: (frame) => (frame.event === 'message' ? { ...frame, args: frame.args.slice(0, 2) } : frame),
  },
  'W3: refused names no room': {
    down: (frame) =>
      frame.event === 'refused' ? [{ ...frame, args: ['', ...frame.args.slice(1)] }] : [frame],
  },
  'T2: whoever sends nonsense is closed without a reason': { closeCodes: { 1007: 1000 } },
  'C7: who declines silently is told of': {
    up: (frame) => {
      const args = frame.args.map((one) => (one === 'silently' ? 'declined' : one));
      return frame.event === 'decline-ring' ? { ...frame, args } : frame;
    },
  },
  'O6: who comes does not find whom to call': {
    down: (frame) => {
      const text = JSON.stringify(frame).replaceAll(',"isYoursToCall":true', '');
      return [JSON.parse(text) as Frame];
    },
  },
  'E7: who knocked is not answered': { down: without('knock-answered') },
};

function without(event: string): NonNullable<Mutation['down']> {
  return (frame) => (frame.event === event ? [] : [frame]);
}

/** Alters the answers to one kind of request. */
function answering(event: string, change: (answer: Answer, request: Frame) => Answer): Mutation {
  return {
    down(frame, { asked }) {
      const request = asked.find((one) => one.ack === frame.ack && one.event === event);
      if (frame.ack === undefined || !request) return [frame];
      return [{ ...frame, args: [change(frame.args[0] as Answer, request)] }];
    },
  };
}

function answers(frame: Frame, asked: Between['asked'], event: string): boolean {
  const last = asked.at(-1);
  return frame.ack !== undefined && last?.event === event && last.ack === frame.ack;
}

const accepts = (frame: Frame): boolean => (frame.args[0] as Answer | undefined)?.ok === true;
const hasAck = (asked: Between['asked']): boolean => asked.at(-1)?.ack !== undefined;
const isNew = ({ args }: Frame): boolean => JSON.stringify(args).includes('"isNew":true');

/** Whoever was told this has joined as the second. */
function isSecond({ args: [answer] }: Frame): boolean {
  const members = (answer as Answer | undefined)?.['members'];
  return Array.isArray(members) && members.length === 2;
}

function idOf({ args: [answer] }: Frame): readonly unknown[] {
  const { room, id } = answer as Answer;
  return [room, id];
}

/** From the lists below, as some encoders do. */
function withoutNull(frame: Frame): Frame {
  const text = JSON.stringify(frame.args).replaceAll(',null', '');
  return { ...frame, args: JSON.parse(text) as unknown[] };
}

function withoutFeatures(frame: Frame): Frame {
  const [room, options] = frame.args;
  return { ...frame, args: [room, { ...Object(options), features: undefined }] };
}
