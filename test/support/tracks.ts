/** A picture that moves. */
export function cameraTrack(): MediaStreamTrack {
  const canvas = document.createElement('canvas');
  canvas.width = 160;
  canvas.height = 120;
  const context = canvas.getContext('2d');
  let frame = 0;
  const draw = (): void => {
    frame += 1;
    if (context) context.fillStyle = `hsl(${(frame * 7) % 360} 80% 50%)`;
    context?.fillRect(0, 0, canvas.width, canvas.height);
    if (track.readyState === 'live') setTimeout(draw, 33);
  };
  const track = only(canvas.captureStream(30).getVideoTracks());
  draw();
  return track;
}

/** A tone. */
export function microphoneTrack(): MediaStreamTrack {
  const context = new AudioContext();
  const destination = context.createMediaStreamDestination();
  const tone = new OscillatorNode(context, { frequency: 440 });
  tone.connect(destination);
  tone.start();
  return only(destination.stream.getAudioTracks());
}

function only(tracks: readonly MediaStreamTrack[]): MediaStreamTrack {
  const [track] = tracks;
  if (!track) throw new Error('the stream has no such track');
  return track;
}

/** Frames decoded, or packets received, of one kind so far. */
export async function received(
  connection: RTCPeerConnection,
  kind: 'audio' | 'video',
): Promise<number> {
  let total = 0;
  for (const report of (await connection.getStats()).values()) {
    if (report.type !== 'inbound-rtp' || report.kind !== kind) continue;
    total += kind === 'video' ? (report.framesDecoded ?? 0) : (report.packetsReceived ?? 0);
  }
  return total;
}
