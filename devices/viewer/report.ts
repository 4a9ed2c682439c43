/** What one sender's media are like, over the last second. */
export interface Figures {
  readonly sender: string;
  readonly kilobitsPerSecond: number;
  readonly picturesPerSecond: number;
  /** Of all packets that were sent. */
  readonly lostPercent: number;
  /** How unevenly packets come: RFC 3550, section 6.4.1. Null where there are none. */
  readonly jitterMs: number | null;
  /** There and back, by reports on the media or, where the sender does not answer them, of the data channel; null where neither. */
  readonly roundTripMs: number | null;
}

/** What the viewer tells of itself. */
export interface Report {
  say(sentence: string): void;
  show(figures: Figures): void;
}

export function createReport(write: (line: string) => void, isJson: boolean): Report {
  return isJson
    ? {
        say: (sentence) => write(JSON.stringify({ said: sentence })),
        show: (figures) => write(JSON.stringify(figures)),
      }
    : { say: write, show: (figures) => write(asText(figures)) };
}

function asText(figures: Figures): string {
  const { sender, kilobitsPerSecond, picturesPerSecond, lostPercent } = figures;
  const words = [
    `${kilobitsPerSecond} kbit/s`,
    `${picturesPerSecond} pictures/s`,
    `${lostPercent} % lost`,
    ...inMs('jitter', figures.jitterMs),
    ...inMs('round trip', figures.roundTripMs),
  ];
  return `${sender}: ${words.join(', ')}`;
}

function inMs(what: string, ms: number | null): string[] {
  return ms === null ? [] : [`${what} ${ms} ms`];
}
