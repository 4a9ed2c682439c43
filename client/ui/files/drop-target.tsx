import { useEffect, useState } from 'preact/hooks';
import { words } from '../locales/words.ts';
import { useSession } from '../session-context.ts';

/** Files may be dropped anywhere on the page: a browser would leave the call to show them. */
export function DropTarget() {
  const session = useSession();
  const [isOver, setOver] = useState(false);
  useEffect(() => {
    const handle = (event: DragEvent) => {
      if (!event.dataTransfer?.types.includes('Files')) return;
      if (event.type !== 'dragleave') event.preventDefault();
      // Nothing is related to it where the pointer leaves the page.
      const hasLeft = event.type === 'dragleave' && event.relatedTarget === null;
      if (event.type === 'drop') session.sendFiles(filesOf(event.dataTransfer));
      setOver(event.type === 'dragenter' || (event.type === 'dragover' && !hasLeft));
    };
    const types = ['dragenter', 'dragover', 'dragleave', 'drop'] as const;
    for (const type of types) addEventListener(type, handle);
    return () => {
      for (const type of types) removeEventListener(type, handle);
    };
  }, [session]);
  if (!isOver || !session.call.value.actions.sendFiles) return null;
  return (
    <p class="drop-hint">
      <span>{words.value.dropFiles}</span>
    </p>
  );
}

/** Folders are listed among files, and can't be read. */
function filesOf({ items }: DataTransfer): File[] {
  return [...items]
    .filter((item) => item.webkitGetAsEntry()?.isDirectory !== true)
    .map((item) => item.getAsFile())
    .filter((file) => file !== null);
}
