import type { Dialect } from './dialect.ts';
import { parseJson } from './parse-json.ts';

type Named = Readonly<Record<'plain' | 'direct' | 'broadcast' | 'rooms', Dialect>>;

/** Where all dialects are spoken: the first frame says which it is, and who has not spoken yet listens. */
export function createByFirstFrame(dialects: Named): Dialect {
  return {
    name: '',
    wire: 'websocket',
    open(line) {
      let conversation = dialects.broadcast.open(line);
      let isKnown = false;

      function settle(frame: string): void {
        isKnown = true;
        const { wire, open, name } = dialects[dialectOf(frame)];
        if (name === 'broadcast') return;
        conversation.end?.();
        line.rename(wire);
        conversation = open(line);
      }

      return {
        hear(frame) {
          if (!isKnown) settle(frame);
          return conversation.hear(frame);
        },
        tell: (notice) => conversation.tell(notice),
        get handOn() {
          return conversation.handOn;
        },
        end: () => conversation.end?.(),
      };
    },
  };
}

/** Each family has words that no other has. */
export function dialectOf(frame: string): keyof Named {
  const said = parseJson(frame);
  const fields = typeof said === 'object' && said !== null ? said : {};
  if ('event' in fields) return 'plain';
  const type = 'type' in fields ? fields.type : null;
  if (type === 'connection') return 'direct';
  if (type === 'register' || type === 'join' || 'target_id' in fields) return 'rooms';
  if (typeof type === 'string' && 'target' in fields) return 'direct';
  return 'broadcast';
}
