import { useEffect, useRef, useState } from 'preact/hooks';
import type { MemberId } from '../../../protocol/ids.ts';
import type { Call } from '../../call/call-port.ts';
import { NewestPicture } from '../../media/newest-picture.ts';
import { type PictureRates, ratesBetween } from './figures.ts';

const EVERY_MS = 1_000;

/** Draws what a device sends picture by picture on a canvas; null as long as no picture came. */
export function usePictures(call: Call | null, id: MemberId | null) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [rates, setRates] = useState<PictureRates | null>(null);
  useEffect(() => {
    setRates(null);
    const target = canvas.current;
    if (!call || id === null || !target) return;
    const now = () => performance.now();
    const newest = new NewestPicture({ draw: (jpeg) => drawJpeg(target, jpeg), now });
    let [before, beforeMs] = [newest.counts, now()];
    const measure = () => {
      const [counts, nowMs] = [newest.counts, now()];
      const size = `${target.width}×${target.height}`;
      if (counts.drawn > 0)
        setRates(ratesBetween(before, counts, { ms: nowMs - beforeMs, nowMs, size }));
      [before, beforeMs] = [counts, nowMs];
    };
    const unsubscribe = call.onPicture((from, jpeg) => {
      if (from === id) newest.handle(jpeg);
    });
    const timer = setInterval(measure, EVERY_MS);
    return () => {
      unsubscribe();
      clearInterval(timer);
      newest.stop();
    };
  }, [call, id]);
  return { canvas, rates };
}

async function drawJpeg(canvas: HTMLCanvasElement, jpeg: ArrayBuffer): Promise<void> {
  const bitmap = await createImageBitmap(new Blob([jpeg], { type: 'image/jpeg' }));
  const { width, height } = bitmap;
  // To set a size clears what is drawn.
  if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
  canvas.getContext('2d', { alpha: false })?.drawImage(bitmap, 0, 0);
  bitmap.close();
}
