import { type Notice, parseNotice } from '../../protocol/events.ts';
import type { Link } from './link.ts';

/** What comes by a link: each notice is read once, and told to those whom it concerns. */
export interface Hearing extends Pick<Link, 'onNotice' | 'onOther'> {
  hear(name: string, args: readonly unknown[]): void;
}

export function createHearing(): Hearing {
  const noticeHandlers: ((notice: Notice) => void)[] = [];
  const otherHandlers: ((name: string, args: readonly unknown[]) => void)[] = [];
  return {
    hear(name, args) {
      const notice = parseNotice(name, args);
      if (notice) for (const handler of noticeHandlers) handler(notice);
      else for (const handler of otherHandlers) handler(name, args);
    },
    onNotice: (handler) => void noticeHandlers.push(handler),
    onOther: (handler) => void otherHandlers.push(handler),
  };
}
