/** All that is loaded on demand, as one file. */
import '../styles/panel.css';
import '../styles/watching.css';
import '../styles/wall.css';
import '../styles/device.css';

export { DeviceScreen } from './device-screen.tsx';
export { Others } from './others.tsx';
export { WatchScreen } from './watch-screen.tsx';
