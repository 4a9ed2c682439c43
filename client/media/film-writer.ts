import type { RecordingSink } from './recording-sink.ts';
import { encodeDuration, findDurationPlace } from './webm-duration.ts';

/** The head of a film is shorter. */
const MAX_HEAD_BYTES = 65_536;

export interface FilmWriter {
  write(piece: Blob): Promise<void>;
  close(lastedMs: number): Promise<void>;
}

/** A film is begun before it is known how long it becomes: that is written into it at the end. */
export function createFilmWriter(sink: RecordingSink): FilmWriter {
  /** It may come in several pieces. Null once it is written. */
  let head: Blob | null = new Blob();
  let position: number | null = null;

  async function begin(film: Blob): Promise<void> {
    const place = findDurationPlace(new Uint8Array(await film.arrayBuffer()));
    head = film;
    if (place === 'more' && film.size < MAX_HEAD_BYTES) return;
    if (typeof place === 'object') {
      head = new Blob([place.piece], { type: film.type });
      position = place.position;
    }
    await writeHead();
  }

  async function writeHead(): Promise<void> {
    const written = head;
    head = null;
    if (written && written.size > 0) await sink.write(written);
  }

  return {
    write: (piece) =>
      head ? begin(new Blob([head, piece], { type: piece.type })) : sink.write(piece),
    async close(lastedMs) {
      // Where nothing can be written any more, closing says so.
      await writeHead().catch(() => {});
      if (position !== null) await sink.rewrite(position, encodeDuration(lastedMs)).catch(() => {});
      await sink.close();
    },
  };
}
