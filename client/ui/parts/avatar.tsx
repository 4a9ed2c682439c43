import { UserRound } from 'lucide';
import { Icon } from './icon.tsx';

interface AvatarProps {
  readonly name: string | null;
  readonly note: string;
}

/** In the place of a picture: who it is, and why there is none. */
export function Avatar({ name, note }: AvatarProps) {
  const [initial] = new Intl.Segmenter().segment(name?.trim() ?? '');
  return (
    <div class="avatar">
      <span class="avatar-face" aria-hidden="true">
        {initial ? initial.segment.toUpperCase() : <Icon of={UserRound} />}
      </span>
      <span class="avatar-note">{note}</span>
    </div>
  );
}
