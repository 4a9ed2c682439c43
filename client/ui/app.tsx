import { useEffect } from 'preact/hooks';
import { words } from './locales/words.ts';
import { Crash } from './parts/crash.tsx';
import { Gone } from './parts/gone.tsx';
import { Status } from './parts/status.tsx';
import { Check } from './screens/check.tsx';
import { Home } from './screens/home.tsx';
import { Nowhere } from './screens/nowhere.tsx';
import { RoomScreen } from './screens/room-screen.tsx';
import type { Session } from './session.ts';
import { SessionContext } from './session-context.ts';

export function App({ session }: { readonly session: Session }) {
  useEffect(() => {
    document.documentElement.lang = words.value.language;
  }, [words.value.language]);
  return (
    <SessionContext.Provider value={session}>
      <Crash>
        <Screen session={session} />
        <Status />
        <Gone />
      </Crash>
    </SessionContext.Provider>
  );
}

function Screen({ session }: { readonly session: Session }) {
  const route = session.router.route.value;
  switch (route.kind) {
    case 'home':
      return <Home />;
    case 'room':
      return <RoomScreen key={route.room} room={route.room} />;
    case 'check':
      return <Check />;
    case 'nowhere':
      return <Nowhere />;
  }
}
