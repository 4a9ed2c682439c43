import { useEffect, useRef, useState } from 'preact/hooks';
import { words } from '../locales/words.ts';

/** Around the code, in modules (ISO/IEC 18004 asks for four). */
const QUIET = 4;

interface Drawing {
  readonly path: string;
  readonly size: number;
}

/** A link that a phone's camera reads. The library that makes it comes with the first one asked for. */
export function QrCode({ text }: { readonly text: string }) {
  const [drawing, setDrawing] = useState<Drawing | null>(null);
  const frame = useRef<SVGSVGElement>(null);
  // In a low window it comes where nobody looks.
  useEffect(() => frame.current?.scrollIntoView({ block: 'nearest' }), []);
  useEffect(() => {
    let isOver = false;
    draw(text).then(
      (drawn) => {
        if (!isOver) setDrawing(drawn);
      },
      // The link itself stands beside it.
      () => {},
    );
    return () => {
      isOver = true;
    };
  }, [text]);
  const size = (drawing?.size ?? 33) + 2 * QUIET;
  return (
    <svg
      ref={frame}
      class="qr"
      viewBox={`0 0 ${size} ${size}`}
      role="img"
      aria-label={words.value.qrCode}
    >
      {drawing && <path d={drawing.path} />}
    </svg>
  );
}

async function draw(text: string): Promise<Drawing> {
  const { encode } = await import('uqr');
  const { data, size } = encode(text, { border: 0 });
  const parts = data.flatMap((row, y) =>
    row.flatMap((isDark, x) => (isDark ? [`M${x + QUIET} ${y + QUIET}h1v1h-1z`] : [])),
  );
  return { path: parts.join(''), size };
}
