import type { JoinOptions } from '../../protocol/events.ts';
import { type AnyExtension, type Info, parseOptions } from '../../protocol/extension.ts';
import { type Refused, refuse } from '../../protocol/refusals.ts';

type Known = { readonly ok: true; readonly info: Info } | Refused;

/** What the others may know of whoever comes with these options, by itself and by all extensions. */
export function infoFrom(extensions: readonly AnyExtension[], options: JoinOptions): Known {
  const { features } = options;
  let info: Info = features ? { features } : {};
  for (const extension of extensions) {
    if (!extension.info) continue;
    const own = parseOptions(extension.words, options);
    if (!own.ok) return refuse('invalid', `join, ${own.why}`);
    info = { ...info, ...extension.info(own.options) };
  }
  return { ok: true, info };
}
