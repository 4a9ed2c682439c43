/** Several sounds as one track, as when a film on a shared screen is talked over. */
export interface Mix {
  readonly track: MediaStreamTrack;
  close(): void;
}

export function mixSound(tracks: readonly MediaStreamTrack[]): Mix {
  const context = new AudioContext();
  const out = context.createMediaStreamDestination();
  for (const track of tracks) {
    context.createMediaStreamSource(new MediaStream([track])).connect(out);
  }
  const [track] = out.stream.getAudioTracks();
  if (!track) throw new Error('a destination of Web Audio has one track');
  return {
    track,
    close() {
      track.stop();
      void context.close();
    },
  };
}
