import { useEffect, useState } from 'preact/hooks';

/** Pixels only: never a format that is a document, or carries one. */
const RASTER = /^image\/(png|jpeg|gif|webp|avif)$/;
/** A picture that is larger is no picture to glance at. */
const MAX_BYTES = 25_000_000;

interface ThumbnailProps {
  readonly content: Blob;
  readonly mime: string;
  readonly name: string;
}

/** A picture in the chat. What only says that it is one shows nothing. */
export function Thumbnail({ content, mime, name }: ThumbnailProps) {
  const [url, setUrl] = useState<string | null>(null);
  const isPicture = RASTER.test(mime) && content.size <= MAX_BYTES;
  useEffect(() => {
    if (!isPicture) return;
    const made = URL.createObjectURL(content.slice(0, content.size, mime));
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [content, isPicture, mime]);
  if (!url) return null;
  return <img src={url} alt={name} decoding="async" onError={() => setUrl(null)} />;
}
