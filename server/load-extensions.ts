import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import * as v from 'valibot';
import type { AnyExtension } from '../protocol/extension.ts';
import { SetupError } from './config/setup-error.ts';
import { refuseCollisions } from './rooms/collisions.ts';

const shapes = v.array(v.looseObject({ type: v.string() }));

const words = v.looseObject({
  name: v.pipe(v.string(), v.nonEmpty()),
  requests: v.record(v.string(), v.looseObject({ args: shapes })),
  notices: v.record(v.string(), shapes),
  refusals: v.record(v.string(), v.string()),
});

const extension = v.looseObject({ words, handlers: v.record(v.string(), v.function()) });

/**
 * The extensions that modules export, which go together with those there are. A module is a package, or a file such as
 * `./hands.js`, seen from this folder. Throws SetupError, which names the module.
 */
export async function loadExtensions(
  modules: readonly string[],
  present: readonly AnyExtension[],
): Promise<AnyExtension[]> {
  const loaded: AnyExtension[] = [];
  for (const name of modules) {
    const found = await load(name);
    tryTogether(name, [...present, ...loaded, ...found]);
    loaded.push(...found);
  }
  return loaded;
}

async function load(name: string): Promise<AnyExtension[]> {
  const exported: object = await importModule(name);
  const found = [...new Set(Object.values(exported))].filter(isExtension);
  if (found.length === 0) {
    throw fault(name, 'exports no extension; export what defineExtension gives back');
  }
  for (const one of found) tellMissingHandlers(name, one);
  return found;
}

async function importModule(name: string): Promise<object> {
  const isPath = /^(\.{0,2}\/|[A-Za-z]:)/.test(name);
  try {
    return await import(isPath ? pathToFileURL(resolve(name)).href : name);
  } catch (error) {
    if (isMissing(error, isPath ? resolve(name) : name)) {
      throw fault(name, 'is not found; install it, or name a file by its path');
    }
    throw fault(name, `can't be loaded: ${error instanceof Error ? error.message : error}`);
  }
}

/** Itself, and not something that it imports. */
function isMissing(error: unknown, wanted: string): boolean {
  const isNotFound =
    error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND';
  return isNotFound && error.message.split(' imported from ')[0]?.includes(`'${wanted}'`) === true;
}

function isExtension(value: unknown): value is AnyExtension {
  return v.is(extension, value);
}

function tellMissingHandlers(
  module: string,
  { words: { requests }, handlers }: AnyExtension,
): void {
  const missing = Object.keys(requests).filter((request) => !Object.hasOwn(handlers, request));
  if (missing.length > 0) throw fault(module, `has no handler for "${missing.join('", "')}"`);
}

function tryTogether(module: string, all: readonly AnyExtension[]): void {
  try {
    refuseCollisions(all.map((one) => one.words));
  } catch (error) {
    throw fault(module, `can't be added: ${error instanceof Error ? error.message : error}`);
  }
}

function fault(module: string, what: string): SetupError {
  return new SetupError(`EXTENSIONS names "${module}", which ${what}.`);
}
