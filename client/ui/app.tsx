import { useEffect } from 'preact/hooks';
import { words } from './locales/words.ts';
import { Crash } from './parts/crash.tsx';
import { Gone } from './parts/gone.tsx';
import { later } from './parts/later.tsx';
import { Status } from './parts/status.tsx';
import { Check } from './screens/check.tsx';
import { Home } from './screens/home.tsx';
import { Nowhere } from './screens/nowhere.tsx';
import { RoomScreen } from './screens/room-screen.tsx';
import type { Session } from './session.ts';
import { SessionContext } from './session-context.ts';

const watching = () => import('./watching/index.ts');
const WatchScreen = later(async () => (await watching()).WatchScreen);
const DeviceScreen = later(async () => (await watching()).DeviceScreen);

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
    case 'watch':
      return <WatchScreen key={route.room} room={route.room} />;
    case 'device':
      return <DeviceScreen key={route.room} room={route.room} />;
    case 'check':
      return <Check />;
    case 'nowhere':
      return <Nowhere />;
  }
}
