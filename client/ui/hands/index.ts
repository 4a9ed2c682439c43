/** All that is loaded on demand, as one file. */
import './hands.css';

export { createHands } from './hands.ts';
export { HandsMenu } from './hands-menu.tsx';
export { OwnReactions, TheirReactions } from './reactions.tsx';
export { TheirHand } from './their-hand.tsx';
