import { type CandidateSignal, fromCandidateSignal } from '../../../protocol/signals.ts';

/** What a client comes for: to send (RFC 9725), or to receive (draft-ietf-wish-whep). */
export type Kind = 'whip' | 'whep';

export interface Credentials {
  readonly ufrag: string;
  readonly pwd: string;
}

/** What is for the whole session, and what each medium has. All lines without their ends. */
export interface Description {
  readonly session: readonly string[];
  readonly media: readonly (readonly string[])[];
}

/** The directions that each kind may offer, and the one that is told to the other member. */
const directions: Readonly<Record<Kind, 'sendonly' | 'recvonly'>> = {
  whip: 'sendonly',
  whep: 'recvonly',
};
const CANDIDATES = /^a=(candidate:|end-of-candidates)/;
const DIRECTION = /^a=(sendrecv|sendonly|recvonly|inactive)$/;

/** Null for what is no description (RFC 8866 section 5), or describes no medium. */
export function parseDescription(sdp: string): Description | null {
  const lines = sdp.split(/\r?\n/).filter((line) => line !== '');
  if (lines[0] !== 'v=0' || !lines.every((line) => /^[a-z]=/.test(line))) return null;
  const starts = lines.flatMap((line, index) => (line.startsWith('m=') ? [index] : []));
  if (starts.length === 0) return null;
  const media = starts.map((start, index) => lines.slice(start, starts[index + 1]));
  return { session: lines.slice(0, starts[0]), media };
}

export function writeDescription({ session, media }: Description): string {
  return [...session, ...media.flat()].map((line) => `${line}\r\n`).join('');
}

/** Why a whole session can't be made of this offer; null where it can. */
export function faultOf({ media }: Description, kind: Kind): string | null {
  const kinds = media.map(kindOf).filter((one) => one === 'audio' || one === 'video');
  if (kinds.length === 0) return 'The offer has neither sound nor picture.';
  if (new Set(kinds).size < kinds.length) {
    return 'The offer has several tracks of one kind; one of sound and one of picture are taken.';
  }
  const isWrong = media.some((lines) => isMedium(lines) && !isAllowed(directionOf(lines), kind));
  return isWrong ? `Every medium of the offer is ${directions[kind]}.` : null;
}

/** As the other member is to take it: a client that offers both ways goes one way all the same. */
export function oneWay({ session, media }: Description, kind: Kind): Description {
  const direction = `a=${directions[kind]}`;
  const turned = media.map((lines) => {
    if (!isMedium(lines)) return lines;
    return [...lines.filter((line) => !DIRECTION.test(line)), direction];
  });
  return { session: session.filter((line) => !DIRECTION.test(line)), media: turned };
}

/** Whether every medium that was offered is taken: half a session misleads whoever watches it. */
export function isTakenWhole(offer: Description, answer: Description): boolean {
  return offer.media.every((lines, index) => {
    const taken = answer.media[index];
    if (!isMedium(lines)) return true;
    return taken !== undefined && !isRejected(taken) && directionOf(taken) !== 'inactive';
  });
}

/** Null where it has none: that is no description of WebRTC. */
export function credentialsOf({ session, media }: Description): Credentials | null {
  const lines = [...session, ...media.flat()];
  const [ufrag, pwd] = [attributeOf(lines, 'ice-ufrag'), attributeOf(lines, 'ice-pwd')];
  return ufrag && pwd ? { ufrag, pwd } : null;
}

/** The same offer, of which ICE begins anew (RFC 8839 section 4.4.1.1.1): its candidates are others. */
export function restarted(offer: Description, { ufrag, pwd }: Credentials): Description {
  const renew = (line: string): string[] => {
    if (line.startsWith('a=ice-ufrag:')) return [`a=ice-ufrag:${ufrag}`];
    if (line.startsWith('a=ice-pwd:')) return [`a=ice-pwd:${pwd}`];
    return CANDIDATES.test(line) ? [] : [counted(line)];
  };
  return {
    session: offer.session.flatMap(renew),
    media: offer.media.map((lines) => lines.flatMap(renew)),
  };
}

/** RFC 3264 section 8: a later description of a session has the next number. */
function counted(line: string): string {
  return line.replace(/^(o=\S+ \S+ )(\d+)/, (_whole, start, version) => {
    return `${start}${BigInt(version) + 1n}`;
  });
}

/** With the candidates that came apart, each where it belongs. */
export function withCandidates(
  { session, media }: Description,
  candidates: readonly CandidateSignal[],
): Description {
  const found = candidates.map((one) => ({
    line: `a=${fromCandidateSignal(one)?.candidate ?? ''}`,
    index: sectionOf(media, one),
  }));
  const filled = media.map((lines, index) => [
    ...lines,
    ...found.filter((one) => one.index === index && isLine(one.line)).map(({ line }) => line),
  ]);
  return { session, media: filled };
}

/** A candidate is written into a description by us: nothing else may come with it. */
function isLine(line: string): boolean {
  return /^a=candidate:[^\r\n]+$/.test(line);
}

function sectionOf(media: Description['media'], candidate: CandidateSignal): number {
  const { sdpMid, sdpMLineIndex } = fromCandidateSignal(candidate) ?? {};
  const named = media.findIndex((lines) => sdpMid && midOf(lines) === sdpMid);
  return named === -1 ? (sdpMLineIndex ?? 0) : named;
}

/** As they are said apart. */
export function candidatesIn({ media }: Description): CandidateSignal[] {
  return media.flatMap((lines, label) => {
    const id = midOf(lines);
    return candidatesOf(lines).map((candidate) => ({ type: 'candidate', label, id, candidate }));
  });
}

export function withoutCandidates({ session, media }: Description): Description {
  return { session, media: media.map((lines) => lines.filter((line) => !CANDIDATES.test(line))) };
}

export function candidatesOf(lines: readonly string[]): string[] {
  return lines.filter(isLine).map((line) => line.slice('a='.length));
}

/** Nothing will come after what is there. */
export function isComplete({ session, media }: Description): boolean {
  return [...session, ...media.flat()].includes('a=end-of-candidates');
}

export function midOf(lines: readonly string[]): string | null {
  return attributeOf(lines, 'mid');
}

function isMedium(lines: readonly string[]): boolean {
  return ['audio', 'video'].includes(kindOf(lines)) && !isRejected(lines);
}

function kindOf([first = '']: readonly string[]): string {
  return /^m=(\S+)/.exec(first)?.[1] ?? '';
}

/** A bundled medium has the port 0 too, and says so (RFC 9143 section 6). */
function isRejected(lines: readonly string[]): boolean {
  return / 0 /.test(lines[0] ?? '') && !lines.includes('a=bundle-only');
}

function isAllowed(direction: string, kind: Kind): boolean {
  return direction === 'sendrecv' || direction === directions[kind];
}

function directionOf(lines: readonly string[]): string {
  const said = lines.find((line) => DIRECTION.test(line));
  return said?.slice('a='.length) ?? 'sendrecv';
}

export function attributeOf(lines: readonly string[], name: string): string | null {
  const line = lines.find((one) => one.startsWith(`a=${name}:`));
  return line?.slice(`a=${name}:`.length) ?? null;
}
