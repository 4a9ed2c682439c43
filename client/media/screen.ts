/** A screen, a window or a tab that is shown to the other side, with its sound where the browser gives it. */
export interface SharedScreen {
  readonly picture: MediaStreamTrack;
  readonly sound: MediaStreamTrack | null;
}

export type ScreenOutcome =
  | { readonly ok: true; readonly screen: SharedScreen }
  /** `cancelled`: the person chose none, which is no fault. */
  | { readonly ok: false; readonly problem: 'cancelled' | 'blocked-by-system' | 'unknown' };

/** Asks the person what to show. Only out of a gesture. Text stays sharp: frames go before resolution does. */
export async function shareScreen(devices: MediaDevices): Promise<ScreenOutcome> {
  try {
    const stream = await devices.getDisplayMedia({
      video: { frameRate: { ideal: 15, max: 30 } },
      audio: true,
    });
    const [picture] = stream.getVideoTracks();
    if (!picture) return { ok: false, problem: 'unknown' };
    picture.contentHint = 'detail';
    return { ok: true, screen: { picture, sound: stream.getAudioTracks()[0] ?? null } };
  } catch (error) {
    return { ok: false, problem: toProblem(error) };
  }
}

export function stopScreen({ picture, sound }: SharedScreen): void {
  picture.stop();
  sound?.stop();
}

function toProblem(error: unknown): 'cancelled' | 'blocked-by-system' | 'unknown' {
  if (!(error instanceof Error)) return 'unknown';
  if (error.name === 'NotAllowedError') {
    return /system/i.test(error.message) ? 'blocked-by-system' : 'cancelled';
  }
  return error.name === 'AbortError' ? 'cancelled' : 'unknown';
}
