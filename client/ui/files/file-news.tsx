import { useEffect, useRef, useState } from 'preact/hooks';
import type { FileSnapshot } from '../../call/files/file-snapshot.ts';
import { words } from '../locales/words.ts';
import { useSession } from '../session-context.ts';
import { stateText } from './state-text.ts';

/** Says what became of files, wherever the person looks: an offer, an end. Progress is not news. */
export function FileNews() {
  const { call, other } = useSession();
  const { files } = call.value;
  const known = useRef(new Map<string, FileSnapshot['state']['kind']>());
  const [news, setNews] = useState('');
  useEffect(() => {
    const changed = files.filter(({ key, state }) => known.current.get(key) !== state.kind);
    known.current = new Map(files.map(({ key, state }) => [key, state.kind]));
    const sentences = changed.map((file) => sentence(file, other.peek()?.name ?? null));
    const said = sentences.filter((one) => one !== '').join(' ');
    if (said) setNews(said);
  }, [files]);
  return (
    <p class="visually-hidden" aria-live="polite">
      {news}
    </p>
  );
}

function sentence(file: FileSnapshot, who: string | null): string {
  const { fileNews, fileOffered } = words.value;
  if (file.state.kind === 'offered') return file.from === 'them' ? fileOffered(who, file.name) : '';
  const text = stateText(file);
  return text && fileNews(file.name, text);
}
