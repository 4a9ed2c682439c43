import { PictureInPicture2 } from 'lucide';
import { canFloat, toggleFloating } from '../floating.ts';
import { words } from '../locales/words.ts';
import { useSession } from '../session-context.ts';
import { MenuItem } from './menu-item.tsx';

/** The other person in a small window above all others, with the controls where the browser can. */
export function PictureInPictureItem() {
  const session = useSession();
  if (!session.other.value || !canFloat()) return null;
  return (
    <MenuItem
      icon={PictureInPicture2}
      label={words.value.pictureInPicture}
      onSelect={() => toggleFloating(session)}
    />
  );
}
