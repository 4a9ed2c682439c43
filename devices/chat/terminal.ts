import { createInterface, cursorTo } from 'node:readline';
import type { Readable, Writable } from 'node:stream';

interface TerminalOptions {
  readonly input: Readable;
  readonly output: Writable;
  readonly error: Writable;
  /** Somebody sits there, who types. */
  readonly isTyped: boolean;
  readonly onLine: (line: string) => void;
  /** Nothing more is typed. */
  readonly onEnd: () => void;
}

/** Lines in, lines out. What comes while somebody types stands above what they type. */
export interface Terminal {
  /** What others say: to the standard output. */
  print(line: string): void;
  /** What happens: past it. */
  say(sentence: string): void;
  close(): void;
}

export function openTerminal(options: TerminalOptions): Terminal {
  const { input, output, error, isTyped, onLine, onEnd } = options;
  const lines = createInterface({ input, ...(isTyped && { output, prompt: '> ' }) });
  let isClosed = false;
  const write = (to: Writable, line: string): void => {
    if (isClosed) return;
    if (isTyped) {
      cursorTo(output, 0);
      output.write('\u001b[K');
    }
    to.write(`${line}\n`);
    if (isTyped) lines.prompt(true);
  };
  lines.on('line', (line) => {
    onLine(line);
    if (isTyped && !isClosed) lines.prompt();
  });
  lines.once('close', () => {
    if (!isClosed) onEnd();
  });
  if (isTyped) lines.prompt();
  return {
    print: (line) => write(output, line),
    say: (sentence) => write(error, isTyped ? `* ${sentence}` : sentence),
    close() {
      isClosed = true;
      lines.close();
    },
  };
}
