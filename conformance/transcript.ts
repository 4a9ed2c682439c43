import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { packageFile } from './package-file.ts';

const who = v.string();
const ack = v.union([v.number(), v.string()]);
const args = v.optional(v.array(v.unknown()), []);

/** As on the plain wire. */
const request = v.object({ event: v.string(), args, ack: v.optional(ack) });
const heard = v.union([
  v.object({ event: v.string(), args }),
  v.object({ ack, args: v.array(v.unknown()) }),
]);
export type Request = v.InferOutput<typeof request>;
export type Heard = v.InferOutput<typeof heard>;

const step = v.variant('does', [
  v.strictObject({
    who,
    does: v.literal('connect'),
    isMute: v.optional(v.boolean()),
    /** Of the path where another dialect is spoken. */
    at: v.optional(v.array(v.string())),
  }),
  v.strictObject({ who, does: v.literal('isTurnedAway'), origin: v.string() }),
  v.strictObject({ who, does: v.literal('send'), frame: request, times: v.optional(v.number()) }),
  v.strictObject({ who, does: v.literal('sendText'), text: v.string() }),
  v.strictObject({
    who,
    does: v.literal('hear'),
    frame: heard,
    withinSeconds: v.optional(v.number()),
    /** All notices that were heard before this step came before it. */
    isAfterAll: v.optional(v.boolean()),
  }),
  v.strictObject({ who, does: v.literal('hearNothing'), event: v.optional(v.string()) }),
  v.strictObject({
    who,
    does: v.literal('isClosed'),
    code: v.optional(v.number()),
    withinSeconds: v.optional(v.number()),
  }),
  v.strictObject({ who, does: v.picklist(['close', 'cut']) }),
]);
export type Step = v.InferOutput<typeof step>;

const wireName = v.picklist(['socketio', 'socketio2', 'plain']);
export type WireName = v.InferOutput<typeof wireName>;

export function isWireName(text: string): text is WireName {
  return v.is(wireName, text);
}

const scene = v.strictObject({
  title: v.string(),
  /** Where it shows on some wires only. */
  wires: v.optional(v.array(wireName)),
  seats: v.optional(
    v.strictObject({ least: v.optional(v.number()), most: v.optional(v.number()) }),
  ),
  /** An extension, which not every server has. */
  needs: v.optional(v.string()),
  /** How long it takes at least, where that is longer than a moment. */
  seconds: v.optional(v.number()),
  steps: v.array(step),
});
export type Scene = v.InferOutput<typeof scene>;

const transcript = v.strictObject({ rule: v.string(), scenes: v.array(scene) });
export type Transcript = v.InferOutput<typeof transcript>;

/** The golden ones, a file for each rule. */
export function readTranscripts(): readonly Transcript[] {
  const folder = packageFile('test/transcripts');
  const names = readdirSync(folder).filter((name) => name.endsWith('.json'));
  return names.map((name) =>
    v.parse(transcript, JSON.parse(readFileSync(join(folder, name), 'utf8'))),
  );
}
