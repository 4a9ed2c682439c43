/** What somebody typed. */
export type Order =
  | { readonly kind: 'say'; readonly text: string }
  | { readonly kind: 'send'; readonly path: string }
  /** Null for the one that was offered last. */
  | { readonly kind: 'accept' | 'decline'; readonly number: number | null }
  | { readonly kind: 'help' | 'quit' | 'nothing' }
  | { readonly kind: 'unknown'; readonly word: string };

export const help = [
  '/send path       offers a file to everybody who is there',
  '/accept [n]      takes a file that was offered: the last one, or that of this number',
  '/decline [n]     does not',
  '/quit            leaves',
  '//anything       says /anything',
] as const;

export function parseOrder(line: string): Order {
  const text = line.trim();
  if (text === '') return { kind: 'nothing' };
  if (!text.startsWith('/')) return { kind: 'say', text };
  if (text.startsWith('//')) return { kind: 'say', text: text.slice(1) };
  const [, word = '', rest = ''] = /^\/(\S*)\s*(.*)$/.exec(text) ?? [];
  switch (word) {
    case 'send':
      return rest === '' ? { kind: 'help' } : { kind: 'send', path: unquote(rest) };
    case 'accept':
    case 'decline':
      return { kind: word, number: /^\d+$/.test(rest) ? Number(rest) : null };
    case 'help':
    case 'quit':
      return { kind: word };
    default:
      return { kind: 'unknown', word };
  }
}

/** As terminals paste a file that is dropped on them. */
function unquote(path: string): string {
  const quoted = /^(['"])(.*)\1$/.exec(path);
  return quoted?.[2] ?? path.replace(/\\(.)/g, '$1');
}
