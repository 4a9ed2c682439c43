import type { RecordingSink } from './recording-sink.ts';
import { encodeDuration, findDurationPlace } from './webm-duration.ts';

export interface FilmWriter {
  write(piece: Blob): Promise<void>;
  close(lastedMs: number): Promise<void>;
}

/** A film is begun before it is known how long it becomes: that is written into it at the end. */
export function createFilmWriter(sink: RecordingSink): FilmWriter {
  let isBegun = false;
  let position: number | null = null;

  async function begin(piece: Blob): Promise<Blob> {
    isBegun = true;
    const place = findDurationPlace(new Uint8Array(await piece.arrayBuffer()));
    position = place?.position ?? null;
    return place ? new Blob([place.piece], { type: piece.type }) : piece;
  }

  return {
    async write(piece) {
      await sink.write(isBegun ? piece : await begin(piece));
    },
    async close(lastedMs) {
      // Where it can't be written any more, closing says so.
      if (position !== null) await sink.rewrite(position, encodeDuration(lastedMs)).catch(() => {});
      await sink.close();
    },
  };
}
